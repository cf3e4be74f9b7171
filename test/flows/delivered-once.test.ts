// What the platform delivers twice, late or out of order: one effect and one answer.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay()
  await matterAt(play, '办理中', { title: '农村沼气建设工作' })
})
afterAll(() => play.close())

async function recorded(): Promise<string[]> {
  const rows = await play.product.database.sql<{ said: string }[]>`
    select achievement as said from progress where withdrawn_at is null order by at, achievement`
  return rows.map((row) => row.said)
}

const MESSAGE = 'im.message.receive_v1'

describe('消息', () => {
  test.each(['帮助', '我的待办', '查 1号', '进展 1号 送了两遍', '随便说说', '改批 1号'])(
    '“%s”同时送来三遍，只答一次',
    async (words) => {
      play.product.feishu.deliveries.next({ copies: 3 }, MESSAGE)
      const name = words.startsWith('改批') ? '田守稼' : '谷雨'
      expect((await play.say(name, words)).toSelf).toHaveLength(1)
    },
  )

  test('答复途中丢了，平台过后重发，也只答一次', async () => {
    play.product.feishu.deliveries.next({ dropResponse: true }, MESSAGE)
    expect((await play.say('谷雨', '进展 1号 又送一遍')).toSelf).toEqual(['记入进展'])
    const before = play.lines('谷雨')
    play.product.clock.forward(15_000)
    expect(await play.product.feishu.deliverDue()).toBe(1)
    await play.product.settle()
    expect(play.lines('谷雨')).toEqual(before)
    expect((await recorded()).filter((said) => said === '又送一遍')).toHaveLength(1)
  })

  test('群里没有的编号问了两遍，又各送两遍，只答一行', async () => {
    const group = { chatId: 'oc_test_d09', mentionBot: true }
    play.product.feishu.deliveries.next({ copies: 2 }, MESSAGE)
    expect((await play.say('谷雨', '查 88号', group)).toGroup).toHaveLength(1)
    play.product.feishu.deliveries.next({ copies: 2 }, MESSAGE)
    expect((await play.say('谷雨', '查 89号', group)).toGroup).toEqual([])
  })
})

describe('次序颠倒', () => {
  test('几条消息倒着送到，各答一次，各记一条', async () => {
    const { feishu, clock } = play.product
    const before = play.lines('谷雨').length
    feishu.deliveries.hold()
    for (const words of ['进展 1号 甲', '进展 1号 乙', '进展 1号 丙']) {
      clock.forward(1_000)
      await play.person('谷雨').say(words)
    }
    await feishu.deliveries.release('reversed')
    await play.product.settle()
    expect(play.lines('谷雨').slice(before)).toEqual(['记入进展', '记入进展', '记入进展'])
    expect((await recorded()).filter((said) => /^[甲乙丙]$/.test(said)).toSorted()).toEqual([
      '丙',
      '乙',
      '甲',
    ])
  })

  test('消息先撤回、后送到的，不记也不答', async () => {
    const { feishu } = play.product
    const before = play.lines('谷雨')
    feishu.deliveries.hold()
    const id = await play.person('谷雨').say('进展 1号 说错的')
    await play.person('谷雨').recall(id)
    await feishu.deliveries.release('reversed')
    await play.product.settle()
    expect(play.lines('谷雨')).toEqual(before)
    expect(await recorded()).not.toContain('说错的')
  })
})

describe('点击', () => {
  test('同一次点击送来三遍，一个结果，三个说法都成立', async () => {
    const { feishu } = play.product
    const { messageId } = play.card('谷雨', '办理任务')
    const form = { achievement: '点了一次' }
    const tapped = await play
      .person('谷雨')
      .tap(messageId, '报进展', { form, delivery: { copies: 3 } })
    expect(tapped.toast?.type).toMatch(/success|info/)
    play.product.clock.forward(MINUTE_MS)
    const again = await feishu.resend(tapped.eventId)
    expect(again).toMatchObject({ kind: 'answered', status: 200 })
    await play.product.settle()
    expect((await recorded()).filter((said) => said === '点了一次')).toHaveLength(1)
  })

  test('我的待办里的办理送来两遍，只重发一份', async () => {
    await play.say('谷雨', '我的待办')
    const { messageId } = play.card('谷雨', '我的待办')
    const before = play.lines('谷雨').length
    await play.person('谷雨').tap(messageId, '办理', { delivery: { copies: 2 } })
    await play.product.settle()
    expect(play.lines('谷雨').slice(before)).toEqual(['办理任务'])
  })
})
