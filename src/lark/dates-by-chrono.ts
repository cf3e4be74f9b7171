// chrono as the second reader of dates, for wordings that the own patterns do not know: 半年内.
import * as chrono from 'chrono-node/zh/hans'
import {
  dayFrom,
  type Instant,
  instantOf,
  isRealDay,
  localTime,
  type TimeOfDay,
} from '../domain/time.ts'
import type { Dated } from './dates.ts'
import { BY } from './day-words.ts'
import { SIGNS } from './fold.ts'

/** Longer texts are sentences: chrono would find a date inside one and miss what is said of it. */
const LONGEST_DATE = 20

/**
 * A date that the whole text is, but for signs and 前. chrono matches inside words (下下周一 → 下周一,
 * 国庆节前周五), takes a month for a day and drops 前 and 下班前; so a rest, a second date, a day that
 * it only implied or an hour it made up is no answer here.
 */
export function dateByChrono(folded: string, at: Instant, closing: TimeOfDay): Dated | null {
  if (folded.length > LONGEST_DATE) return null
  const [found, ...others] = chrono.parse(folded, noonOn(at), { forwardDate: true })
  if (!found || others.length > 0 || found.end) return null
  const [before, behind] = [
    folded.slice(0, found.index),
    folded.slice(found.index + found.text.length),
  ]
  if (!NOTHING.test(before) || !NOTHING_BUT_BY.test(behind)) return null
  const { start } = found
  if (!start.isCertain('day') || !start.isCertain('month') || start.isCertain('hour')) return null
  const [year, month, date] = [start.get('year'), start.get('month'), start.get('day')]
  if (!year || !month || !date || !isRealDay(year, month, date)) return null
  const instant = instantOf(dayFrom(year, month, date), closing)
  const to = found.index + found.text.length + (BY_NEXT.exec(behind)?.[0].length ?? 0)
  const dated = { at: instant, from: found.index, to, assumed: `未写时刻，按${closing}` }
  return instant >= at ? dated : null
}

/** chrono reckons in the zone of the process, so it is told of noon there on the day it is here. */
function noonOn(at: Instant): Date {
  const { year, month, date } = localTime(at)
  return new Date(year, month - 1, date, 12)
}

const NOTHING = new RegExp(`^[${SIGNS}]*$`)
const NOTHING_BUT_BY = new RegExp(`^(?:${BY})?(?:办结|完成|报送|反馈)?[${SIGNS}]*$`)
const BY_NEXT = new RegExp(`^${BY}`)
