// 请审签: the whole report in front of the head, who signs exactly this text or changes and signs it.
import { type Amendment, amendedText, pendingAmendment } from '../src/domain/amendment.ts'
import { effectiveDeadline } from '../src/domain/deadline.ts'
import { latestReport, type Report } from '../src/domain/matter.ts'
import { type AssignmentView, decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, note, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { visibleText } from './escape.ts'
import { quoted, ROOM_MIN, SIGNED_ROOM } from './fitting.ts'
import { textField } from './form-fields.ts'
import { closeMomentZh, delegationPrefix, officeZh, ownSideZh, titleZh } from './matter-facts.ts'
import { reportLink } from './page-link.ts'
import { basisLine, spokenZh } from './phrases.ts'
import {
  amendedPanel,
  changesPanel,
  datedElements,
  reportBehind,
  reportElements,
  SECTIONS,
  versionZh,
} from './report-text.ts'

export function signoffCard(view: AssignmentView): Card {
  const report = latestReport(view.assignment)
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => signFields(view, report),
    buttons: [
      { action: 'signOff', type: 'primary', confirm: signing(view, report) },
      { action: 'amendAndSignOff', confirm: amending(view, report) },
      { action: 'returnReport', type: 'danger' },
    ],
    reason: basisLine('反馈材料须经部门主要领导审签，未经审签不得报送。'),
  })
}

function said(view: AssignmentView, { live, room, act }: Look): readonly Element[] {
  const { organisation, assignment } = view
  const report = reportBehind(assignment, act)
  if (report === undefined) return []
  return [
    ...(live ? [plain(greeting(view, report)), ...returned(view, room)] : []),
    note(versionZh(report)),
    ...changesPanel(assignment, report, room),
    ...reportElements(report, Math.max(room, SIGNED_ROOM), verificationRoom(room)),
    ...(live ? amendedElements(view, report, room) : []),
    ...(live ? [] : datedElements(assignment, report, organisation)),
  ]
}

/** Where a text is long the page has it whole; what was changed there waits for the tap, and is shown. */
function amendedElements(view: AssignmentView, report: Report, room: number): readonly Element[] {
  const amendment = amendmentFor(view)
  const isLong = SECTIONS.some(([key]) => report[key].length > SIGNED_ROOM)
  if (amendment === null)
    return isLong ? reportLink(view, '全文较长，可在网页查看全文、修改文字') : []
  return [
    plain('您已在网页改动文字，点“修改后审签”即按改动后的文字审签；如不采用，请在网页恢复原文。'),
    ...amendedPanel(report, amendedText(report, amendment), room),
    ...reportLink(view, '在网页查看或恢复原文'),
  ]
}

function amendmentFor({ card: row, assignment }: AssignmentView): Amendment | null {
  return pendingAmendment(row.subject.amendment, assignment)
}

/** Shortened only when all is full and all was changed: what was typed comes back before anything else. */
function verificationRoom(room: number): number {
  return room > ROOM_MIN ? Math.max(room, SIGNED_ROOM) : VERIFICATION_ROOM_MIN
}

const VERIFICATION_ROOM_MIN = 240

function greeting(view: AssignmentView, report: Report): string {
  const { matter, organisation, assignment, card: row } = view
  const due = closeMomentZh(effectiveDeadline(assignment))
  const delegation = delegationPrefix(view, 'head', 'SIGN_REPORT')
  return `${spokenZh(organisation, row.recipient)}，您好。${delegation}“${titleZh(matter)}”事项的反馈材料（第${report.reportVersion}版）已呈您审签，${officeZh(organisation)}时限为${due}。请审签。`
}

/** What was asked for when the last version came back. */
function returned({ assignment }: AssignmentView, room: number): readonly Element[] {
  if (assignment.returnOpinion === '') return []
  return [plain(`此前退回意见：${quoted(assignment.returnOpinion, room)}`)]
}

function signFields(view: AssignmentView, report: Report | undefined): readonly Element[] {
  // What stands in the page is changed there: two places would sign one of two texts.
  const amendment = amendmentFor(view)
  const sections =
    report === undefined || amendment !== null
      ? []
      : SECTIONS.map(([key, heading]) =>
          textField(view, {
            name: FIELD_NAMES[key],
            label: heading,
            present: report[key],
            rows: 5,
          }),
        )
  return [
    ...(sections.length === 0
      ? []
      : [
          collapsible(
            '修改文字（改动后请点“修改后审签”）',
            sections,
            changedWhenRefused(view, report),
          ),
        ]),
    textField(view, {
      name: 'opinion',
      label: '审签意见',
      present: '',
      rows: 2,
      placeholder: '退回修改请写明意见',
    }),
  ]
}

const FIELD_NAMES = {
  achievements: 'achievements',
  problems: 'problems',
  nextSteps: 'next_steps',
} as const

/** Who has typed into the closed panel sees it open again, with what was typed. */
function changedWhenRefused({ typed }: AssignmentView, report: Report | undefined): boolean {
  if (typed === null || report === undefined) return false
  return SECTIONS.some(([key]) => {
    const text = typed[FIELD_NAMES[key]]
    return typeof text === 'string' && text.trim() !== report[key].trim()
  })
}

/** Title, version and consequence, so that nobody signs the wrong paper (conversation §1.3). */
function signing(view: AssignmentView, report: Report | undefined): Confirm | undefined {
  if (report === undefined) return undefined
  return {
    title: '同意审签',
    text: `确认审签《${visibleText(report.title)}》第${report.reportVersion}版？${consequence(view)}`,
  }
}

function amending(view: AssignmentView, report: Report | undefined): Confirm | undefined {
  if (report === undefined) return undefined
  const title = visibleText(report.title)
  return {
    title: '修改后审签',
    text: `确认按您修改后的文字审签《${title}》？改动后形成第${report.reportVersion + 1}版，未改动即为第${report.reportVersion}版。${consequence(view)}`,
  }
}

function consequence({ organisation, assignment }: AssignmentView): string {
  return `审签后即作为${ownSideZh(organisation, assignment)}正式反馈意见。`
}
