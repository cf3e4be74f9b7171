// The demo's clock: the machine's own, set forward by whoever plays. Nothing else may move time.
import type { Instant } from '../domain/time.ts'
import type { Clock } from '../ports.ts'

export interface OffsetClock extends Clock {
  /** Milliseconds ahead of the clock beneath. */
  offset(): number
  /** Forward only: what has happened stays in the past. */
  forwardTo(at: Instant): void
}

/** `offset` is where an earlier run left it; `moved` hears every later one. */
export function offsetClock(
  beneath: Clock,
  offset: number,
  moved: (offset: number) => void,
): OffsetClock {
  let ahead = offset
  return {
    now: () => beneath.now() + ahead,
    offset: () => ahead,
    forwardTo: (at) => {
      ahead = Math.max(ahead, at - beneath.now())
      moved(ahead)
    },
  }
}
