// The tasks that mirror cards: what the sender of tasks takes, and writes down about what it holds.
import type { PendingQuery, Row } from 'postgres'
import type { MatterId } from '../domain/matter.ts'
import type { MirroredTask, WantedTask } from '../domain/mirror.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { iso } from './rows.ts'

/** A row in one sender's hands. Every write about it is void once another holds it. */
export interface ClaimedTask extends WantedTask {
  readonly id: string
  readonly matterId: MatterId
  readonly done: boolean
  readonly wanted: number
  readonly guid: string | null
  readonly shownHash: string | null
  /** What was asked for with an outcome that nobody knows, and since when. */
  readonly asked: MirroredTask | null
  readonly askedAt: Instant | null
  /** This claim included. */
  readonly attempts: number
  readonly lease: string
}

export interface MirrorStore {
  claim(claim: {
    readonly at: Instant
    readonly leaseMs: number
    readonly lease: string
    readonly limit: number
  }): Promise<readonly ClaimedTask[]>
  /** When to claim next; null when nothing is wanted. In the past: at once. */
  nextDueAt(at: Instant): Promise<Instant | null>
  /** Right before a new task is asked for. False: no longer ours to ask. */
  asking(row: ClaimedTask, task: MirroredTask, at: Instant): Promise<boolean>
  /** The task is there, as it was asked for; `hash` is of that. */
  made(row: ClaimedTask, guid: string, hash: string, isPresent: boolean): Promise<void>
  /** The platform has what is wanted. `unpaid`: no request was needed. */
  shown(row: ClaimedTask, hash: string | null, unpaid: boolean): Promise<void>
  /** Back on the pile. `inDoubt`: what was asked for may have been made, now or at an earlier request. */
  released(
    row: ClaimedTask,
    how: { readonly until: Instant; readonly counts: boolean; readonly inDoubt: boolean },
  ): Promise<void>
  givenUp(row: ClaimedTask, reason: string, at: Instant): Promise<void>
  /** No request for any task before `until`. */
  pauseAll(until: Instant): Promise<void>
}

export function mirrorStore(sql: Sql): MirrorStore {
  return {
    claim: async ({ at, leaseMs, lease, limit }) =>
      await sql<ClaimedTask[]>`
      select id, matter_id as "matterId", assignment_id as "assignmentId", kind, recipient, turn, done, wanted, guid,
        shown_hash as "shownHash", asked, (extract(epoch from asked_at) * 1000)::float8 as "askedAt", attempts,
        lease_by as lease
      from claim_tasks(${iso(at)}, ${leaseMs}, ${lease}, ${limit})`,
    nextDueAt: async (at) => {
      const [row] = await sql<{ next: number | null }[]>`
        select ceil(extract(epoch from next_task_at(${iso(at)})) * 1000)::float8 as next`
      return row?.next ?? null
    },
    asking: async (row, task, at) => {
      const { count } = await sql`
        update mirrored_task set asked = ${JSON.stringify(task)}::text::jsonb, asked_at = ${iso(at)}
        where ${held(sql, row)}`
      return count > 0
    },
    ...outcomes(sql),
    pauseAll: async (until) => {
      await sql`update task_mirror set paused_until = greatest(paused_until, ${iso(until)})`
    },
  }
}

function outcomes(sql: Sql): Pick<MirrorStore, 'made' | 'shown' | 'released' | 'givenUp'> {
  return {
    made: async (row, guid, hash, isPresent) => {
      await sql`
        update mirrored_task
        set guid = ${guid}, shown_hash = ${hash}, shown = ${isPresent ? row.wanted : 0}, asked = null, asked_at = null,
          attempts = 0, lease_until = null, lease_by = null
        where ${held(sql, row)}`
    },
    shown: async (row, hash, unpaid) => {
      await sql`
        update mirrored_task
        set shown = ${row.wanted}, shown_hash = ${hash}, attempts = 0, lease_until = null, lease_by = null,
          paid_at = case when ${unpaid} then null else paid_at end
        where ${held(sql, row)}`
    },
    released: async (row, { until, counts, inDoubt }) => {
      await sql`
        update mirrored_task
        set lease_until = ${iso(until)}, lease_by = null, attempts = attempts - ${counts ? 0 : 1},
          asked = case when ${inDoubt} then asked end, asked_at = case when ${inDoubt} then asked_at end
        where ${held(sql, row)}`
    },
    givenUp: async (row, reason, at) => {
      await sql`
        update mirrored_task
        set given_up_reason = ${reason}, given_up_at = ${iso(at)}, lease_until = null, lease_by = null
        where ${held(sql, row)}`
    },
  }
}

/** Tells the database whether the mirror is on; when it turns on, what waits is noted to be mirrored. */
export async function turnMirror(sql: Sql, isOn: boolean, at: Instant): Promise<boolean> {
  const [row] = await sql<{ turned: boolean }[]>`select turn_mirror(${isOn}, ${iso(at)}) as turned`
  return row?.turned ?? false
}

/** How many tasks are to be sent, and how many of what still waits were given up. */
export async function countTasks(
  sql: Sql,
): Promise<{ readonly waiting: number; readonly givenUp: number }> {
  const [row] = await sql<{ waiting: number; givenUp: number }[]>`
    select (select count(*) from mirrored_task where wanted > shown and given_up_at is null)::int as waiting,
      (select count(*) from mirrored_task where given_up_at is not null and not done)::int as "givenUp"`
  return row ?? { waiting: 0, givenUp: 0 }
}

/** What is to be mirrored of matters, for the statement that saves them. */
export function mirroring(
  sql: Sql,
  each: readonly { readonly matter: MatterId; readonly tasks: readonly WantedTask[] }[],
  at: Instant,
): Fragment {
  const rows = JSON.stringify(
    each.map(({ matter, tasks }) => ({
      matter,
      tasks: tasks.map(({ assignmentId, ...task }) => ({ ...task, assignment_id: assignmentId })),
    })),
  )
  return sql`mirror_tasks(${rows}::text::jsonb, ${iso(at)}::text::timestamptz)`
}

type Fragment = PendingQuery<Row[]>

function held(sql: Sql, row: ClaimedTask): Fragment {
  return sql`id = ${row.id} and lease_by = ${row.lease}`
}
