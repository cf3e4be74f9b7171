// 报送材料: what is signed goes to the office, with everything ready that the matter demands.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { demanded } from '../src/domain/decide-report.ts'
import { latestReport, leadOf, type Matter, type Report } from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import type { ChecklistItem } from '../src/domain/refusal.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, labelledLine, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'
import { yesNoChoice } from './form-fields.ts'
import { closeMomentZh, nearDeadlineZh, titleZh } from './matter-facts.ts'
import { actorZh, daysLeftZh, formatZh, spokenZh, whyLine } from './phrases.ts'
import { datedElements, reportBehind, reportElements, signOffOf, versionZh } from './report-text.ts'

export function submitCard(view: AssignmentView): Card {
  const report = latestReport(view.assignment)
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => demanded(view.matter).map((item) => checklistField(view, item)),
    buttons: [{ action: 'submit', type: 'primary', confirm: submitting(view, report) }],
    reason: whyLine('材料已经主要领导审签，由督查工作人员按材料格式备齐后报送。'),
  })
}

function said(view: AssignmentView, { live, room, act }: Look): readonly Element[] {
  const { matter, organisation, assignment } = view
  const report = reportBehind(assignment, act)
  if (report === undefined) return []
  const text = [...reportElements(report, room), ...datedElements(assignment, report, organisation)]
  return [
    ...(live ? [plain(greeting(view))] : []),
    labelledLine('材料标题', quoted(report.title, room)),
    labelledLine('审签版本', versionZh(report)),
    labelledLine('领导审签', signedZh(view, report)),
    labelledLine('材料格式', formatZh(matter)),
    labelledLine('报送对象', receiverZh(view)),
    collapsible('材料全文', text),
  ]
}

function greeting(view: AssignmentView): string {
  const { matter, organisation, assignment, card: row, at } = view
  const deadline = effectiveDeadline(assignment)
  return `${spokenZh(organisation, row.recipient)}，您好。“${titleZh(matter)}”反馈材料已经审签，请备齐后于${nearDeadlineZh(deadline)}报送，${daysLeftZh(deadline, at)}。`
}

/** `田守稼局长 9月18日15:02`. */
function signedZh({ assignment, organisation }: AssignmentView, report: Report): string {
  const signed = signOffOf(assignment, report)
  if (signed === undefined) return '尚未审签'
  const who = actorZh({ actor: signed.by, actingFor: signed.actingFor }, organisation)
  return `${who} ${closeMomentZh(signed.at)}`
}

function receiverZh({ matter, organisation, assignment }: AssignmentView): string {
  if (assignment.kind === 'lead') return '区政府督查室'
  const lead = leadOf(matter)
  return lead === undefined ? '牵头单位' : departmentZh(organisation, lead.departmentId)
}

function checklistField(view: AssignmentView, item: ChecklistItem): Element {
  const { name, yes, no } = checklistWords(view.matter)[item]
  return yesNoChoice(view, { name, yes, no, present: null, placeholder: `请确认：${yes}` })
}

function checklistWords({
  copies,
}: Matter): Record<ChecklistItem, { name: string; yes: string; no: string }> {
  return {
    copiesReady: {
      name: 'copies_ready',
      yes: `书面材料${copies ?? 0}份已备齐`,
      no: '书面材料尚未备齐',
    },
    sealed: { name: 'sealed', yes: '已加盖公章', no: '尚未加盖公章' },
    electronicReady: { name: 'electronic_ready', yes: '电子稿已备好', no: '电子稿尚未备好' },
    wetSigned: { name: 'wet_signed', yes: '领导已在纸质件上签字', no: '领导尚未在纸质件上签字' },
  }
}

/** Title, version and consequence (conversation §1.3). */
function submitting(view: AssignmentView, report: Report | undefined): Confirm | undefined {
  if (report === undefined) return undefined
  const title = visibleText(report.title)
  const next = view.assignment.kind === 'lead' ? '审核' : '汇总'
  return {
    title: '报送',
    text: `确认报送《${title}》第${report.reportVersion}版？报送后即送${receiverZh(view)}${next}，文字不能再改。`,
  }
}
