// A tap and its answer: in place for everyone, or the error the person sees; never repeated.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../src/domain/time.ts'
import {
  type AppAnswer,
  button,
  card,
  GROUP,
  GU,
  MA,
  openStage,
  pushesOf,
  type Stage,
  sendCard,
  tokenOf,
  words,
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const asked = card(words('请审签'), button('同意审签'))
const done = card(words('✓ 石九元局长 同意审签'))
const taps = () => pushesOf(stage.app, 'card.action.trigger')

describe('the answer', () => {
  test('replaces the card for everyone and shows the toast to whoever tapped', async () => {
    const id = await sendCard(stage, GROUP, asked)
    const toast = { type: 'success', content: '已审签' }
    stage.app.answer = () => ({ body: { toast, card: { type: 'raw', data: done } } })
    const result = await stage.feishu.person(MA).tap(id, '同意审签')
    expect(result).toMatchObject({ status: 'answered', toast, card: done })
    expect(result.elapsedMs).toBeGreaterThan(0)
    const [mine] = stage.feishu.person(MA).messages(GROUP)
    const [theirs] = stage.feishu.person(GU).messages(GROUP)
    expect(mine).toMatchObject({ card: done, toast, updates: 1 })
    expect(theirs).toMatchObject({ card: done, updates: 1 })
    expect(theirs).not.toHaveProperty('toast')
  })

  test('of an empty object keeps the card', async () => {
    const id = await sendCard(stage, MA, asked)
    expect(await stage.feishu.person(MA).tap(id, '同意审签')).toMatchObject({ status: 'answered' })
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ card: asked, updates: 0 }])
  })

  const v1 = { elements: [] }
  const withNote = card({ tag: 'note', elements: [] })
  test.each<[string, AppAnswer, number]>([
    ['status 500', { status: 500 }, 200671],
    ['status 204', { status: 204, body: '' }, 200671],
    ['a redirect', { status: 302, headers: { location: '/elsewhere' } }, 200671],
    ['an empty body', { body: '' }, 200672],
    ['a string', { body: '"no card.action.trigger event handle"' }, 200672],
    ['a list', { body: [] }, 200672],
    ['something else than JSON', { body: 'ok' }, 200672],
    ['another content type', { body: {}, contentType: 'text/plain' }, 200672],
    ['a bare card', { body: done }, 200672],
    ['a card without its wrapper', { body: { card: done } }, 200672],
    ['a card as a string', { body: { card: { type: 'raw', data: '{}' } } }, 200672],
    ['an unknown toast', { body: { toast: { type: 'loud', content: '好' } } }, 200672],
    ['a toast without words', { body: { toast: { type: 'info' } } }, 200672],
    ['a template that does not exist', { body: { card: { type: 'template', data: {} } } }, 200673],
    ['an invalid card', { body: { card: { type: 'raw', data: withNote } } }, 200673],
    [
      'a card over 30 KB',
      { body: { card: { type: 'raw', data: card(words('督'.repeat(10_300))) } } },
      200673,
    ],
    ['a card of schema 1.0', { body: { card: { type: 'raw', data: v1 } } }, 200830],
  ])('%s shows an error and changes nothing', async (_, answer, errorCode) => {
    const id = await sendCard(stage, MA, asked)
    stage.app.answer = () => answer
    const result = await stage.feishu.person(MA).tap(id, '同意审签')
    expect(result).toMatchObject({ status: 'failed', errorCode, why: expect.any(String) })
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ card: asked, updates: 0 }])
    expect(stage.feishu.counters().callbacks).toEqual({
      sent: 1,
      answered: 0,
      failed: { [errorCode]: 1 },
    })
  })

  test('after three seconds comes too late, and the tap is never repeated', async () => {
    const id = await sendCard(stage, MA, asked)
    stage.app.answer = () => ({ silent: true })
    const result = await stage.feishu.person(MA).tap(id, '同意审签')
    expect(result).toMatchObject({ status: 'failed', errorCode: 200341 })
    expect(result.elapsedMs).toBeGreaterThan(2_900)
    stage.clock.advance(24 * HOUR_MS)
    expect(await stage.feishu.deliverDue()).toBe(0)
    expect(taps()).toHaveLength(1)
  })

  test('from nobody is another error, and so is no subscription', async () => {
    const id = await sendCard(stage, MA, asked)
    const ma = stage.feishu.person(MA)
    stage.feishu.deliveries.setWanted('card.action.trigger', false)
    expect(await ma.tap(id, '同意审签')).toMatchObject({ errorCode: 200340 })
    stage.feishu.deliveries.setWanted('card.action.trigger', true)
    await stage.app.close()
    expect(await ma.tap(id, '同意审签')).toMatchObject({ errorCode: 200342 })
  })

  test('that is lost on the way leaves the card although the app acted', async () => {
    const id = await sendCard(stage, MA, asked)
    stage.app.answer = () => ({ body: { card: { type: 'raw', data: done } } })
    const result = await stage.feishu
      .person(MA)
      .tap(id, '同意审签', { delivery: { dropResponse: true } })
    expect(result).toMatchObject({ status: 'failed', errorCode: 200341 })
    expect(taps()).toHaveLength(1)
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ card: asked }])
  })
})

