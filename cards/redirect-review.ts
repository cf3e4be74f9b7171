// 改派审批: 督查室主任 decides whether a task is another department's, and whose (process §1.2).
import { staffGaps } from '../src/domain/docket.ts'
import { type Department, departmentZh, viceMayorFor } from '../src/domain/organisation.ts'
import type { PetitionAs } from '../src/domain/petition.ts'
import {
  aboutZh,
  applicationElements,
  droppedElements,
  sourceElements,
} from './application-facts.ts'
import { type AssignmentView, decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { choiceField, textField } from './form-fields.ts'
import { contentElement } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { deadlineLine, spokenZh, whyLine } from './phrases.ts'

export function redirectReviewCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'redirect')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => said(view, petition, look),
    fields: () => [
      ...choiceField(view, {
        name: 'lead',
        label: '改派到',
        options: places(view).map(({ id, shortName }) => ({ text: shortName, value: id })),
        present: null,
        placeholder: '请选择部门',
      }),
      textField(view, {
        name: 'opinion',
        label: '审批意见',
        present: '',
        rows: 2,
        placeholder: '不同意的请写明理由',
      }),
    ],
    buttons: [
      { action: 'grantRedirect', type: 'primary' },
      { action: 'denyRedirect', type: 'danger' },
    ],
    reason: whyLine('改派由区政府督查室主任决定，并报告阅批领导。'),
  })
}

function said(
  view: AssignmentView,
  petition: PetitionAs<'redirect'>,
  { live, room }: Look,
): readonly Element[] {
  const { matter, organisation, assignment, card: row } = view
  const hello = `${spokenZh(organisation, row.recipient)}，您好。${aboutZh(view)}，该单位申请改派，现呈您审批。`
  const { lead } = petition.facts
  return [
    ...(live ? [plain(hello)] : droppedElements(petition)),
    ...applicationElements(view, petition, room),
    ...sourceElements(view, petition),
    ...(lead === undefined ? [] : [labelledLine('改派到', departmentZh(organisation, lead))]),
    contentElement(assignment, room),
    labelledLine('办结时间', deadlineLine(matter, assignment, organisation)),
  ]
}

/** Departments that can take it: not in the matter yet, with people for every step. */
function places({ matter, organisation, assignment }: AssignmentView): readonly Department[] {
  const inside = matter.assignments
    .filter((held) => held.status !== 'redirected')
    .map((held) => held.departmentId)
  return organisation.departments
    .filter(({ id }) => !inside.includes(id) && staffGaps(organisation, id).length === 0)
    .filter(({ id }) => assignment.kind === 'co' || viceMayorFor(organisation, id) !== undefined)
}
