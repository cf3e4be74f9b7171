// Matters and their audit trails for whoever looks, without changing anything.
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

export interface MatterOverview {
  readonly id: string
  readonly number: string | null
  readonly title: string
  /** Of the lead's assignment, extensions counted in; null before the hand-over. */
  readonly deadline: Instant | null
  readonly handedOverAt: Instant | null
}

/** The matters begun last, the newest first. */
export async function newestMatters(sql: Sql, limit: number): Promise<MatterOverview[]> {
  const rows = await sql<(Omit<MatterOverview, 'deadline' | 'handedOverAt'> & Times)[]>`
    select m.id, m.number, m.title,
      extract(epoch from coalesce(a.rework_deadline, a.extended_to, a.deadline))::float8 * 1000 as deadline,
      extract(epoch from a.handed_over_at)::float8 * 1000 as handed_over_at
    from matter m
    left join assignment a on a.matter_id = m.id and a.kind = 'lead' and a.status <> 'redirected'
    order by m.created_at desc, m.id limit ${limit}`
  return rows.map(({ id, number, title, deadline, handed_over_at: handedOverAt }) => ({
    id,
    number,
    title,
    deadline,
    handedOverAt,
  }))
}

interface Times {
  readonly deadline: number | null
  readonly handed_over_at: number | null
}

export interface AuditLine {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly action: string
  readonly from: string | null
  readonly to: string
  readonly hash: string
  readonly prevHash: string
}

/** The audit trail of one matter as outsiders may read it (interface §5). */
export async function trailOf(sql: Sql, matterId: string): Promise<AuditLine[]> {
  return sql<AuditLine[]>`
    select seq, extract(epoch from at)::float8 * 1000 as at, actor_open_id as actor, action,
      from_status as "from", to_status as "to", hash, prev_hash as "prevHash"
    from audit_trail where matter_id = ${matterId}::uuid order by seq`
}
