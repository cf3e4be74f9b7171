// The time of day behind a date: 17:30, 下午三点半, 上午9时, 下班. Folded text in.
import type { TimeOfDay } from '../domain/time.ts'
import { numeralValue } from './numbers.ts'

/** `24:00` is the midnight that ends the day. `assumed` says what was not written, in Chinese. */
export interface FoundTime {
  readonly time: TimeOfDay
  readonly length: number
  readonly assumed: string | null
}

/**
 * The time that folded text begins with, `none` if it begins with something else, and `unclear`
 * where a time is meant but could be two: 3点 is 03:00 or 15:00, 明天早上 any hour. `closing` is the
 * district's default deadline time, which is what 下班 and a bare 下午 mean.
 */
export function timeAt(folded: string, closing: TimeOfDay): FoundTime | 'none' | 'unclear' {
  const found = TIME.exec(folded)
  const { period, hour, colon, minute, spoken, half, quarter, work } = found?.groups ?? {}
  if (!found || (!period && !hour && !work)) return 'none'
  const length = found[0].length
  if (work) return workTime(work, period, closing, length)
  if (!hour) return periodTime(period, closing, length)
  const isShort = !period && !hour.startsWith('0')
  const clock = hourOfDay(numeralValue(hour) ?? -1, period, isShort)
  const past = minutesPast(colon ? minute : spoken, half, quarter)
  if (clock === null || past > 59 || (clock === 24 && past > 0)) return 'unclear'
  return { time: `${two(clock)}:${two(past)}`, length, assumed: null }
}

const DIGITS = '[〇零一二两三四五六七八九十]'
const TIME = new RegExp(
  `^\\s*的?\\s*(?<period>上午|早上|早晨|清晨|凌晨|中午|正午|下午|午后|傍晚|晚上|晚间|夜里|夜间|早|晚)?\\s*` +
    `(?:(?<work>[上下]班)|(?<hour>\\d{1,2}|${DIGITS}{1,3})` +
    `(?:(?<colon>:)(?<minute>\\d{2})(?::\\d{2})?(?!\\d)|` +
    `(?:点钟?|时)(?!限)(?:(?<half>半)|(?<quarter>[一三])刻|(?<spoken>\\d{1,2}|${DIGITS}{1,3})分?)?))?`,
)

function workTime(
  work: string,
  period: string | undefined,
  closing: TimeOfDay,
  length: number,
): FoundTime | 'unclear' {
  if (work === '上班') return 'unclear'
  if (period === '上午') return { time: '12:00', length, assumed: '上午下班按12:00计' }
  return { time: closing, length, assumed: null }
}

function periodTime(
  period: string | undefined,
  closing: TimeOfDay,
  length: number,
): FoundTime | 'unclear' {
  if (period === '中午' || period === '正午') return { time: '12:00', length, assumed: null }
  if (period === '上午') return { time: '12:00', length, assumed: '上午按12:00计' }
  if (period === '下午') return { time: closing, length, assumed: `下午按${closing}计` }
  return 'unclear'
}

/** The hour on a 24-hour clock; null where the period contradicts it or does not settle it. */
function hourOfDay(hour: number, period: string | undefined, isShort: boolean): number | null {
  if (hour < 0 || hour > 24) return null
  if (!period) return isShort && hour >= 1 && hour <= 6 ? null : hour
  if (period === '凌晨') return hour <= 6 ? hour : null
  if (period === '中午' || period === '正午') return noonHour(hour)
  if (/[晚夜]/.test(period) && period !== '傍晚') return eveningHour(hour)
  if (/午后|下午|傍晚/.test(period)) return afternoonHour(hour)
  return hour >= 1 && hour <= 12 ? hour : null
}

function noonHour(hour: number): number | null {
  if (hour === 11 || hour === 12) return hour
  return hour === 1 || hour === 2 ? hour + 12 : null
}

function afternoonHour(hour: number): number | null {
  if (hour >= 1 && hour <= 11) return hour + 12
  return hour >= 13 && hour <= 19 ? hour : null
}

function eveningHour(hour: number): number | null {
  if (hour >= 5 && hour <= 12) return hour + 12
  return hour >= 17 ? hour : null
}

function minutesPast(
  written: string | undefined,
  half: string | undefined,
  quarter: string | undefined,
): number {
  if (half) return 30
  if (quarter) return quarter === '三' ? 45 : 15
  return written ? (numeralValue(written) ?? 60) : 0
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
