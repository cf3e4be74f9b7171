// 部门疑问: what a department asks before it signs for a task, or over a colleague's material (process §1.2).
import { departmentZh } from '../src/domain/organisation.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import { aboutZh } from './application-facts.ts'
import { type AssignmentView, decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { approvalElements, pointElements, titleZh } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { personZh, whyLine } from './phrases.ts'
import { supervisionRoleZh } from './supervision-role.ts'

export function questionCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'question')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => said(view, petition, look),
    fields: () => [textField(view, { name: 'answer', label: '答复', present: '', rows: 3 })],
    buttons: [{ action: 'answerQuestion', type: 'primary' }],
    reason: whyLine(`${supervisionRoleZh(view)}，部门的疑问由督查室答复。`),
  })
}

function said(
  view: AssignmentView,
  { facts, by }: PetitionAs<'question'>,
  { live, room }: Look,
): readonly Element[] {
  const { organisation, assignment, matter } = view
  const asker = by === 'system' ? '' : `（${personZh(organisation, by)}）`
  const co = departmentZh(organisation, assignment.departmentId)
  const opening =
    facts.coordination === true
      ? `牵头单位就“${titleZh(matter)}”${co}的配合材料提请协调，请答复。`
      : `${aboutZh(view)}，该单位签收前有疑问，请答复。`
  return [
    ...(live ? [plain(opening)] : []),
    labelledLine(
      facts.coordination === true ? '协调事由' : '疑问',
      `${quoted(facts.question, room)}${asker}`,
    ),
    ...(facts.answer === undefined ? [] : [labelledLine('答复', quoted(facts.answer, room))]),
    ...pointElements(view, assignment, room),
    ...approvalElements(view, room),
  ]
}
