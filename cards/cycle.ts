// 阶段进展: once a month the officer of a long matter says how far it is (process §1.2).
import { countedProgress } from '../src/domain/matter.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import { dayOf } from '../src/domain/time.ts'
import {
  applicationElements,
  droppedElements,
  monthZh,
  returnedElements,
} from './application-facts.ts'
import { type AssignmentView, decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, plain } from './element.ts'
import { textField } from './form-fields.ts'
import { contentElement, headZh, titleZh } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { spokenZh, whyLine } from './phrases.ts'
import { reportPrefill } from './prefill.ts'

export function cycleCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'cycle')
  if (petition === null) return supersededCard(view)
  const { achievement, problem } = prefilled(view, petition)
  return decisionCard(view, {
    said: (look) => said(view, petition, look),
    fields: () => [
      textField(view, { name: 'achievement', label: '本期成效', present: achievement, rows: 4 }),
      textField(view, {
        name: 'problem',
        label: '存在问题（选填）',
        present: problem,
        rows: 3,
      }),
    ],
    buttons: [{ action: 'presentCycle', type: 'primary' }],
    reason: whyLine('该事项须每月报阶段进展，由督查工作人员拟写，经主要领导同意后报区政府督查室。'),
  })
}

function said(
  view: AssignmentView,
  petition: PetitionAs<'cycle'>,
  { live, room }: Look,
): readonly Element[] {
  if (!live) return [...droppedElements(petition), ...applicationElements(view, petition, room)]
  const { matter, organisation, assignment, card: row } = view
  const month = monthZh(petition.facts.month)
  return [
    plain(
      `${spokenZh(organisation, row.recipient)}，您好。请写明“${titleZh(matter)}”${month}的进展，呈${headZh(view)}同意后报送。已按本月记入的进展预填，请核对。`,
    ),
    ...returnedElements(view, petition.facts.opinion, room),
    contentElement(assignment, room),
  ]
}

/** What was recorded in that month, unless the officer has written something already. */
function prefilled(
  { assignment, organisation }: AssignmentView,
  { facts }: PetitionAs<'cycle'>,
): { achievement: string; problem: string } {
  if (facts.achievement !== '') return facts
  const progress = countedProgress(assignment).filter(
    (entry) => dayOf(entry.at).slice(0, 7) === facts.month,
  )
  const { achievements, problems } = reportPrefill({ ...assignment, progress }, organisation)
  return { achievement: achievements, problem: problems }
}
