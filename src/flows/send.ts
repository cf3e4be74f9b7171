// Sends what wants to be seen: claim, draw, deliver. Knows no rule of the business and no timer.
import { randomUUID } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import type { Lark } from '../lark/client.ts'
import type { Clock, Log } from '../ports.ts'
import type { Claimed, MessageStore } from '../store/messages.ts'
import { createCourier, type SendMetrics } from './deliver.ts'

export interface Drawn {
  readonly msgType: 'interactive' | 'text'
  readonly content: object
}

/**
 * Draws the present state for each row. Null: there is nothing to show any more. A row that is missing from
 * the answer could not be drawn.
 */
export type Render = (rows: readonly Claimed[]) => Promise<ReadonlyMap<string, Drawn | null>>

export interface SenderOptions {
  readonly lark: Lark
  readonly store: MessageStore
  readonly render: Render
  readonly clock: Clock
  readonly log: Log
  readonly metrics?: SendMetrics
  /** This process, for operators who look at leases. */
  readonly instance: string
  /** Between 0 and 1, spreads retries. Default `Math.random`. */
  readonly random?: () => number
  /** Requests under way at once. */
  readonly concurrency?: number
}

export interface Sender {
  /** Starts everything that can go now, without waiting for the platform. Rejects when the database is away. */
  begin(): Promise<Begun>
  /** Sends everything that can go now and waits for it. */
  flush(): Promise<Flushed>
}

export interface Begun {
  readonly started: number
  /** When more can be started; null for never, as things stand. */
  readonly nextAt: Instant | null
  /** How many messages people then see new or changed. Never rejects. */
  readonly done: Promise<number>
}

export interface Flushed {
  readonly sent: number
  readonly nextAt: Instant | null
}

/** After this long without a word from its sender a row may be taken by another. */
export const LEASE_MS = 30_000

/** One and a half seconds' worth of the app's limit: more cannot be under way unless the platform is slow. */
const CONCURRENCY = 50

export function createSender(options: SenderOptions): Sender {
  const { store, clock, instance, concurrency = CONCURRENCY } = options
  const courier = createCourier(options)
  let inHand = 0

  async function claim(): Promise<readonly Claimed[]> {
    const free = concurrency - inHand
    if (free <= 0) return []
    inHand += free
    let rows: readonly Claimed[] = []
    try {
      rows = await store.claim({
        at: clock.now(),
        leaseMs: LEASE_MS,
        lease: `${instance} ${randomUUID()}`,
        limit: free,
      })
      return rows
    } finally {
      inHand -= free - rows.length
    }
  }

  function start(rows: readonly Claimed[]): Promise<boolean>[] {
    const drawing = drawAll(options, rows)
    return rows.map(async (row) => {
      try {
        return await courier.deliver(row, (await drawing).get(row.id))
      } catch (error) {
        // Only the database throws. The row stays leased and is taken up again when the lease ends.
        options.log.error('message_not_recorded', { id: row.id, kind: row.kind, ...named(error) })
        return false
      } finally {
        inHand -= 1
      }
    })
  }

  async function begin(): Promise<Begun> {
    const started: Promise<boolean>[] = []
    for (;;) {
      const rows = await claim()
      if (rows.length === 0) break
      started.push(...start(rows))
    }
    const done = Promise.all(started).then((seen) => seen.filter(Boolean).length)
    return { started: started.length, nextAt: await store.nextDueAt(clock.now()), done }
  }

  async function flush(): Promise<Flushed> {
    let sent = 0
    for (;;) {
      const { started, nextAt, done } = await begin()
      sent += await done
      if (started === 0) return { sent, nextAt }
    }
  }

  return { begin, flush }
}

/** One row that cannot be drawn does not stop the others. */
async function drawAll(
  { render, log }: Pick<SenderOptions, 'render' | 'log'>,
  rows: readonly Claimed[],
): Promise<ReadonlyMap<string, Drawn | null>> {
  try {
    return await render(rows)
  } catch (error) {
    const [only] = rows
    if (rows.length === 1 && only !== undefined) {
      log.error('message_not_drawn', { id: only.id, kind: only.kind, ...named(error) })
      return new Map()
    }
  }
  const drawn = new Map<string, Drawn | null>()
  for (const row of rows) {
    for (const [id, content] of await drawAll({ render, log }, [row])) {
      drawn.set(id, content)
    }
  }
  return drawn
}

function named(error: unknown): { error: string } {
  return { error: error instanceof Error ? error.name : 'unknown' }
}