describe('more than one tap', () => {
  test('two people at once make two events', async () => {
    const id = await sendCard(stage, GROUP, asked)
    const results = await Promise.all([
      stage.feishu.person(MA).tap(id, '同意审签'),
      stage.feishu.person(GU).tap(id, '同意审签'),
    ])
    expect(new Set(results.map(({ eventId }) => eventId)).size).toBe(2)
    expect(taps()).toHaveLength(2)
  })

  test('the network’s duplicate is one event, several times', async () => {
    const id = await sendCard(stage, MA, asked)
    const ma = stage.feishu.person(MA)
    const { eventId } = await ma.tap(id, '同意审签', { delivery: { copies: 3 } })
    await stage.feishu.resend(eventId)
    expect(taps()).toHaveLength(4)
    expect(new Set(stage.app.pushes.map(({ raw }) => raw)).size).toBe(1)
  })

  test('a finger that comes down on a card just replaced taps the old one', async () => {
    const id = await sendCard(stage, MA, asked)
    const ma = stage.feishu.person(MA)
    const late = ma.prepareTap(id, '同意审签')
    await stage.api('PATCH', `/im/v1/messages/${id}`, { content: JSON.stringify(done) })
    await expect(ma.tap(id, '同意审签')).rejects.toThrow('0 parts')
    expect(late.payload).toMatchObject({ event: { action: { value: { act: '同意审签' } } } })
    expect(await late.send()).toMatchObject({ status: 'answered' })
    await late.send()
    const [first, second] = taps()
    expect(first).toEqual(second)
  })
})

describe('out of reach', () => {
  test('nobody taps what they do not see', async () => {
    const id = await sendCard(stage, MA, asked)
    await expect(stage.feishu.person(GU).tap(id, '同意审签')).rejects.toThrow('does not see')
    await stage.api('DELETE', `/im/v1/messages/${id}`)
    await expect(stage.feishu.person(MA).tap(id, '同意审签')).rejects.toThrow('recalled')
  })

  test('a forwarded card is dead unless it allows otherwise or the tap is forced', async () => {
    const id = await sendCard(stage, MA, asked)
    const copy = await stage.feishu.person(MA).forward(id, GROUP)
    const gu = stage.feishu.person(GU)
    expect(await gu.tap(copy, '同意审签')).toMatchObject({ notSent: 'forwarded' })
    expect(taps()).toEqual([])
    await gu.tap(copy, '同意审签', { force: true })
    expect(taps()).toMatchObject([
      {
        event: {
          operator: { open_id: GU },
          context: { open_message_id: copy, open_chat_id: GROUP },
        },
      },
    ])
    const open = { ...asked, config: { update_multi: true, enable_forward_interaction: true } }
    const openCopy = await stage.feishu.person(MA).forward(await sendCard(stage, MA, open), GROUP)
    expect(await gu.tap(openCopy, '同意审签')).toMatchObject({ status: 'answered' })
  })

  test('after fourteen days a card no longer reacts', async () => {
    const id = await sendCard(stage, MA, asked)
    const ma = stage.feishu.person(MA)
    stage.clock.advance(14 * DAY_MS)
    expect(await ma.tap(id, '同意审签')).toMatchObject({ status: 'answered' })
    stage.clock.advance(1)
    expect(await ma.tap(id, '同意审签')).toMatchObject({ notSent: 'outdated' })
    expect(await tokenOf(stage.feishu)).toMatch(/^t-/)
  })
})
