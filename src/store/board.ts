// Questions the board asks of all matters at once. Each is narrowed to what one person may see; rows are judged once
// more by the rule itself (domain/visibility.ts), numbers count nothing else.
import type { PendingQuery, Row } from 'postgres'
import type { Timed } from '../domain/deadline.ts'
import type { DueClass, LampClass } from '../domain/lamp-classes.ts'
import { OPEN_MATTER, OWING } from '../domain/lamp-classes.ts'
import type { Assignment, Matter, MatterId } from '../domain/matter.ts'
import type { DepartmentId } from '../domain/organisation.ts'
import type { Category } from '../domain/terms.ts'
import type { Day, Instant } from '../domain/time.ts'
import type { Seen, SeenAssignment, Sight } from '../domain/visibility.ts'
import type { Sql } from './connect.ts'
import { inSight } from './in-sight.ts'
import { fromRow, iso, type JsonRow } from './rows.ts'
import * as tables from './schema.ts'

/** Who looks, from where, and when. */
export interface Look {
  readonly sight: Sight
  /** The department whose own part of a matter counts; null: the lead's. */
  readonly viewpoint: DepartmentId | null
  readonly at: Instant
  /** Deadlines before it are reminded of by now. */
  readonly soonBefore: Instant
}

/** A matter as a line of a list. */
export interface BoardRow
  extends Seen,
    Pick<Matter, 'id' | 'number' | 'title' | 'category' | 'urgency' | 'lead' | 'deadline'> {
  readonly assignments: readonly BoardPart[]
}

/** A department's part of a matter, as far as a list shows it. */
export type BoardPart = Timed & SeenAssignment & Pick<Assignment, 'id'>

export interface Filter {
  /** `open`, `all`, or one status of a matter. */
  readonly status: string
  /** Those of one lamp; null: of any. */
  readonly lamps: readonly LampClass[] | null
  readonly department: DepartmentId | null
  readonly category: Category | null
  /** Owed within these instants, the first included. */
  readonly owed: readonly [Instant, Instant] | null
  readonly words: string
  readonly sort: 'due' | 'new' | 'number'
}

