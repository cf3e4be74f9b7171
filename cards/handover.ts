// 交办通知: a department's officer receives the task and briefs the head with one tap.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { type Act, leadOf } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { petitionsOf } from '../src/domain/petition.ts'
import { ACTION_ZH, PETITION_STAGE_ZH } from '../src/domain/terms.ts'
import { deadlineZh } from '../src/domain/time.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import {
  approvalElements,
  FACT_ROOM,
  factElements,
  headZh,
  nearDeadlineZh,
  officeZh,
  originFacts,
  pointElements,
  sentBackElements,
} from './matter-facts.ts'
import { spokenZh, whyLine } from './phrases.ts'

export function handoverCard(view: AssignmentView): Card {
  const { organisation, assignment } = view
  const department = departmentZh(organisation, assignment.departmentId)
  return decisionCard(view, {
    said: (look) => said(view, look),
    // Taking note of a correction asks for nothing but the tap.
    ...(isAgain(view) ? {} : { fields: () => fieldsOf(view) }),
    buttons: [
      { action: 'acknowledge', type: 'primary' },
      { action: 'reacknowledge', type: 'primary' },
      { action: 'askQuestion' },
      { action: 'applyRedirect' },
    ],
    reason: whyLine(`您是${department}督查工作人员，交办事项由您签收，并呈主要领导批办。`),
    settledBy: reacknowledgement(view),
  })
}

function fieldsOf(view: AssignmentView): readonly Element[] {
  return [
    textField(view, {
      name: 'suggestion',
      label: '拟办建议（选填）',
      present: view.assignment.suggestion,
      rows: 2,
      placeholder: '建议由谁办理、怎样办理，供主要领导批办时参考',
    }),
    ...questionField(view),
  ]
}

/** After a 更正 of the three points the task was received long ago, and is acknowledged once more. */
function isAgain({ assignment }: AssignmentView): boolean {
  return assignment.status !== 'awaitingReceipt' && assignment.status !== 'received'
}

/** The acknowledgement of a correction leaves the turn open, in which it was given. */
function reacknowledgement(view: AssignmentView): Act | null {
  const { matter, assignment, card: row } = view
  if (!isAgain(view) || assignment.correctedAt !== null || assignment.turn !== row.turn) return null
  return (
    matter.history.findLast(
      (act) => act.assignmentId === assignment.id && act.action === ACTION_ZH.reacknowledge,
    ) ?? null
  )
}

/** Before 签收 only: afterwards a question is put to 督查室 in person. */
function questionField(view: AssignmentView): readonly Element[] {
  if (view.assignment.status !== 'awaitingReceipt') return []
  return [
    textField(view, {
      name: 'question',
      label: '疑问或改派理由（选填）',
      present: '',
      rows: 2,
      placeholder: '有疑问或不属本单位职责的，写明后点“有疑问”或“申请改派”',
    }),
  ]
}

function said(view: AssignmentView, { live, room }: Look): readonly Element[] {
  const { matter, organisation, assignment } = view
  return [
    ...(live ? [plain(greeting(view))] : []),
    ...questionElements(view, room),
    ...redirectElements(view, room),
    ...sentBackElements(assignment, room),
    ...pointElements(view, assignment, room),
    ...helpElements(view, room),
    ...approvalElements(view, room),
    labelledLine('来源文件', documentZh(matter.sourceDocument)),
    ...factElements(originFacts(matter, organisation).filter(([label]) => label !== '来源文件')),
    ...(live || assignment.suggestion === ''
      ? []
      : [labelledLine('拟办建议', quoted(assignment.suggestion, room))]),
  ]
}

function greeting(view: AssignmentView): string {
  const { organisation, assignment, card: row } = view
  const due = nearDeadlineZh(effectiveDeadline(assignment))
  if (isAgain(view))
    return `${spokenZh(organisation, row.recipient)}，您好。下列事项的内容或要求已更正，请重新签收，${headZh(view)}同时知悉，于${due}报送材料。`
  return `${spokenZh(organisation, row.recipient)}，您好。${officeZh(organisation)}交办下列事项，请签收并呈${headZh(view)}批办，于${due}报送材料。`
}

/** What was asked before 签收, with the answer once there is one. */
function questionElements({ matter, assignment }: AssignmentView, room: number): Element[] {
  return petitionsOf(matter.petitions, 'question', assignment.id)
    .filter(({ facts }) => facts.coordination !== true)
    .flatMap(({ facts, endedAt }) => [
      labelledLine('疑问', quoted(facts.question, room)),
      ...(endedAt === null ? [labelledLine('督查室答复', '待答复')] : []),
      ...(facts.answer === undefined
        ? []
        : [labelledLine('督查室答复', quoted(facts.answer, room))]),
    ])
}

/** Where 申请改派 has come to, and with which words it came back. */
function redirectElements({ matter, assignment }: AssignmentView, room: number): Element[] {
  const last = petitionsOf(matter.petitions, 'redirect', assignment.id).at(-1)
  if (last === undefined) return []
  const { opinion = '' } = last.facts
  const told = last.endedAt === null || opinion === '' ? '' : `：${quoted(opinion, room)}`
  return [labelledLine('改派申请', `${PETITION_STAGE_ZH[last.stage]}${told}`)]
}

/** What a co-department needs besides its own task and time: the whole, and to whom its material goes. */
function helpElements(view: AssignmentView, room: number): readonly Element[] {
  const { matter, organisation, assignment } = view
  if (assignment.kind === 'lead') return []
  const lead = leadOf(matter)
  const name = lead === undefined ? '牵头单位' : departmentZh(organisation, lead.departmentId)
  const due = lead === undefined ? '' : `，牵头时限${deadlineZh(effectiveDeadline(lead))}`
  return [
    ...(assignment.task === matter.content
      ? []
      : [labelledLine('配合事项', quoted(matter.content, room))]),
    labelledLine('材料去向', `送${name}汇总${due}`),
  ]
}

function documentZh(sourceDocument: string): string {
  const named = sourceDocument.trim() === '' ? '' : `${quoted(sourceDocument, FACT_ROOM)}，`
  return `${named}纸质件请到督查室领取`
}
