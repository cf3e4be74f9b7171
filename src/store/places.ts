// Places where the bot cannot write any more: who is told of them, and what is not sent there.
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { cardFrom, type StoredCard } from './matters.ts'
import { iso, type JsonRow } from './rows.ts'

export interface LostPlace {
  /** An open_id or a chat id. */
  readonly recipient: string
  /** The platform's code. */
  readonly reason: string
  readonly since: Instant
}

/** Looked at in one round; what is left comes with the next. */
const BATCH = 50

/**
 * Places that nobody was told of, and those of which somebody was told before `today` began and where a decision has
 * come to wait since: to a suspended account it may have been sent.
 */
export async function untoldPlaces(sql: Sql, today: Instant): Promise<LostPlace[]> {
  return await sql<LostPlace[]>`
    select recipient, unreachable_reason as reason,
      (extract(epoch from unreachable_since) * 1000)::float8 as since
    from chat c
    where unreachable_since is not null and (told_at is null or (told_at < ${iso(today)} and exists (
      select from message m
      where m.recipient = c.recipient and m.waiting
        and (m.parked_at > c.told_at or (c.unreachable_reason = 'frozen' and m.created_at > c.told_at)))))
    order by unreachable_since, recipient limit ${BATCH}`
}

export async function placeTold(sql: Sql, recipient: string, at: Instant): Promise<void> {
  await sql`update chat set told_at = ${iso(at)} where recipient = ${recipient}`
}

/** Those of the recipients that cannot be reached, each with the platform's code. */
export async function lostAmong(
  sql: Sql,
  recipients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (recipients.length === 0) return new Map()
  const rows = await sql<LostPlace[]>`
    select recipient, unreachable_reason as reason from chat
    where unreachable_since is not null and recipient = any (${[...recipients]}::text[])`
  return new Map(rows.map(({ recipient, reason }) => [recipient, reason]))
}

/** Whether a message has come to a group since. */
export async function hasArrived(sql: Sql, recipient: string, since: Instant): Promise<boolean> {
  const rows = await sql`
    select from message
    where recipient_type = 'chat' and recipient = ${recipient} and sent_at > ${iso(since)} limit 1`
  return rows.length > 0
}

/** The 督查事项 cards of matters that go on, as a group has or should have them. */
export async function openStatusCards(sql: Sql, chatId: string): Promise<StoredCard[]> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(c) as card from message c
    where c.kind = 'status' and c.recipient_type = 'chat' and c.recipient = ${chatId} and not c.settled
    order by c.created_at, c.id`
  return rows.map(({ card }) => cardFrom(card))
}

export interface StrandedPaper {
  readonly paper: StoredCard
  /** Everybody who was sent the same one. */
  readonly holders: readonly string[]
}

export interface UnreadCopy {
  readonly copy: StoredCard
  /** Everybody who was sent the same one. */
  readonly holders: readonly string[]
}

/**
 * Copies of closed matters' 通报 that their readers never saw: they could not be delivered, or came to an account that
 * is suspended. As many as one round looks at.
 */
export async function unreadCopies(sql: Sql): Promise<UnreadCopy[]> {
  const rows = await sql<HeldRow[]>`
    select to_jsonb(c) as card, array(
      select o.recipient from message o
      where o.matter_id = c.matter_id and o.kind = 'feedback' and o.turn = c.turn) as holders
    from (
      select m.* from message m where m.kind = 'feedback' and m.parked_at is not null and m.message_id is null
      union
      select m.* from chat p join message m on m.recipient = p.recipient
      where p.unreachable_reason = 'frozen' and m.kind = 'feedback' and m.sent_at >= p.unreachable_since
    ) c join matter t on t.id = c.matter_id
    where t.status = 'closed' and not c.waiting and not c.subject ? 'passedOn' and ${isNext(sql, 'copies')}
    order by c.created_at, c.id limit ${BATCH + 1}`
  const batch = await lookedThrough(sql, 'copies', rows)
  return batch.map(({ card, holders }) => ({ copy: cardFrom(card), holders }))
}

/** Papers that somebody was to have and never got before he left. As many as one round looks at. */
export async function strandedPapers(sql: Sql): Promise<StrandedPaper[]> {
  const rows = await sql<HeldRow[]>`
    select to_jsonb(c) as card, array(
      select o.recipient from message o
      where o.matter_id = c.matter_id and o.kind = 'file'
        and o.subject->>'documentId' = c.subject->>'documentId'
      order by o.recipient) as holders
    from message c join person p on p.open_id = c.recipient
    where c.kind = 'file' and c.parked_at is not null and c.message_id is null and not p.active
      and not c.subject ? 'passedOn' and ${isNext(sql, 'papers')}
    order by c.created_at, c.id limit ${BATCH + 1}`
  const batch = await lookedThrough(sql, 'papers', rows)
  return batch.map(({ card, holders }) => ({ paper: cardFrom(card), holders }))
}

interface HeldRow {
  readonly card: JsonRow
  readonly holders: string[]
}

/** Queues whose rows may have to wait for somebody's appointment: those behind them do not wait for it, too. */
type Queue = 'copies' | 'papers'

/** Of the queue's rows, as `c`: those behind where the last round ended. */
function isNext(sql: Sql, queue: Queue) {
  return sql`not exists (
    select from looked_through l where l.queue = ${queue} and (l.created_at, l.id) >= (c.created_at, c.id))`
}

/** What this round looks at, of one row more; the next goes on behind it, and from the front again after the last. */
async function lookedThrough(sql: Sql, queue: Queue, rows: readonly HeldRow[]): Promise<HeldRow[]> {
  const batch = rows.slice(0, BATCH)
  const last = batch.at(-1)?.card
  if (rows.length > BATCH && last !== undefined) {
    await sql`
      insert into looked_through (queue, created_at, id)
      select ${queue}, created_at, id from message where id = ${String(last.id)}::uuid
      on conflict (queue) do update set created_at = excluded.created_at, id = excluded.id`
  } else {
    await sql`delete from looked_through where queue = ${queue}`
  }
  return batch
}
