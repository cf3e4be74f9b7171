// Instants, days and times of day as the office writes them. All local times are Asia/Shanghai.

/** Milliseconds since 1970-01-01T00:00Z. Always given, never asked of a clock in here. */
export type Instant = number & { readonly __instant?: never }

/** A calendar day in Asia/Shanghai, `2026-09-18`. */
export type Day = string & { readonly __day?: never }

/** A time of day, `17:30`. */
export type TimeOfDay = string & { readonly __timeOfDay?: never }

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** China has kept one zone, eight hours ahead and without summer time, since 1991. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'] as const

export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly date: number
  readonly hour: number
  readonly minute: number
  /** 0 = Sunday. */
  readonly weekday: number
}

/** What the wall clock in the office shows at `at`. */
export function localTime(at: Instant): LocalTime {
  const shifted = new Date(at + SHANGHAI_OFFSET_MS)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    date: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    weekday: shifted.getUTCDay(),
  }
}

/** The day it is in the office at `at`. */
export function dayOf(at: Instant): Day {
  const { year, month, date } = localTime(at)
  return dayFrom(year, month, date)
}

/** The time of day it is in the office at `at`, to the minute. */
export function timeOfDayOf(at: Instant): TimeOfDay {
  const { hour, minute } = localTime(at)
  return `${two(hour)}:${two(minute)}`
}

/** The instant at which the office's clock shows `day` and `time`. */
export function instantOf(day: Day, time: TimeOfDay): Instant {
  return Date.parse(`${day}T${time}:00Z`) - SHANGHAI_OFFSET_MS
}

/** The day `count` calendar days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10)
}

/** The same day of the month `count` months on; the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const [there, then] = [first.getUTCFullYear(), first.getUTCMonth()]
  const last = new Date(Date.UTC(there, then + 1, 0)).getUTCDate()
  return dayFrom(there, then + 1, Math.min(date, last))
}

/** Whole calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS)
}

/** Whether `year-month-date` is a day that exists. */
export function isRealDay(year: number, month: number, date: number): boolean {
  const there = new Date(Date.UTC(year, month - 1, date))
  return (
    there.getUTCFullYear() === year &&
    there.getUTCMonth() === month - 1 &&
    there.getUTCDate() === date
  )
}

export function dayFrom(year: number, month: number, date: number): Day {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}

/** `2026年9月18日` – no leading zeros, as in documents. */
export function dateZh(at: Instant): string {
  const { year, month, date } = localTime(at)
  return `${year}年${month}月${date}日`
}

/** `9月18日`. */
export function shortDateZh(at: Instant): string {
  const { month, date } = localTime(at)
  return `${month}月${date}日`
}

/** `9月14日 09:20`, for outcome lines and timelines. */
export function momentZh(at: Instant): string {
  return `${shortDateZh(at)} ${timeOfDayOf(at)}`
}

/** `星期五`. */
export function weekdayZh(at: Instant): string {
  return `星期${WEEKDAYS[localTime(at).weekday]}`
}

/** `2026年9月18日（星期五）17:30前` – a deadline as cards write it (conversation.md §1.8). */
export function deadlineZh(at: Instant): string {
  return `${dateZh(at)}（${weekdayZh(at)}）${timeOfDayOf(at)}前`
}

/** `2026-09-18 17:30`, the form a date-time picker takes as its initial value. */
export function pickerTime(at: Instant): string {
  return `${dayOf(at)} ${timeOfDayOf(at)}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
