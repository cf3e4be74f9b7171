// On which day the meeting was held, as its minutes say it: 时间：2026年9月14日上午, or in the first sentences.
import { dayFrom, type Instant, instantOf, isRealDay, localTime } from '../domain/time.ts'
import { fold } from '../lark/fold.ts'
import { numeralValue } from '../lark/numbers.ts'
import type { MeetingDay } from './marked.ts'

/** The head of minutes: who met, when, where. Further down a date is the date of something else. */
const HEAD_LINES = 14

const DAY =
  '(?:(?<year>20\\d{2}|二[〇零][〇零一二三四五六七八九]{2})\\s*年\\s*)?(?<month>\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*月\\s*' +
  '(?<date>\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*[日号]'

const LABELLED = new RegExp(`^(?:会议)?(?:时\\s*间|日\\s*期)\\s*:\\s*${DAY}`)
const LABELLED_BY_SIGNS =
  /^(?:会议)?(?:时\s*间|日\s*期)\s*:\s*(?<year>20\d{2})[-/.](?<month>\d{1,2})[-/.](?<date>\d{1,2})/
const HELD = new RegExp(
  `^\\(?${DAY}(?:\\s*\\(?(?:周|星期).\\)?)?\\s*(?:[上下]午|晚上?|\\d{1,2}[:时点][\\d分]*)?[^。;]{0,80}(?:召开|主持|举行)`,
)
const ALONE = new RegExp(`^[-—\\s(]*${DAY}\\s*\\)?[-—\\s]*$`)
const ISSUED = new RegExp(`${DAY}\\s*(?:印发|印制)`)

/**
 * The day from which the dates of the minutes are reckoned. `now` is when they were pasted; without a
 * day in the text it stands in. A date of printing gives the year, but not what 本周五 means.
 */
export function meetingDayOf(text: string, now: Instant): MeetingDay {
  const lines = text
    .split('\n')
    .map((line) => fold(line).trim())
    .filter((line) => line !== '')
  const head = lines.slice(0, HEAD_LINES)
  for (const pattern of [LABELLED, LABELLED_BY_SIGNS, HELD, ALONE]) {
    for (const line of head) {
      const at = dayIn(pattern.exec(line), now)
      if (at !== null) return { at, isKnown: true }
    }
  }
  for (const line of [...lines.slice(-6), ...head]) {
    const at = dayIn(ISSUED.exec(line), now)
    if (at !== null) return { at, isKnown: false }
  }
  return { at: now, isKnown: true }
}

/** The day matched. Without a year it is the last such day that is not yet to come. */
function dayIn(found: RegExpExecArray | null, now: Instant): Instant | null {
  if (found === null) return null
  const { year, month, date } = found.groups ?? {}
  const [m, d] = [numeralValue(month ?? '') ?? 0, numeralValue(date ?? '') ?? 0]
  const here = localTime(now).year
  const years = year ? [numeralValue(year) ?? 0] : [here, here - 1]
  const days = years
    .filter((one) => isRealDay(one, m, d))
    .map((one) => instantOf(dayFrom(one, m, d), '00:00'))
  return days.find((at) => year !== undefined || at <= now) ?? null
}
