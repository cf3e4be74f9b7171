// What a named day means on a given day: 下下周一, 月底, 三个工作日内. Pure arithmetic.
import { addWorkdays, unknownYearWarning } from '../domain/calendar.ts'
import type { Calendar } from '../domain/organisation.ts'
import {
  addDays,
  type Day,
  dayFrom,
  HOUR_MS,
  type Instant,
  isRealDay,
  localTime,
  MINUTE_MS,
} from '../domain/time.ts'
import { RANGE_BEFORE } from './day-words.ts'
import { numeralValue } from './numbers.ts'

/** From when a text is read, and by which working days. */
export interface Reading {
  readonly at: Instant
  readonly today: Day
  readonly calendar: Calendar
}

/** A match and the folded text on both sides of it. */
export interface Found {
  readonly words: string
  readonly before: string
  readonly after: string
  readonly groups: Readonly<Record<string, string | undefined>>
}

/**
 * Of `days` the first that is not over is meant, but the first in any case if `isFull`: its year
 * was written out. `unclear` keeps its place, so that no part of the words is read as another date.
 */
export type Meaning =
  | 'unclear'
  | { readonly instant: Instant }
  | { readonly days: readonly Day[]; readonly isFull?: boolean; readonly assumed?: string | null }

const DAYS_A_WEEK = 7

/** 12月5日, with or without a year. Without one, the next such day is meant. */
export function monthDay({ groups }: Found, { today }: Reading): Meaning {
  const month = numeralValue(groups.month ?? '') ?? 0
  const date = numeralValue(groups.date ?? '') ?? 0
  return inYear(groups, today, (year) => realDay(year, month, date))
}

/** 今天, 明天, 后天, 大后天. */
export function nearDay({ words }: Found, { today }: Reading): Meaning {
  if (/明后|今明/.test(words)) return 'unclear'
  const away = '今明后大'.indexOf(words.charAt(0))
  return away < 0 ? 'unclear' : { days: [addDays(today, away)] }
}

/** 三天后, 两周内, 三个月内, 五个工作日内, 48小时内. */
export function duration({ groups, words, before }: Found, reading: Reading): Meaning {
  const { count, of, half, unit } = groups
  const whole = count === '半' ? 0.5 : (numeralValue(count ?? '') ?? 0)
  const number = whole + (half ? 0.5 : 0)
  if (!number || /[第年]\s*$/.test(before)) return 'unclear'
  if (unit === '小时' || unit === '钟头')
    return { instant: onTheMinute(reading.at + number * HOUR_MS) }
  if (unit === '分钟') return { instant: onTheMinute(reading.at + number * MINUTE_MS) }
  // 三月内 could be March or three months, 15日后 after the 15th or in fifteen days.
  if (unit === '月' && !of && count !== '半') return 'unclear'
  if (unit === '日' && words.endsWith('后')) return 'unclear'
  return wholeDays(number, unit, reading)
}

/** 下下周一, 本周五; a bare 周三 is the coming one, today included. */
export function weekDay({ groups, before }: Found, { today, at }: Reading): Meaning {
  const { which, weekday } = groups
  const number = WEEKDAYS[weekday ?? '']
  if (number === undefined || which?.startsWith('上') || RANGE_BEFORE.test(before)) return 'unclear'
  const todayNumber = (localTime(at).weekday + DAYS_A_WEEK - 1) % DAYS_A_WEEK
  if (which) {
    const weeks = which.startsWith('下') ? which.length : 0
    return { days: [addDays(today, weeks * DAYS_A_WEEK + number - todayNumber)] }
  }
  const coming = addDays(today, (number - todayNumber + DAYS_A_WEEK) % DAYS_A_WEEK)
  return { days: [coming, addDays(coming, DAYS_A_WEEK)] }
}

/** 一 = 0: the week begins on Monday. */
export const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ 一: 0, 二: 1, 三: 2, 四: 3, 五: 4, 六: 5, 日: 6, 天: 6 },
  ...{ 1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 6: 5, 7: 6 },
}

/** 本月20日, 下个月15号. */
export function dayOfNamedMonth({ groups }: Found, { today }: Reading): Meaning {
  const first = namedMonth(groups.which, today)
  const date = numeralValue(groups.date ?? '') ?? 0
  const day = first && realDay(yearOf(first), monthOf(first), date)
  return day ? { days: [day] } : 'unclear'
}

