// Sends what wants to be seen: claim, draw, deliver. Knows no rule of the business and no timer.
import { randomUUID } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import type { Lark } from '../lark/client.ts'
import type { Clock, Log } from '../ports.ts'
import type { Claimed, MessageStore } from '../store/messages.ts'
import { type Courier, createCourier, type SendMetrics } from './deliver.ts'
import type { Papers } from './papers.ts'

/** What a row shows: words or a card as they are, or a kept document, which is uploaded before it is sent. */
export type Drawn = Said | Paper

export interface Said {
  readonly msgType: 'interactive' | 'text'
  readonly content: object
}

export interface Paper {
  readonly msgType: 'file'
  readonly documentId: string
}

/**
 * Draws the present state for each row. Null: there is nothing to show any more. A row that is missing from
 * the answer could not be drawn.
 */
export type Render = (rows: readonly Claimed[]) => Promise<ReadonlyMap<string, Drawn | Held | null>>

/** Not to be said now: what comes of the bot's own accord waits for the quiet hours to end. */
export interface Held {
  readonly until: Instant
}

export interface SenderOptions {
  readonly lark: Lark
  readonly store: MessageStore
  readonly render: Render
  readonly papers: Papers
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

interface Flushed {
  readonly sent: number
  readonly nextAt: Instant | null
}

/** After this long without a word from its sender a row may be taken by another. */
const LEASE_MS = 30_000

/** One and a half seconds' worth of the app's limit: more cannot be under way unless the platform is slow. */
const CONCURRENCY = 50

/** A sender and how many rows it has in hand. */
interface Desk extends SenderOptions {
  readonly courier: Courier
  readonly concurrency: number
  inHand: number
}

export function createSender(options: SenderOptions): Sender {
  const { concurrency = CONCURRENCY } = options
  const desk: Desk = { ...options, courier: createCourier(options), concurrency, inHand: 0 }
  return { begin: () => begin(desk), flush: () => flush(desk) }
}

async function begin(desk: Desk): Promise<Begun> {
  const { store, clock } = desk
  const started: Promise<boolean>[] = []
  for (;;) {
    const rows = await claim(desk)
    if (rows.length === 0) break
    started.push(...start(desk, rows))
  }
  const done = Promise.all(started).then((seen) => seen.filter(Boolean).length)
  return { started: started.length, nextAt: await store.nextDueAt(clock.now()), done }
}

async function flush(desk: Desk): Promise<Flushed> {
  let sent = 0
  for (;;) {
    const { started, nextAt, done } = await begin(desk)
    sent += await done
    if (started === 0) return { sent, nextAt }
  }
}

/** Takes as many rows as there are hands free; the hands are counted as full while the claim is under way. */
async function claim(desk: Desk): Promise<readonly Claimed[]> {
  const free = desk.concurrency - desk.inHand
  if (free <= 0) return []
  desk.inHand += free
  let rows: readonly Claimed[] = []
  try {
    rows = await desk.store.claim({
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

function start(desk: Desk, rows: readonly Claimed[]): Promise<boolean>[] {
  const drawing = drawAll(desk, rows)
  return rows.map(async (row) => {
    try {
      return await desk.courier.deliver(row, (await drawing).get(row.id))
    } catch (error) {
      // Only the database throws. The row stays leased and is taken up again when the lease ends.
      desk.log.error('message_not_recorded', { id: row.id, kind: row.kind, ...named(error) })
      return false
    } finally {
      desk.inHand -= 1
    }
  })
}

/** One row that cannot be drawn does not stop the others. */
async function drawAll(
  { render, log }: Pick<SenderOptions, 'render' | 'log'>,
  rows: readonly Claimed[],
): Promise<ReadonlyMap<string, Drawn | Held | null>> {
  try {
    return await render(rows)
  } catch (error) {
    const [only] = rows
    if (rows.length === 1 && only !== undefined) {
      log.error('message_not_drawn', { id: only.id, kind: only.kind, ...named(error) })
      return new Map()
    }
  }
  const drawn = new Map<string, Drawn | Held | null>()
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
