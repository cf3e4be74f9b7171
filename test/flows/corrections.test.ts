// Correcting oneself (process §9): 撤回 within five minutes, later 作废 or 更正归属, each by whoever recorded it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/domain/time.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play
let said = 0

/** 谷雨 works on 1号 and 2号; 3号 is 区交通局's. */
beforeAll(async () => {
  play = await openPlay()
  await matterAt(play, '办理中', { title: '农村沼气建设工作' })
  await matterAt(play, '办理中', { title: '秸秆综合利用' })
  await matterAt(play, '办理中', { title: '农村公路养护', lead: 'D08' })
})
afterAll(() => play.close())

let words: string
let messageId: string

/** Every test begins with an entry of 谷雨's of its own in 1号. */
beforeEach(async () => {
  said += 1
  words = `第${said}条进展`
  ;({ messageId } = await play.say('谷雨', `进展 1号 ${words}`))
})

const noteOf = () => play.card('谷雨', '记入进展', words)
const TOO_LATE = '记入已超过5分钟，不能撤回。如记入有误，请使用“作废”或“更正归属”。'

/** What became of the entry, wherever it stands: `1号`, `1号 已撤回`, … */
async function places(): Promise<string[]> {
  const rows = await play.product.database.sql<{ serial: number; ended: string | null }[]>`
    select m.number_serial as serial, case
      when p.withdrawn_at is not null then '已撤回' when p.voided_at is not null then '已作废'
      when p.refiled_to is not null then '已转出' when p.recalled_at is not null then '原消息已撤回' end as ended
    from progress p join assignment a on a.id = p.assignment_id join matter m on m.id = a.matter_id
    where p.achievement = ${words} order by p.at, serial`
  return rows.map(({ serial, ended }) => (ended === null ? `${serial}号` : `${serial}号 ${ended}`))
}

