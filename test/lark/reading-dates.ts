// How the tests of dates read: on a Monday, by the calendar of the district of the examples.
import { dayOf, type Instant, timeOfDayOf } from '../../src/domain/time.ts'
import { findDate } from '../../src/lark/dates.ts'
import district from '../kit/yunling-org.json' with { type: 'json' }

export const defaults = { time: '17:30', calendar: district.calendar }

export const instant = (written: string): Instant =>
  Date.parse(`${written.replace(' ', 'T')}:00+08:00`)

/** Monday 23 November 2026, 10:00. */
export const MONDAY = instant('2026-11-23 10:00')

/** `2026-12-05 17:30`, or null. */
export function read(text: string, at = MONDAY): string | null {
  const found = findDate(text, at, defaults)
  return found && `${dayOf(found.at)} ${timeOfDayOf(found.at)}`
}
