// A group without the bot: 督查室 and its department hear once what is there, and nothing is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { waits } from '../kit/desks.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'
import { rounds, unannounced } from './unannounced.ts'

const GROUP = 'oc_test_d09'
let play: Play
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
})
afterEach(() => play.close())

const told = (name: string, words: string) =>
  play.lines(name).filter((line) => line.includes(words))

const statusCards = () =>
  play
    .person('禾苗')
    .messages(GROUP)
    .filter((one) => one.title === '督查事项')
    .map((one) => JSON.stringify(one.card))

/** Two matters of 区农业农村局, each with its card in the group. */
async function twoInGroup(): Promise<void> {
  await matterAt(play, '待批办', { title: '农村沼气建设工作' })
  await matterAt(play, '待签收', { title: '秸秆禁烧' })
}

describe('机器人被移出工作群', () => {
  test.each(['事件告知', '没有事件，发送时才知道'])(
    '%s：督查室主任和该单位督查工作人员各收到一次，写明事项；重新添加后补发卡片',
    async (cause) => {
      await twoInGroup()
      if (cause !== '事件告知') unannounced(play, 'im.chat.member.bot.deleted_v1')
      await play.product.feishu.removeBot(GROUP)
      await play.tap('田守稼', '领导批办', '批办', {
        mode: 'section',
        opinion: '请办理。',
        handlers: [named('谷雨')],
      })
      await rounds(play)
      const words = '区农业农村局工作群已将机器人移出'
      for (const name of ['温如松', '禾苗']) {
        expect(told(name, words)).toHaveLength(1)
        expect(told(name, words).join()).toContain('涉及在办事项2项')
        expect(told(name, words).join()).toContain('农村沼气建设工作')
        expect(told(name, words).join()).toContain('请在群内重新添加机器人')
      }
      expect(told('蒋小棠', words)).toEqual([])
      // What decides goes on in private; the group's cards say nothing new, and nobody is told again.
      expect(waits(play, '谷雨', '办理任务')).toBe(true)
      await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' }, '秸秆禁烧')
      await rounds(play)
      await rounds(play, instantOf('2026-09-15', '09:10'))
      expect(told('温如松', words)).toHaveLength(1)
      expect(told('温如松', '有一条消息未能送达')).toEqual([])
      await play.product.feishu.addBot(GROUP)
      await rounds(play)
      const [first, second, ...afresh] = statusCards()
      for (const old of [first, second]) expect(old).toContain('本卡片已更新，请看最新卡片。')
      expect(afresh).toHaveLength(2)
      expect(afresh.join()).toContain('待批办')
      expect(afresh.join()).toContain('办理中')
      // Removed once more: that is another time.
      await play.product.feishu.removeBot(GROUP)
      await rounds(play)
      expect(told('温如松', words)).toHaveLength(cause === '事件告知' ? 2 : 1)
    },
  )

  test('同一事件送来两次，群里的卡片只补发一次', async () => {
    await twoInGroup()
    await play.product.feishu.removeBot(GROUP)
    play.product.feishu.deliveries.next({ copies: 2 }, 'im.chat.member.bot.added_v1')
    await play.product.feishu.addBot(GROUP)
    await rounds(play)
    expect(statusCards()).toHaveLength(4)
  })

  test('移出的事件迟到，机器人已经回来：不再告诉谁', async () => {
    await twoInGroup()
    const { feishu, clock } = play.product
    const type = 'im.chat.member.bot.deleted_v1'
    const late = feishu.eventPayload(type, { chat_id: GROUP, external: false })
    unannounced(play, type)
    await feishu.removeBot(GROUP)
    clock.forward(MINUTE_MS)
    await feishu.addBot(GROUP)
    await rounds(play)
    expect(statusCards()).toHaveLength(4)
    await feishu.post(feishu.signed(late))
    await rounds(play)
    expect(told('温如松', '已将机器人移出')).toEqual([])
  })

  test.each(['事件告知', '没有事件，发送时才知道'])('群解散了，%s', async (cause) => {
    await twoInGroup()
    if (cause !== '事件告知') unannounced(play, 'im.chat.disbanded_v1')
    await play.product.feishu.dissolve(GROUP)
    await play.tap('禾苗', '交办通知', '签收并呈批', { suggestion: '' }, '秸秆禁烧')
    await rounds(play)
    expect(told('温如松', '区农业农村局工作群已解散')).toHaveLength(1)
    expect(told('温如松', '已解散').join()).toContain('如另建新群，请添加机器人')
    await rounds(play, instantOf('2026-09-15', '09:10'))
    expect(told('温如松', '区农业农村局工作群已解散')).toHaveLength(1)
  })

  test('不是哪个单位的群，移出了谁也不告诉', async () => {
    const { feishu } = play.product
    feishu.addChat({ chatId: 'oc_other', name: '闲聊', members: [named('温如松')] })
    await feishu.removeBot('oc_other')
    const before = play.lines('温如松')
    await rounds(play)
    expect(play.lines('温如松')).toEqual(before)
  })
})
