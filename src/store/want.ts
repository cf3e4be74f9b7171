// The flows' side of the messages table: say what people should see, inside the transaction that made it so.
import type { Instant } from '../domain/time.ts'
import type { Sql, Transaction } from './connect.ts'
import { iso } from './rows.ts'

export interface WantedMessage {
  /** Chosen by the caller; the same one twice is one row. */
  readonly id: string
  readonly to: { readonly type: 'person' | 'chat'; readonly id: string }
  /** A card's id, or `text`. */
  readonly kind: string
  readonly matterId?: string | null
  readonly assignmentId?: string | null
  /** Given: at most one row per kind, subject, turn, recipient and issue. Absent: an answer, any number. */
  readonly turn?: number | null
  readonly issue?: number
  readonly subject?: Readonly<Record<string, unknown>>
  readonly waiting?: boolean
  readonly settled?: boolean
  /** 0 answers somebody who just acted, 1 (default) hands over the next step, 2 comes of the bot's own accord. */
  readonly priority?: 0 | 1 | 2
  readonly replyTo?: string | null
  /** Default: at once. */
  readonly dueAt?: Instant
}

/** Wants new messages. One that exists already is left as it is. Answers the ids that are new. */
export async function want(
  sql: Sql | Transaction,
  at: Instant,
  messages: readonly WantedMessage[],
): Promise<readonly string[]> {
  if (messages.length === 0) return []
  const rows = JSON.stringify(messages.map((message) => recordOf(message, at)))
  const added = await sql<{ id: string }[]>`
    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue,
      subject, waiting, settled, priority, reply_to, due_at, created_at)
    select id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue,
      subject, waiting, settled, priority, reply_to, due_at, created_at
    from jsonb_populate_recordset(null::message, ${rows}::text::jsonb)
    on conflict do nothing
    returning id`
  return added.map((row) => row.id)
}

/** A card that a callback's answer carried. */
export interface Answered {
  readonly id: string
  readonly wanted: number
  /** Of the card, as the sender computes it. */
  readonly hash: string
  readonly messageId: string
  readonly chatId: string
}

/**
 * Card callbacks were answered with the cards of version `wanted`: that is what people see now. Not so while a request
 * of a sender's may still be under way – it holds the row, or died with it, or its last one had no outcome –, for that
 * one could arrive after the answer: then the row stays to be drawn once more.
 */
export async function shownByAnswer(
  sql: Sql | Transaction,
  ...answered: readonly Answered[]
): Promise<void> {
  // Of answers that carried the same card, the last one counts.
  const cards = new Map(
    answered.toSorted((one, other) => one.wanted - other.wanted).map((card) => [card.id, card]),
  )
  const rows = JSON.stringify([...cards.values()])
  const ids = [...cards.keys()]
  // As is_alone asks it of the tapped card when the tap is saved; by now another update may have been taken in hand.
  // Locked in one order, so that two instances never wait for each other. The ids are named beside: of a JSON's rows
  // the planner expects a hundred, for which it would read the table through.
  await sql`
    with answered as (
      select a.*, m.lease_by is null and m.attempts = 0 as is_alone
      from jsonb_to_recordset(${rows}::text::jsonb)
        as a (id uuid, wanted integer, hash text, "messageId" text, "chatId" text)
      join message m on m.id = a.id and m.id = any (${ids}::text[]::uuid[])
      order by a.id
      for update of m
    )
    update message m
    set shown = case when a.is_alone then a.wanted else m.shown end,
      shown_hash = case when a.is_alone then a.hash else m.shown_hash end,
      message_id = coalesce(m.message_id, a."messageId"),
      chat_id = coalesce(m.chat_id, a."chatId")
    from answered a
    where m.id = a.id and m.id = any (${ids}::text[]::uuid[]) and m.shown < a.wanted and m.wanted >= a.wanted`
}

function recordOf(message: WantedMessage, at: Instant): Readonly<Record<string, unknown>> {
  return {
    id: message.id,
    recipient_type: message.to.type,
    recipient: message.to.id,
    kind: message.kind,
    matter_id: message.matterId ?? null,
    assignment_id: message.assignmentId ?? null,
    turn: message.turn ?? null,
    issue: message.issue ?? 1,
    subject: message.subject ?? {},
    waiting: message.waiting ?? false,
    settled: message.settled ?? false,
    priority: message.priority ?? 1,
    reply_to: message.replyTo ?? null,
    due_at: iso(message.dueAt ?? at),
    created_at: iso(at),
  }
}