/** 20日前: of this month, or of the next if it is over. */
export function dayOfComingMonth({ groups, before }: Found, { today }: Reading): Meaning {
  if (RANGE_BEFORE.test(before)) return 'unclear'
  const date = numeralValue(groups.date ?? '') ?? 0
  const here = realDay(yearOf(today), monthOf(today), date)
  if (here && here >= today) return { days: [here] }
  const next = firstOfMonth(today, 1)
  const day = realDay(yearOf(next), monthOf(next), date)
  return day ? { days: [day], assumed: `未写月份，按${monthOf(next)}月` } : 'unclear'
}

/** 月底, 下个月底, 12月底. */
export function monthEnd({ groups }: Found, { today }: Reading): Meaning {
  if (groups.month) {
    const month = numeralValue(groups.month) ?? 0
    if (groups.end === '内' || month < 1 || month > 12) return 'unclear'
    return inYear(groups, today, (year) => lastOfMonth(dayFrom(year, month, 1)))
  }
  const first = namedMonth(groups.which ?? '本', today)
  return first ? { days: [lastOfMonth(first)] } : 'unclear'
}

/** 年底, 明年年底, 2026年底, 年内. */
export function yearEnd({ groups }: Found, { today }: Reading): Meaning {
  return inYear(groups, today, (year) => dayFrom(year, 12, 31))
}

/** 三季度末, 本季度末. */
export function quarterEnd({ groups }: Found, { today }: Reading): Meaning {
  const { quarter } = groups
  const number = quarter ? numeralValue(quarter) : Math.ceil(monthOf(today) / 3)
  return number
    ? inYear(groups, today, (year) => lastOfMonth(dayFrom(year, number * 3, 1)))
    : 'unclear'
}

function wholeDays(
  number: number,
  unit: string | undefined,
  { today, calendar }: Reading,
): Meaning {
  if (unit === '月' && number === 0.5) {
    return { days: [addDays(today, 15)], assumed: '半个月按15天计' }
  }
  if (!Number.isInteger(number)) return 'unclear'
  if (unit === '工作日') {
    const day = addWorkdays(calendar, today, number)
    return { days: [day], assumed: unknownYearWarning(calendar, day) }
  }
  if (unit === '月') return { days: [addMonths(today, number)] }
  const isDays = unit === '天' || unit === '日'
  return { days: [addDays(today, isDays ? number : number * DAYS_A_WEEK)] }
}

/** Deadlines have no seconds. Upwards, so that nothing is promised too early. */
function onTheMinute(at: Instant): Instant {
  return Math.ceil(at / MINUTE_MS) * MINUTE_MS
}

/** The day in the year that was written or named, else in this year or, if over, the next. */
function inYear(groups: Found['groups'], today: Day, dayIn: (year: number) => Day | null): Meaning {
  const here = yearOf(today)
  const { year, word } = groups
  if (year) {
    const isShort = year.length === 2
    const day = dayIn((numeralValue(year) ?? 0) + (isShort ? 2000 : 0))
    return day ? { days: [day], isFull: !isShort } : 'unclear'
  }
  if (word) {
    const day = dayIn(here + ({ 去: -1, 明: 1, 后: 2 }[word.charAt(0)] ?? 0))
    return day ? { days: [day] } : 'unclear'
  }
  const now = dayIn(here)
  if (now && now >= today) return { days: [now] }
  const next = dayIn(here + 1)
  return next ? { days: [next], assumed: `未写年份，按${here + 1}年` } : 'unclear'
}

/** The first day of 本月, 下月, 下下月 …; null for 上月, which is over. */
function namedMonth(which: string | undefined, today: Day): Day | null {
  if (!which || which.startsWith('上')) return null
  return firstOfMonth(today, which.startsWith('下') ? which.length : 0)
}

function firstOfMonth(day: Day, monthsLater: number): Day {
  const months = yearOf(day) * 12 + monthOf(day) - 1 + monthsLater
  return dayFrom(Math.floor(months / 12), (months % 12) + 1, 1)
}

function lastOfMonth(day: Day): Day {
  return addDays(firstOfMonth(day, 1), -1)
}

/** The same date that many months later, or the last of a month that is too short. */
function addMonths(day: Day, count: number): Day {
  const first = firstOfMonth(day, count)
  const last = lastOfMonth(first)
  const same = addDays(first, Number(day.slice(8)) - 1)
  if (same > last) return last
  return same
}

function realDay(year: number, month: number, date: number): Day | null {
  return isRealDay(year, month, date) ? dayFrom(year, month, date) : null
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}

function monthOf(day: Day): number {
  return Number(day.slice(5, 7))
}
