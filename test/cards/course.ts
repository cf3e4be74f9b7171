// One matter of the example district at every stage of its way, made by the real decisions.
import type { CardRow, CardSubject, CardView } from '../../cards/view.ts'
import type { AssignmentCommand, MatterCommand } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { type Docket, leadOf, type Matter } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import type { OpenId, Organisation } from '../../src/domain/organisation.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import { type Instant, instantOf } from '../../src/domain/time.ts'
import { parseOrganisationFile } from '../../src/organisation-file.ts'
import district from '../kit/yunling-org.json' with { type: 'json' }

export const DISTRICT: Organisation = organisation()

/** The people of the matter, by what they do in it. */
export const P = {
  mayor: 'ou_test_p01',
  approver: 'ou_test_p04',
  chief: 'ou_test_p07',
  clerk: 'ou_test_p08',
  head: 'ou_test_p26',
  officer: 'ou_test_p27',
  handler: 'ou_test_p37',
  coHead: 'ou_test_p16',
  coOfficer: 'ou_test_p17',
  outsider: 'ou_test_p11',
} as const satisfies Record<string, OpenId>

export const BIOGAS: Partial<Docket> = {
  title: '农村沼气建设工作',
  category: 7,
  source: '区政府',
  content: '督查农村沼气建设进度、资金使用和运行管护情况。',
  lead: 'D09',
  co: ['D04'],
  coTask: '核对补助资金拨付情况。',
  deadline: instantOf('2026-09-21', '17:30'),
  copies: 2,
  seal: true,
  electronic: true,
  signature: true,
  approver: P.approver,
  notSecret: true,
}

export const REPORT = {
  achievements: '新建户用沼气池120户，占年度任务的80%。',
  problems: '山区三个村施工进度偏慢，影响约40户。',
  nextSteps: '10月底前完成剩余30户，由农村能源科逐村督导。',
  noProblemConfirmed: false,
  verification: '',
}

/** `2026-09-14`, `09:20` → the instant on the office's clock. */
export function on(day: string, time: string): Instant {
  return instantOf(day, time)
}

/** A matter and the means to take it on. Every step is judged by the real rules; a refusal fails the test. */
export class Course {
  matter: Matter

  constructor(docket: Partial<Docket> = BIOGAS) {
    this.matter = newMatter('m-27', P.clerk, docket, on('2026-09-14', '08:50'))
  }

  matterStep(actor: OpenId, command: MatterCommand, at: Instant): this {
    return this.#step(actor, command, null, at)
  }

  leadStep(actor: OpenId, command: AssignmentCommand, at: Instant): this {
    return this.#step(actor, command, leadOf(this.matter)?.id ?? null, at)
  }

  #step(
    actor: OpenId,
    command: MatterCommand | AssignmentCommand,
    assignmentId: string | null,
    at: Instant,
  ): this {
    const sourceEventId = `event-${this.matter.history.length + 1}`
    const request = { command, assignmentId, actor, turn: null, at, sourceEventId }
    const decided = decide(this.matter, request, DISTRICT)
    if (!decided.ok) throw new Error(JSON.stringify(decided.refusal))
    this.matter = decided.allocateNumber ? numbered(decided.matter) : decided.matter
    return this
  }
}

/** Up to the stage named, on the way that the example takes in September 2026. */
export function upTo(stage: Stage, docket: Partial<Docket> = BIOGAS): Matter {
  const course = new Course(docket)
  for (const name of STAGES) {
    WAY[name](course)
    if (name === stage) break
  }
  return course.matter
}

export const STAGES = [
  'drafted',
  'proposed',
  'approved',
  'acknowledged',
  'instructed',
  'reported',
  'finished',
  'presented',
  'signed',
  'submitted',
  'passed',
  'closed',
] as const
export type Stage = (typeof STAGES)[number]

const WAY: Record<Stage, (course: Course) => Course> = {
  drafted: (course) =>
    course.matterStep(P.clerk, { action: 'saveDraft', docket: {} }, on('2026-09-14', '08:55')),
  proposed: (course) =>
    course.matterStep(P.clerk, { action: 'propose', docket: {} }, on('2026-09-14', '09:00')),
  approved: (course) =>
    course.matterStep(
      P.approver,
      { action: 'approve', opinion: '请农业农村局抓紧核实，如实反馈。' },
      on('2026-09-14', '09:20'),
    ),
  acknowledged: (course) =>
    course.leadStep(
      P.officer,
      { action: 'acknowledge', suggestion: '建议由农村能源科办理。' },
      on('2026-09-14', '10:05'),
    ),
  instructed: (course) =>
    course.leadStep(
      P.head,
      {
        action: 'instruct',
        mode: 'section',
        opinion: '请谷雨同志逐村核实。',
        handlers: [P.handler],
        innerDeadline: null,
      },
      on('2026-09-14', '15:02'),
    ),
  reported: (course) => course.leadStep(P.handler, progress(), on('2026-09-15', '11:30')),
  finished: (course) => course.leadStep(P.handler, { action: 'finish' }, on('2026-09-16', '16:00')),
  presented: (course) =>
    course.leadStep(
      P.officer,
      { action: 'presentReport', edit: REPORT },
      on('2026-09-17', '09:10'),
    ),
  signed: (course) =>
    course.leadStep(
      P.head,
      { action: 'signOff', edit: {}, opinion: '同意，请按时报送。' },
      on('2026-09-17', '15:02'),
    ),
  submitted: (course) =>
    course.leadStep(
      P.officer,
      {
        action: 'submit',
        checklist: { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true },
      },
      on('2026-09-18', '10:00'),
    ),
  passed: (course) => course.leadStep(P.clerk, { action: 'pass' }, on('2026-09-18', '14:30')),
  closed: (course) =>
    course.matterStep(
      P.clerk,
      { action: 'feedBack', summary: '已完成年度任务的80%。', leaders: [P.approver] },
      on('2026-09-18', '16:00'),
    ),
}

export function progress(achievement = '已完成摸底120户。'): AssignmentCommand {
  return {
    action: 'reportProgress',
    progress: { achievement, problem: '山区运料慢。', onsite: '' },
    files: [{ kind: 'file', fileKey: 'file_1', messageId: 'om_1', name: '摸底台账.xlsx' }],
    sourceMessageId: 'om_1',
  }
}

export function viewOf(
  kind: CardKind,
  matter: Matter,
  recipient: OpenId,
  at: Instant,
  more: Partial<CardRow> & { readonly subject?: CardSubject } = {},
): CardView {
  const lead = leadOf(matter) ?? null
  const assignment = more.assignmentId === null ? null : lead
  const card: CardRow = {
    id: '5b1c1e56-0b1f-4a55-9d2e-27a1c0ffee27',
    kind,
    recipientType: 'person',
    recipient,
    assignmentId: assignment?.id ?? null,
    turn: assignment?.turn ?? matter.turn,
    superseded: false,
    subject: {},
    ...more,
  }
  return { matter, assignment, organisation: DISTRICT, card, at, typed: null }
}

function numbered(matter: Matter): Matter {
  return { ...matter, number: '云政督〔2026〕27号', numberSerial: 27 }
}

function organisation(): Organisation {
  const read = parseOrganisationFile(district)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return { ...read.file, version: 1 }
}
