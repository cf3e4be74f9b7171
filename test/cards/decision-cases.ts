// The decision cards in the states that people meet, each with its golden file.
import type { CardView, Typed } from '../../cards/view.ts'
import type { AssignmentCommand, MatterCommand } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { type Docket, leadOf, type Matter } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import type { Instant } from '../../src/domain/time.ts'
import { docketOf } from '../kit/matters.ts'
import { DISTRICT, on, P, type Stage, upTo, viewOf } from './course.ts'

/** The cards of the main road; those beside it have files of their own. */
export type DecisionKind = Extract<
  CardKind,
  | 'draft'
  | 'docket'
  | 'handover'
  | 'instruct'
  | 'handle'
  | 'compile'
  | 'signoff'
  | 'submit'
  | 'review'
  | 'consolidate'
  | 'feedback'
>

export const M27 = docketOf('M27')

/** Where each card comes up, who has it, and the stage that its main button leads to. */
export const PLACES = {
  draft: { who: P.clerk, before: 'drafted', after: 'proposed', ofMatter: true },
  docket: { who: P.approver, before: 'proposed', after: 'approved', ofMatter: true },
  handover: { who: P.officer, before: 'approved', after: 'acknowledged', ofMatter: false },
  instruct: { who: P.head, before: 'acknowledged', after: 'instructed', ofMatter: false },
  handle: { who: P.handler, before: 'reported', after: 'finished', ofMatter: false },
  compile: { who: P.officer, before: 'finished', after: 'presented', ofMatter: false },
  signoff: { who: P.head, before: 'presented', after: 'signed', ofMatter: false },
  submit: { who: P.officer, before: 'signed', after: 'submitted', ofMatter: false },
  review: { who: P.clerk, before: 'submitted', after: 'passed', ofMatter: false },
  consolidate: { who: P.clerk, before: 'passed', after: 'closed', ofMatter: true },
  feedback: { who: P.approver, before: 'closed', after: 'closed', ofMatter: true },
} as const satisfies Record<
  DecisionKind,
  { who: OpenId; before: Stage; after: Stage; ofMatter: boolean }
>

export const KINDS = Object.keys(PLACES) as DecisionKind[]

/** A quarter past ten on the last day but three before the deadline of the example. */
export const AT = on('2026-09-18', '10:15')

/** The card of that kind on this matter, drawn for its present turn. */
export function cardOn(kind: DecisionKind, matter: Matter, typed: Typed | null = null): CardView {
  const { who, ofMatter } = PLACES[kind]
  const view = viewOf(kind, matter, who, AT, ofMatter ? { assignmentId: null } : {})
  return { ...view, typed }
}

export function live(kind: DecisionKind, docket: Partial<Docket> = M27): CardView {
  return cardOn(kind, upTo(PLACES[kind].before, docket))
}

/** The same card after the matter moved on to `matter`. */
export function later(view: CardView, matter: Matter): CardView {
  return { ...view, matter, assignment: view.assignment === null ? null : (leadOf(matter) ?? null) }
}

export function decided(kind: DecisionKind): CardView {
  const matter = upTo(PLACES[kind].after, M27)
  return later(live(kind), kind === 'feedback' ? read(matter) : matter)
}

/** One more step on the matter or on its lead's assignment; a refusal fails the test. */
export function step(
  matter: Matter,
  actor: OpenId,
  command: MatterCommand | AssignmentCommand,
  at: Instant = AT,
  assignmentId: string | null = leadOf(matter)?.id ?? null,
): Matter {
  const sourceEventId = `step-${matter.history.length + 1}`
  const request = { command, assignmentId, actor, turn: null, at, sourceEventId }
  const outcome = decide(matter, request, DISTRICT)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal))
  return outcome.matter
}

function read(matter: Matter): Matter {
  return step(matter, P.approver, { action: 'read' })
}

const OPINION = '数据不够具体，请核实户数，并写明存在的问题。'

export function draftReturned(): Matter {
  const matter = upTo('proposed', M27)
  return step(matter, P.approver, { action: 'returnDraft', opinion: '请补充督查内容和数据要求。' })
}

export function reportReturned(): Matter {
  const matter = upTo('presented', M27)
  return step(matter, P.head, { action: 'returnReport', edit: {}, opinion: OPINION })
}

/** Back from the head and presented again, with one figure changed and one sentence added. */
export function presentedAgain(): Matter {
  const edit = {
    achievements: '新建户用沼气池126户，占年度任务的84%。',
    problems: '山区三个村施工进度偏慢，影响约40户。两户选址未定。',
  }
  return step(reportReturned(), P.officer, { action: 'presentReport', edit })
}

