// Dates in what people type, as instants. No I/O, no clock: see findDates.
//
//   date = day [ weekday ] [ time ] [ 前 | 止 | … ]     12月5日（周六）17:30前
//   day  = day-patterns.ts · time = times.ts
//
// A date that could mean two days is none: rather nothing than something wrong – a form asks for it
// and shows what was understood. What the own patterns do not know at all is put to chrono.
import {
  type Day,
  dayOf,
  type Instant,
  instantOf,
  localTime,
  type TimeOfDay,
} from '../domain/time.ts'
import { dateByChrono } from './dates-by-chrono.ts'
import { type Found, type Meaning, type Reading, WEEKDAYS } from './day-meanings.ts'
import { DAY_PATTERNS } from './day-patterns.ts'
import { BY, RANGE_SIGN, RECURRING_OR_PAST, SMALL } from './day-words.ts'
import { fold, trimSigns } from './fold.ts'
import { type FoundTime, timeAt } from './times.ts'

export interface FoundDate {
  readonly at: Instant
  /** What was typed, 前 included, and where it stands in the text. */
  readonly text: string
  readonly from: number
  readonly to: number
  /** What was not written and is assumed, for people to read; null if nothing is. */
  readonly assumed: string | null
}

/** `time` is what a date without one means, and 下班: the district's default deadline time. */
export interface DateDefaults {
  readonly time: TimeOfDay
  readonly calendar: Reading['calendar']
}

/** The first date in the text, see findDates; null where it begins a range, 12月1日至12月5日. */
export function findDate(text: string, at: Instant, defaults: DateDefaults): FoundDate | null {
  const [first, second] = findDates(text, at, defaults)
  const isRange = first && second && RANGE.test(fold(text.slice(first.to, second.from)))
  return first && !isRange ? first : null
}

/**
 * The dates in a text typed at `at`, in their order. None is earlier than `at`, unless its year was
 * written out in full: 12月5日 typed on 6 December is next year's.
 */
export function findDates(text: string, at: Instant, defaults: DateDefaults): FoundDate[] {
  const folded = fold(text)
  const reading = { at, today: dayOf(at), calendar: defaults.calendar }
  const days = daysIn(folded, reading)
  const found = days.length > 0 ? datesOn(days, folded, reading, defaults.time) : []
  const other =
    days.length > 0
      ? null
      : (timeToday(folded, reading, defaults.time) ?? dateByChrono(folded, at, defaults.time))
  return [...found, ...(other ? [other] : [])].map((date) => ({
    ...date,
    text: text.slice(date.from, date.to),
  }))
}

interface DayInText {
  readonly from: number
  readonly to: number
  readonly meaning: Meaning
}

/** A piece of the text and what it means; the text itself is cut by the caller. */
export type Dated = Omit<FoundDate, 'text'>

/** Non-overlapping matches of the patterns in the order of the text, unclear ones among them. */
function daysIn(folded: string, reading: Reading): DayInText[] {
  const all = DAY_PATTERNS.flatMap(({ pattern, meaning, fits }) =>
    [...folded.matchAll(pattern)].flatMap((match) => {
      const found = foundIn(folded, match)
      if (fits && !fits(found)) return []
      const isOneDay = !RECURRING_OR_PAST.test(found.before)
      const means = isOneDay ? meaning(found, reading) : 'unclear'
      return [{ from: match.index, to: match.index + match[0].length, meaning: means }]
    }),
  ).sort((one, other) => one.from - other.from || other.to - one.to)
  const kept: DayInText[] = []
  for (const day of all) if (day.from >= (kept.at(-1)?.to ?? 0)) kept.push(day)
  return kept
}

/** How much of the text around a match the patterns may look at. */
const AROUND = 20

function foundIn(folded: string, match: RegExpExecArray): Found {
  const to = match.index + match[0].length
  return {
    words: match[0],
    before: folded.slice(Math.max(0, match.index - AROUND), match.index),
    after: folded.slice(to, to + AROUND),
    groups: match.groups ?? {},
  }
}