/** One page of the list, and how long the whole list is. */
export async function boardRows(
  sql: Sql,
  look: Look,
  filter: Filter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<{ readonly rows: readonly BoardRow[]; readonly total: number }> {
  const order = ORDER[filter.sort]
  const [found] = await sql<{ total: number; rows: FoundRow[] }[]>`
    with found as materialized (
      select m.id, ${order.key(sql)} as key
      ${from(sql, look, needsPart(filter) || filter.sort === 'due')} where ${chosen(sql, look, filter)}),
    page as (select id, key from found order by ${order.by(sql)}, id limit ${limit} offset ${offset})
    select (select count(*)::int from found) as total,
      (select coalesce(jsonb_agg(jsonb_build_object('matter', to_jsonb(m),
        'parts', (select coalesce(jsonb_agg(to_jsonb(s) order by s.kind desc, s.department_id), '[]')
          from assignment s where s.matter_id = m.id),
        'leaders', (select coalesce(jsonb_agg(f.leader), '[]') from feedback f where f.matter_id = m.id))
        order by ${order.by(sql)}, p.id), '[]') from page p join matter m on m.id = p.id) as rows`
  return { rows: (found?.rows ?? []).map(rowFrom), total: found?.total ?? 0 }
}

export interface Group extends LampClass {
  readonly department: DepartmentId | null
  readonly category: Category | null
  /** Owed between now and the end of the week. */
  readonly thisWeek: boolean
  readonly count: number
}

/** The open matters within sight, counted by all that their lamp and place follow from. */
export function openGroups(sql: Sql, look: Look, weekEnd: Instant): Promise<Group[]> {
  return sql<Group[]>`
    select m.status, a.status as lead, ${dueClass(sql, look)} as due,
      coalesce(a.department_id, m.lead) as department, m.category,
      (${owed(sql, [look.at, weekEnd])}) is true as "thisWeek", count(*)::int as count
    ${from(sql, look, true)}
    where ${inSight(sql, look.sight)} and ${isOpen(sql)}
    group by 1, 2, 3, 4, 5, 6`
}

/** How many deadlines fall on each day. */
export function owedByDay(
  sql: Sql,
  look: Look,
  within: readonly [Instant, Instant],
): Promise<{ readonly day: Day; readonly count: number }[]> {
  return sql<{ day: Day; count: number }[]>`
    select (a.due at time zone 'Asia/Shanghai')::date::text as day, count(*)::int as count
    ${from(sql, look, true)}
    where ${inSight(sql, look.sight)} and ${isOpen(sql)} and ${owed(sql, within)}
    group by 1`
}

/** The matters that moved on since then, the latest first. */
export async function movedSince(
  sql: Sql,
  look: Look,
  since: Instant,
  limit: number,
): Promise<MatterId[]> {
  const rows = await sql<{ id: MatterId }[]>`
    select m.id from (
      select matter_id, max(at) as at from audit_entry
      where at >= ${iso(since)} and from_status is distinct from to_status group by matter_id) e
    join matter m on m.id = e.matter_id
    where ${inSight(sql, look.sight)} order by e.at desc, m.id limit ${limit}`
  return rows.map(({ id }) => id)
}

type Fragment = PendingQuery<Row[]>

/** Each matter with the part that its deadline is read off, where that is asked for. */
function from(sql: Sql, { viewpoint }: Look, withPart: boolean): Fragment {
  if (!withPart) return sql`from matter m`
  if (viewpoint === null)
    return sql`from matter m left join (
      select id, matter_id, department_id, status, ${due(sql, sql`h`)} as due
      from assignment h where h.kind = 'lead' and h.status <> 'redirected') a on a.matter_id = m.id`
  return sql`from matter m
    left join assignment own on own.matter_id = m.id and own.department_id = ${viewpoint} and own.status <> 'redirected'
    left join assignment lead on lead.matter_id = m.id and lead.kind = 'lead' and lead.status <> 'redirected'
    left join lateral (select coalesce(own.id, lead.id) as id, coalesce(own.status, lead.status) as status,
      coalesce(own.department_id, lead.department_id) as department_id,
      case when own.id is null then ${due(sql, sql`lead`)} else ${due(sql, sql`own`)} end as due) a on true`
}

function needsPart({ lamps, owed: within }: Filter): boolean {
  return lamps !== null || within !== null
}

function chosen(sql: Sql, look: Look, filter: Filter): Fragment {
  const { status, lamps, department, category, owed: within, words } = filter
  const all = [
    inSight(sql, look.sight),
    ...(status === 'all' ? [] : [ofStatus(sql, status)]),
    ...(lamps === null ? [] : [ofClasses(sql, look, lamps)]),
    ...(department === null ? [] : [ofDepartment(sql, department)]),
    ...(category === null ? [] : [sql`m.category = ${category}`]),
    ...(within === null ? [] : [owed(sql, within)]),
    ...(words === '' ? [] : [saying(sql, words)]),
  ]
  return all.reduce((one, other) => sql`${one} and ${other}`)
}

function ofStatus(sql: Sql, status: string): Fragment {
  return status === 'open' ? isOpen(sql) : sql`m.status = ${status}`
}

/** Said twice: a parameter would not let the database use the index of what is open. */
function isOpen(sql: Sql): Fragment {
  return sql`m.status not in ('closed', 'refused', 'cancelled') and m.status = any (${[...OPEN_MATTER]}::text[])`
}

function ofClasses(sql: Sql, look: Look, classes: readonly LampClass[]): Fragment {
  const keys = classes.map(({ status, lead, due: when }) => `${status}/${lead ?? ''}/${when}`)
  return sql`m.status || '/' || coalesce(a.status, '') || '/' || ${dueClass(sql, look)} = any (${keys}::text[])`
}

function ofDepartment(sql: Sql, department: DepartmentId): Fragment {
  return sql`(m.lead = ${department} or m.id in (
    select s.matter_id from assignment s where s.department_id = ${department} and s.status <> 'redirected'))`
}

function saying(sql: Sql, words: string): Fragment {
  const pattern = `%${words.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return sql`(m.title ilike ${pattern} or m.number ilike ${pattern})`
}

/** The effective deadline of an assignment (domain/deadline.ts). */
function due(sql: Sql, held: Fragment): Fragment {
  return sql`coalesce(${held}.rework_deadline, ${held}.extended_to, ${held}.deadline)`
}

function dueClass(sql: Sql, { at, soonBefore }: Look): Fragment {
  return sql`case when a.id is null then ${'none' satisfies DueClass}::text
    when a.due < ${iso(at)}::timestamptz then ${'past' satisfies DueClass}::text
    when a.due < ${iso(soonBefore)}::timestamptz then ${'soon' satisfies DueClass}::text
    else ${'later' satisfies DueClass}::text end`
}

/** Whether a department still owes its material, within these instants. */
function owed(sql: Sql, [begins, ends]: readonly [Instant, Instant]): Fragment {
  return sql`m.status = 'handling' and a.status = any (${[...OWING]}::text[])
    and a.due >= ${iso(begins)}::timestamptz and a.due < ${iso(ends)}::timestamptz`
}

/** What the list is sorted by, as one value for each matter, and which way. */
const ORDER: Readonly<
  Record<Filter['sort'], { key: (sql: Sql) => Fragment; by: (sql: Sql) => Fragment }>
> = {
  due: { key: (sql) => sql`coalesce(a.due, m.deadline)`, by: (sql) => sql`key` },
  new: { key: (sql) => sql`m.created_at`, by: (sql) => sql`key desc` },
  number: {
    key: (sql) => sql`array[m.number_year, m.number_serial]`,
    by: (sql) => sql`key desc`,
  },
}

interface FoundRow {
  readonly matter: JsonRow
  readonly parts: readonly JsonRow[]
  readonly leaders: readonly string[]
}

function rowFrom({ matter, parts, leaders }: FoundRow): BoardRow {
  return {
    ...fromRow<BoardRow>(tables.matter, matter),
    feedback: leaders.map((leader) => ({ leader })),
    assignments: parts.map((part) => fromRow<BoardPart>(tables.assignment, part)),
  }
}
