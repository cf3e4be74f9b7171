// 拟立项清单 under taps that cross: both have been judged on what was there before either of them.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crossing } from '../kit/crossing.ts'
import { inCommon, minutesOf } from '../kit/minutes.ts'
import { buttonsOf, type Form, openPlay, type Play, prefillOf } from '../kit/play.ts'

let play: Play
beforeEach(async () => {
  play = await openPlay({ pair: true })
  await play.say(OFFICER, minutesOf('沼气池清掏', '秸秆禁烧', '渠道清淤'))
})
afterEach(() => play.close())

const OFFICER = '蒋小棠'
const MAYOR = '沈维岳'

const COMMON = inCommon(MAYOR)

/** A tap on the list as it is shown now. */
function tapping(button: string, how: { nth?: number; form?: Form } = {}) {
  const { messageId } = play.card(OFFICER, '拟立项清单')
  return () => play.person(OFFICER).tap(messageId, button, how)
}

const removing = (nth: number) => tapping('删除', { nth, form: { source: '区政府会议' } })

test('同时删除两项：两项都去掉，填好的不丢', async () => {
  await crossing(play, removing(1), removing(2))
  expect(listed()).toEqual(['渠道清淤'])
  expect(prefillOf(play.card(OFFICER, '拟立项清单'))).toMatchObject({ source: '区政府会议' })
})

test('同时删除同一项：只去掉这一项', async () => {
  await crossing(play, removing(2), removing(2))
  expect(listed()).toEqual(['沼气池清掏', '渠道清淤'])
})

test('同时删除存为草稿的和未存的：两项都去掉，草稿也删', async () => {
  await play.person(OFFICER).tap(play.card(OFFICER, '拟立项清单').messageId, '修改', { nth: 1 })
  await play.product.settle()
  await play.tap(OFFICER, '督查立项', '存为草稿')
  await crossing(play, removing(2), removing(1))
  expect(listed()).toEqual(['渠道清淤'])
  expect(await matters()).toEqual([])
})

test('删除与一并呈请立项交错：先删的不呈请，其余呈请一次', async () => {
  await crossing(play, removing(1), tapping('一并呈请立项', { form: COMMON }))
  expect(await matters()).toEqual(['渠道清淤', '秸秆禁烧'])
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(play.says(OFFICER, '拟立项清单')).toContain('已将2项一并呈请立项')
})

test('一并呈请立项与删除交错：先呈请的都已呈请，不再删', async () => {
  await crossing(play, tapping('一并呈请立项', { form: COMMON }), removing(1))
  expect(await matters()).toEqual(['沼气池清掏', '渠道清淤', '秸秆禁烧'])
  expect(play.lines(MAYOR)).toEqual(['批量立项'])
  expect(play.says(OFFICER, '拟立项清单')).toContain('已将3项一并呈请立项')
})

test('删除与修改同一项交错：删了的不再发督查立项卡片', async () => {
  await crossing(play, removing(1), tapping('修改', { nth: 1 }))
  expect(listed()).toEqual(['秸秆禁烧', '渠道清淤'])
  expect(play.lines(OFFICER)).not.toContain('督查立项')
})

test('修改与删除同一项交错：督查立项卡片不再能点', async () => {
  await crossing(play, tapping('修改', { nth: 1 }), removing(1))
  expect(listed()).toEqual(['秸秆禁烧', '渠道清淤'])
  const cards = play.person(OFFICER).messages()
  expect(cards.filter(({ title }) => title === '督查立项').flatMap(buttonsOf)).toEqual([])
})

test('一并呈请立项与修改交错：呈请了的不再发督查立项卡片', async () => {
  await crossing(play, tapping('一并呈请立项', { form: COMMON }), tapping('修改', { nth: 1 }))
  expect(play.lines(OFFICER)).not.toContain('督查立项')
  expect(await matters()).toHaveLength(3)
})

const EDITED = '沼气池清掏'

/** The 督查立项 card of the list's first row, never saved; a tap on it. */
async function editing(): Promise<(button: string) => () => Promise<unknown>> {
  const { messageId: list } = play.card(OFFICER, '拟立项清单')
  await play.person(OFFICER).tap(list, '修改', { nth: 1 })
  await play.product.settle()
  const { messageId } = play.card(OFFICER, '督查立项')
  return (button) => () => play.person(OFFICER).tap(messageId, button, { form: COMMON })
}

test.each(['存为草稿', '呈请立项'])(
  '清单上删除与卡片上%s交错：先删的不再立项，提示可能已被删除',
  async (button) => {
    const tap = await editing()
    const results: unknown[] = []
    await crossing(play, removing(1), async () => results.push(await tap(button)()))
    expect(listed()).not.toContain(EDITED)
    expect(await matters()).toEqual([])
    expect(play.lines(MAYOR)).toEqual([])
    expect(results).toMatchObject([
      { toast: { content: '未找到该事项，可能已被删除。请发送“我的待办”查看您的事项。' } },
    ])
  },
)

test('卡片上存为草稿与清单上删除交错：存下的草稿也删', async () => {
  const tap = await editing()
  await crossing(play, tap('存为草稿'), removing(1))
  expect(listed()).not.toContain(EDITED)
  expect(await matters()).toEqual([])
})

test('卡片上呈请立项与清单上删除交错：呈请了的不再删', async () => {
  const tap = await editing()
  await crossing(play, tap('呈请立项'), removing(1))
  expect(await matters()).toEqual([EDITED])
  expect(play.lines(MAYOR)).toEqual(['立项阅批'])
})

test('一张没存过的卡片上删除草稿与呈请立项交错：先到的算', async () => {
  const tap = await editing()
  await crossing(play, tap('删除草稿'), tap('呈请立项'))
  expect(await matters()).toEqual([])
  expect(play.lines(MAYOR)).toEqual([])
})

/** The titles that the list shows. */
function listed(): string[] {
  const list = play.says(OFFICER, '拟立项清单')
  return ['沼气池清掏', '秸秆禁烧', '渠道清淤'].filter((title) => list.includes(title))
}

async function matters(): Promise<string[]> {
  const rows = await play.product.database.sql<{ title: string }[]>`
    select title from matter order by title collate "C"`
  return rows.map(({ title }) => title.replace('完成', ''))
}
