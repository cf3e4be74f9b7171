// Matters in any state at all, written past the procedure, for what must hold of every one of them.
import fc from 'fast-check'
import type { Timed } from '../../src/domain/deadline.ts'
import { idFrom } from '../../src/domain/hash.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import { handlersOf } from '../../src/domain/organisation.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from '../../src/domain/terms.ts'
import { DAY_MS, HOUR_MS, type Instant } from '../../src/domain/time.ts'
import type { Seen, SeenAssignment } from '../../src/domain/visibility.ts'
import type { Sql } from '../../src/store/connect.ts'
import { MONDAY, named, yunling } from './yunling.ts'

export interface Scattered extends Seen {
  readonly id: string
  readonly title: string
  readonly category: number
  readonly lead: string
  readonly deadline: Instant
  readonly assignments: readonly (Timed & SeenAssignment)[]
}

const DEPARTMENTS = yunling.departments.map(({ id }) => id)
const APPROVERS = ['沈维岳', '陆明舟', '佟雅宁', '顾怀清'].map(named)
const LEADERS = [...APPROVERS, named('尹若溪'), named('田守稼')]
const BEFORE: readonly MatterStatus[] = ['drafting', 'awaitingApproval', 'refused']

const part = (departmentId: string, kind: 'lead' | 'co') =>
  fc.record({
    departmentId: fc.constant(departmentId),
    kind: fc.constant(kind),
    status: fc.constantFrom(...(Object.keys(ASSIGNMENT_STATUS_ZH) as AssignmentStatus[])),
    handedOverAt: fc.constant(MONDAY - 10 * DAY_MS),
    deadline: fc.integer({ min: -8, max: 40 }).map((days) => MONDAY + days * DAY_MS + HOUR_MS),
    extendedTo: fc.option(fc.integer({ min: 1, max: 50 }).map((days) => MONDAY + days * DAY_MS)),
    reworkDeadline: fc.option(
      fc.integer({ min: -3, max: 9 }).map((days) => MONDAY + days * DAY_MS),
    ),
    handlers: fc.subarray(handlersOf(yunling, departmentId).map(({ openId }) => openId)),
  })

export const scattered: fc.Arbitrary<Scattered> = fc
  .record({
    departments: fc.uniqueArray(fc.constantFrom(...DEPARTMENTS), { minLength: 1, maxLength: 4 }),
    status: fc.constantFrom(...(Object.keys(MATTER_STATUS_ZH) as MatterStatus[])),
    redirected: fc.boolean(),
  })
  .chain(({ departments: [lead = 'D01', ...others], status, redirected }) => {
    const before = BEFORE.includes(status)
    const parts = before
      ? []
      : [part(lead, 'lead'), ...others.map((department) => part(department, 'co'))]
    return fc.record({
      id: fc.uuid({ version: 4 }),
      title: fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
      category: fc.integer({ min: 1, max: 7 }),
      lead: fc.constant(lead),
      deadline: fc.integer({ min: 1, max: 30 }).map((days) => MONDAY + days * DAY_MS),
      status: fc.constant(status),
      approver: fc.constantFrom(...APPROVERS),
      docketedAt: fc.constant(before ? null : MONDAY - 10 * DAY_MS),
      feedback: fc
        .subarray(before ? [] : LEADERS)
        .map((leaders) => leaders.map((leader: OpenId) => ({ leader }))),
      assignments: fc.tuple(...parts).map((held) =>
        held.map((one) => ({
          ...one,
          status: !redirected && one.status === 'redirected' ? ('handling' as const) : one.status,
        })),
      ),
    })
  })

/** Puts them into a database of their own; what the procedure would never have let come to be, too. */
export async function scatter(sql: Sql, matters: readonly Scattered[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`alter table matter disable trigger user`
    await tx`alter table assignment disable trigger user`
    await tx`truncate matter, assignment, feedback cascade`
    for (const [index, matter] of matters.entries()) {
      const number = matter.docketedAt === null ? null : `云政督〔2026〕${index + 1}号`
      const serial = number === null ? null : index + 1
      await tx`insert into matter select (jsonb_populate_record(null::matter, ${tx.json({
        ...BLANK,
        id: matter.id,
        status: matter.status,
        title: matter.title.replaceAll('\u0000', ''),
        category: matter.category,
        lead: matter.lead,
        approver: matter.approver,
        number,
        number_year: serial === null ? null : 2026,
        number_serial: serial,
        docketed_at: iso(matter.docketedAt),
        deadline: iso(matter.deadline),
        created_at: iso(MONDAY - index),
        officer: named('蒋小棠'),
      })})).*`
      for (const held of matter.assignments)
        await tx`insert into assignment select (jsonb_populate_record(null::assignment, ${tx.json({
          id: idFrom(matter.id, held.departmentId),
          matter_id: matter.id,
          department_id: held.departmentId,
          kind: held.kind,
          status: held.status,
          turn: 1,
          task: '督查落实情况',
          handed_over_at: iso(held.handedOverAt),
          deadline: iso(held.deadline),
          extended_to: iso(held.extendedTo),
          rework_deadline: iso(held.reworkDeadline),
          return_opinion: '',
          suggestion: '',
          handlers: [...held.handlers],
        })})).*`
      for (const { leader } of matter.feedback)
        await tx`insert into feedback (id, matter_id, leader, at, instruction)
          values (gen_random_uuid(), ${matter.id}, ${leader}, ${iso(MONDAY)}, '')`
    }
  })
}

const BLANK = {
  version: 1,
  turn: 1,
  approval: '',
  return_opinion: '',
  summary: '',
  audit_seq: 0,
  audit_head: '',
  source: '区政府办公室',
  source_document: '',
  content: '督查落实情况',
  co: [],
  co_task: '',
  copies: 1,
  seal: true,
  electronic: true,
  signature: true,
  format_note: '',
  urgency: 'normal',
  cycle: 'none',
  superior: false,
  superior_organ: '',
  proposal_number: '',
  proposers: '',
  classification: 'public',
  not_secret: true,
}

function iso(at: Instant | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
