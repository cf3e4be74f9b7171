// What is due by the clock, found by index, and what the bot says of its own accord because of it.
import { OWING } from '../domain/lamp-classes.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import type { MissedItem } from '../domain/missed.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { Day, Instant, TimeOfDay } from '../domain/time.ts'
import type { DueKind } from '../domain/wanted-dues.ts'
import type { Sql } from './connect.ts'
import { iso, type JsonRow, toRow } from './rows.ts'
import type { NewMessage } from './save-decision.ts'
import * as tables from './schema.ts'

/** A thing that is due; `person` where it was put off for one of those it concerns. */
export interface DueRow {
  readonly matterId: MatterId
  readonly subjectId: string
  readonly kind: DueKind
  readonly key: string
  readonly at: Instant
}

/**
 * What is due and has not been dealt with, the longest due first; of matters of this urgency alone, where one is named.
 * Never looks at a matter that has nothing due.
 */
export async function dueBy(
  sql: Sql,
  at: Instant,
  limit: number,
  urgency: Matter['urgency'] | null = null,
): Promise<DueRow[]> {
  return await sql<DueRow[]>`
    select matter_id as "matterId", subject_id as "subjectId", kind, key,
      (extract(epoch from due_at) * 1000)::float8 as at
    from due where fired_at is null and due_at <= ${iso(at)}
      and (${urgency}::text is null
        or exists (select from matter m where m.id = matter_id and m.urgency = ${urgency}))
    order by due_at, subject_id, kind, key limit ${limit}`
}

/** Assignments that were told of as three working days late, by matter: some may have been handed in since. */
export async function toldLate(sql: Sql): Promise<{ matterId: MatterId; subjectId: string }[]> {
  return await sql<{ matterId: MatterId; subjectId: string }[]>`
    select distinct d.matter_id as "matterId", d.subject_id as "subjectId"
    from due d join assignment a on a.id = d.subject_id
    where d.kind = 'veryLate' and d.fired_at is not null and a.status = any (${[...OWING]}::text[])
    order by 1, 2`
}

