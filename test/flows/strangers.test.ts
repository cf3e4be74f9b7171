// Who is not in the organisation, no longer in it, or no person at all: one sentence, or nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { silent } from '../kit/databases.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

let play: Play
const STRANGER = 'ou_stranger_1'
const NOT_LISTED = '您不在本系统的人员名单中，请联系区政府督查室。'
const GROUP = { chatId: 'oc_test_d09', mentionBot: true }

beforeAll(async () => {
  play = await openPlay()
  play.product.feishu.addUser({ openId: STRANGER, name: '外单位人员' })
  await play.product.feishu.addMember(GROUP.chatId, STRANGER)
  await matterAt(play, '办理中', { title: '农村沼气建设工作' })
})
afterAll(() => play.close())

/** What the bot has said in a chat, as one of its members sees it. */
function botLines(openId: string, chatId?: string): string[] {
  return play.product.feishu
    .person(openId)
    .messages(chatId)
    .filter((one) => one.senderType === 'app')
    .map((one) => one.title ?? one.text ?? '')
}

async function taps(): Promise<number> {
  const [row] = await play.product.database.sql<{ count: number }[]>`
    select count(*)::int as count from audit_entry`
  return row?.count ?? 0
}

describe('名单外的人', () => {
  test.each(['帮助', '查 1号', '进展 1号 已完成', '你好'])(
    '私聊说“%s”，只答一句',
    async (words) => {
      const before = botLines(STRANGER).length
      await play.product.feishu.person(STRANGER).say(words)
      await play.product.settle()
      expect(botLines(STRANGER).slice(before)).toEqual([NOT_LISTED])
    },
  )

  test('在群里提及，也只答一句；不提及不理会', async () => {
    const before = botLines(STRANGER, GROUP.chatId).length
    await play.product.feishu.person(STRANGER).say('查 1号', GROUP)
    await play.product.feishu.person(STRANGER).say('查 1号', { chatId: GROUP.chatId })
    await play.product.settle()
    expect(botLines(STRANGER, GROUP.chatId).slice(before)).toEqual([NOT_LISTED])
  })

  test('转给他的卡片点不动，他也得不到卡片', async () => {
    const before = await taps()
    const card = play.card('谷雨', '办理任务').messageId
    const copy = await play.person('谷雨').forward(card, STRANGER)
    const tapped = await play.product.feishu.person(STRANGER).tap(copy, '办理完毕', { force: true })
    expect(tapped.toast).toEqual({ type: 'error', content: NOT_LISTED })
    expect(tapped.card).toBeUndefined()
    expect(await taps()).toBe(before)
  })
})

describe('别的机器人', () => {
  test('它说什么都不理会', async () => {
    const before = botLines(STRANGER, GROUP.chatId).length
    const { feishu } = play.product
    await feishu.pushEvent('im.message.receive_v1', {
      sender: { sender_id: { open_id: 'ou_other_bot' }, sender_type: 'bot', tenant_key: 't' },
      message: {
        message_id: 'om_other_bot_1',
        create_time: String(play.product.clock.now()),
        chat_id: GROUP.chatId,
        chat_type: 'group',
        message_type: 'text',
        content: JSON.stringify({ text: '@_user_1 查 1号' }),
        mentions: [{ key: '@_user_1', id: { open_id: feishu.bot.openId }, name: '督办' }],
      },
    })
    await play.product.settle()
    expect(botLines(STRANGER, GROUP.chatId)).toHaveLength(before)
  })
})

describe('已停用的人', () => {
  beforeAll(async () => {
    const people = yunlingFile.people.filter((one) => one.name !== '谷雨')
    const sql = connect(play.product.database.url, { log: silent, max: 1 })
    await applyOrganisation(sql, { ...yunlingFile, people }, play.product.clock.now())
    await sql.end()
  })

  test('说话只答一句', async () => {
    expect((await play.say('谷雨', '进展 1号 已完成')).toSelf).toEqual([NOT_LISTED])
    expect((await play.say('谷雨', '我的待办')).toSelf).toEqual([NOT_LISTED])
  })

  test('手里的旧卡片点了也不算数', async () => {
    const before = await taps()
    const tapped = await play.tap('谷雨', '办理任务', '报进展', { achievement: '已完成' })
    expect(tapped.toast).toEqual({ type: 'error', content: NOT_LISTED })
    expect(tapped.card).toBeUndefined()
    expect(await taps()).toBe(before)
  })

  test('记录里仍写着他的姓名，事项由督查工作人员接着办', async () => {
    expect(named('谷雨')).toBe('ou_test_p37')
    expect((await play.say('禾苗', '汇总 1号')).toSelf).toEqual(['汇总材料'])
    expect(buttonsOf(play.card('谷雨', '办理任务'))).toEqual([])
    expect(play.says('谷雨', '办理任务')).toContain('谷雨')
  })
})
