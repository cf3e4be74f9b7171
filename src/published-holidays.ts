// The State Council's holiday arrangements as the chinese-days package carries them.
import chineseDays from 'chinese-days'
import type { Calendar, YearCalendar } from './domain/organisation.ts'
import { addDays, type Day, instantOf, localTime } from './domain/time.ts'

/** No matter is older than this year, so no earlier arrangement is ever asked for. */
const FIRST_YEAR = 2026

/** The years the package has, from 2026 on. For years it lacks it answers by weekends, silently. */
export function publishedHolidays(): Calendar {
  const calendar: Record<string, YearCalendar> = {}
  for (let year = FIRST_YEAR; hasArrangement(year); year += 1) {
    calendar[String(year)] = arrangementOf(year)
  }
  return calendar
}

/** 国庆节 is named on every 1 October the package knows; on others it says only the weekday. */
function hasArrangement(year: number): boolean {
  return chineseDays.getDayDetail(`${year}-10-01`).name.includes('国庆')
}

function arrangementOf(year: number): YearCalendar {
  const offDays: Day[] = []
  const makeupWorkdays: Day[] = []
  for (let day: Day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day)
    const { weekday } = localTime(instantOf(day, '00:00'))
    const isWeekend = weekday === 0 || weekday === 6
    if (work && isWeekend) makeupWorkdays.push(day)
    if (!work && (!isWeekend || isNamed(name))) offDays.push(day)
  }
  return { offDays, makeupWorkdays }
}

/** Holidays are given as `National Day,国庆节,3`, ordinary days as `Friday`. */
function isNamed(name: string): boolean {
  return name.includes(',')
}