/** The matters of these assignments. */
export async function mattersOf(sql: Sql, assignmentIds: readonly string[]): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select distinct matter_id as id from assignment where id = any (${[...assignmentIds]}::text[]::uuid[])
    order by 1`
  return rows.map((row) => row.id)
}

/** Those of these people for whom a card waits. One look into the index for each, however much waits. */
export async function waitedFor(sql: Sql, people: readonly OpenId[]): Promise<OpenId[]> {
  const rows = await sql<{ recipient: OpenId }[]>`
    select recipient from unnest(${[...people]}::text[]) as p (recipient)
    where exists (select from message m where m.waiting and m.recipient = p.recipient)`
  return rows.map((row) => row.recipient)
}

/** What is due or will be by then, of these matters alone. */
export async function dueOf(
  sql: Sql,
  matterIds: readonly MatterId[],
  before: Instant,
): Promise<DueRow[]> {
  return await sql<DueRow[]>`
    select matter_id as "matterId", subject_id as "subjectId", kind, key,
      (extract(epoch from due_at) * 1000)::float8 as at
    from due where fired_at is null and due_at <= ${iso(before)}
      and matter_id = any (${[...matterIds]}::text[]::uuid[])
    order by due_at, subject_id, kind, key`
}

/** Who has heard of what of the bot's own accord that day; of these matters alone, where some are named. */
export async function nudgedOn(
  sql: Sql,
  day: Day,
  matterIds?: readonly MatterId[],
): Promise<{ matterId: MatterId; person: OpenId }[]> {
  const about = matterIds === undefined ? null : [...matterIds]
  return await sql<{ matterId: MatterId; person: OpenId }[]>`
    select matter_id as "matterId", person from nudge
    where day = ${day}::text::date
      and (${about}::text[] is null or matter_id = any (${about}::text[]::uuid[]))`
}

/** All lists that ever told one of these people what an outage had held up, with what each says. */
export async function mergedLists(
  sql: Sql,
  people: readonly OpenId[],
): Promise<{ id: string; person: OpenId; missed: readonly MissedItem[] }[]> {
  return await sql<{ id: string; person: OpenId; missed: readonly MissedItem[] }[]>`
    select id, recipient as person, subject->'missed' as missed
    from message
    where kind = 'todo' and subject ? 'missed' and recipient = any (${[...people]}::text[])`
}

/** Takes the room that the day has for one message about a matter to a person; false when another one has it. */
export async function takeRoom(
  sql: Sql,
  {
    matterId,
    person,
    day,
    messageId,
  }: {
    readonly matterId: string
    readonly person: OpenId
    readonly day: Day
    readonly messageId: string
  },
): Promise<boolean> {
  await sql`
    insert into nudge (matter_id, person, day, message_id)
    values (${matterId}::uuid, ${person}, ${day}::text::date, ${messageId}::uuid)
    on conflict do nothing`
  const rows = await sql`
    select from nudge where matter_id = ${matterId}::uuid and person = ${person}
      and day = ${day}::text::date and message_id = ${messageId}::uuid`
  return rows.length > 0
}

type DueName = Pick<DueRow, 'subjectId' | 'kind' | 'key'>

/** One message of the bot's own accord. */
export interface Spoken {
  readonly message: NewMessage
  readonly dueAt: Instant
  /** The matters it speaks of; those that its person heard of today already do not count. */
  readonly nudges: readonly MatterId[]
  /** Where the person has heard of all of them today: what is put off, and until when. */
  readonly otherwise?: DueName & { readonly at: Instant }
}

export type Item =
  | { readonly postponed: DueName; readonly until: Instant }
  | {
      readonly due: DueName
      readonly messages: readonly Spoken[]
    }
  | {
      readonly key: string
      readonly messages: readonly Spoken[]
      readonly superseded?: readonly string[]
    }

/** One transaction. What another instance has dealt with is passed over. Answers how many messages are wanted. */
export async function speak(
  sql: Sql,
  appId: string,
  at: Instant,
  day: Day,
  items: readonly Item[],
): Promise<number> {
  if (items.length === 0) return 0
  const payload = JSON.stringify({
    app_id: appId,
    at: iso(at),
    items: items.map((item) => itemRow(item, day)),
  })
  const rows = await sql<{ count: number }[]>`select speak(${payload}::text::jsonb) as count`
  return rows[0]?.count ?? 0
}

function itemRow(item: Item, day: Day) {
  if ('postponed' in item) return { postponed: dueRow({ ...item.postponed, at: item.until }) }
  const messages = item.messages.map((spoken) => spokenRow(spoken, day))
  if ('due' in item) return { due: nameRow(item.due), messages }
  const superseded = item.superseded === undefined ? {} : { superseded: item.superseded }
  return { key: item.key, messages, ...superseded }
}

function spokenRow({ message, dueAt, nudges, otherwise }: Spoken, day: Day) {
  const later = otherwise === undefined ? {} : { otherwise: dueRow(otherwise) }
  return {
    ...toRow(tables.message, message),
    due_at: iso(dueAt),
    nudges: nudges.map((id) => ({ matter_id: id, person: message.recipient, day })),
    ...later,
  }
}

/** A thing that is due, as the database's functions take it. */
export function dueRow({ at, ...name }: DueName & { readonly at: Instant }): JsonRow {
  return { ...nameRow(name), due_at: iso(at) }
}

function nameRow({ subjectId, kind, key }: DueName) {
  return { subject_id: subjectId, kind, key }
}

/** 提醒设置 of one person. */
export interface Preference {
  readonly dailyList: boolean
  /** Null: at the time of the organisation's rules. */
  readonly dailyListAt: TimeOfDay | null
}

export const USUAL: Preference = { dailyList: true, dailyListAt: null }

export async function preferencesOf(sql: Sql): Promise<ReadonlyMap<OpenId, Preference>> {
  const rows = await sql<(Preference & { openId: OpenId })[]>`
    select open_id as "openId", daily_list as "dailyList", daily_list_at as "dailyListAt"
    from preference`
  return new Map(rows.map(({ openId, ...preference }) => [openId, preference]))
}
