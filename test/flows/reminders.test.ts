// 提前催办 over signed HTTP: every matter of the example district once, on its day, with the right number of days.
import { afterEach, expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, instantOf } from '../../src/domain/time.ts'
import type { OrganisationContent } from '../../src/store/organisations.ts'
import { type DatabaseProxy, databaseProxy, type StatementFault } from '../kit/database-proxy.ts'
import { EXAMPLES, type Example, handOver, remindersOf, takeUp } from '../kit/example-district.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { instruction, matterAt } from '../kit/roads.ts'
import { yunlingFile } from '../kit/yunling.ts'

let play: Play
let line: DatabaseProxy | undefined
afterEach(async () => {
  await play.close()
  await line?.close()
  line = undefined
})

/** The day most matters of the district are handed over; some have been under way since spring. */
const HANDED_OVER = '2026-09-14'

async function begin(options: Parameters<typeof openPlay>[0], examples: readonly Example[]) {
  const [first] = examples
  play = await openPlay({
    start: instantOf(first?.handedOverOn ?? HANDED_OVER, '09:00'),
    pair: true,
    ...options,
  })
  for (const one of examples) {
    const at = instantOf(one.handedOverOn, '09:00')
    play.product.clock.set(Math.max(at, play.product.clock.now()))
    await handOver(play, one)
    await takeUp(play, one)
    expect(dayOf(play.product.clock.now())).toBe(one.handedOverOn)
  }
}

/** What is due by the clock is looked for, by both instances at once. */
async function round(at: number): Promise<void> {
  play.product.clock.set(at)
  await play.product.ticks()
  await play.product.settle()
}

/** The days on which something is expected, morning and evening, and the days beside them. */
function* looks(expected: readonly string[]): Generator<number> {
  const days = new Set(expected.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))
  for (const day of [...days].toSorted())
    for (const time of expected.includes(day) ? ['09:00', '17:35'] : ['10:05'])
      if (instantOf(day, time) > play.product.clock.now()) yield instantOf(day, time)
}

/** Each once, on the day that is expected, to nobody twice, with the number of days that is left. */
function expectEachOnce(examples: readonly Example[], expected: (one: Example) => string): void {
  for (const one of examples) {
    const said = remindersOf(play, one)
    const days = [...new Set(said.map(({ day }) => day))]
    expect([one.id, days]).toEqual([one.id, [expected(one)]])
    const people = said.map(({ to }) => to)
    expect([one.id, people]).toEqual([one.id, [...new Set(people)]])
    const left = daysBetween(expected(one), one.deadline.slice(0, 10))
    const counts = said.flatMap(({ text }) => text.match(/距时限还有\d+天/g) ?? [])
    expect([one.id, [...new Set(counts)]]).toEqual([one.id, [`距时限还有${left}天`]])
  }
}

async function remindedOnce(
  file: OrganisationContent,
  expected: (one: Example) => string,
): Promise<void> {
  await begin({ file }, EXAMPLES)
  for (const at of looks(EXAMPLES.map(expected))) {
    await round(at)
    // What an instance had in mind must not be what keeps it from saying a thing twice.
    await play.product.restart()
  }
  expectEachOnce(EXAMPLES, expected)
}

test('每件事项在规定那天提前催办一次，两个实例、每次查看之间重启，也只一次，剩余天数不错', async () => {
  await remindedOnce(yunlingFile, (one) => one.expected.reminderOn)
}, 240_000)

test('按两个工作日计算的，也在规定那天提前催办一次', async () => {
  const rules = { ...yunlingFile.rules, reminderLeadUnit: 'WORKDAY' as const }
  await remindedOnce({ ...yunlingFile, rules }, (one) => one.expected.reminderOnIfTwoWorkdays)
}, 240_000)

test('一个实例说到一半被杀，另一个或者它的下一世补上，每件还是一次', async () => {
  const autumn = EXAMPLES.filter(({ handedOverOn }) => handedOverOn === HANDED_OVER)
  const proxied = async (url: string) => {
    line = await databaseProxy(url)
    return line.url(url)
  }
  await begin({ by: proxied }, autumn)
  const killed = { cutBefore: 0, cutAfter: 0 }
  let fault: keyof typeof killed = 'cutBefore'
  for (const at of looks(autumn.map(({ expected }) => expected.reminderOn))) {
    play.product.clock.set(at)
    if (await isKilledAsItSpeaks(fault)) {
      killed[fault] += 1
      fault = fault === 'cutBefore' ? 'cutAfter' : 'cutBefore'
    }
    await round(at)
  }
  // Before what it says is kept, and after that: some of each.
  expect(Math.min(...Object.values(killed))).toBeGreaterThan(4)
  expectEachOnce(autumn, ({ expected }) => expected.reminderOn)
}, 240_000)

