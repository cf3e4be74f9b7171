// Any number of matters that fall due at one instant, written past the procedure, and who is to hear of each.
import { headOf, type OpenId, officersOf, peopleWith } from '../../src/domain/organisation.ts'
import { DAY_MS, type Instant } from '../../src/domain/time.ts'
import type { Sql } from '../../src/store/connect.ts'
import { named, yunling } from './yunling.ts'

/**
 * What falls due of a matter. `late`: its deadline has passed by a working day. `unsigned`: nobody has signed for it
 * for a working day, and 提前催办 is due as well. `remind`: 提前催办 of material that is being compiled.
 */
type Falls = 'late' | 'unsigned' | 'remind'

export interface ManyDue {
  readonly title: string
  readonly falls: Falls
  readonly urgency: 'immediate' | 'urgent' | 'normal'
  readonly department: string
  readonly deadline: Instant
  /** When it was handed over. */
  readonly since: Instant
  readonly dueAt: Instant
}

const DEPARTMENTS = yunling.departments.filter(({ kind }) => kind === 'dept').map(({ id }) => id)

/** So many matters due at `at`, whose working day before began at `since`; every department has some of each kind. */
export function manyDue(count: number, at: Instant, since: Instant): readonly ManyDue[] {
  return Array.from({ length: count }, (_, n): ManyDue => {
    const within = Math.floor(n / DEPARTMENTS.length)
    const falls = ({ 3: 'late', 4: 'unsigned' } as const)[within % 10] ?? 'remind'
    const urgency = ({ 0: 'immediate', 1: 'urgent', 2: 'urgent' } as const)[within % 10] ?? 'normal'
    const deadline = falls === 'late' ? since : at + (2 + (within % 20)) * DAY_MS
    const department = DEPARTMENTS[n % DEPARTMENTS.length] ?? ''
    const title = `第${String(n).padStart(5, '0')}件`
    return { title, falls, urgency, department, deadline, since, dueAt: at }
  })
}

/** Who is to hear of it, and nobody else, where nobody stands in for anybody. */
export function hearers({ falls, department }: ManyDue): readonly OpenId[] {
  const officers = officersOf(yunling, department).map(({ openId }) => openId)
  const head = headOf(yunling, department)
  const withHead = head === undefined ? officers : [...officers, head.openId]
  switch (falls) {
    case 'late':
      return withHead
    case 'unsigned':
      return [...withHead, ...office()]
    default:
      return officers
  }
}

/** 经办人 of all of them and 督查室主任. */
function office(): readonly OpenId[] {
  return [
    ...new Set([
      named('蒋小棠'),
      ...peopleWith(yunling, 'SUPERVISION_CHIEF').map(({ openId }) => openId),
    ]),
  ]
}

/** Matters in one statement. */
const BATCH = 2_000

export async function fill(sql: Sql, matters: readonly ManyDue[]): Promise<void> {
  await sql`alter table matter disable trigger user`
  await sql`alter table assignment disable trigger user`
  for (let from = 0; from < matters.length; from += BATCH) {
    const rows = matters.slice(from, from + BATCH).map((one, index) => ({
      n: from + index,
      ...one,
      status: one.falls === 'unsigned' ? 'awaitingReceipt' : 'compiling',
      deadlineAt: new Date(one.deadline).toISOString(),
      sinceAt: new Date(one.since).toISOString(),
      dueAt: new Date(one.dueAt).toISOString(),
    }))
    await fillPart(sql, JSON.stringify(rows))
  }
  await sql`alter table matter enable trigger user`
  await sql`alter table assignment enable trigger user`
  await sql`vacuum analyze`
}

async function fillPart(sql: Sql, rows: string): Promise<void> {
  await sql`
    with given as (select * from jsonb_to_recordset(${rows}::text::jsonb) as g (n int, title text, falls text,
      urgency text, department text, deadline bigint, since bigint, status text, "deadlineAt" timestamptz,
      "sinceAt" timestamptz, "dueAt" timestamptz)),
    numbered as (select g.*, ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as matter,
      ('30000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as part from given g),
    matters as (
      insert into matter (id, version, turn, status, number, number_year, number_serial, officer, created_at,
        docketed_at, approval, return_opinion, summary, audit_seq, audit_head, title, category, source,
        source_document, content, lead, co, co_task, deadline, copies, seal, electronic, signature, format_note,
        approver, urgency, cycle, superior, superior_organ, proposal_number, proposers, classification, not_secret)
      select matter, 9, 3, 'handling', '云政督〔' || 1000 + n / 4000 || '〕' || n % 4000 + 1 || '号', 1000 + n / 4000,
        n % 4000 + 1, ${named('蒋小棠')}, "sinceAt", "sinceAt", '', '', '', 1, '', title, 7, '区政府办公室', '',
        '督查落实情况。', department, '{}', '', "deadlineAt", 1, true, true, true, '', ${named('佟雅宁')}, urgency,
        'none', false, '', '', '', 'public', true
      from numbered returning id),
    parts as (
      insert into assignment (id, matter_id, department_id, kind, status, turn, task, handed_over_at, deadline,
        return_opinion, suggestion, handlers)
      select part, matter, department, 'lead', status, 1, '督查落实情况。', "sinceAt", "deadlineAt", '', '', '{}'
      from numbered returning id)
    insert into due (matter_id, subject_id, kind, key, due_at)
    select matter, part, falls, (case falls when 'unsigned' then since else deadline end)::text, "dueAt" from numbered
    union all
    select matter, part, 'remind', deadline::text, "dueAt" from numbered where falls = 'unsigned'`
}
