// Sliding windows on the given clock: who asked how often, and whether once more is allowed.
import type { Instant } from '../domain/time.ts'

export interface Limit {
  readonly count: number
  readonly lengthMs: number
}

/** Per API and app (platform docs: frequency control). */
export const APP_LIMITS: readonly Limit[] = [
  { count: 50, lengthMs: 1_000 },
  { count: 1_000, lengthMs: 60_000 },
]

/** Per receiving person, per chat, and per message for updates. */
export const TARGET_LIMITS: readonly Limit[] = [{ count: 5, lengthMs: 1_000 }]

interface Exceeded {
  readonly limit: Limit
  /** Whole seconds until the window has room again, at least 1. */
  readonly resetSeconds: number
}

export interface RateWindows {
  /** Counts one request under the key, unless that would exceed a limit: then says which. */
  take(key: string, limits: readonly Limit[], at: Instant): Exceeded | undefined
  /** Counts without ever refusing; for what is only watched. */
  note(key: string, limits: readonly Limit[], at: Instant): void
  /** The most that ever stood in one window, by `key/lengthMs`. */
  peaks(): Readonly<Record<string, number>>
}

export function rateWindows(): RateWindows {
  const taken = new Map<string, Instant[]>()
  const peaks = new Map<string, number>()

  function note(key: string, limits: readonly Limit[], at: Instant): void {
    const times = timesOf(taken, key)
    times.push(at)
    for (const { lengthMs } of limits) {
      const name = `${key}/${lengthMs}`
      peaks.set(name, Math.max(peaks.get(name) ?? 0, countSince(times, at - lengthMs)))
    }
    const longest = Math.max(...limits.map(({ lengthMs }) => lengthMs))
    while (times[0] !== undefined && times[0] <= at - longest) times.shift()
  }

  function take(key: string, limits: readonly Limit[], at: Instant): Exceeded | undefined {
    const times = timesOf(taken, key)
    for (const limit of limits) {
      if (countSince(times, at - limit.lengthMs) < limit.count) continue
      const oldest = times[times.length - limit.count] ?? at
      const waitMs = oldest + limit.lengthMs - at
      return { limit, resetSeconds: Math.max(1, Math.ceil(waitMs / 1_000)) }
    }
    note(key, limits, at)
    return undefined
  }

  return { take, note, peaks: () => Object.fromEntries(peaks) }
}

function timesOf(taken: Map<string, Instant[]>, key: string): Instant[] {
  const known = taken.get(key)
  if (known !== undefined) return known
  const fresh: Instant[] = []
  taken.set(key, fresh)
  return fresh
}

/** How many of the ascending times lie after `from`. */
function countSince(times: readonly Instant[], from: Instant): number {
  let count = 0
  for (let i = times.length - 1; i >= 0; i -= 1) {
    const time = times[i]
    if (time === undefined || time <= from) break
    count += 1
  }
  return count
}
