// Changes of people in the database: asked for, confirmed, in force – each with its entry in the organisation's chain.
import { auditHash } from '../domain/decided.ts'
import { idFrom } from '../domain/hash.ts'
import type { Act, MatterId } from '../domain/matter.ts'
import type { Delegation, OpenId, Person } from '../domain/organisation.ts'
import { ORGANISATION_CHAIN, type Staffing, type StaffingChange } from '../domain/staffing.ts'
import type { Day, Instant } from '../domain/time.ts'
import type { WantedCard } from '../domain/wanted-card.ts'
import { DERIVED_KINDS } from '../domain/wanted-cards.ts'
import type { WantedDue } from '../domain/wanted-dues.ts'
import type { Sql } from './connect.ts'
import { iso } from './message-writes.ts'
import { fromRow, type JsonRow, toRow } from './rows.ts'
import type { NewMessage } from './save-decision.ts'
import * as tables from './schema.ts'

/** Who did what to the organisation, as its chain keeps it. */
export type Deed = Pick<Act, 'actor' | 'action' | 'details' | 'sourceEventId'>

export interface StaffingSave {
  readonly appId: string
  readonly eventKey: string | null
  readonly at: Instant
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

/** One transaction; a chain or a staffing that somebody else moved first is a conflict, and nothing is saved. */
export async function saveStaffing(
  sql: Sql,
  save: StaffingSave,
): Promise<'saved' | 'duplicate' | 'conflict'> {
  const audit = save.deed === null ? [] : [await entryFor(sql, save.deed, save.at)]
  const { staffing, change } = save
  const ended = change?.ended.map(delegationId) ?? []
  const payload = {
    app_id: save.appId,
    key: save.eventKey,
    at: iso(save.at),
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

async function entryFor(sql: Sql, deed: Deed, at: Instant): Promise<JsonRow> {
  const [head] = await sql<{ seq: number; hash: string }[]>`
    select seq, hash from audit_entry where matter_id = ${ORGANISATION_CHAIN}::uuid
    order by seq desc limit 1`
  const prevHash = head?.hash ?? ''
  const act: Act = {
    seq: (head?.seq ?? 0) + 1,
    at,
    actingFor: null,
    assignmentId: null,
    departmentId: null,
    from: null,
    to: null,
    turn: null,
    contentHash: null,
    ...deed,
  }
  const hash = auditHash(ORGANISATION_CHAIN, act, prevHash)
  return toRow(tables.auditEntry, { ...act, matterId: ORGANISATION_CHAIN, prevHash, hash })
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

export interface Alignment {
  readonly day: Day
  readonly organisationVersion: number
}

/** For which day and organisation the cards were last brought in line; null before the first time. */
export async function alignedFor(sql: Sql): Promise<Alignment | null> {
  const [row] = await sql<Alignment[]>`
    select day::text as day, organisation_version as "organisationVersion" from alignment`
  return row ?? null
}

export async function noteAligned(
  sql: Sql,
  { day, organisationVersion }: Alignment,
): Promise<void> {
  await sql`
    insert into alignment (sole, day, organisation_version)
    values (true, ${day}::text::date, ${organisationVersion})
    on conflict (sole) do update set day = excluded.day, organisation_version = excluded.organisation_version
    where (alignment.day, alignment.organisation_version) < (excluded.day, excluded.organisation_version)`
}

/** Open matters behind the given id, for going through all of them in parts. */
export async function openMatters(
  sql: Sql,
  after: MatterId | null,
  limit: number,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select id from matter
    where status not in ('closed', 'refused', 'cancelled')
      and (${after}::text is null or id > ${after}::text::uuid)
    order by id limit ${limit}`
  return rows.map((row) => row.id)
}

/** Matters with a card that waits for one of these people. */
export async function mattersWaitingFor(sql: Sql, people: readonly OpenId[]): Promise<MatterId[]> {
  if (people.length === 0) return []
  const rows = await sql<{ id: MatterId }[]>`
    select distinct matter_id as id from message
    where waiting and matter_id is not null and recipient = any (${[...people]}::text[])`
  return rows.map((row) => row.id)
}

/** `kind|recipient|assignment|turn` of the cards that live, by matter. */
export async function liveCards(
  sql: Sql,
  ids: readonly MatterId[],
): Promise<ReadonlyMap<MatterId, ReadonlySet<string>>> {
  const rows = await sql<{ id: MatterId; cards: string[] }[]>`
    select matter_id as id, array_agg(concat_ws('|', kind, recipient, assignment_id, turn)) as cards
    from message
    where matter_id = any (${[...ids]}::text[]::uuid[]) and not settled and turn is not null
      and kind = any (${[...DERIVED_KINDS]}::text[]) and not subject ? 'asked'
    group by matter_id`
  return new Map(rows.map(({ id, cards }) => [id, new Set(cards)]))
}

/** Brings a matter's cards and dues in line. False: somebody saved it meanwhile, and did so himself. */
export async function alignMatter(
  sql: Sql,
  matter: { readonly id: MatterId; readonly version: number },
  wants: readonly WantedCard[],
  dues: readonly WantedDue[],
  at: Instant,
): Promise<boolean> {
  const payload = JSON.stringify({
    id: matter.id,
    version: matter.version,
    at: iso(at),
    kinds: DERIVED_KINDS,
    wants: wants.map((want) => ({
      kind: want.kind,
      recipient_type: want.recipientType,
      recipient: want.recipient,
      assignment_id: want.assignmentId,
      turn: want.turn,
      waiting: want.waiting,
    })),
    dues: dues.map(({ subjectId, kind, key, at: due }) => ({
      subject_id: subjectId,
      kind,
      key,
      due_at: iso(due),
    })),
  })
  const rows = await sql<{ aligned: boolean }[]>`
    select align_matter(${payload}::text::jsonb) as aligned`
  return rows[0]?.aligned ?? false
}
