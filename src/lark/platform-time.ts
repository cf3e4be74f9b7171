// Reads the platform's times, whose unit differs from one payload to the next.
import type { Instant } from '../domain/time.ts'

/**
 * What a number of digits means: signature headers count seconds, message events milliseconds,
 * card callbacks microseconds (platform docs: events, card callbacks).
 */
const MS_PER_UNIT: Readonly<Record<number, number>> = { 10: 1000, 13: 1, 16: 1 / 1000 }

/** The instant behind a string or number of 10, 13 or 16 digits; null for anything else. */
export function platformTime(value: unknown): Instant | null {
  const digits = typeof value === 'number' ? String(value) : value
  if (typeof digits !== 'string' || !/^\d+$/.test(digits)) return null
  const msPerUnit = MS_PER_UNIT[digits.length]
  return msPerUnit === undefined ? null : Math.floor(Number(digits) * msPerUnit)
}
