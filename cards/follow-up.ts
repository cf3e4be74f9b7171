// 批示办理: a leader's 批示 on the result, in front of the office that deals with it.
import { leadOf } from '../src/domain/matter.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import { momentZh } from '../src/domain/time.ts'
import { decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { choicesField, textField, timeField } from './form-fields.ts'
import { departmentFacts, factElements, titleZh } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { personZh, whyLine } from './phrases.ts'
import { reworkChoices } from './rework-choices.ts'
import { supervisionRoleZh } from './supervision-role.ts'
import type { CardView } from './view.ts'

export function followUpCard(view: CardView): Card {
  const petition = petitionOn(view, 'instruction')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => said(view, petition, look),
    fields: () => followUpFields(view, petition.facts.instruction),
    buttons: [
      { action: 'redo', type: 'primary' },
      { action: 'docketInstruction' },
      { action: 'settleInstruction' },
    ],
    reason: whyLine(`${supervisionRoleZh(view)}，领导对督查结果的批示由督查室办理。`),
  })
}

function said(
  view: CardView,
  { facts, at }: PetitionAs<'instruction'>,
  { live, room }: Look,
): readonly Element[] {
  const { matter, organisation } = view
  const { leader, instruction } = facts
  const who = personZh(organisation, leader)
  const hello = `${who}对“${titleZh(matter)}”督查结果作出批示，请办理：可重新办理、转立新项，已有安排的点“已办理”。`
  return [
    ...(live ? [plain(hello)] : []),
    labelledLine('领导批示', `${quoted(instruction, room)}（${who} ${momentZh(at)}）`),
    ...factElements(departmentFacts(matter, organisation)),
    ...(matter.summary === '' ? [] : [labelledLine('督查结果', quoted(matter.summary, room))]),
  ]
}

/** Only 重新办理 asks for anything. */
function followUpFields(view: CardView, instruction: string): readonly Element[] {
  const lead = leadOf(view.matter)
  if (view.matter.status !== 'closed') return []
  return [
    ...choicesField(view, {
      name: 'departments',
      label: '重新办理单位（重新办理时填写）',
      options: reworkChoices(view),
      present: lead === undefined ? [] : [lead.departmentId],
    }),
    ...timeField(view, {
      name: 'rework_deadline',
      label: '补正时限（重新办理时填写）',
      present: null,
    }),
    textField(view, {
      name: 'reason',
      label: '重新办理的原因和要求',
      present: instruction,
      rows: 3,
    }),
  ]
}
