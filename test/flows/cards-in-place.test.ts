// One decision, one card: the tapper's changes with the answer, every other copy in place, and old ones make way.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward } from '../kit/roads.ts'

let play: Play

const GROUP = 'oc_test_d09'
const OLD = '本卡片已更新，请看最新卡片。'

function patches(): number {
  const counted = play.product.feishu.counters().requests
  return Object.entries(counted)
    .filter(([name]) => /patch/i.test(name))
    .reduce((sum, [, count]) => sum + count, 0)
}

/** The same message as it stands now. */
function now(name: string, { messageId, chatId }: SeenMessage): SeenMessage {
  const found = play
    .person(name)
    .messages(chatId)
    .find((one) => one.messageId === messageId)
  if (found === undefined) throw new Error('the message is gone')
  return found
}

function groupCards(title: string): SeenMessage[] {
  return play
    .person('谷雨')
    .messages(GROUP)
    .filter((one) => JSON.stringify(one.card ?? {}).includes(title))
}

describe('两人各有一份的卡片', () => {
  beforeAll(async () => {
    play = await openPlay()
    await matterAt(play, '已报送', { title: '防汛备汛' })
  })
  afterAll(() => play.close())

  test('督查室主任先审核，自己那份随答复更新，经办人那份原位更新一次', async () => {
    const mine = play.card('温如松', '审核反馈材料')
    const theirs = play.card('蒋小棠', '审核反馈材料')
    const late = play.person('蒋小棠').prepareTap(theirs.messageId, '通过')
    const group = groupCards('防汛备汛').length
    const before = patches()
    const tapped = await play.tap('温如松', '审核反馈材料', '通过')
    expect(tapped.card).toBeDefined()
    expect(now('温如松', mine).updates).toBe(1)
    expect(now('蒋小棠', theirs).updates).toBe(1)
    expect(buttonsOf(now('蒋小棠', theirs))).toEqual([])
    expect(JSON.stringify(now('蒋小棠', theirs).card)).toContain('✓ 温如松主任 9月14日')
    // The colleague's copy and the group's: nothing for the tapper.
    expect(patches() - before).toBe(2)
    expect(groupCards('防汛备汛')).toHaveLength(group)

    const answer = await late.send()
    expect(answer.toast?.type).toBe('error')
    expect(answer.toast?.content).toMatch(/^该事项已由温如松主任于9月14日\d\d:\d\d审核通过。$/)
    await play.product.settle()
    expect(buttonsOf(now('蒋小棠', theirs))).toEqual([])
  })

  test('同一个人再点同一下，只是告知', async () => {
    const mine = play.card('蒋小棠', '汇总反馈')
    const form = { summary: '已完成', leaders: ['ou_test_p04'] }
    const again = play.person('蒋小棠').prepareTap(mine.messageId, '反馈领导', { form })
    await play.tap('蒋小棠', '汇总反馈', '反馈领导', form)
    const answer = await again.send()
    expect(answer.toast).toMatchObject({
      type: 'info',
      content: expect.stringMatching(/^您已于9月14日\d\d:\d\d反馈领导，无需重复操作。$/),
    })
    expect(JSON.stringify(answer.card)).toContain('✓ 蒋小棠 9月14日')
    const [row] = await play.product.database.sql`
      select count(*)::int as count from audit_entry where action = '反馈领导'`
    expect(row?.count).toBe(1)
  })
})

describe('不该点的人点了', () => {
  beforeAll(async () => {
    play = await openPlay()
    await matterAt(play, '待审签', { title: '防汛备汛' })
  })
  afterAll(() => play.close())

  test('看得到事项的，说明由谁办理；看不到的，一句中性的话，都得不到卡片', async () => {
    const card = play.card('田守稼', '请审签')
    const before = buttonsOf(card)
    for (const [name, words] of [
      ['禾苗', '本卡片由主要领导办理。'],
      ['孟知行', '您无权办理此事项。'],
    ] as const) {
      const copy = await play.person('田守稼').forward(card.messageId, play.person(name).openId)
      const tapped = await play.person(name).tap(copy, '同意审签', { force: true })
      expect(tapped.toast).toEqual({ type: 'error', content: words })
      expect(tapped.card).toBeUndefined()
    }
    await play.product.settle()
    expect(buttonsOf(now('田守稼', card))).toEqual(before)
  })
})

