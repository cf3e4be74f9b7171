// Working days, working hours and quiet hours on the organisation's calendar (process §3).
import type { Calendar, Rules } from './organisation.ts'
import {
  addDays,
  type Day,
  dayOf,
  HOUR_MS,
  type Instant,
  instantOf,
  localTime,
  type TimeOfDay,
  timeOfDayOf,
} from './time.ts'

const SATURDAY = 6
const SUNDAY = 0
const MIDNIGHT: TimeOfDay = '00:00'

/** Whether the office works on `day`. A year the calendar lacks is judged by its weekends. */
export function isWorkday(calendar: Calendar, day: Day): boolean {
  const year = calendar[day.slice(0, 4)]
  if (year?.makeupWorkdays.includes(day)) return true
  if (year?.offDays.includes(day)) return false
  return !isWeekend(day)
}

/** The last working day before `day`. */
export function previousWorkday(calendar: Calendar, day: Day): Day {
  return addWorkdays(calendar, day, -1)
}

/** The first working day after `day`. */
export function nextWorkday(calendar: Calendar, day: Day): Day {
  return addWorkdays(calendar, day, 1)
}

/** The `count`-th working day after `day`, before it when negative; `day` itself for 0. */
export function addWorkdays(calendar: Calendar, day: Day, count: number): Day {
  const step = Math.sign(count)
  let current = day
  for (let left = Math.abs(count); left > 0; ) {
    current = addDays(current, step)
    if (isWorkday(calendar, current)) left -= 1
  }
  return current
}

/**
 * The instant at which `hours` hours of office time have passed since `at`; `at` itself for 0.
 * `workHours` holds at least one window – the organisation file is refused otherwise.
 */
export function workingHoursAfter(
  calendar: Calendar,
  workHours: Rules['workHours'],
  at: Instant,
  hours: number,
): Instant {
  let left = hours * HOUR_MS
  if (left <= 0) return at
  for (let day = dayOf(at); ; day = addDays(day, 1)) {
    for (const [opens, closes] of windowsOn(calendar, workHours, day)) {
      const from = Math.max(at, opens)
      if (from + left <= closes) return from + left
      left -= Math.max(0, closes - from)
    }
  }
}

/** Hours of office time between two instants; 0 when `to` is not after `from`. */
export function workingHoursBetween(
  calendar: Calendar,
  workHours: Rules['workHours'],
  from: Instant,
  to: Instant,
): number {
  let worked = 0
  for (let day = dayOf(from); instantOf(day, MIDNIGHT) < to; day = addDays(day, 1)) {
    for (const [opens, closes] of windowsOn(calendar, workHours, day)) {
      worked += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    }
  }
  return worked / HOUR_MS
}

/**
 * Whether the bot keeps still at `at`: a day off, or within the quiet hours (process §3, Manners).
 * Quiet hours usually span midnight; equal times mean that working days have none.
 */
export function isQuiet(calendar: Calendar, quietHours: Rules['quietHours'], at: Instant): boolean {
  if (!isWorkday(calendar, dayOf(at))) return true
  const [begins, ends] = quietHours
  const now = timeOfDayOf(at)
  if (begins <= ends) return begins <= now && now < ends
  return begins <= now || now < ends
}

/** The first instant from `at` on at which the bot may speak of its own accord. */
export function nextLoudInstant(
  calendar: Calendar,
  quietHours: Rules['quietHours'],
  at: Instant,
): Instant {
  if (!isQuiet(calendar, quietHours, at)) return at
  for (let day = dayOf(at); ; day = addDays(day, 1)) {
    const loud = [MIDNIGHT, quietHours[1]]
      .map((time) => instantOf(day, time))
      .find((start) => start > at && !isQuiet(calendar, quietHours, start))
    if (loud !== undefined) return loud
  }
}

/** Whether the State Council's arrangement for `year` is in the calendar. */
export function knownYear(calendar: Calendar, year: number): boolean {
  return Object.hasOwn(calendar, String(year))
}

/** What a card says beside a day whose year is not in the calendar; null when it is. */
export function unknownYearWarning(calendar: Calendar, day: Day): string | null {
  const year = Number(day.slice(0, 4))
  return knownYear(calendar, year) ? null : `${year}年放假安排尚未导入，按周末推算`
}

/**
 * When an assignment is reminded of its effective deadline (process §3, 提前催办): `reminderLeadDays`
 * before it, on the working day before if that is a day off, and never before the hand-over.
 */
export function reminderInstant(given: {
  readonly deadline: Instant
  readonly handedOverAt: Instant
  readonly rules: Pick<Rules, 'reminderLeadDays' | 'reminderLeadUnit' | 'reminderTimeOfDay'>
  readonly calendar: Calendar
}): Instant {
  const { rules, calendar } = given
  const due = dayOf(given.deadline)
  const lead =
    rules.reminderLeadUnit === 'WORKDAY'
      ? addWorkdays(calendar, due, -rules.reminderLeadDays)
      : addDays(due, -rules.reminderLeadDays)
  const day = isWorkday(calendar, lead) ? lead : previousWorkday(calendar, lead)
  return Math.max(instantOf(day, rules.reminderTimeOfDay), given.handedOverAt)
}

function isWeekend(day: Day): boolean {
  const { weekday } = localTime(instantOf(day, MIDNIGHT))
  return weekday === SATURDAY || weekday === SUNDAY
}

function windowsOn(
  calendar: Calendar,
  workHours: Rules['workHours'],
  day: Day,
): (readonly [Instant, Instant])[] {
  if (!isWorkday(calendar, day)) return []
  return workHours.map(
    ([opens, closes]) => [instantOf(day, opens), instantOf(day, closes)] as const,
  )
}
