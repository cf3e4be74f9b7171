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
        or m.id in (select f.matter_id from feedback f where f.leader = ${sight.reader})
        or (m.docketed_at is not null and m.id in (${ofDepartments(sql, sight)})))`
    default:
      return sight satisfies never
  }
}

/** Found once for the whole question, not once for each matter. */
function ofDepartments(
  sql: Sql,
  { departments, handlerIn, workers }: Extract<Sight, { kind: 'some' }>,
): PendingQuery<Row[]> {
  const read = sql`
    select s.matter_id from assignment s
    where s.status <> 'redirected' and s.department_id = any (${[...departments]}::text[])`
  // Who reads all that a department has need not be looked for among its handlers.
  if (handlerIn === null || departments.includes(handlerIn)) return read
  return sql`${read} union all select s.matter_id from assignment s
    where s.status <> 'redirected' and s.department_id = ${handlerIn}
      and s.handlers && ${[...workers]}::text[]`
}
