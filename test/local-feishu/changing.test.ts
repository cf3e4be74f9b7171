// Changing what was sent: patch, edit, recall, alert – and the platform's reasons to refuse.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS } from '../../src/domain/time.ts'
import {
  button,
  called,
  card,
  GROUP,
  GU,
  MA,
  openStage,
  pushesOf,
  SHI,
  type Stage,
  sendCard,
  sendText,
  tokenOf,
  words,
} from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const after = card(words('✓ 已审签'))

function patch(id: string, content: unknown = JSON.stringify(after)) {
  return stage.api('PATCH', `/im/v1/messages/${id}`, { content })
}

describe('patching a card', () => {
  test('everyone sees the new card in the old place, at once', async () => {
    const id = await sendCard(stage, GROUP, card(words('请审签')))
    stage.clock.advance(5_000)
    const answer = await patch(id)
    expect([answer.status, answer.code, answer.data]).toEqual([200, 0, {}])
    for (const openId of [MA, GU]) {
      expect(stage.feishu.person(openId).messages(GROUP)).toMatchObject([
        { messageId: id, card: after, updates: 1, updatedAt: stage.clock.now() },
      ])
    }
  })

  test('a card can be updated for fourteen days and not a millisecond longer', async () => {
    const id = await sendCard(stage, MA, card(words('请审签')))
    stage.clock.advance(14 * DAY_MS)
    expect((await patchAfresh(id)).code).toBe(0)
    stage.clock.advance(1)
    expect((await patchAfresh(id)).code).toBe(230031)
  })

  test('recalled cards, texts, and other people’s messages are refused', async () => {
    const recalled = await sendCard(stage, MA, card(words('一')))
    await stage.api('DELETE', `/im/v1/messages/${recalled}`)
    expect((await patch(recalled)).code).toBe(230011)
    const text = await sendText(stage, MA, '二')
    expect((await patch(String(text.data.message_id))).code).toBe(230001)
    const shown = await sendCard(stage, MA, card(words('三')))
    const copy = await stage.feishu.person(MA).forward(shown, GROUP)
    expect((await patch(copy)).code).toBe(230027)
    expect((await patch('c-295ee5')).code).toBe(99992354)
  })

  test('a bad card leaves the old one', async () => {
    const before = card(words('请审签'))
    const id = await sendCard(stage, MA, before)
    expect((await patch(id, after)).code).toBe(230001)
    expect((await patch(id, '{')).code).toBe(230099)
    const withNote = card({ tag: 'note', elements: [] })
    expect((await patch(id, JSON.stringify(withNote))).body.msg).toContain('ErrCode: 200861')
    expect((await patch(id, JSON.stringify(card(words('督'.repeat(10_300)))))).code).toBe(230025)
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ card: before, updates: 0 }])
  })

  test('outside the group the bot cannot update its cards there', async () => {
    const id = await sendCard(stage, GROUP, card(words('一')))
    await stage.feishu.removeBot(GROUP)
    expect((await patch(id)).code).toBe(230002)
    expect(stage.feishu.person(MA).messages(GROUP)).toMatchObject([{ updates: 0 }])
  })

  test('while a tap on the card waits for its answer the card is locked', async () => {
    const id = await sendCard(stage, MA, card(words('请审签'), button('同意审签')))
    const { promise: asked, resolve: reached } = Promise.withResolvers<void>()
    const { promise: release, resolve: letGo } = Promise.withResolvers<void>()
    stage.app.answer = async () => {
      reached()
      await release
      return { body: {} }
    }
    const tap = stage.feishu.person(MA).tap(id, '同意审签')
    await asked
    const locked = await patch(id)
    expect([locked.status, locked.code]).toEqual([400, 230099])
    expect(locked.body.msg).toContain('ErrCode: 11310')
    expect(locked.body.msg).toContain('card action is lock')
    letGo()
    await tap
    expect((await patch(id)).code).toBe(0)
  })
})

describe('editing', () => {
  test('texts can be edited twenty times, cards never', async () => {
    const id = String((await sendText(stage, MA, '一')).data.message_id)
    const edit = (messageId: string, type: string) =>
      stage.api('PUT', `/im/v1/messages/${messageId}`, {
        msg_type: type,
        content: JSON.stringify({ text: '二' }),
      })
    for (let i = 0; i < 20; i += 1) expect((await edit(id, 'text')).code).toBe(0)
    expect((await edit(id, 'text')).code).toBe(230072)
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ text: '二', updates: 20 }])
    const shown = await sendCard(stage, MA, card(words('一')))
    expect((await edit(shown, 'interactive')).code).toBe(230001)
    expect((await edit(shown, 'text')).code).toBe(230001)
  })
})

describe('recalling', () => {
  test('a recalled message shows nothing any more and the app hears of it', async () => {
    const id = String((await sendText(stage, MA, '一')).data.message_id)
    expect((await stage.api('DELETE', `/im/v1/messages/${id}`)).code).toBe(0)
    await stage.feishu.settled()
    const [seen] = stage.feishu.person(MA).messages()
    expect(seen).toMatchObject({ recalled: true })
    expect(seen).not.toHaveProperty('text')
    expect(pushesOf(stage.app, 'im.message.recalled_v1')).toMatchObject([
      { event: { message_id: id, recall_type: 'message_owner' } },
    ])
    expect((await stage.api('DELETE', `/im/v1/messages/${id}`)).code).toBe(230011)
  })

  test('the bot cannot recall what people said', async () => {
    const said = await stage.feishu.person(MA).say('进展')
    expect((await stage.api('DELETE', `/im/v1/messages/${said}`)).code).toBe(230026)
  })
})

describe('alerting', () => {
  const urge = (id: string, ids: unknown) =>
    stage.api('PATCH', `/im/v1/messages/${id}/urgent_app?user_id_type=open_id`, {
      user_id_list: ids,
    })

  test('members are alerted, others listed as invalid', async () => {
    const id = String((await sendText(stage, GROUP, '急件')).data.message_id)
    const answer = await urge(id, [GU, SHI])
    expect(answer.data).toEqual({ invalid_user_id_list: [SHI] })
    expect(stage.feishu.person(GU).messages(GROUP)).toMatchObject([{ urgent: true }])
    expect(stage.feishu.person(MA).messages(GROUP)).toMatchObject([{ urgent: false }])
  })

  test('nobody valid, too many, or another’s message are refused', async () => {
    const id = String((await sendText(stage, GROUP, '急件')).data.message_id)
    const said = await stage.feishu.person(MA).say('您好')
    expect((await urge(id, [SHI])).code).toBe(230001)
    expect(
      (
        await urge(
          id,
          Array.from({ length: 201 }, () => GU),
        )
      ).code,
    ).toBe(230001)
    expect((await urge(said, [MA])).code).toBe(230012)
  })
})

/** With a token of the day. */
async function patchAfresh(id: string) {
  const token = await tokenOf(stage.feishu)
  return called(stage.feishu, token, {
    method: 'PATCH',
    path: `/im/v1/messages/${id}`,
    body: { content: JSON.stringify(after) },
  })
}