/** The first instance looks alone. Where it has something to say its database goes in the middle, and it with it. */
async function isKilledAsItSpeaks(fault: StatementFault): Promise<boolean> {
  if (line === undefined) throw new Error('the first instance is on no line')
  const { refuse } = line
  let isKilled = false
  void line.when('"items"', fault).then(() => {
    isKilled = true
    return refuse()
  })
  await play.product.bot.tick().catch(() => undefined)
  line.forget()
  if (!isKilled) return false
  await line.pass()
  await play.product.restart('killed')
  return true
}

test('时钟从周五下午跳到周一：周日补班那天该说的，周一说一次，天数按周一算', async () => {
  play = await openPlay({ start: instantOf(HANDED_OVER, '09:00'), pair: true })
  // 20 September is a Sunday on which people work, so that it is two days before the first deadline.
  const sunday = await matterAt(play, '办理中', {
    title: '水库除险',
    form: { deadline: '2026-09-22 17:30' },
  })
  const monday = await matterAt(play, '办理中', {
    title: '老旧管网改造',
    lead: 'D07',
    form: { deadline: '2026-09-23 17:30' },
  })
  const friday = await matterAt(play, '办理中', {
    title: '药品配备',
    lead: 'D10',
    form: { deadline: '2026-09-21 17:30' },
  })
  const said = ({ handler, title }: { handler: string; title: string }) =>
    play
      .person(handler)
      .messages()
      .filter((one) => one.title === '督促提醒' && JSON.stringify(one.card).includes(title))
      .map(({ card, createdAt }) => {
        const text = JSON.stringify(card)
        const left = /距时限还有\d+天|今天到时限/.exec(text)?.[0]
        return `${dayOf(createdAt)} ${left}`
      })
  const atOnce = async (day: string, time: string) => {
    await round(instantOf(day, time))
    await play.product.restart()
    await round(instantOf(day, time))
  }
  await atOnce('2026-09-18', '16:30')
  expect([friday, sunday, monday].map(said)).toEqual([['2026-09-18 距时限还有3天'], [], []])
  await atOnce('2026-09-21', '08:29')
  expect([friday, sunday, monday].map((one) => said(one).length)).toEqual([1, 0, 0])
  await atOnce('2026-09-21', '08:31')
  const late = ['2026-09-21 距时限还有1天']
  expect([friday, sunday, monday].map(said)).toEqual([['2026-09-18 距时限还有3天'], late, []])
  await atOnce('2026-09-21', '11:00')
  expect([friday, sunday, monday].map(said)).toEqual([
    ['2026-09-18 距时限还有3天', '2026-09-21 今天到时限'],
    late,
    ['2026-09-21 距时限还有2天'],
  ])
})

test('夜间和休息日不出声，停了一天多再来，还是一次', async () => {
  const m05 = EXAMPLES.filter(({ id }) => id === 'M05')
  const [one] = m05
  if (one === undefined) throw new Error('no M05')
  await begin({}, m05)
  // Wednesday morning is jumped over: from Tuesday evening to Thursday.
  await round(instantOf('2026-09-15', '18:00'))
  await round(instantOf('2026-09-17', '07:00'))
  expect(remindersOf(play, one)).toEqual([])
  await round(instantOf('2026-09-17', '08:31'))
  await round(instantOf('2026-09-17', '10:00'))
  const said = remindersOf(play, one)
  expect(said).toHaveLength(1)
  expect(said[0]?.text).toContain('距时限还有1天')
}, 120_000)

/** The morning of 提前催办 for what is due on the 21st. */
async function reminded(): Promise<void> {
  play.product.clock.set(instantOf('2026-09-18', '09:01'))
  await play.product.ticks()
  await play.product.settle()
}

test('接手人在提醒上点报进展，办理任务仍在其待办里', async () => {
  play = await openPlay({ start: instantOf(HANDED_OVER, '09:00') })
  const { title, handler, officer } = await matterAt(play, '办理中', { title: '水库除险' })
  await play.say(handler, `交接 全部 给${officer}`)
  await play.tap(handler, '请确认', '确认交接')
  await reminded()
  const { toast } = await play.tap(officer, '督促提醒', '报进展')
  expect(toast?.content).toBe('已将卡片发给您，请看最新消息。')
  await play.say(officer, '我的待办')
  expect(play.says(officer, '我的待办')).toContain(title)
})

test('已办理完毕的承办人在提醒上点报进展，不再列入其待办', async () => {
  play = await openPlay({ start: instantOf(HANDED_OVER, '09:00') })
  const { title, head } = await matterAt(play, '待批办', { title: '燃气入户安检', lead: 'D07' })
  await play.tap(head, '领导批办', '批办', instruction('施工', '许广厦'))
  await reminded()
  await play.tap('施工', '办理任务', '办理完毕')
  const { toast } = await play.tap('施工', '督促提醒', '报进展')
  expect(toast?.content).toBe('已将卡片发给您，请看最新消息。')
  await play.say('施工', '我的待办')
  expect(play.says('施工', '我的待办')).not.toContain(title)
})
