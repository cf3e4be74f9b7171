// A year of a district on a virtual clock: people as they are, a platform, a database and a process as they fail.
import { expect, test } from 'vitest'
import { isWorkday } from '../../src/domain/calendar.ts'
import { addDays, type Day, instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import { type Dice, diceFrom } from '../../src/local-feishu/dice.ts'
import type { LocalPerson } from '../../src/local-feishu/person.ts'
import { named, yunling } from '../kit/yunling.ts'
import { type Deeds, someWords, workingHour } from './behaviour.ts'
import { type District, oneOf, openDistrict } from './district.ts'
import { newDocket } from './filled.ts'
import { findingsOf } from './findings.ts'
import { reportOf } from './report.ts'

const MATTERS = Number(process.env.DUBAN_YEAR_MATTERS ?? 120)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_105)
const FIRST: Day = '2026-01-05'
const DAYS = Number(process.env.DUBAN_YEAR_DAYS ?? 360)

/** Real milliseconds for each matter, with room to spare; the platform is given the time it needs. */
const TIMEOUT_MS = 60_000 + MATTERS * 3_000

const FAULTS = ['http500', 'status429', 'reset_after', 'reset_before', 'http504'] as const

/** It takes longer than the rest of the suite may, so it is played when it is asked for. */
const ASKED = process.env.DUBAN_YEAR_MATTERS !== undefined
if (!ASKED) process.stdout.write('\nthe year is not played: DUBAN_YEAR_MATTERS=120 plays it\n')

test.runIf(ASKED)(
  `一年${MATTERS}件：人会迟会走会重复点，平台、数据库、进程会出故障，规矩一条不破`,
  async () => {
    const dice = diceFrom(SEED)
    const district = await openDistrict(instantOf(FIRST, '08:00'), SEED)
    district.feishu.faults.random({ rate: 0.02, seed: SEED, kinds: FAULTS })
    const deeds: Deeds = { answers: [] }
    try {
      for (let index = 0; index < DAYS; index += 1)
        await oneDay(district, addDays(FIRST, index), dice, deeds)
      district.feishu.faults.clear()
      await district.round(district.clock.now() + 60 * MINUTE_MS)
      process.stdout.write(`\n${await reportOf(district.sql, DAYS)}\n`)
      expect(await findingsOf(district), `DUBAN_SEED=${SEED}`).toEqual([])
      expect(faultyAnswers(deeds), `DUBAN_SEED=${SEED}`).toEqual([])
    } finally {
      await district.close()
    }
  },
  TIMEOUT_MS,
)

async function oneDay(district: District, day: Day, dice: Dice, deeds: Deeds): Promise<void> {
  const open = isWorkday(yunling.calendar, day)
  for (const time of open ? ['08:41', '09:01', '10:01', '15:00', '18:00'] : ['10:00']) {
    const at = instantOf(day, time)
    if (at > district.clock.now()) district.clock.set(at)
    await district.round(at + 20 * MINUTE_MS)
    if (time === '10:01') await newMatters(district, day, dice, deeds)
    if (time === '10:01' || time === '15:00') await working(district, dice, deeds)
  }
  await mishaps(district, dice)
}

async function working(district: District, dice: Dice, deeds: Deeds): Promise<void> {
  const people = yunling.people.map(({ openId }) => district.feishu.person(openId))
  const at = district.clock.now()
  await workingHour(district, people, at, dice, deeds)
  if (dice.next() < 0.3) {
    const [row] = await district.sql<{ serial: number | null }[]>`
      select max(number_serial) as serial from matter`
    const numbers = Array.from({ length: row?.serial ?? 0 }, (_, index) => index + 1)
    const person = oneOf(people, dice)
    if (person !== undefined) await someWords(district, person, numbers, dice)
  }
  await district.round(district.clock.now() + 20 * MINUTE_MS)
}

/** Spread over the first ten months, so that most come to their end. */
async function newMatters(district: District, day: Day, dice: Dice, deeds: Deeds): Promise<void> {
  if (day >= '2026-11-01') return
  const perDay = MATTERS / 205
  const count = Math.floor(perDay) + (dice.next() < perDay % 1 ? 1 : 0)
  for (let index = 0; index < count; index += 1) {
    const clerk = district.feishu.person(named('蒋小棠'))
    await clerk.say('立项')
    await district.round(district.clock.now() + MINUTE_MS)
    await fillNewest(district, clerk, dice, deeds)
  }
}

async function fillNewest(
  district: District,
  clerk: LocalPerson,
  dice: Dice,
  deeds: Deeds,
): Promise<void> {
  const card = clerk.messages().findLast((one) => one.title === '督查立项')
  if (card === undefined) return
  district.clock.forward(1_000)
  const serial = deeds.answers.length + 1
  const form = newDocket(serial, district.clock.now(), dice)
  deeds.answers.push(await clerk.tap(card.messageId, '呈请立项', { form }))
}

async function mishaps(district: District, dice: Dice): Promise<void> {
  if (dice.next() < 0.02) await district.cutDatabase()
  if (dice.next() < 0.03) await district.restart(dice.next() < 0.5 ? 0 : 1)
  if (dice.next() < 0.01) district.feishu.expireTokens()
}

/** Every tap that left a client was answered in time, in a shape that the platform takes. */
function faultyAnswers({ answers }: Deeds): string[] {
  return answers
    .filter(({ status, elapsedMs }) => status === 'failed' || elapsedMs > 3_000)
    .map(({ status, why, elapsedMs }) => `${status} ${why ?? ''} ${Math.round(elapsedMs)} ms`)
}