/** Each day with the weekday and the time behind it, which are not read a second time. */
function datesOn(
  days: readonly DayInText[],
  folded: string,
  reading: Reading,
  closing: TimeOfDay,
): Dated[] {
  const dates: Dated[] = []
  let taken = 0
  for (const day of days) {
    if (day.from < taken) continue
    const date = dated(day, folded, reading, closing)
    taken = date?.to ?? day.to + weekdayAt(folded.slice(day.to)).length
    if (date) dates.push(date)
  }
  return dates
}

function dated(
  { from, to, meaning }: DayInText,
  folded: string,
  { at }: Reading,
  closing: TimeOfDay,
): Dated | null {
  if (meaning === 'unclear') return null
  if ('instant' in meaning) return { at: meaning.instant, from, to, assumed: null }
  const weekday = weekdayAt(folded.slice(to))
  const found = timeAt(folded.slice(to + weekday.length), closing)
  if (found === 'unclear') return null
  const time = found === 'none' ? closingTime(closing) : found
  const instants = meaning.days.map((day) => instantOf(day, time.time))
  const chosen = meaning.isFull ? instants[0] : instants.find((instant) => instant >= at)
  const [day] = meaning.days.filter((_, index) => instants[index] === chosen)
  if (chosen === undefined || !day || !weekday.agrees(day)) return null
  const end = to + weekday.length + time.length
  if (HALF_RANGE.test(folded.slice(end))) return null
  return {
    at: chosen,
    from,
    to: end + lengthOfBy(folded.slice(end)),
    assumed: [meaning.assumed, time.assumed].filter(Boolean).join('；') || null,
  }
}

const RANGE = new RegExp(`^${RANGE_SIGN}$`)

/** 12月1日至5日: the end has no month of its own, so the whole is not read. */
const HALF_RANGE = new RegExp(`^${RANGE_SIGN}${SMALL}(?:[日号]|$)`)

function closingTime(closing: TimeOfDay): FoundTime {
  return { time: closing, length: 0, assumed: `未写时刻，按${closing}` }
}

/** A weekday written behind the date, （星期六）. One that does not agree makes the date unclear. */
function weekdayAt(folded: string): { length: number; agrees: (day: Day) => boolean } {
  const found = /^\s*\(?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])\)?/.exec(folded)
  const number = WEEKDAYS[found?.groups?.weekday ?? '']
  return {
    length: found?.[0].length ?? 0,
    agrees: (day) =>
      number === undefined || (localTime(instantOf(day, '00:00')).weekday + 6) % 7 === number,
  }
}

function lengthOfBy(folded: string): number {
  return BY_NEXT.exec(folded)?.[0].length ?? 0
}

const BY_NEXT = new RegExp(`^\\s*${BY}`)

/** 17:30前 or 下班前 without a day is today's, if that is still to come. */
function timeToday(folded: string, { at, today }: Reading, closing: TimeOfDay): Dated | null {
  for (const { index } of folded.matchAll(TIME_BEGINS)) {
    const found = timeAt(folded.slice(index), closing)
    if (found === 'none' || found === 'unclear') continue
    const end = index + found.length
    const by = lengthOfBy(folded.slice(end))
    const isWhole = trimSigns(folded) === folded.slice(index, end)
    const instant = instantOf(today, found.time)
    if ((by > 0 || isWhole) && instant >= at) {
      const assumed = ['未写日期，按今天', found.assumed].filter(Boolean).join('；')
      return { at: instant, from: index, to: end + by, assumed }
    }
  }
  return null
}

const TIME_BEGINS =
  /(?<![\d:.〇零一二三四五六七八九十])(?:[上下中正]午|傍晚|晚上|下班|\d{1,2}[:点时]|[一二两三四五六七八九十]{1,3}[点时])/g
