// Whether the platform answers at all, as far as this process has seen, and the pauses if it does not.
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Clock, Log } from '../ports.ts'
import type { MessageStore } from '../store/messages.ts'

export interface PlatformHealth {
  /** Somebody got a proper answer. */
  answered(): void
  /** A request had no answer, or none that the platform gave. */
  unanswered(): Promise<void>
  isAnswering(): boolean
  /** The platform asked everybody to wait; `forMs` null: it did not say how long. */
  pausedFor(forMs: number | null, code: number | null): Promise<void>
}

/** Somebody was answered this recently: the platform is there. */
const ANSWERING_MS = MINUTE_MS

/** Failures in a row, nobody answered in between, until everything pauses. */
const SILENCE = 5

/** A quarter of the minute within which everything due must be on its way after an outage. */
const PAUSE_CAP_MS = 15_000

export function platformHealth(
  options: {
    readonly store: Pick<MessageStore, 'pauseAll'>
    readonly clock: Clock
    readonly log: Log
  },
  random: () => number,
  /** What the log calls a pause. */
  paused = 'sending_paused',
): PlatformHealth {
  const { store, clock, log } = options
  let answeredAt: Instant = Number.NEGATIVE_INFINITY
  let pausedUntil: Instant = Number.NEGATIVE_INFINITY
  let inARow = 0
  let pauses = 0

  /** Requests that were under way together meet the same fault: one pause for all of them. */
  async function pausedFor(forMs: number | null, code: number | null): Promise<void> {
    const now = clock.now()
    if (forMs === null && now < pausedUntil) return
    pauses += forMs === null ? 1 : 0
    const until = now + (forMs ?? backoff(pauses, PAUSE_CAP_MS, random))
    if (until <= pausedUntil) return
    pausedUntil = until
    log.warn(paused, { code, ms: Math.round(until - now) })
    await store.pauseAll(until)
  }

  return {
    answered: () => {
      answeredAt = clock.now()
      inARow = 0
      pauses = 0
    },
    unanswered: async () => {
      inARow += 1
      if (inARow >= SILENCE) await pausedFor(null, null)
    },
    isAnswering: () => clock.now() - answeredAt < ANSWERING_MS,
    pausedFor,
  }
}

/** A second, doubled each time up to the cap; between half and the whole of it. */
export function backoff(attempt: number, capMs: number, random: () => number): number {
  const whole = Math.min(capMs, 1_000 * 2 ** Math.min(attempt - 1, 20))
  return whole * (0.5 + random() / 2)
}
