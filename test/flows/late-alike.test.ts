// Several departments late in the same way on one matter: 督查室 is told of each, one a day (process §3, Manners).
import { afterEach, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt } from '../kit/roads.ts'

let play: Play
afterEach(() => play.close())

const TITLE = '防汛备汛'
const OFFICE = ['蒋小棠', '温如松'] as const

/** 区农业农村局 leads, 区财政局 and 区人社局 help; nobody has signed for it. */
async function threeParts(deadline: string): Promise<void> {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00'), pair: true })
  const form = { co: ['D05', 'D04'], deadline, co_deadline: deadline }
  await matterAt(play, '待签收', { title: TITLE, form })
}

/** The departments that each of 督查室 was shown such a card about by then, first to last. */
async function toldBy(day: string, time: string, title: string): Promise<string[]> {
  play.product.clock.set(instantOf(day, time))
  await play.product.ticks()
  await play.product.settle()
  const [first, other] = OFFICE.map((name) => departmentsOn(name, title))
  expect(other).toEqual(first)
  return first ?? []
}

function departmentsOn(name: string, title: string): string[] {
  return play
    .person(name)
    .messages()
    .filter((one) => one.title === title)
    .map((one) => /区农业农村局|区财政局|区人社局/.exec(JSON.stringify(one.card))?.[0] ?? '')
}

test('三个单位同时未签收，督查室一天得知一家，牵头单位在先，一家不漏', async () => {
  await threeParts('2026-09-30 17:30')
  const told = (day: string, time: string) => toldBy(day, time, '办理提示')
  expect(await told('2026-09-15', '09:10')).toEqual(['区农业农村局'])
  for (const name of ['禾苗', '金穗'])
    expect(play.lines(name).filter((title) => title === '办理提示')).toHaveLength(1)
  expect(await told('2026-09-15', '17:00')).toEqual(['区农业农村局'])
  expect(await told('2026-09-16', '09:00')).toEqual(['区农业农村局', '区财政局'])
  const all = ['区农业农村局', '区财政局', '区人社局']
  expect(await told('2026-09-17', '09:00')).toEqual(all)
  expect(await told('2026-09-18', '09:00')).toEqual(all)
})

test('等到次日的，当天签收了就不再说', async () => {
  await threeParts('2026-09-30 17:30')
  await toldBy('2026-09-15', '09:10', '办理提示')
  await play.tap('金穗', '交办通知', '签收并呈批', {}, TITLE)
  expect(await toldBy('2026-09-16', '09:00', '办理提示')).toEqual(['区农业农村局', '区人社局'])
})

test('三个单位同时逾期三个工作日，催办通知单逐日各呈一份', async () => {
  await threeParts('2026-09-15 17:30')
  const drafted = (day: string, time: string) => toldBy(day, time, '请确认')
  expect(await drafted('2026-09-18', '17:35')).toEqual(['区农业农村局'])
  expect(await drafted('2026-09-21', '09:00')).toEqual(['区农业农村局', '区财政局'])
  expect(await drafted('2026-09-22', '09:00')).toEqual(['区农业农村局', '区财政局', '区人社局'])
  expect(await drafted('2026-09-23', '09:00')).toHaveLength(3)
})

test('停了几日，未签收的并入一份清单；逾期三个工作日的催办通知单另呈，不被并掉', async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
  await matterAt(play, '待签收', { title: '耕地保护' })
  await matterAt(play, '待签收', { title: '秸秆综合利用' })
  await matterAt(play, '办理中', { title: TITLE, form: { deadline: '2026-09-14 17:30' } })
  expect(await toldBy('2026-09-17', '17:35', '请确认')).toEqual(['区农业农村局'])
  for (const name of OFFICE) {
    expect(play.says(name, '请确认')).toContain(TITLE)
    expect(play.lines(name).filter((title) => title === '每日清单')).toHaveLength(1)
    expect(play.lines(name)).not.toContain('办理提示')
  }
})
