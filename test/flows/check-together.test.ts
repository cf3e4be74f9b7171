// 核稿 of a whole 拟立项清单: 督查室主任 looks at each, the leader gets what passed on one 批量立项 card.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crossing } from '../kit/crossing.ts'
import { told } from '../kit/desks.ts'
import { putForward } from '../kit/minutes.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

let play: Play
beforeEach(async () => {
  const rules = { ...yunlingFile.rules, chiefReview: true }
  play = await openPlay({ pair: true, file: { ...yunlingFile, rules } })
  // To 区长, and so to 督查室主任 first.
  await putForward(play, MAYOR, '沼气池清掏', '秸秆禁烧', '渠道清淤')
})
afterEach(() => play.close())

const CHIEF = '温如松'
const OFFICER = '蒋小棠'
const MAYOR = '沈维岳'

function checks(title: string, button: string, form = {}): Promise<string> {
  return told(play, CHIEF, '督查立项', button, form, title)
}

test('主任逐件核定，最后一件核定后，领导一次得一张批量立项，一次同意', async () => {
  expect(play.says(CHIEF, '督查立项', '秸秆禁烧')).toContain(
    '本项与另2项一并呈请，各项都核定后一并送领导阅批。',
  )
  expect(await checks('秸秆禁烧', '呈请立项')).toContain(
    '一并呈请的各项都核定后，一张批量立项卡片送沈维岳区长阅批。',
  )
  await checks('渠道清淤', '呈请立项')
  expect(play.lines(MAYOR)).toEqual([])
  await checks('沼气池清掏', '呈请立项')
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(rows()).toEqual(['沼气池清掏', '秸秆禁烧', '渠道清淤'])
  await play.say(MAYOR, '我的待办')
  expect(play.says(MAYOR, '我的待办')).toContain('批量立项')
  const agreed = await play.tap(MAYOR, '批量立项', '全部同意')
  expect(agreed.toast?.content).toContain('已同意立项3项')
  expect(await statuses()).toEqual(['handling', 'handling', 'handling'])
})

test('主任退经办人一件，其余的不再等它；改好再呈，单独到领导', async () => {
  await checks('沼气池清掏', '呈请立项')
  await checks('渠道清淤', '呈请立项')
  await checks('秸秆禁烧', '存为草稿')
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(rows()).toEqual(['沼气池清掏', '渠道清淤'])
  await told(play, OFFICER, '督查立项', '呈请立项', {}, '秸秆禁烧')
  expect(await checks('秸秆禁烧', '呈请立项')).toContain('已送沈维岳区长阅批。')
  expect(play.lines(MAYOR)).toEqual(['批量立项', '立项阅批'])
})

test('主任删掉一件、改送别的领导一件：各到各处，都不再等', async () => {
  await checks('沼气池清掏', '呈请立项')
  const other = await checks('渠道清淤', '呈请立项', { approver: named('佟雅宁') })
  expect(other).toContain('已送佟雅宁副区长阅批。')
  expect(play.lines('佟雅宁')).toEqual(['立项阅批'])
  expect(play.lines(MAYOR)).toEqual([])
  await checks('秸秆禁烧', '删除草稿')
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(rows()).toEqual(['沼气池清掏'])
})

test('核定后又撤回的，不在领导的卡片上', async () => {
  await checks('秸秆禁烧', '呈请立项')
  await play.say(CHIEF, '查 秸秆禁烧')
  await play.say(CHIEF, '撤回', { replyTo: play.card(CHIEF, '督查事项').messageId })
  await play.tap(CHIEF, '请确认', '确认撤回')
  await checks('沼气池清掏', '呈请立项')
  await checks('渠道清淤', '呈请立项')
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(rows()).toEqual(['沼气池清掏', '渠道清淤'])
})

test('最后两件同时核定，领导也只得一张', async () => {
  await checks('沼气池清掏', '呈请立项')
  const taps = ['秸秆禁烧', '渠道清淤'].map((title) => {
    const { messageId } = play.card(CHIEF, '督查立项', title)
    return () => play.person(CHIEF).tap(messageId, '呈请立项')
  })
  await crossing(play, ...taps)
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(rows()).toEqual(['沼气池清掏', '秸秆禁烧', '渠道清淤'])
})

/** What waits on 区长's card, in its order. */
function rows(): string[] {
  const said = play.says(MAYOR, '批量立项')
  const on = ['沼气池清掏', '秸秆禁烧', '渠道清淤'].filter((title) => said.includes(title))
  expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual([...on.map(() => '退回'), '全部同意'])
  return on.toSorted((one, other) => said.indexOf(one) - said.indexOf(other))
}

async function statuses(): Promise<string[]> {
  const rows = await play.product.database.sql<{ status: string }[]>`select status from matter`
  return rows.map(({ status }) => status)
}
