// Sends what wants to be seen: claim, draw, deliver. Knows no rule of the business and no timer.
import type { Instant } from '../domain/time.ts'
import type { Lark } from '../lark/client.ts'
import type { Clock, Log } from '../ports.ts'
import type { Claimed, MessageStore } from '../store/messages.ts'
import { createCourier, type SendMetrics } from './deliver.ts'
import { named, type Sender, senderOf } from './outbox.ts'
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

/** One and a half seconds' worth of the app's limit: more cannot be under way unless the platform is slow. */
const CONCURRENCY = 50

export function createSender(options: SenderOptions): Sender {
  const { store, clock, log, instance, concurrency = CONCURRENCY } = options
  const courier = createCourier(options)
  return senderOf<Claimed>({
    outbox: store,
    handle: (rows) => {
      const drawing = drawAll(options, rows)
      return async (row) => courier.deliver(row, (await drawing).get(row.id))
    },
    clock,
    log,
    instance,
    concurrency,
    unrecorded: 'message_not_recorded',
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
