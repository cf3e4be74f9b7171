// Who sees what (domain/visibility.ts), as a condition on the rows `m` of matter.
import type { PendingQuery, Row } from 'postgres'
import type { Sight } from '../domain/visibility.ts'
import type { Sql } from './connect.ts'

/** `Sight`, as the database understands it. */
export function inSight(sql: Sql, sight: Sight): PendingQuery<Row[]> {
  switch (sight.kind) {
    case 'nothing':
      return sql`false`
    case 'everything':
      return sql`true`
    case 'allButDrafts':
      return sql`m.status <> 'drafting'`
    case 'some':
      return sql`m.status <> 'drafting' and (m.approver = any (${[...sight.approvers]}::text[])
        or exists (select from feedback f where f.matter_id = m.id and f.leader = ${sight.reader})
        or (m.docketed_at is not null and (
          exists (select from assignment s where s.matter_id = m.id and s.status <> 'redirected'
            and s.department_id = any (${[...sight.departments]}::text[]))
          or exists (select from assignment s where s.matter_id = m.id and s.status <> 'redirected'
            and s.department_id = ${sight.handlerIn} and s.handlers && ${[...sight.workers]}::text[]))))`
    default:
      return sight satisfies never
  }
}
