// Which matters a ledger holds, narrowed to what one person may see before anything is read.
import type { MatterId } from '../domain/matter.ts'
import type { DepartmentId } from '../domain/organisation.ts'
import type { Category, MatterStatus } from '../domain/terms.ts'
import type { Sight } from '../domain/visibility.ts'
import type { Sql } from './connect.ts'
import { inSight } from './in-sight.ts'

/** What narrows a ledger; null: any. The year is that of docketing, of a draft that of its writing. */
export interface LedgerFilter {
  readonly year: number | null
  readonly category: Category | null
  readonly department: DepartmentId | null
  readonly status: MatterStatus | null
}

/** In the order of the numbers, drafts last. The rule itself judges each once more (domain/visibility.ts). */
export async function ledgerMatters(
  sql: Sql,
  sight: Sight,
  { year, category, department, status }: LedgerFilter,
  limit: number,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select m.id from matter m
    where ${inSight(sql, sight)}
      and (${year}::int is null
        or extract(year from coalesce(m.docketed_at, m.created_at) at time zone 'Asia/Shanghai') = ${year}::int)
      and (${category}::int is null or m.category = ${category}::int)
      and (${status}::text is null or m.status = ${status}::text)
      and (${department}::text is null or m.lead = ${department}::text or ${department}::text = any (m.co)
        or exists (select from assignment a where a.matter_id = m.id and a.department_id = ${department}::text))
    order by m.number_year nulls last, m.number_serial nulls last, m.created_at, m.id
    limit ${limit}`
  return rows.map((row) => row.id)
}
