// The sender's side of the messages table: take what is due, and write down what became of it.
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { type ClaimedRow, claimedColumns, type ParkedRow, parkedColumns } from './message-row.ts'
import { ended, pauses, type Sending } from './message-writes.ts'
import { iso } from './rows.ts'

/** A row in one sender's hands. Every write about it names its lease and is void once another holds the row. */
export type Claimed = ClaimedRow & { readonly claimedAt: Instant }

interface Claim {
  readonly at: Instant
  readonly leaseMs: number
  /** Never used before, by any instance. */
  readonly lease: string
  readonly limit: number
}

export interface MessageStore extends Sending {
  /**
   * Leases rows that are due and pays for one request each, answers to people first (see the migration for the
   * pace). Wakes nobody, waits for nobody: rows that others hold are passed over.
   */
  claim(claim: Claim): Promise<readonly Claimed[]>
  /** When to claim next; null when nothing is wanted. In the past: at once. */
  nextDueAt(at: Instant): Promise<Instant | null>
  /** The id of the chat with a recipient, if a message there has told it. */
  chatIdOf(recipient: string): Promise<string | null>
  /** Those of the given platform message ids that belong to rows. */
  known(messageIds: readonly string[]): Promise<ReadonlySet<string>>
  /** Whether a message that belongs to no row might belong to another row for the same place. */
  othersInDoubt(row: Claimed): Promise<boolean>
  /** Rows that wait for a person, the latest first. */
  parked(limit?: number): Promise<readonly ParkedRow[]>
}

export function messageStore(sql: Sql): MessageStore {
  return {
    claim: ({ at, leaseMs, lease, limit }) => claim(sql, { at, leaseMs, lease, limit }),
    nextDueAt: async (at) => {
      const [row] = await sql<{ next: number | null }[]>`
        select ceil(extract(epoch from next_claim_at(${iso(at)})) * 1000)::float8 as next`
      return row?.next ?? null
    },
    chatIdOf: async (recipient) => {
      const [row] = await sql<{ chat_id: string | null }[]>`
        select chat_id from chat where recipient = ${recipient}`
      return row?.chat_id ?? null
    },
    known: async (messageIds) => {
      if (messageIds.length === 0) return new Set()
      const rows = await sql<{ message_id: string }[]>`
        select message_id from message where message_id in ${sql(messageIds)}`
      return new Set(rows.map((row) => row.message_id))
    },
    othersInDoubt: async ({ id, recipient }) => {
      const found = await sql`
        select from message
        where recipient = ${recipient} and message_id is null and first_attempt_at is not null
          and id <> ${id}
        limit 1`
      return found.length > 0
    },
    parked: async (limit = 100) =>
      await sql<ParkedRow[]>`
        select ${parkedColumns(sql)} from message
        where parked_at is not null order by parked_at desc limit ${limit}`,
    ...ended(sql),
    ...pauses(sql),
  }
}

/** How many messages are due and not sent, and how many wait for a person. */
export async function countMessages(
  sql: Sql,
  at: Instant,
): Promise<{ readonly waiting: number; readonly parked: number }> {
  const [row] = await sql<{ waiting: number; parked: number }[]>`
    select
      (select count(*) from message
        where wanted > shown and parked_at is null and due_at <= ${iso(at)})::int as waiting,
      (select count(*) from message where parked_at is not null)::int as parked`
  return row ?? { waiting: 0, parked: 0 }
}

async function claim(sql: Sql, { at, leaseMs, lease, limit }: Claim): Promise<readonly Claimed[]> {
  const rows = await sql<ClaimedRow[]>`
    select ${claimedColumns(sql)}
    from claim_messages(${iso(at)}, ${leaseMs}, ${lease}, ${limit}) c`
  return rows.map((row) => ({ ...row, claimedAt: at }))
}
