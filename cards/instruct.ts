// 领导批办: the head says how a task is handled, by whom and until when; 改批 says it anew.
import { effectiveDeadline } from '../src/domain/deadline.ts'
import { instructionOf } from '../src/domain/matter.ts'
import { handlersOf } from '../src/domain/organisation.ts'
import { MODE_ZH } from '../src/domain/terms.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { choiceField, peopleField, textField, timeField } from './form-fields.ts'
import { instructionElements } from './instruction-shown.ts'
import {
  approvalElements,
  delegationPrefix,
  departmentFacts,
  factElements,
  nearDeadlineZh,
  officeZh,
  pointElements,
  sentBackElements,
  titleZh,
} from './matter-facts.ts'
import { basisLine, personZh, spokenZh } from './phrases.ts'

export function instructCard(view: AssignmentView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => instructionFields(view),
    buttons: [
      { action: 'instruct', type: 'primary' },
      { action: 'reinstruct', type: 'primary' },
    ],
    reason: basisLine('交办事项由部门主要领导提出具体办理意见。'),
  })
}

function said(view: AssignmentView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation, assignment } = view
  const given =
    act === null ? undefined : assignment.instructions.find((held) => held.at === act.at)
  return [
    ...(live ? [plain(greeting(view))] : []),
    ...sentBackElements(assignment, room),
    ...pointElements(view, assignment, room),
    ...suggestionElements(view, room),
    ...approvalElements(view, room),
    ...factElements(departmentFacts(matter, organisation)),
    ...(given === undefined ? [] : instructionElements(given, organisation, room)),
  ]
}

function greeting(view: AssignmentView): string {
  const { matter, organisation, assignment, card: row } = view
  const name = titleZh(matter)
  const due = nearDeadlineZh(effectiveDeadline(assignment))
  const delegation = delegationPrefix(view, 'head', 'INSTRUCT')
  const asked =
    assignment.status === 'handling'
      ? '如需调整办理意见，请在此改批，原批办意见留存备查。'
      : '现呈您批办。'
  return `${spokenZh(organisation, row.recipient)}，您好。${delegation}${officeZh(organisation)}交办“${name}”，要求于${due}报送材料。${asked}`
}

function suggestionElements(
  { organisation, assignment }: AssignmentView,
  room: number,
): readonly Element[] {
  if (assignment.suggestion === '') return []
  const by = assignment.acknowledgedBy
  const name = by === null ? '' : `（${personZh(organisation, by)}）`
  return [labelledLine('拟办建议', `${quoted(assignment.suggestion, room)}${name}`)]
}

/** Filled in from the present instruction, so that 改批 changes only what it means to change. */
function instructionFields(view: AssignmentView): readonly Element[] {
  const { organisation, assignment } = view
  const present = instructionOf(assignment)
  const people = handlersOf(organisation, assignment.departmentId)
  return [
    ...choiceField(view, {
      name: 'mode',
      label: '办理方式',
      options: Object.entries(MODE_ZH).map(([value, text]) => ({ text, value })),
      present: present?.mode ?? null,
    }),
    ...peopleField(view, {
      name: 'handlers',
      label: '承办人',
      options: people.map((person) => person.openId),
      present: present?.handlers ?? [],
      placeholder: '督查人员直接办理的可不选',
    }),
    textField(view, {
      name: 'opinion',
      label: '批办意见',
      // Who follows his officer's proposal need not write; whatever stands there is his, and his to change.
      present: present?.opinion ?? (assignment.suggestion === '' ? '' : '同意拟办建议。'),
      rows: 3,
    }),
    ...timeField(view, {
      name: 'inner_deadline',
      label: '局内时限（选填）',
      present: present?.innerDeadline ?? null,
    }),
  ]
}
