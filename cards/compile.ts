// 汇总材料: the officer writes the report, prefilled from progress, and brings it to the head.

import { effectiveDeadline } from '../src/domain/deadline.ts'
import { workingText } from '../src/domain/decide-report.ts'
import { instructionOf, latestReport, type ReportText } from '../src/domain/matter.ts'
import { departmentOf } from '../src/domain/organisation.ts'
import {
  EMPTY_REPORT,
  gateFindings,
  gateWarnings,
  isReply,
  reportTitle,
  sameReport,
} from '../src/domain/report.ts'
import { type Mode, REPLY_CLASS_ZH, type ReplyClass } from '../src/domain/terms.ts'
import { coMaterialPanels, coOutstanding } from './co-material.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, labelledLine, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { choiceField, textField, yesNoChoice } from './form-fields.ts'
import { contentElement, headZh, nearDeadlineZh, titleZh } from './matter-facts.ts'
import { missedRequirement } from './missed-requirement.ts'
import { reportLink } from './page-link.ts'
import { daysLeftZh, spokenZh, whyLine } from './phrases.ts'
import { reportPrefill } from './prefill.ts'
import { findingText } from './refusal-gaps.ts'
import { reportBehind, reportElements, versionZh } from './report-text.ts'

export function compileCard(view: AssignmentView): Card {
  return decisionCard(view, {
    said: (look) => (look.live ? liveElements(view, look) : decidedElements(view, look)),
    fields: () => reportFields(view),
    buttons: [{ action: 'draftReport' }, { action: 'presentReport', type: 'primary' }],
    reason: whyLine('反馈材料由督查工作人员汇总整理，呈主要领导审签后报送。'),
  })
}

function liveElements(view: AssignmentView, { room }: Look): readonly Element[] {
  return [
    plain(greeting(view)),
    plain(PROMPTS[instructionOf(view.assignment)?.mode ?? 'section']),
    ...returned(view, room),
    contentElement(view.assignment, room),
    ...draftElements(view, room),
    ...reportLink(view, '网页编辑：文字较长或需对照进展时，在网页中书写'),
    ...outstandingElements(view),
    ...coMaterialPanels(view, room),
  ]
}

/** Whoever writes the whole knows who has not given yet, and how far they are (process §1.2). */
function outstandingElements(view: AssignmentView): readonly Element[] {
  if (view.assignment.kind !== 'lead') return []
  const missing = coOutstanding(view).map(({ name, status }) => `${name}（${status}）`)
  return missing.length === 0 ? [] : [labelledLine('尚未提供', missing.join('、'))]
}

function decidedElements(view: AssignmentView, { room, act }: Look): readonly Element[] {
  const report = reportBehind(view.assignment, act)
  if (report === undefined) return [contentElement(view.assignment, room)]
  return [plain(versionZh(report)), ...reportElements(report, room)]
}

function greeting(view: AssignmentView): string {
  const { matter, organisation, assignment, card: row, at } = view
  const deadline = effectiveDeadline(assignment)
  const hello = `${spokenZh(organisation, row.recipient)}，您好。`
  return `${hello}请汇总“${titleZh(matter)}”反馈材料，呈${headZh(view)}审签，于${nearDeadlineZh(deadline)}报送，${daysLeftZh(deadline, at)}。`
}

/** How the officer gets at the facts, by handling mode (process §3). */
const PROMPTS: Record<Mode, string> = {
  leader: '本事项由部门领导协调，汇总前请向领导询问详情：协调了什么、结果怎样、还有什么难处。',
  section: '本事项由科室具体办理，汇总前请全面了解：完成情况和数据、问题和原因、下一步打算。',
  officer: '本事项由您直接办理，请细致总结：办理过程、成效、问题、下一步。',
}

/** What the last return asked for, and which requirement it missed (process §10). */
function returned({ assignment }: AssignmentView, room: number): readonly Element[] {
  const opinion = assignment.returnOpinion
  if (opinion === '') return []
  const version = latestReport(assignment)?.reportVersion
  const label = version === undefined ? '退回意见' : `第${version}版退回意见`
  return [plain(`${label}：${quoted(opinion, room)}\n${missedRequirement(opinion)}`)]
}

/** After 生成报告稿: what the gate found, and the report as it will look. */
function draftElements(view: AssignmentView, room: number): readonly Element[] {
  const { matter, organisation, assignment } = view
  const draft = assignment.reportDraft
  if (draft === null) return []
  const found = [...gateFindings(draft, isReply(matter, assignment)), ...gateWarnings(draft)].map(
    findingText,
  )
  const title = reportTitle(
    departmentOf(organisation, assignment.departmentId)?.name ?? assignment.departmentId,
    matter.title,
  )
  const preview = { ...draft, title, addressee: organisation.governmentName }
  return [
    labelledLine(
      '检查结果',
      found.length === 0 ? '未发现缺项，可以呈领导审签。' : found.join('\n'),
    ),
    collapsible('报告稿预览', reportElements(preview, Math.min(room, PREVIEW_ROOM))),
  ]
}

/** UTF-16 units of each section: the full text stands in the fields below. */
const PREVIEW_ROOM = 500

function reportFields(view: AssignmentView): readonly Element[] {
  const { assignment, organisation, matter } = view
  const kept = workingText(assignment)
  const text = sameReport(kept, EMPTY_REPORT)
    ? reportPrefill(assignment, organisation, matter)
    : kept
  return [
    textField(view, {
      name: 'achievements',
      label: '工作开展及成效',
      present: text.achievements,
      rows: 5,
    }),
    textField(view, { name: 'problems', label: '存在问题和不足', present: text.problems, rows: 4 }),
    textField(view, {
      name: 'next_steps',
      label: '下一步工作安排',
      present: text.nextSteps,
      rows: 4,
    }),
    ...verificationFields(view, text),
    ...replyFields(view, text),
  ]
}

/** What a reply to a proposal says beside its sections (process §5). */
function replyFields(view: AssignmentView, text: ReportText): readonly Element[] {
  if (!isReply(view.matter, view.assignment)) return []
  const options = REPLY_CLASSES.map((value) => ({
    value,
    text: `${REPLY_CLASS_ZH[value]}（${REPLY_CLASS_MEANS_ZH[value]}）`,
  }))
  return [
    ...choiceField(view, {
      name: 'class',
      label: '答复函：办理结果分类',
      options,
      present: text.replyClass,
    }),
    textField(view, {
      name: 'contact',
      label: '答复函：联系人及电话',
      present: text.replyContact,
      maxLength: 100,
    }),
  ]
}

const REPLY_CLASSES = ['A', 'B', 'C', 'D'] as const satisfies readonly ReplyClass[]

const REPLY_CLASS_MEANS_ZH: Record<ReplyClass, string> = {
  A: '已解决',
  B: '正在解决',
  C: '列入计划',
  D: '留作参考',
}

function verificationFields(view: AssignmentView, text: ReportText): readonly Element[] {
  return [
    yesNoChoice(view, {
      name: 'no_problem_confirmed',
      yes: '经核查，确无问题和不足',
      no: '有问题和不足，已在上面写明',
      present: text.noProblemConfirmed ? true : null,
      placeholder: '是否确无问题和不足',
    }),
    textField(view, {
      name: 'verification',
      label: '核查方式和依据',
      present: text.verification,
      placeholder: '何时、何地、看到了什么；确无问题的必填',
      rows: 2,
    }),
  ]
}
