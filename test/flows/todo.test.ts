// 我的待办: what waits for one person, the most pressing first, a page at a time, each row a way to its card.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ORGANISATION_CHAIN } from '../../src/domain/staffing.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play

/** Docketing proposals that wait for 佟雅宁, the first one due last. */
const TITLES = Array.from({ length: 17 }, (_, index) => `事项${String(index + 1).padStart(2, '0')}`)

beforeAll(async () => {
  play = await openPlay()
  for (const [index, title] of TITLES.entries()) {
    const form = { deadline: `2026-10-${String(31 - index).padStart(2, '0')} 17:30` }
    await matterAt(play, '待阅批', { title, form })
  }
})
afterAll(() => play.close())

/** The titles on the newest list, from top to bottom. */
function listed(name: string): string[] {
  return play.says(name, '我的待办').match(/事项\d\d/g) ?? []
}

test('没有待办的，说没有', async () => {
  expect((await play.say('谷雨', '待办')).toSelf).toEqual(['我的待办'])
  expect(play.says('谷雨', '我的待办')).toContain('您目前没有待办事项。')
})

describe('十七件待阅批', () => {
  test('每页十五件，时限近的在前，共几件写在题下', async () => {
    expect((await play.say('佟雅宁', '我的事项')).toSelf).toEqual(['我的待办'])
    expect(listed('佟雅宁')).toEqual(TITLES.toReversed().slice(0, 15))
    expect(play.says('佟雅宁', '我的待办')).toContain('共17项')
    expect(play.says('佟雅宁', '我的待办')).toContain('第1页，共2页')
    expect(buttonsOf(play.card('佟雅宁', '我的待办')).at(-1)).toBe('下一页')
  })

  test('下一页、上一页在同一张卡片上翻', async () => {
    const { messageId } = play.card('佟雅宁', '我的待办')
    const turned = await play.tap('佟雅宁', '我的待办', '下一页')
    expect(turned.toast).toEqual({ type: 'info', content: '第2页' })
    expect(play.card('佟雅宁', '我的待办').messageId).toBe(messageId)
    expect(listed('佟雅宁')).toEqual(['事项02', '事项01'])
    expect(buttonsOf(play.card('佟雅宁', '我的待办'))).toEqual(['办理', '办理', '上一页'])
  })

  test('点办理，该卡片重发一份，原来那份只指路，列表停在原页', async () => {
    const old = play.card('佟雅宁', '立项阅批', '事项01').messageId
    const list = play.person('佟雅宁')
    const { toast } = await list.tap(play.card('佟雅宁', '我的待办').messageId, '办理', { nth: 2 })
    await play.product.settle()
    expect(toast).toEqual({ type: 'success', content: '已将卡片发给您，请看最新消息。' })
    const fresh = play.card('佟雅宁', '立项阅批', '事项01')
    expect(play.person('佟雅宁').messages().at(-1)?.messageId).toBe(fresh.messageId)
    expect(buttonsOf(fresh)).toEqual(['同意立项', '退回修改', '不予立项'])
    const left = play
      .person('佟雅宁')
      .messages()
      .find((one) => one.messageId === old)
    expect(JSON.stringify(left?.card)).toContain('本卡片已更新，请看最新卡片。')
    expect(left && buttonsOf(left)).toEqual([])
    expect(listed('佟雅宁')).toEqual(['事项02', '事项01'])
  })

  test('重发的那份照样能办，办完不再待办', async () => {
    const approved = await play.tap('佟雅宁', '立项阅批', '同意立项', {}, '事项01')
    expect(approved.toast?.type).toBe('success')
    await play.say('佟雅宁', '我的待办')
    expect(play.says('佟雅宁', '我的待办')).toContain('共16项')
    expect(listed('佟雅宁')).not.toContain('事项01')
  })

  test('列表旧了，所选的一件已经办过：告知，列表随即更新', async () => {
    const { messageId } = play.card('佟雅宁', '我的待办')
    await play.tap('佟雅宁', '立项阅批', '不予立项', { opinion: '重复立项' }, '事项17')
    const tapped = await play.person('佟雅宁').tap(messageId, '办理', { nth: 1 })
    await play.product.settle()
    expect(tapped.toast).toEqual({ type: 'info', content: '该事项已无需您办理，列表已更新。' })
    expect(listed('佟雅宁')).not.toContain('事项17')
  })
})

test('还没存过的督查立项卡也在经办人的待办里，点办理带着原来的文字重发', async () => {
  await play.say('毕子衡', '立项 秸秆禁烧，牵头区农业农村局')
  await play.say('毕子衡', '我的待办')
  expect(play.says('毕子衡', '我的待办')).toContain('秸秆禁烧')
  expect(play.says('毕子衡', '我的待办')).toContain('共1项')
  const first = play.card('毕子衡', '督查立项').messageId
  await play.tap('毕子衡', '我的待办', '办理')
  const fresh = play.card('毕子衡', '督查立项')
  expect(fresh.messageId).not.toBe(first)
  expect(JSON.stringify(fresh.card)).toContain('秸秆禁烧')
  const deleted = await play.tap('毕子衡', '督查立项', '删除草稿')
  expect(deleted.toast?.type).toBe('success')
  await play.say('毕子衡', '我的待办')
  expect(play.says('毕子衡', '我的待办')).toContain('您目前没有待办事项。')
})

test('转到群里的待办列表，别人点不动，列表也不变', async () => {
  await play.say('佟雅宁', '我的待办')
  const mine = play.card('佟雅宁', '我的待办').messageId
  const copy = await play.person('佟雅宁').forward(mine, 'oc_test_d00')
  const tapped = await play.person('陆明舟').tap(copy, '办理', { nth: 1, force: true })
  expect(tapped.toast).toEqual({ type: 'error', content: '您无权办理此事项。' })
  expect(tapped.card).toBeUndefined()
})

test('按钮所带的编号是伪造的，只听到无权办理，不出故障', async () => {
  await play.say('佟雅宁', '我的待办')
  const { messageId } = play.card('佟雅宁', '我的待办')
  const { feishu } = play.product
  for (const choice of ['no-uuid', '', "'; drop table message; --", '\u0000', ORGANISATION_CHAIN]) {
    const { payload } = play.person('佟雅宁').prepareTap(messageId, '办理', { nth: 1 })
    const forged = JSON.stringify(payload).replace(/"x":"[^"]+"/, `"x":${JSON.stringify(choice)}`)
    const outcome = await feishu.post(feishu.signed(JSON.parse(forged)))
    expect(JSON.stringify(outcome)).toContain('您无权办理此事项。')
  }
})