describe('五分钟内', () => {
  test('点撤回，当即撤回；再点只是告知', async () => {
    const again = play.person('谷雨').prepareTap(noteOf().messageId, '撤回')
    const taken = await play.tap('谷雨', '记入进展', '撤回')
    expect(taken.toast?.content).toBe('已撤回进展：农村沼气建设工作（云政督〔2026〕1号）。')
    expect(await places()).toEqual(['1号 已撤回'])
    expect(buttonsOf(noteOf())).toEqual([])
    expect((await again.send()).toast).toMatchObject({
      type: 'info',
      content: expect.stringMatching(/^您已于9月14日.*撤回，无需重复操作。$/),
    })
  })

  test('回复记入进展卡说“撤回”', async () => {
    const { toSelf } = await play.say('谷雨', '撤回', { replyTo: noteOf().messageId })
    expect(toSelf).toEqual(['已撤回进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(await places()).toEqual(['1号 已撤回'])
    expect(buttonsOf(noteOf())).toEqual([])
  })

  test('回复自己那条消息说“撤回”', async () => {
    await play.say('谷雨', '撤回', { replyTo: messageId })
    expect(await places()).toEqual(['1号 已撤回'])
  })

  test('撤回消息本身，进展随之撤回，卡片随即更新', async () => {
    await play.person('谷雨').recall(messageId)
    await play.product.settle()
    expect(await places()).toEqual(['1号 已撤回'])
    expect(JSON.stringify(noteOf().card)).toContain('已撤回，不再计入进展')
  })

  test('群里报的，回复机器人那句“已记入”也能撤回，群里只说是哪件', async () => {
    const group = { chatId: 'oc_test_d09', mentionBot: true }
    words = '群里报的进展'
    await play.say('谷雨', `进展 1号 ${words}`, group)
    const answer = play.person('谷雨').messages(group.chatId).at(-1)?.messageId ?? ''
    const heard = await play.say('谷雨', '撤回', { ...group, replyTo: answer })
    expect(heard.toGroup).toEqual(['已撤回进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(await places()).toEqual(['1号 已撤回'])
  })

  test('别人报的撤不回', async () => {
    const group = { chatId: 'oc_test_d09', mentionBot: true }
    words = '禾苗在群里报的'
    const theirs = await play.say('禾苗', `进展 1号 ${words}`, group)
    const heard = await play.say('谷雨', '撤回', { ...group, replyTo: theirs.messageId })
    expect(heard.toSelf.join('')).toContain('不是由您记入')
    expect(heard.toGroup).toEqual(['未能办理，原因已发至您的私聊。'])
    expect(await places()).toEqual(['1号'])
  })
})

describe('五分钟后', () => {
  beforeEach(() => play.wait(6 * MINUTE_MS))

  test('卡片上换成作废和更正归属', () => {
    expect(buttonsOf(noteOf())).toEqual(['作废', '更正归属'])
  })

  test('说“撤回”太晚了，告知可以作废', async () => {
    const { toSelf } = await play.say('谷雨', '撤回', { replyTo: messageId })
    expect(toSelf).toEqual([TOO_LATE])
    expect(await places()).toEqual(['1号'])
  })

  test('点作废，保留备查', async () => {
    const voided = await play.tap('谷雨', '记入进展', '作废', undefined, words)
    expect(voided.toast?.content).toBe('已作废进展：农村沼气建设工作（云政督〔2026〕1号）。')
    expect(await places()).toEqual(['1号 已作废'])
    expect(JSON.stringify(noteOf().card)).toContain('已作废，保留备查')
    expect(buttonsOf(noteOf())).toEqual([])
  })

  test('回复说“作废”', async () => {
    const { toSelf } = await play.say('谷雨', '作废', { replyTo: messageId })
    expect(toSelf).toEqual(['已作废进展：农村沼气建设工作（云政督〔2026〕1号）。'])
    expect(await places()).toEqual(['1号 已作废'])
  })

  test('写编号作废，记有多条的不猜是哪条', async () => {
    const { toSelf } = await play.say('谷雨', '作废 1号')
    expect(toSelf).toEqual(['您在该事项中记有多条进展，请在要更正的那张“记入进展”卡片上操作。'])
    expect(await places()).toEqual(['1号'])
  })

  test('没说是哪条的，请其回复那条', async () => {
    const answer = expect.stringMatching(/^请回复要更正的那条进展/)
    expect((await play.say('谷雨', '作废')).toSelf).toEqual([answer])
    expect((await play.say('谷雨', '更正归属 2号')).toSelf).toEqual([answer])
  })

  test('填编号点更正归属，转到那件事项，两边都写明', async () => {
    const { messageId: note } = noteOf()
    const moved = await play.tap('谷雨', '记入进展', '更正归属', { target: '2号' }, words)
    expect(moved.toast?.type).toBe('success')
    expect(await places()).toEqual(['1号 已转出', '2号'])
    const left = play
      .person('谷雨')
      .messages()
      .find((one) => one.messageId === note)
    expect(JSON.stringify(left?.card)).toContain('已更正归属，转入其他事项')
    expect(JSON.stringify(noteOf().card)).toContain('已记入“秸秆综合利用（云政督〔2026〕2号）”')
    expect(buttonsOf(noteOf())).toEqual(['撤回'])
  })

  test('转出之后再撤回原消息，找的是现在的那一条', async () => {
    await play.tap('谷雨', '记入进展', '更正归属', { target: '2号' }, words)
    await play.wait(6 * MINUTE_MS)
    await play.person('谷雨').recall(messageId)
    await play.product.settle()
    expect(await places()).toEqual(['1号 已转出', '2号 原消息已撤回'])
  })

  test.each([
    ['3号', '未找到“3号”对应的督查事项，请核对编号，或发送“我的待办”查看您的事项。'],
    ['99号', '未找到“99号”对应的督查事项，请核对编号，或发送“我的待办”查看您的事项。'],
    ['1号', '该条进展已在此事项中，无需更正。'],
    ['那一件', '请写明正确的督查编号，例如：更正归属 28号。'],
  ])('编号写成“%s”的，说明缘由，填的还在', async (target, why) => {
    const refused = await play.tap('谷雨', '记入进展', '更正归属', { target }, words)
    expect(refused.toast).toEqual({ type: 'error', content: why })
    expect(JSON.stringify(noteOf().card)).toContain(target)
    expect(await places()).toEqual(['1号'])
  })

  test('用文字更正归属，两边的记录都写着出自哪条消息', async () => {
    const heard = await play.say('谷雨', '更正归属 2号', { replyTo: messageId })
    const trail = await play.product.database.sql`
      select matter_number, action from audit_trail where source_event_id = ${heard.messageId}
      order by matter_number`
    expect(trail.map((entry) => `${entry.matter_number} ${entry.action}`)).toEqual([
      '云政督〔2026〕1号 更正归属',
      '云政督〔2026〕2号 报进展',
    ])
    expect(heard.toSelf.toSorted()).toEqual([
      '已更正归属，该条进展已转出：农村沼气建设工作（云政督〔2026〕1号）。',
      '记入进展',
    ])
    expect(await places()).toEqual(['1号 已转出', '2号'])
  })

  test('已撤回的那条不能再转出，别处也不会多出一条', async () => {
    await play.tap('谷雨', '记入进展', '作废', undefined, words)
    const { toSelf } = await play.say('谷雨', '更正归属 2号', { replyTo: noteOf().messageId })
    expect(toSelf.join('')).toContain('不能再更正')
    expect(await places()).toEqual(['1号 已作废'])
  })

  test('撤回原消息，进展仍在，注明原消息已撤回', async () => {
    await play.person('谷雨').recall(messageId)
    await play.product.settle()
    expect(await places()).toEqual(['1号 原消息已撤回'])
    expect(JSON.stringify(noteOf().card)).toContain('原消息已撤回')
  })
})
