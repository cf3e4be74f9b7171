// Times as a chat shows them: only the clock for today, with the day for other days.
import { dayOf, type Instant, localTime, timeOfDayOf, weekdayZh } from '../../domain/time.ts'

export function shortMoment(at: Instant, now: Instant): string {
  if (dayOf(at) === dayOf(now)) return timeOfDayOf(at)
  const { month, date } = localTime(at)
  return `${month}月${date}日 ${timeOfDayOf(at)}`
}

/** Where there is little room: the clock for today, the day for others. */
export function shortDay(at: Instant, now: Instant): string {
  const { month, date } = localTime(at)
  return dayOf(at) === dayOf(now) ? timeOfDayOf(at) : `${month}月${date}日`
}

export function wholeMoment(at: Instant): string {
  const { year, month, date } = localTime(at)
  return `${year}年${month}月${date}日 ${weekdayZh(at)} ${timeOfDayOf(at)}`
}
