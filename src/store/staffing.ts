// Changes of people in the database: asked for, confirmed, in force – each with its entry in the organisation's chain.

import { concernedBy } from '../domain/concerned.ts'
import { idFrom } from '../domain/hash.ts'
import type { Delegation, OpenId, Organisation, Person } from '../domain/organisation.ts'
import type { Staffing } from '../domain/staffing.ts'
import { type StaffingChange, withChange } from '../domain/staffing-change.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { type Deed, entryFor } from './organisation-chain.ts'
import { fromRow, iso, type JsonRow, toRow } from './rows.ts'
import type { NewMessage } from './save-decision.ts'
import * as tables from './schema.ts'

export interface StaffingSave {
  readonly appId: string
  readonly eventKey: string | null
  readonly at: Instant
  /** What it was judged on; another one by now is a conflict. */
  readonly organisation: Organisation
  readonly staffing: { readonly row: Staffing; readonly before: Staffing['stage'] | null } | null
  readonly change: StaffingChange | null
  readonly deed: Deed | null
  readonly messages: readonly NewMessage[]
}

export async function loadStaffing(sql: Sql, id: string): Promise<Staffing | null> {
  const rows = await sql<{ row: JsonRow }[]>`
    select to_jsonb(s) as row from staffing s where id = ${id}::uuid`
  const row = rows[0]?.row
  return row === undefined ? null : fromRow<Staffing>(tables.staffing, row)
}

/** What waits for a second word, each with the cards on which it waits. */
export interface Pending {
  readonly staffing: Staffing
  readonly cards: readonly { readonly id: string; readonly recipient: OpenId }[]
}

export async function awaitingSecond(sql: Sql): Promise<Pending[]> {
  const rows = await sql<{ row: JsonRow; cards: Pending['cards'] }[]>`
    select to_jsonb(s) as row, coalesce((
      select jsonb_agg(jsonb_build_object('id', m.id, 'recipient', m.recipient) order by m.id) from message m
      where m.subject ? 'staffingId' and m.subject->>'staffingId' = s.id::text
        and m.subject->>'second' = 'true' and m.waiting), '[]') as cards
    from staffing s where s.stage = 'awaitingSecond' order by s.at, s.id`
  return rows.map(({ row, cards }) => ({
    staffing: fromRow<Staffing>(tables.staffing, row),
    cards,
  }))
}

/** Cards of whoever is asked no more rest, others are wanted – unless the word was given meanwhile. */
export async function moveSeconds(
  sql: Sql,
  moved: {
    readonly staffing: string
    readonly at: Instant
    readonly over: readonly string[]
    readonly messages: readonly NewMessage[]
  },
): Promise<void> {
  const messages = moved.messages.map((message) => toRow(tables.message, message))
  await sql`
    with held as (
      select id from staffing where id = ${moved.staffing}::uuid and stage = 'awaitingSecond' for update
    ), over as (
      update message m set waiting = false, settled = true, wanted = m.wanted + 1,
        due_at = ${iso(moved.at)}::text::timestamptz
      from held where m.id = any (${[...moved.over]}::text[]::uuid[]) and m.waiting
    )
    select want_cards(jsonb_build_object('messages', ${JSON.stringify(messages)}::text::jsonb), null,
      ${iso(moved.at)}::text::timestamptz)
    from held`
}

/** One transaction. Organisation, chain or staffing are others by now: a conflict, and nothing is saved. */
export async function saveStaffing(
  sql: Sql,
  save: StaffingSave,
): Promise<'saved' | 'duplicate' | 'conflict'> {
  const audit = save.deed === null ? [] : [await entryFor(sql, save.deed, save.at)]
  const { staffing, change, organisation } = save
  const concerned =
    change === null
      ? {}
      : { concerned: concernedBy(organisation, withChange(organisation, change)) }
  const ended = change?.ended.map(delegationId) ?? []
  const payload = {
    app_id: save.appId,
    key: save.eventKey,
    at: iso(save.at),
    organisation: organisation.version,
    ...concerned,
    ...(staffing === null
      ? {}
      : {
          staffing: toRow(tables.staffing, staffing.row),
          expected: staffing.before,
          ...(staffing.row.endedAt === null ? {} : { rests: true }),
        }),
    ...(ended.length === 0 ? {} : { ended }),
    ...some('delegations', change?.added.map(delegationRow) ?? []),
    ...some('people', await peopleRows(sql, change?.people ?? [])),
    ...some('audit', audit),
    ...some(
      'messages',
      save.messages.map((message) => toRow(tables.message, message)),
    ),
  }
  const rows = await sql<{ saved: 'saved' | 'duplicate' | 'conflict' }[]>`
    select save_staffing(${JSON.stringify(payload)}::text::jsonb) as saved`
  return rows[0]?.saved ?? 'conflict'
}

function some(name: string, rows: readonly unknown[]): JsonRow {
  return rows.length === 0 ? {} : { [name]: rows }
}

/** As organisations.ts names them, so that a file applied later meets the same rows. */
function delegationId({ principal, delegate, from, writtenAuthorization }: Delegation): string {
  return idFrom('delegation', principal, delegate, from, writtenAuthorization)
}

function delegationRow(given: Delegation): JsonRow {
  const { principal, delegate, scope, from, to, writtenAuthorization } = given
  return {
    id: delegationId(given),
    principal,
    delegate,
    scope,
    from_day: from,
    to_day: to,
    written_authorization: writtenAuthorization,
  }
}

/** People keep their place in lists; somebody new comes last. */
async function peopleRows(sql: Sql, people: readonly Person[]): Promise<JsonRow[]> {
  if (people.length === 0) return []
  const places = await sql<{ openId: OpenId; position: number }[]>`
    select open_id as "openId", position from person`
  const last = Math.max(0, ...places.map(({ position }) => position))
  return people.map((person, index) => ({
    open_id: person.openId,
    position: places.find(({ openId }) => openId === person.openId)?.position ?? last + 1 + index,
    name: person.name,
    title: person.title,
    department_id: person.departmentId,
    roles: person.roles,
    portfolio: person.portfolio,
    active: person.active,
  }))
}
