// Matters whose cards are to be derived anew because people changed and not the matter: noted, taken up, done once.
import type { InLine } from '../domain/cards-in-line.ts'
import type { Concerned } from '../domain/concerned.ts'
import type { MatterId } from '../domain/matter.ts'
import type { WantedTask } from '../domain/mirror.ts'
import { type Day, dayOf, type Instant } from '../domain/time.ts'
import type { WantedDue } from '../domain/wanted-dues.ts'
import type { Sql, Transaction } from './connect.ts'
import { dueRow } from './dues.ts'
import { mirroring } from './mirror.ts'
import { iso, toRow } from './rows.ts'
import type { NewMessage } from './save-decision.ts'
import * as tables from './schema.ts'

/** Notes what a change concerns, in the transaction of the change. */
export async function noteRealignment(
  tx: Sql | Transaction,
  { everything, people, departments }: Concerned,
  at: Instant,
): Promise<void> {
  await tx`select note_realignment(${iso(at)}::text::timestamptz, ${everything}, ${[...people]}::text[],
    ${[...departments]}::text[])`
}

/** Delegations that begin or end with the day, each end once. */
export async function turnDelegations(sql: Sql, at: Instant): Promise<number> {
  const today: Day = dayOf(at)
  const [row] = await sql<{ turned: number }[]>`
    select turn_delegations(${iso(at)}::text::timestamptz, ${today}::text::date) as turned`
  return row?.turned ?? 0
}

/** Noted matters, the longest noted first; `passed` are those that could not be done in this round. */
export async function toRealign(
  sql: Sql,
  limit: number,
  passed: readonly MatterId[],
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select matter_id as id from realignment where matter_id <> all (${[...passed]}::text[]::uuid[])
    order by at, matter_id limit ${limit}`
  return rows.map((row) => row.id)
}

/** A draft that was deleted meanwhile has no cards to move. */
export async function forgetRealignment(sql: Sql, id: MatterId): Promise<void> {
  await sql`delete from realignment r where matter_id = ${id}::uuid
    and not exists (select from matter m where m.id = r.matter_id)`
}

export interface Realigned extends InLine {
  readonly appId: string
  readonly at: Instant
  readonly matter: { readonly id: MatterId; readonly version: number }
  /** The organisation that it was derived from. */
  readonly organisationVersion: number
  readonly dues: readonly WantedDue[]
  /** Absent where tasks are not mirrored. */
  readonly tasks?: readonly WantedTask[]
  /** What is said of it, each key once ever. */
  readonly told: readonly { readonly key: string; readonly messages: readonly NewMessage[] }[]
}

/** `conflict`: matter or organisation are newer by now. `done`: another instance was first. */
export async function saveRealigned(
  sql: Sql,
  realigned: Realigned,
): Promise<'saved' | 'conflict' | 'done'> {
  const { matter, at, wants, dues, told, tasks } = realigned
  const payload = JSON.stringify({
    app_id: realigned.appId,
    at: iso(at),
    matter: matter.id,
    expected: matter.version,
    organisation: realigned.organisationVersion,
    kinds: realigned.kinds,
    wants: wants.map((want) => toRow(tables.message, want)),
    dues: dues.map(dueRow),
    told: told.map(({ key, messages }) => ({
      key,
      messages: messages.map((message) => toRow(tables.message, message)),
    })),
  })
  const rows = await sql<{ saved: 'saved' | 'conflict' | 'done' }[]>`
    select r.saved, ${
      tasks === undefined
        ? sql`null`
        : sql`case when r.saved = 'saved' then ${mirroring(sql, [{ matter: matter.id, tasks }], at)} end`
    }
    from (select realign_matter(${payload}::text::jsonb) as saved offset 0) r`
  return rows[0]?.saved ?? 'conflict'
}
