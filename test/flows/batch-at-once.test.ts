// 批量立项 under taps that cross: both have been judged on what was there before either of them.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crossing } from '../kit/crossing.ts'
import { putForward } from '../kit/minutes.ts'
import { buttonsOf, openPlay, type Play } from '../kit/play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ pair: true })
})
afterEach(() => play.close())

const MAYOR = '沈维岳'

/** Two decisions, put forward to 区长 together. */
const proposed = () => putForward(play, MAYOR, '沼气池清掏', '秸秆禁烧')

test('退回一项与全部同意交错：谁先谁算，其余照样立项，卡片收住，待办里不再有', async () => {
  await proposed()
  const { messageId } = play.card(MAYOR, '批量立项')
  const mayor = play.person(MAYOR)
  await crossing(
    play,
    () => mayor.tap(messageId, '退回', { nth: 1, form: { opinion: '再议' } }),
    () => mayor.tap(messageId, '全部同意'),
  )
  // The database lets either of two that wait for a row go first.
  expect(['drafting', 'handling']).toContain((await statuses())[0])
  expect((await statuses())[1]).toBe('handling')
  await expectAtRest()
})

test('两项同时退回：卡片收住，待办里不再有', async () => {
  await proposed()
  const { messageId } = play.card(MAYOR, '批量立项')
  const mayor = play.person(MAYOR)
  const back = (nth: number) => mayor.tap(messageId, '退回', { nth, form: { opinion: '再议' } })
  await crossing(
    play,
    () => back(1),
    () => back(2),
  )
  expect(await statuses()).toEqual(['drafting', 'drafting'])
  await expectAtRest()
})

async function statuses(): Promise<string[]> {
  const rows = await play.product.database.sql<{ status: string }[]>`
    select status from matter order by title`
  return rows.map(({ status }) => status)
}

/** Nothing on the card waits for a word, and no list names it. */
async function expectAtRest(): Promise<void> {
  expect(buttonsOf(play.card(MAYOR, '批量立项'))).toEqual([])
  await play.say(MAYOR, '我的待办')
  expect(play.says(MAYOR, '我的待办')).toContain('您目前没有待办事项。')
}
