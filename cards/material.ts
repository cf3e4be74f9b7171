// 配合材料: what a co-department gave, whole, in front of the lead's officer (process §1.2).

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { liveSubmission } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { petitionsOf } from '../src/domain/petition.ts'
import { momentZh } from '../src/domain/time.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, fields, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { textField } from './form-fields.ts'
import { contentElement, titleZh } from './matter-facts.ts'
import { actorZh, spokenZh, whyLine } from './phrases.ts'
import { punctualityZh } from './punctuality.ts'
import {
  datedElements,
  releasedReport,
  reportElements,
  signOffOf,
  versionZh,
} from './report-text.ts'

export function materialCard(view: AssignmentView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'opinion',
        label: '意见',
        present: '',
        rows: 2,
        placeholder: '退回补充或提请协调的，请写明缺什么、分歧在哪里',
      }),
    ],
    buttons: [
      { action: 'receiveMaterial', type: 'primary' },
      { action: 'returnMaterial', type: 'danger' },
      { action: 'raiseDispute' },
    ],
    reason: whyLine('配合单位的材料送牵头单位督查工作人员汇总。'),
  })
}

/** Once it has gone back nothing of it is the lead's to read any more (process §1.2). */
function said(view: AssignmentView, { live, room }: Look): readonly Element[] {
  const { matter, organisation, assignment, card: row } = view
  const report = releasedReport(assignment)
  const co = departmentZh(organisation, assignment.departmentId)
  const hello = `${spokenZh(organisation, row.recipient)}，您好。${co}已送来“${titleZh(matter)}”配合材料，请查收，一并汇总。`
  if (report === undefined) return [contentElement(assignment, room)]
  const sent = liveSubmission(assignment)
  const signed = signOffOf(assignment, report)
  const signer =
    signed === undefined
      ? '无'
      : actorZh({ actor: signed.by, actingFor: signed.actingFor }, organisation)
  const due = effectiveDeadline(assignment)
  return [
    ...(live ? [plain(hello)] : []),
    contentElement(assignment, room),
    fields([
      ['领导审签', signer],
      [
        '送达时间',
        sent === undefined ? '无' : `${momentZh(sent.at)}（${punctualityZh(sent.at, due)}）`,
      ],
      ['版本', versionZh(report)],
    ]),
    ...disputeElements(view, room),
    ...reportElements(report, room),
    ...datedElements(assignment, report, organisation),
  ]
}

/** 提请协调 and what 督查室 said to it. */
function disputeElements({ matter, assignment }: AssignmentView, room: number): readonly Element[] {
  return petitionsOf(matter.petitions, 'question', assignment.id)
    .filter(({ facts }) => facts.coordination === true)
    .flatMap(({ facts }) => [
      labelledLine('提请协调', quoted(facts.question, room)),
      labelledLine(
        '督查室答复',
        facts.answer === undefined ? '待答复' : quoted(facts.answer, room),
      ),
    ])
}
