// Questions asked of many matters at once: what waits for somebody, which matter is meant.
import type { MatterId } from '../domain/matter.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { cardFrom, type StoredCard } from './matters.ts'
import { iso, type JsonRow } from './rows.ts'

/** The cards that wait for one person, the most pressing matter first. */
export async function waitingCards(sql: Sql, openId: OpenId, limit = 500): Promise<StoredCard[]> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(c) as card
    from message c
    left join matter m on m.id = c.matter_id
    left join assignment a on a.id = c.assignment_id
    where c.waiting and c.recipient = ${openId}
    order by coalesce(a.rework_deadline, a.extended_to, a.deadline, m.deadline), c.created_at, c.id
    limit ${limit}`
  return rows.map(({ card }) => cardFrom(card))
}

/**
 * Open decision cards that people have had since before that, where they can be reached; with `onlyUrgent` of 特急
 * matters alone.
 */
export async function agedCards(
  sql: Sql,
  before: Instant,
  onlyUrgent: boolean,
): Promise<StoredCard[]> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(c) as card
    from message c left join matter m on m.id = c.matter_id
    where c.waiting and c.recipient_type = 'person' and c.sent_at <= ${iso(before)}
      and (not ${onlyUrgent}::boolean or m.urgency = 'immediate')
      and not exists (select from chat where chat.recipient = c.recipient and unreachable_since is not null)
    order by c.sent_at, c.id limit ${BATCH}`
  return rows.map(({ card }) => cardFrom(card))
}

/** 记入进展 cards, not yet drawn old, whose entry was recorded before that. */
export async function ripeNotes(sql: Sql, before: Instant): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select c.id from message c
    join progress p on p.id = (c.subject->>'progressId')::uuid
    where c.kind = 'note' and not c.settled and not c.subject ? 'old' and p.at < ${iso(before)}
    order by c.created_at, c.id limit ${BATCH}`
  return rows.map((row) => row.id)
}

/** In one round; what is left comes with the next. */
const BATCH = 200

/** The newest copy of a card that one person has of this subject, kind and turn. */
export async function cardOf(
  sql: Sql,
  wanted: Pick<StoredCard, 'kind' | 'recipient' | 'matterId' | 'assignmentId' | 'turn'>,
): Promise<StoredCard | null> {
  const subject = wanted.assignmentId ?? wanted.matterId
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(c) as card from message c
    where c.kind = ${wanted.kind} and c.recipient = ${wanted.recipient} and c.turn = ${wanted.turn}
      and coalesce(c.assignment_id, c.matter_id) = ${subject}::uuid
    order by c.issue desc limit 1`
  const card = rows[0]?.card
  return card === undefined ? null : cardFrom(card)
}

/** Matters with this serial number; of one year, or of all. Drafts have none. */
export async function mattersNumbered(
  sql: Sql,
  serial: number,
  year: number | null,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select id from matter
    where number_serial = ${serial} and (${year}::int is null or number_year = ${year}::int)
    order by number_year desc limit 20`
  return rows.map((row) => row.id)
}

/** Matters that somebody works on in a department now, oldest first, for words that name no matter. */
export async function mattersUnderWay(
  sql: Sql,
  openId: OpenId,
  departmentId: string,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select m.id
    from assignment a join matter m on m.id = a.matter_id
    where a.status in ('handling', 'compiling') and a.department_id = ${departmentId}
      and (${openId} = any (a.handlers) or exists (
        select from person p where p.open_id = ${openId} and 'DEPT_SUPERVISION_OFFICER' = any (p.roles)))
    order by m.docketed_at, m.id
    limit 50`
  return rows.map((row) => row.id)
}

/** The entry that a chat message was recorded as: where it stands now, if it was filed elsewhere later. */
export async function progressFrom(
  sql: Sql,
  messageId: string,
): Promise<{ matterId: MatterId; assignmentId: string; progressId: string; by: OpenId } | null> {
  const rows = await sql<
    { matterId: MatterId; assignmentId: string; progressId: string; by: OpenId }[]
  >`
    select a.matter_id as "matterId", a.id as "assignmentId", p.id as "progressId", p.by
    from progress p join assignment a on a.id = p.assignment_id
    where p.source_message_id = ${messageId} and p.refiled_to is null
    order by p.at desc limit 1`
  return rows[0] ?? null
}

/** Of these ids those that a matter had at any time, deleted drafts among them. */
export async function everSaved(
  sql: Sql,
  ids: readonly MatterId[],
): Promise<ReadonlySet<MatterId>> {
  if (ids.length === 0) return new Set()
  const rows = await sql<{ id: MatterId }[]>`
    select distinct matter_id as id from audit_entry
    where matter_id = any (${[...ids]}::text[]::uuid[])`
  return new Set(rows.map((row) => row.id))
}

/** Files that were sent for a list and not read yet, the oldest first. */
export async function unreadUploads(sql: Sql, before: Instant): Promise<StoredCard[]> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(c) as card from message c
    where c.kind = 'minutes' and not c.settled and jsonb_typeof(c.subject->'upload') = 'object'
      and c.created_at <= ${iso(before)}
    order by c.created_at, c.id limit 20`
  return rows.map(({ card }) => cardFrom(card))
}
