// 提前催办 over signed HTTP: every matter of the example district once, on its day, with the right number of days.
import { afterEach, expect, test } from 'vitest'
import {
  DAY_MS,
  dayOf,
  daysBetween,
  instantOf,
  pickerTime,
  timeOfDayOf,
} from '../../src/domain/time.ts'
import type { OrganisationContent } from '../../src/store/organisations.ts'
import { docketOf } from '../kit/matters.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { instruction, matterAt } from '../kit/roads.ts'
import { yunling, yunlingFile } from '../kit/yunling.ts'
import matters from '../kit/yunling-matters.json' with { type: 'json' }

let play: Play
afterEach(() => play.close())

type Example = (typeof matters.matters)[number]

const HANDED_OVER = '2026-09-14'

/** Everything to the eve of the hand-over and one tap more: proposed by the office, approved by the leader. */
async function handOver(one: Example): Promise<void> {
  const { clock } = play.product
  const docket = docketOf(one.id)
  await play.say('蒋小棠', '立项')
  const form = {
    title: docket.title,
    category: String(docket.category),
    source: docket.source,
    source_document: docket.sourceDocument,
    content: docket.content,
    lead: docket.lead,
    co: docket.co,
    deadline: pickerTime(docket.deadline ?? 0),
    copies: String(docket.copies),
    seal: 'yes',
    electronic: 'yes',
    signature: 'yes',
    approver: docket.approver,
    ...(docket.superior === true
      ? {
          superior: 'yes',
          superior_organ: docket.superiorOrgan,
          superior_deadline: pickerTime(docket.superiorDeadline ?? 0),
        }
      : {}),
    not_secret: 'yes',
  }
  await play.tap('蒋小棠', '督查立项', '呈请立项', form)
  const leader = yunling.people.find(({ openId }) => openId === docket.approver)
  await play.tap(leader?.name ?? '', '立项阅批', '同意立项', { opinion: '' })
  expect(dayOf(clock.now())).toBe(HANDED_OVER)
}

/** Reminders about a matter's lead as they stand in its people's chats: day, days said. */
function remindersOf(one: Example): { to: string; day: string; text: string }[] {
  return yunling.people.flatMap(({ name, departmentId }) =>
    play
      .person(name)
      .messages()
      .filter(({ title }) => ['工作提示', '督促提醒', '办理提示'].includes(title ?? ''))
      .map(({ card, createdAt }) => ({ text: JSON.stringify(card), createdAt }))
      .filter(({ text }) => text.includes(`“${one.title}”`) || text.includes(one.title))
      .filter(() => departmentId === one.lead)
      .map(({ text, createdAt }) => ({ to: name, day: dayOf(createdAt), text })),
  )
}

/** Working days from the hand-over on at the times when something can be due, a weekend at a time skipped over. */
function* looks(until: string): Generator<number> {
  for (let at = instantOf(HANDED_OVER, '17:00'); dayOf(at) <= until; at += DAY_MS) {
    for (const time of ['08:45', '09:00', '10:05', '17:35']) yield instantOf(dayOf(at), time)
  }
}

async function remindedOnce(file: OrganisationContent, expected: (one: Example) => string) {
  play = await openPlay({
    start: instantOf(HANDED_OVER, '09:00'),
    file,
    pair: true,
  })
  const examples = matters.matters.filter(({ handedOverOn }) => handedOverOn === HANDED_OVER)
  for (const one of examples) await handOver(one)
  const last = examples.map(expected).toSorted().at(-1) ?? ''
  for (const at of looks(last)) {
    if (at <= play.product.clock.now()) continue
    play.product.clock.set(at)
    await play.product.ticks()
    await play.product.settle()
  }
  for (const one of examples) {
    const said = remindersOf(one).filter(({ text }) => text.includes('提前提示一次'))
    const days = [...new Set(said.map(({ day }) => day))]
    expect([one.id, days]).toEqual([one.id, [expected(one)]])
    const people = said.map(({ to }) => to)
    expect([one.id, people]).toEqual([one.id, [...new Set(people)]])
    const left = daysBetween(expected(one), one.deadline.slice(0, 10))
    expect(said.some(({ text }) => text.includes(`距时限还有${left}天`))).toBe(true)
  }
}

test('每件事项在规定那天提前催办一次，两个实例也只一次，剩余天数不错', async () => {
  await remindedOnce(yunlingFile, (one) => one.expected.reminderOn)
}, 240_000)

test('按两个工作日计算的，也在规定那天提前催办一次', async () => {
  const rules = { ...yunlingFile.rules, reminderLeadUnit: 'WORKDAY' as const }
  await remindedOnce({ ...yunlingFile, rules }, (one) => one.expected.reminderOnIfTwoWorkdays)
}, 240_000)

test('夜间和休息日不出声，停了一个周末再来，还是一次', async () => {
  play = await openPlay({ start: instantOf(HANDED_OVER, '09:00'), pair: true })
  const m05 = matters.matters.find(({ id }) => id === 'M05')
  if (m05 === undefined) throw new Error('no M05')
  await handOver(m05)
  // Wednesday morning is jumped over: from Tuesday evening to Monday.
  play.product.clock.set(instantOf('2026-09-15', '18:00'))
  await play.product.ticks()
  await play.product.settle()
  play.product.clock.set(instantOf('2026-09-17', '07:00'))
  await play.product.ticks()
  await play.product.settle()
  expect(remindersOf(m05).filter(({ text }) => text.includes('提前提示一次'))).toEqual([])
  play.product.clock.set(instantOf('2026-09-17', '08:31'))
  await play.product.ticks()
  await play.product.settle()
  const said = remindersOf(m05).filter(({ text }) => text.includes('提前提示一次'))
  expect(said.length).toBeGreaterThan(0)
  expect(said.some(({ text }) => text.includes('距时限还有1天'))).toBe(true)
  expect(timeOfDayOf(play.product.clock.now()) >= '08:30').toBe(true)
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
