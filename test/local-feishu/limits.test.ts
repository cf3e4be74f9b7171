// The platform's limits, on a clock that only tests move.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rateWindows } from '../../src/local-feishu/rate-windows.ts'
import { card, GROUP, MA, openStage, type Stage, sendCard, sendText, words } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

/** Groups of their own, so that only the app's limit is met. */
function manyChats(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const chatId = `oc_many_${index}`
    stage.feishu.addChat({ chatId, name: chatId, members: [MA] })
    return chatId
  })
}

describe('of the app', () => {
  test('the 51st send within a second is refused with 429 and the seconds to wait', async () => {
    const chats = manyChats(51)
    for (const chatId of chats.slice(0, 50)) {
      expect((await sendText(stage, chatId, '一')).code).toBe(0)
    }
    const over = await sendText(stage, chats[50] ?? '', '一')
    expect([over.status, over.code]).toEqual([429, 99991400])
    expect(over.headers.get('x-ogw-ratelimit-limit')).toBe('50')
    expect(over.headers.get('x-ogw-ratelimit-reset')).toBe('1')
    expect(stage.feishu.counters()).toMatchObject({
      overLimit: 1,
      overLimitBy: { 'send/1000': 1 },
    })
    stage.clock.advance(1_000)
    expect((await sendText(stage, chats[50] ?? '', '一')).code).toBe(0)
  })

  test('the 1001st within a minute is refused until the first is a minute old', () => {
    const windows = rateWindows()
    const limits = [
      { count: 50, lengthMs: 1_000 },
      { count: 1_000, lengthMs: 60_000 },
    ]
    for (let i = 0; i < 1_000; i += 1) {
      expect(windows.take('send', limits, i * 20)).toBeUndefined()
    }
    expect(windows.take('send', limits, 30_000)).toEqual({ limit: limits[1], resetSeconds: 30 })
    expect(windows.take('send', limits, 60_000)).toBeUndefined()
    expect(windows.take('send', limits, 60_000)).toEqual({ limit: limits[1], resetSeconds: 1 })
    expect(windows.peaks()).toEqual({ 'send/1000': 50, 'send/60000': 1_000 })
  })

  test('create and reply share a window, patch has its own, all are watched', async () => {
    const id = await sendCard(stage, GROUP, card(words('一')))
    const content = JSON.stringify({ text: '二' })
    await stage.api('POST', `/im/v1/messages/${id}/reply`, { msg_type: 'text', content })
    await stage.api('PATCH', `/im/v1/messages/${id}`, {
      content: JSON.stringify(card(words('三'))),
    })
    expect(stage.feishu.counters().peaks).toMatchObject({
      'send/1000': 2,
      'patch/1000': 1,
      'app/1000': 3,
    })
    expect(stage.feishu.counters().overLimit).toBe(0)
  })
})

describe('of the receiver', () => {
  test('the sixth message to one person within a second is refused, by whatever id', async () => {
    const chatId = stage.feishu.person(MA).chatWithBot()
    for (const to of [MA, chatId, MA, chatId, MA]) {
      expect((await sendText(stage, to, '一')).code).toBe(0)
    }
    const over = await sendText(stage, chatId, '一')
    expect([over.status, over.code]).toEqual([400, 230020])
    expect(over.headers.get('x-ogw-ratelimit-reset')).toBeNull()
    expect(stage.feishu.counters().overLimitBy).toEqual({ [`chat ${chatId}/1000`]: 1 })
    stage.clock.advance(1_000)
    expect((await sendText(stage, MA, '一')).code).toBe(0)
  })

  test('the sixth message to one group within a second is refused, replies included', async () => {
    const first = await sendCard(stage, GROUP, card(words('一')))
    const content = JSON.stringify({ text: '二' })
    const reply = () =>
      stage.api('POST', `/im/v1/messages/${first}/reply`, { msg_type: 'text', content })
    for (let i = 0; i < 4; i += 1) expect((await reply()).code).toBe(0)
    expect((await reply()).code).toBe(230020)
    expect((await sendText(stage, MA, '一')).code).toBe(0)
  })

  test('the sixth update of one card within a second is refused', async () => {
    const [one, other] = [
      await sendCard(stage, MA, card(words('一'))),
      await sendCard(stage, MA, card(words('二'))),
    ]
    const content = JSON.stringify(card(words('改')))
    const patch = (id: string) => stage.api('PATCH', `/im/v1/messages/${id}`, { content })
    for (let i = 0; i < 5; i += 1) expect((await patch(one)).code).toBe(0)
    expect((await patch(one)).code).toBe(230020)
    expect((await patch(other)).code).toBe(0)
    expect(stage.feishu.person(MA).messages()).toMatchObject([{ updates: 5 }, { updates: 1 }])
    stage.clock.advance(1_000)
    expect((await patch(one)).code).toBe(0)
  })
})