export function submissionReturned(): Matter {
  return step(upTo('submitted', M27), P.clerk, {
    action: 'returnSubmission',
    opinion: OPINION,
    reworkDeadline: on('2026-09-23', '17:30'),
  })
}

export function sentBack(...departments: readonly string[]): Matter {
  return step(upTo('passed', M27), P.clerk, {
    action: 'sendBack',
    departments: ['D09', ...departments],
    opinion: OPINION,
    reworkDeadline: on('2026-09-23', '17:30'),
  })
}

/** A report in hand that the gate would refuse. */
export function drafted(): Matter {
  const edit = { achievements: '新建户用沼气池120户。', problems: '无', nextSteps: '' }
  return step(upTo('finished', M27), P.officer, { action: 'draftReport', edit })
}

/** What came with a tap that was refused: it must stand in the fields again. */
export const TYPED: Partial<Record<DecisionKind, Typed>> = {
  draft: {
    title: '农村沼气建设',
    lead: 'D09',
    co: ['D04', 'D06'],
    copies: '2',
    seal: 'yes',
    superior: 'yes',
    deadline: '2026-09-25 17:30 +0800',
  },
  docket: { opinion: '数据要求再具体些。' },
  handover: { suggestion: '建议由农村能源科牵头核实。' },
  instruct: {
    mode: 'leader',
    handlers: [P.handler],
    opinion: '抓紧。',
    inner_deadline: '2026-09-19 12:00 +0800',
  },
  handle: { achievement: '', problem: '雨天停工。', onsite: '' },
  compile: {
    achievements: '建成120户。',
    problems: '无',
    next_steps: '继续推进。',
    no_problem_confirmed: 'yes',
    verification: '电话核实',
  },
  signoff: {
    achievements: '新建户用沼气池121户。',
    problems: '无',
    next_steps: '10月底前完成。',
    opinion: '',
  },
  submit: { copies_ready: 'yes', sealed: 'no', electronic_ready: 'yes', wet_signed: '' },
  review: { opinion: '', rework_deadline: '2026-09-01 10:00 +0800' },
  consolidate: { summary: '', leaders: [], departments: [], opinion: '', rework_deadline: '' },
}

export const CASES: readonly (readonly [name: string, view: CardView])[] = [
  ...KINDS.map((kind) => [`${kind}-live`, live(kind)] as const),
  ...KINDS.map((kind) => [`${kind}-decided`, decided(kind)] as const),
  ['draft-new', newDraft()],
  ['handover-co', handedToCo()],
  ['handover-sent-back', coCard('handover', sentBack('D04'), P.coOfficer)],
  ['draft-returned', cardOn('draft', draftReturned())],
  ['docket-returned', later(live('docket'), draftReturned())],
  ['instruct-again', cardOn('instruct', upTo('instructed', M27))],
  ['compile-drafted', cardOn('compile', drafted())],
  ['compile-returned', cardOn('compile', reportReturned())],
  ['compile-sent-back', cardOn('compile', submissionReturned())],
  ['signoff-second-version', cardOn('signoff', presentedAgain())],
  ['signoff-returned', later(live('signoff'), reportReturned())],
  ['review-returned', later(live('review'), submissionReturned())],
  ['consolidate-returned', later(live('consolidate'), sentBack())],
  ['docket-superseded', superseded(live('docket'))],
  ...KINDS.flatMap((kind) => {
    const typed = TYPED[kind]
    return typed === undefined ? [] : [[`${kind}-refused`, { ...live(kind), typed }] as const]
  }),
]

/** What the bare words 立项 … bring, with something in them that was not understood. */
function newDraft(): CardView {
  const matter = newMatter('m-28', P.clerk, { title: '废弃矿井隐患整治', lead: 'D11' }, AT)
  const more = { assignmentId: null, subject: { notUnderstood: ['下下周前'] } }
  return viewOf('draft', matter, P.clerk, AT, more)
}

/** As the co-department gets it, with a task of its own. */
function handedToCo(): CardView {
  const matter = upTo('approved', { ...M27, coTask: '核对补助资金拨付情况。' })
  return { ...coCard('handover', matter, P.coOfficer), at: on('2026-09-14', '09:30') }
}

/** The same card for the officer or head of the co-department. */
export function coCard(kind: DecisionKind, matter: Matter, who: OpenId): CardView {
  const assignment = matter.assignments.find((held) => held.kind === 'co')
  if (assignment === undefined) throw new Error('no co-assignment')
  const view = viewOf(kind, matter, who, AT)
  const card = { ...view.card, assignmentId: assignment.id, turn: assignment.turn }
  return { ...view, assignment, card }
}

function superseded(view: CardView): CardView {
  return { ...view, card: { ...view.card, superseded: true } }
}