describe('群里的督查事项卡', () => {
  beforeAll(async () => {
    play = await openPlay()
    const form = { deadline: '2026-11-30 17:30', co: ['D04'] }
    await matterAt(play, '待签收', { title: '防汛备汛', form })
  })
  afterAll(() => play.close())

  test('每个群每件事项一张，随进度原位更新，内容没变的不更新', async () => {
    expect(groupCards('防汛备汛')).toHaveLength(1)
    await play.tap('禾苗', '交办通知', '签收并呈批')
    const { updates } = groupCards('防汛备汛')[0] ?? { updates: 0 }
    expect(updates).toBe(1)
    await play.tap('田守稼', '领导批办', '批办', {
      mode: 'section',
      opinion: '请抓紧办理。',
      handlers: ['ou_test_p37'],
    })
    await play.say('谷雨', '进展 1号 已开工')
    expect(groupCards('防汛备汛')).toHaveLength(1)
    expect(groupCards('防汛备汛')[0]?.updates).toBe(2)
    expect(JSON.stringify(groupCards('防汛备汛')[0]?.card)).toContain('办理中')
  })

  test('第十天之后的第一次变化另发一张，旧的只指路；之后又原位更新', async () => {
    play.product.clock.forward(10 * DAY_MS + HOUR_MS)
    await play.say('谷雨', '进展 1号 内容没有变化')
    expect(groupCards('防汛备汛')).toHaveLength(1)
    const [old] = groupCards('防汛备汛')
    await play.tap('谷雨', '办理任务', '办理完毕')
    const cards = play
      .person('谷雨')
      .messages(GROUP)
      .filter((one) => one.title === '督查事项')
    expect(cards).toHaveLength(2)
    expect(old && JSON.stringify(now('谷雨', old).card)).toContain(OLD)
    expect(JSON.stringify(cards[1]?.card)).toContain('牵头单位：汇总中')
    await play.tap('禾苗', '汇总材料', '呈领导审签', {
      achievements: '已完成',
      problems: '个别堤段需加固',
      next_steps: '月底前完成',
    })
    expect(groupCards('防汛备汛').at(-1)?.updates).toBe(1)
    expect(groupCards('牵头单位：待审签')).toHaveLength(1)
  })

  test('办结也写在群卡片上', async () => {
    const matter = { title: '防汛备汛', lead: 'D09', number: '1号' }
    const cast = { approver: '佟雅宁', head: '田守稼', officer: '禾苗', handler: '谷雨' }
    await onward(play, { ...matter, ...cast }, '待审签', '已办结')
    expect(JSON.stringify(groupCards('防汛备汛').at(-1)?.card)).toContain('已办结')
  })
})

describe('放久了的卡片', () => {
  beforeEach(async () => {
    play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
    await matterAt(play, '待审签', { title: '防汛备汛', form: { deadline: '2026-11-30 17:30' } })
    return () => play.close()
  })

  test('满十天仍待办的，工作时间里重发一份，旧的只指路；安静时段先不发', async () => {
    const old = play.card('田守稼', '请审签')
    // 24 September is a Thursday, 25 to 27 are the Mid-Autumn days off.
    play.product.clock.set(instantOf('2026-09-24', '08:00'))
    await play.wait(HOUR_MS)
    expect(play.lines('田守稼').filter((title) => title === '请审签')).toHaveLength(1)
    play.product.clock.set(instantOf('2026-09-24', '19:00'))
    await play.wait(0)
    play.product.clock.set(instantOf('2026-09-26', '10:00'))
    await play.wait(0)
    expect(play.lines('田守稼').filter((title) => title === '请审签')).toHaveLength(1)
    play.product.clock.set(instantOf('2026-09-28', '08:31'))
    await play.wait(0)
    await play.wait(MINUTE_MS)
    expect(play.lines('田守稼').filter((title) => title === '请审签')).toHaveLength(2)
    expect(JSON.stringify(now('田守稼', old).card)).toContain(OLD)
    const signed = await play.tap('田守稼', '请审签', '同意审签')
    expect(signed.toast?.type).toBe('success')
    // What waits for nobody is not sent again.
    expect(play.lines('禾苗').filter((title) => title === '汇总材料')).toHaveLength(1)
  })

  test('停机超过十四天，旧卡片平台已不再更新，新的照发，没有搁置的消息', async () => {
    const old = play.card('田守稼', '请审签')
    const kept = buttonsOf(old)
    play.product.clock.set(instantOf('2026-10-08', '10:00'))
    await play.wait(0)
    expect(play.lines('田守稼').filter((title) => title === '请审签')).toHaveLength(2)
    expect(buttonsOf(now('田守稼', old))).toEqual(kept)
    const stale = await play.person('田守稼').tap(old.messageId, '同意审签')
    expect(stale).toMatchObject({ status: 'not_sent', notSent: 'outdated' })
    const parked = await play.product.database.sql`
      select from message where parked_at is not null`
    expect(parked).toHaveLength(0)
    expect((await play.tap('田守稼', '请审签', '同意审签')).toast?.type).toBe('success')
  })

  test('群里的卡片停了十四天以上，下一次变化另发一张，不再动旧的', async () => {
    play.product.clock.set(instantOf('2026-10-08', '10:00'))
    await play.wait(0)
    await play.tap('田守稼', '请审签', '同意审签')
    const cards = play
      .person('谷雨')
      .messages(GROUP)
      .filter((one) => one.title === '督查事项')
    expect(cards).toHaveLength(2)
    expect(JSON.stringify(cards[1]?.card)).toContain('牵头单位：已审签')
    const parked = await play.product.database.sql`
      select from message where parked_at is not null`
    expect(parked).toHaveLength(0)
  })
})
