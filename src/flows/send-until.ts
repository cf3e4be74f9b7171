// Sends for a while: where nobody keeps a sender going, each request and each round of the clock does its share.
import type { Instant } from '../domain/time.ts'
import type { Clock } from '../ports.ts'
import type { Sender } from './outbox.ts'

export interface SendUntilOptions {
  readonly clock: Clock
  /** Nothing is started after this; what is under way then is waited for. */
  readonly until: Instant
  readonly pause: (milliseconds: number) => Promise<void>
}

/** Milliseconds. Rows another transaction holds are due but cannot be taken; see run-sender. */
const SHORTEST_PAUSE_MS = 50

/** Sends what is due and what falls due in time, at the platform's pace. Rejects when the database is away. */
export async function sendUntil(
  sender: Pick<Sender, 'begin'>,
  { clock, until, pause }: SendUntilOptions,
): Promise<void> {
  while (clock.now() < until) {
    const { started, nextAt, done } = await sender.begin()
    await done
    if (started > 0) continue
    if (nextAt === null || nextAt >= until) return
    await pause(Math.max(nextAt - clock.now(), SHORTEST_PAUSE_MS))
  }
}
