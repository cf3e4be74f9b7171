// 审核反馈材料: the office reads what a department handed in, passes it or sends it back.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import type { Act, Report } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import { ACTION_ZH } from '../src/domain/terms.ts'
import { momentZh } from '../src/domain/time.ts'
import { coOutstanding } from './co-material.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, type Element, fields, plain } from './element.ts'
import { textField, timeField } from './form-fields.ts'
import { contentElement, titleZh } from './matter-facts.ts'
import { actorZh, deadlineLine, whyLine } from './phrases.ts'
import { punctualityZh } from './punctuality.ts'
import {
  datedElements,
  releasedReport,
  reportBehind,
  reportElements,
  signOffOf,
  versionZh,
} from './report-text.ts'
import { supervisionRoleZh } from './supervision-role.ts'

export function reviewCard(view: AssignmentView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      textField(view, {
        name: 'opinion',
        label: '审核意见',
        present: '',
        rows: 2,
        placeholder: '退回重新整理请写明缺什么、怎样补',
      }),
      ...timeField(view, {
        name: 'rework_deadline',
        label: '补正时限（退回时填写）',
        present: null,
      }),
    ],
    buttons: [
      { action: 'pass', type: 'primary' },
      { action: 'returnSubmission', type: 'danger' },
    ],
    reason: whyLine(`${supervisionRoleZh(view)}，部门报送的反馈材料由督查室审核。`),
  })
}

function said(view: AssignmentView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation, assignment } = view
  const report = shownReport(view, act)
  const department = departmentZh(organisation, assignment.departmentId)
  if (report === undefined) return [contentElement(assignment, room)]
  return [
    ...(live
      ? [plain(`${department}已报送“${titleZh(matter)}”反馈材料，请审核。${outstandingZh(view)}`)]
      : []),
    contentElement(assignment, room),
    submissionFacts(view, report, act),
    ...reportElements(report, room),
    ...datedElements(assignment, report, organisation),
  ]
}

/** What the office may read: a version handed in, and nothing that was taken back (process §1.2). */
function shownReport({ assignment }: AssignmentView, act: Act | null): Report | undefined {
  if (act === null) return releasedReport(assignment)
  return act.action === ACTION_ZH.pass || act.action === ACTION_ZH.returnSubmission
    ? reportBehind(assignment, act)
    : undefined
}

/** That 通过 leaves out who has not given must be known before it is pressed. */
function outstandingZh(view: AssignmentView): string {
  const missing = coOutstanding(view)
    .map(({ name, status }) => `${name}（${status}）`)
    .join('、')
  return missing === '' ? '' : `配合单位${missing}尚未提供材料，通过后按未提供处理。`
}

function submissionFacts(view: AssignmentView, report: Report, act: Act | null): Element {
  const { matter, organisation, assignment } = view
  const signed = signOffOf(assignment, report)
  const sent = assignment.submissions.findLast(
    (held) => held.reportVersion === report.reportVersion,
  )
  const signer =
    signed === undefined
      ? '无'
      : `${actorZh({ actor: signed.by, actingFor: signed.actingFor }, organisation)} ${momentZh(signed.at)}`
  // Once it went back, the deadline that runs is the new one and says nothing about this version.
  const returned = act?.action === ACTION_ZH.returnSubmission
  const due = effectiveDeadline(assignment)
  const punctual = sent === undefined || returned ? '' : `（${punctualityZh(sent.at, due)}）`
  return fields([
    ['领导审签', signer],
    ['报送时间', sent === undefined ? '无' : `${momentZh(sent.at)}${punctual}`],
    ['办结时限', deadlineLine(matter, assignment, organisation)],
    ['版本', versionZh(report)],
  ])
}
