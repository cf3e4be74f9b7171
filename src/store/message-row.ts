// A message row as the code sees it: instants in milliseconds, names as in the rest of the house.

import type { PendingQuery, Row } from 'postgres'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

interface MessageRow {
  readonly id: string
  readonly recipientType: 'person' | 'chat'
  /** open_id or chat id. */
  readonly recipient: string
  /** A card's id, or `text`. */
  readonly kind: string
  readonly matterId: string | null
  readonly assignmentId: string | null
  readonly turn: number | null
  readonly issue: number
  readonly subject: Readonly<Record<string, unknown>>
  readonly waiting: boolean
  readonly settled: boolean
  readonly priority: number
  readonly wanted: number
  readonly shown: number
  readonly messageId: string | null
  readonly chatId: string | null
  readonly replyTo: string | null
  readonly dueAt: Instant
  readonly createdAt: Instant
}

export interface ClaimedRow extends MessageRow {
  readonly shownHash: string | null
  /** When people first saw the message there is now; null before that. */
  readonly sentAt: Instant | null
  readonly resent: number
  /** This claim included. */
  readonly attempts: number
  /** Since when an earlier request for it may have been accepted; null when none can have been. */
  readonly triedSince: Instant | null
  readonly lease: string
  /** What was paid for the request this claim allows. */
  readonly payment: number
}

export interface ParkedRow extends MessageRow {
  /** A word of the sender's or the platform's code. */
  readonly reason: string
  readonly parkedAt: Instant
}

export function claimedColumns(sql: Sql): Fragment {
  const row = sql`(c.claimed)`
  return sql`${columns(sql, row)}, ${row}.shown_hash as "shownHash", ${row}.resent, ${row}.attempts,
    ${milliseconds(sql, sql`${row}.sent_at`)} as "sentAt",
    ${milliseconds(sql, sql`${row}.first_attempt_at`)} as "triedSince", ${row}.lease_by as lease,
    c.spent as payment`
}

export function parkedColumns(sql: Sql): Fragment {
  return sql`${columns(sql, sql`message`)}, parked_reason as reason,
    ${milliseconds(sql, sql`parked_at`)} as "parkedAt"`
}

type Fragment = PendingQuery<Row[]>

function columns(sql: Sql, row: Fragment): Fragment {
  return sql`${row}.id, ${row}.recipient_type as "recipientType", ${row}.recipient, ${row}.kind,
    ${row}.matter_id as "matterId", ${row}.assignment_id as "assignmentId", ${row}.turn, ${row}.issue,
    ${row}.subject, ${row}.waiting, ${row}.settled, ${row}.priority, ${row}.wanted, ${row}.shown,
    ${row}.message_id as "messageId", ${row}.chat_id as "chatId", ${row}.reply_to as "replyTo",
    ${milliseconds(sql, sql`${row}.due_at`)} as "dueAt",
    ${milliseconds(sql, sql`${row}.created_at`)} as "createdAt"`
}

function milliseconds(sql: Sql, instant: Fragment): Fragment {
  return sql`(extract(epoch from ${instant}) * 1000)::float8`
}
