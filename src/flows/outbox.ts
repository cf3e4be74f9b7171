// The loop of everything that is sent: claim what is due, hand it on, say when there is more.
import { randomUUID } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import type { Clock, Log } from '../ports.ts'

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
  /** How many rows people then see new or changed. Never rejects. */
  readonly done: Promise<number>
}

interface Flushed {
  readonly sent: number
  readonly nextAt: Instant | null
}

export interface Outbox<Row> {
  /** Leases rows that are due, never under a lease that was used before. */
  claim(claim: {
    readonly at: Instant
    readonly leaseMs: number
    readonly lease: string
    readonly limit: number
  }): Promise<readonly Row[]>
  /** When to claim next; null when nothing is wanted. In the past: at once. */
  nextDueAt(at: Instant): Promise<Instant | null>
}

export interface OutboxOptions<Row> {
  readonly outbox: Outbox<Row>
  /** How each of the rows that were claimed together goes out; true: people see something new. */
  readonly handle: (rows: readonly Row[]) => (row: Row) => Promise<boolean>
  readonly clock: Clock
  readonly log: Log
  /** This process, for operators who look at leases. */
  readonly instance: string
  /** Requests under way at once. */
  readonly concurrency: number
  /** What the log calls a row that could not be handled to its end. */
  readonly unrecorded: string
}

/** After this long without a word from its sender a row may be taken by another. */
const LEASE_MS = 30_000

/** A sender and how many rows it has in hand. */
interface Desk<Row> extends OutboxOptions<Row> {
  inHand: number
}

export function senderOf<Row extends { readonly id: string; readonly kind: string }>(
  options: OutboxOptions<Row>,
): Sender {
  const desk: Desk<Row> = { ...options, inHand: 0 }
  return { begin: () => begin(desk), flush: () => flush(desk) }
}

async function begin<Row extends { readonly id: string; readonly kind: string }>(
  desk: Desk<Row>,
): Promise<Begun> {
  const { outbox, clock } = desk
  const started: Promise<boolean>[] = []
  for (;;) {
    const rows = await claim(desk)
    if (rows.length === 0) break
    started.push(...start(desk, rows))
  }
  const done = Promise.all(started).then((seen) => seen.filter(Boolean).length)
  return { started: started.length, nextAt: await outbox.nextDueAt(clock.now()), done }
}

async function flush<Row extends { readonly id: string; readonly kind: string }>(
  desk: Desk<Row>,
): Promise<Flushed> {
  let sent = 0
  for (;;) {
    const { started, nextAt, done } = await begin(desk)
    sent += await done
    if (started === 0) return { sent, nextAt }
  }
}

/** Takes as many rows as there are hands free; the hands are counted as full while the claim is under way. */
async function claim<Row>(desk: Desk<Row>): Promise<readonly Row[]> {
  const free = desk.concurrency - desk.inHand
  if (free <= 0) return []
  desk.inHand += free
  let rows: readonly Row[] = []
  try {
    rows = await desk.outbox.claim({
      at: desk.clock.now(),
      leaseMs: LEASE_MS,
      lease: `${desk.instance} ${randomUUID()}`,
      limit: free,
    })
    return rows
  } finally {
    desk.inHand -= free - rows.length
  }
}

function start<Row extends { readonly id: string; readonly kind: string }>(
  desk: Desk<Row>,
  rows: readonly Row[],
): Promise<boolean>[] {
  const handle = desk.handle(rows)
  return rows.map(async (row) => {
    try {
      return await handle(row)
    } catch (error) {
      // Only the database throws. The row stays leased and is taken up again when the lease ends.
      desk.log.error(desk.unrecorded, { id: row.id, kind: row.kind, ...named(error) })
      return false
    } finally {
      desk.inHand -= 1
    }
  })
}

/** What a log may say of an error. */
export function named(error: unknown): { error: string } {
  return { error: error instanceof Error ? error.name : 'unknown' }
}
