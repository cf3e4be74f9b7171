// 申请延期 as the department's officer writes it, 延期审批 as the office decides it (process §4).

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { type PetitionAs, petitionsOf } from '../src/domain/petition.ts'
import { REASON_KIND_ZH } from '../src/domain/terms.ts'
import {
  aboutZh,
  applicationElements,
  droppedElements,
  returnedElements,
  sourceElements,
} from './application-facts.ts'
import { type AssignmentView, decisionCard, type Look, supersededCard } from './decision-frame.ts'
import { type Card, type Element, labelledLine, plain } from './element.ts'
import { choiceField, textField, timeField } from './form-fields.ts'
import { closeMomentZh, contentElement, headZh, nearDeadlineZh, titleZh } from './matter-facts.ts'
import { petitionOn } from './petition-on.ts'
import { deadlineLine, personZh, spokenZh, whyLine } from './phrases.ts'

export function extensionCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'extension')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => (look.live ? asked(view, petition, look) : told(view, petition, look)),
    fields: () => fieldsOf(view, petition),
    buttons: [{ action: 'presentExtension', type: 'primary' }],
    reason: whyLine('申请延期由督查工作人员拟写，须在时限前经主要领导同意后报区政府办。'),
  })
}

export function extensionReviewCard(view: AssignmentView): Card {
  const petition = petitionOn(view, 'extension')
  if (petition === null) return supersededCard(view)
  return decisionCard(view, {
    said: (look) => [
      ...(look.live ? [plain(request(view, petition))] : droppedElements(petition)),
      ...applicationElements(view, petition, look.room),
      ...sourceElements(view, petition),
      ...(look.live ? grantedBefore(view) : []),
      contentElement(view.assignment, look.room),
    ],
    fields: () => [
      ...timeField(view, {
        name: 'to',
        label: '同意延至（可调整）',
        present: petition.facts.to,
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
      { action: 'grantExtension', type: 'primary' },
      { action: 'denyExtension', type: 'danger' },
    ],
    reason: whyLine('延期由区政府督查室主任或区政府办副主任审批，先办者为准。'),
  })
}

function asked(
  view: AssignmentView,
  petition: PetitionAs<'extension'>,
  { room }: Look,
): readonly Element[] {
  const { matter, organisation, assignment, card: row } = view
  const due = nearDeadlineZh(effectiveDeadline(assignment))
  const by = petition.by === 'system' || petition.by === row.recipient ? null : petition.by
  const wish = by === null ? '' : `${personZh(organisation, by)}提出延期，`
  return [
    plain(
      `${spokenZh(organisation, row.recipient)}，您好。${wish}“${titleZh(matter)}”现时限为${due}。请写明延至何时、原因和目前进展，呈${headZh(view)}同意。`,
    ),
    ...returnedElements(view, petition.facts.opinion, room),
    labelledLine('现时限', deadlineLine(matter, assignment, organisation)),
  ]
}

function told(
  view: AssignmentView,
  petition: PetitionAs<'extension'>,
  { room }: Look,
): readonly Element[] {
  return [...droppedElements(petition), ...applicationElements(view, petition, room)]
}

function fieldsOf(view: AssignmentView, { facts }: PetitionAs<'extension'>): readonly Element[] {
  return [
    ...timeField(view, { name: 'to', label: '延期至', present: facts.to }),
    ...choiceField(view, {
      name: 'reason_kind',
      label: '原因类别',
      options: Object.entries(REASON_KIND_ZH).map(([value, text]) => ({ text, value })),
      present: facts.reasonKind,
      placeholder: '请选择',
    }),
    textField(view, { name: 'reason', label: '延期原因', present: facts.reason, rows: 3 }),
    textField(view, {
      name: 'progress',
      label: '目前进展',
      present: facts.progress,
      rows: 3,
      placeholder: '已办到哪一步、还差什么',
    }),
  ]
}

function request(view: AssignmentView, { facts }: PetitionAs<'extension'>): string {
  const { organisation, card: row } = view
  const to = facts.to === null ? '' : `，申请延至${closeMomentZh(facts.to)}`
  return `${spokenZh(organisation, row.recipient)}，您好。${aboutZh(view)}${to}，现呈您审批。`
}

/** How often there was one already, so that the second is not given for the first. */
function grantedBefore({ matter, assignment, organisation }: AssignmentView): readonly Element[] {
  const granted = petitionsOf(matter.petitions, 'extension', assignment.id).filter(
    ({ stage }) => stage === 'granted',
  )
  if (granted.length === 0) return []
  const last = granted.at(-1)?.facts
  const until = last?.grantedTo === undefined ? '' : `，上次延至${closeMomentZh(last.grantedTo)}`
  const department = departmentZh(organisation, assignment.departmentId)
  return [labelledLine('已延期', `${department}已延期${granted.length}次${until}`)]
}
