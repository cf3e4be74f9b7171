// Questions asked of many matters at once: what waits for somebody, which matter is meant.
import type { MatterId } from '../domain/matter.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { Sql } from './connect.ts'
import { cardFrom, type StoredCard } from './matters.ts'
import type { JsonRow } from './rows.ts'

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

/** Matters whose title or number holds the words, the newest first; who may see them is judged afterwards. */
export async function mattersSaying(sql: Sql, words: string, limit: number): Promise<MatterId[]> {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const rows = await sql<{ id: MatterId }[]>`
    select id from matter
    where status <> 'drafting' and (title ilike ${pattern} or number ilike ${pattern})
    order by created_at desc limit ${limit}`
  return rows.map((row) => row.id)
}

/** Matters whose work is under way in a department, for words that name no matter. */
export async function mattersUnderWay(
  sql: Sql,
  openId: OpenId,
  departmentId: string,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select distinct a.matter_id as id
    from assignment a
    join instruction i on i.assignment_id = a.id
    where a.status in ('handling', 'compiling') and a.department_id = ${departmentId}
      and (${openId} = any (i.handlers) or exists (
        select from person p where p.open_id = ${openId} and 'DEPT_SUPERVISION_OFFICER' = any (p.roles)))
    limit 50`
  return rows.map((row) => row.id)
}

/** The matters and entries that a chat message was recorded as. */
export async function progressFrom(
  sql: Sql,
  messageId: string,
): Promise<{ matterId: MatterId; assignmentId: string; progressId: string; by: OpenId } | null> {
  const rows = await sql<
    { matterId: MatterId; assignmentId: string; progressId: string; by: OpenId }[]
  >`
    select a.matter_id as "matterId", a.id as "assignmentId", p.id as "progressId", p.by
    from progress p join assignment a on a.id = p.assignment_id
    where p.source_message_id = ${messageId}`
  return rows[0] ?? null
}
