// A year, or a part of it, played: day after day people come to work, things fall due, and something fails.
import { isWorkday } from '../../src/domain/calendar.ts'
import { addDays, type Day, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { type Dice, diceFrom } from '../../src/local-feishu/dice.ts'
import { named, yunling } from '../kit/yunling.ts'
import { type Deeds, workingHour } from './behaviour.ts'
import { type District, openDistrict } from './district.ts'
import { newDocket } from './filled.ts'
import { strikeNoMore, timesStruck } from './seeded.ts'
import { leavingOn, says, someWords } from './words.ts'

const FIRST: Day = '2026-01-05'

/** No new matters from then on, so that most come to their end. */
const LAST_BEGUN: Day = '2026-11-01'

const FAULTS = ['http500', 'status429', 'reset_after', 'reset_before', 'http504'] as const

export interface YearOptions {
  readonly seed: number
  /** In the whole year. */
  readonly matters: number
  readonly days: number
}

interface Played extends Deeds {
  readonly district: District
  readonly dice: Dice
  /** How many begin on a day. */
  readonly begin: ReadonlyMap<Day, number>
}

/** Plays it, lets everything go that still wants to, and gives what `look` sees then. */
export async function played<Seen>(
  { seed, matters, days }: YearOptions,
  look: (year: Deeds & { readonly district: District; readonly struck: number }) => Promise<Seen>,
): Promise<Seen> {
  const district = await openDistrict(instantOf(FIRST, '08:00'), seed)
  const year: Played = {
    district,
    dice: diceFrom(seed),
    begin: beginnings(matters),
    seed,
    answers: [],
  }
  district.feishu.faults.random({ rate: 0.02, seed, kinds: FAULTS })
  try {
    for (let index = 0; index < days; index += 1) await oneDay(year, addDays(FIRST, index))
    const struck = await timesStruck(district.sql)
    await strikeNoMore(district.sql)
    district.feishu.faults.clear()
    await atRest(district, addDays(FIRST, days))
    return await look({ ...year, struck })
  } finally {
    await district.close()
  }
}

/** On days off nobody works, and only what falls due is looked for. */
async function oneDay(year: Played, day: Day): Promise<void> {
  if (!isWorkday(yunling.calendar, day)) return
  const { district, dice } = year
  const people = yunling.people.map(({ openId }) => district.feishu.person(openId))
  for (const time of ['08:41', '10:05', '15:00'] as const) {
    await district.goOn(instantOf(day, time))
    await district.tick()
    if (time === '08:41') continue
    if (time === '10:05') await begun(year, day)
    await workingHour(district, people, dice, year)
    if (dice.next() < 0.5) await someWords(district, dice)
  }
  if (dice.next() < 0.03) await district.restart(dice.next() < 0.5 ? 0 : 1)
  if (dice.next() < 0.03) await district.kill(dice.next() < 0.5 ? 0 : 1)
  if (dice.next() < 0.01) district.feishu.expireTokens()
}

/** New matters, and who leaves. */
async function begun(year: Played, day: Day): Promise<void> {
  const { district, begin } = year
  for (const words of leavingOn(day)) await says(district, '温如松', words)
  const count = begin.get(day) ?? 0
  for (let index = 0; index < count; index += 1) await newMatter(year)
}

/** So many in all, spread evenly over the working days of ten months. */
function beginnings(matters: number): ReadonlyMap<Day, number> {
  const days: Day[] = []
  for (let day = FIRST; day < LAST_BEGUN; day = addDays(day, 1))
    if (isWorkday(yunling.calendar, day)) days.push(day)
  const until = (index: number) => Math.floor((index * matters) / days.length)
  return new Map(days.map((day, index) => [day, until(index + 1) - until(index)]))
}

async function newMatter({ district, dice, answers }: Played): Promise<void> {
  const clerk = district.feishu.person(named('蒋小棠'))
  await says(district, '蒋小棠', '立项')
  await district.goOn(district.clock.now() + MINUTE_MS)
  const card = clerk.newest(9).findLast((one) => one.title === '督查立项')
  if (card === undefined) return
  const form = newDocket(answers.length + 1, district.clock.now(), dice)
  answers.push(await clerk.tap(card.messageId, '呈请立项', { form }))
  await district.still()
}

/** Noon of the next working day, with both instances having looked for everything. */
async function atRest(district: District, from: Day): Promise<void> {
  let day = from
  while (!isWorkday(yunling.calendar, day)) day = addDays(day, 1)
  await district.goOn(instantOf(day, '12:00'))
  await district.tick()
  await district.tick()
  await district.goOn(district.clock.now() + 5 * MINUTE_MS)
}
