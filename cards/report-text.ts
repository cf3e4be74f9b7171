// The report 反馈材料 as cards show it: which version, its text in the fixed form, what changed.
import {
  type Act,
  type Assignment,
  latestReport,
  liveSubmission,
  type Report,
  type ReportText,
  type SignOff,
} from '../src/domain/matter.ts'
import { departmentOf, type Organisation } from '../src/domain/organisation.ts'
import { dateZh } from '../src/domain/time.ts'
import { collapsible, type Element, markdown, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { changedLines, changesBetween, replyZh } from './report-changes.ts'

/** The sections as the report heads them (process §2). */
export const SECTIONS = [
  ['achievements', '一、工作开展及成效'],
  ['problems', '二、存在问题和不足'],
  ['nextSteps', '三、下一步工作安排'],
] as const satisfies readonly (readonly [keyof ReportText, string])[]

/** The version that an act was about; the latest while nothing has happened to it. */
export function reportBehind(assignment: Assignment, act: Act | null): Report | undefined {
  const meant = act?.contentHash ?? null
  return (
    assignment.reports.findLast((report) => report.contentHash === meant) ??
    latestReport(assignment)
  )
}

/** The version that has left the department: what the office and leaders may read (process §1.2). */
export function releasedReport(assignment: Assignment): Report | undefined {
  const submission = liveSubmission(assignment)
  return assignment.reports.find((held) => held.reportVersion === submission?.reportVersion)
}

/** Who signed exactly this version last. */
export function signOffOf(assignment: Assignment, report: Report): SignOff | undefined {
  return assignment.signOffs.findLast(
    (held) =>
      held.reportVersion === report.reportVersion && held.contentHash === report.contentHash,
  )
}

/** `第2版，校验码后8位 1a2b3c4d`: the end of the content hash, by which paper and screen are compared. */
export function versionZh({
  reportVersion,
  contentHash,
}: Pick<Report, 'reportVersion' | 'contentHash'>): string {
  return `第${reportVersion}版，校验码后8位 ${contentHash.slice(-8)}`
}

/**
 * The whole report in its fixed form. A section longer than `room` is shown as an extract that says so;
 * how it was verified has a room of its own.
 */
export function reportElements(
  report: Pick<Report, 'title' | 'addressee'> & ReportText,
  room: number,
  verificationRoom = room,
): readonly Element[] {
  return [
    plain(report.title, { size: 'heading' }),
    plain(`主送：${report.addressee}`),
    ...SECTIONS.flatMap(([key, heading]) => section(heading, report[key], room)),
    ...verification(report, verificationRoom),
    ...reply(report, room),
  ]
}

/** The signature line: the department, and the day of sign-off as the report's date (process §2). */
export function datedElements(
  assignment: Assignment,
  report: Report,
  organisation: Organisation,
): readonly Element[] {
  const signed = signOffOf(assignment, report)
  if (signed === undefined) return []
  const name = departmentOf(organisation, assignment.departmentId)?.name ?? ''
  return [plain(`${name}　${dateZh(signed.at)}`)]
}

/** What differs from the version before this one, section by section; nothing for a first version. */
export function changesPanel(
  assignment: Assignment,
  report: Report,
  room: number,
): readonly Element[] {
  const before = assignment.reports.findLast((held) => held.reportVersion < report.reportVersion)
  if (before === undefined) return []
  return [
    collapsible(
      `与第${before.reportVersion}版相比的改动`,
      partLines(before, report).map((text) => plain(quoted(text, room))),
    ),
  ]
}

/** What the signer has changed in the page, and not signed yet. */
export function amendedPanel(before: Report, text: ReportText, room: number): readonly Element[] {
  const lines = partLines(before, text).map((line) => plain(quoted(line, room)))
  return [collapsible('您改动的文字', lines, true)]
}

function partLines(before: ReportText, after: ReportText): string[] {
  return changesBetween(before, after).map(({ heading, removed, added }) =>
    removed.length + added.length === 0
      ? `${heading}：未改动`
      : [`${heading}：已改动`, ...changedLines({ removed, added })].join('\n'),
  )
}

function section(heading: string, text: string, room: number): readonly Element[] {
  return [markdown(`**${heading}**`), plain(text === '' ? '（未填写）' : quoted(text, room))]
}

/** As a reply to a proposal it goes to the proposers, with its class and whom they may ask (process §5). */
function reply(report: ReportText, room: number): readonly Element[] {
  return report.replyClass === null ? [] : section('答复函', replyZh(report), room)
}

/** How it was checked that there are no problems: part of what is signed (process §2). */
function verification(report: ReportText, room: number): readonly Element[] {
  if (report.verification === '' && !report.noProblemConfirmed) return []
  const confirmed = report.noProblemConfirmed ? '经核查，确认无问题和不足。' : ''
  return section('核查方式和依据', `${confirmed}${report.verification}`, room)
}
