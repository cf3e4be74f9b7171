// First drafts made of what was already said: the report from the progress, the summary from the report.
import {
  type Assignment,
  countedProgress,
  leadOf,
  liveSubmission,
  type Matter,
  type Progress,
  type Report,
  type ReportText,
} from '../src/domain/matter.ts'
import { departmentZh, type Organisation } from '../src/domain/organisation.ts'
import { CARD_INPUT_MAX, EMPTY_REPORT } from '../src/domain/report.ts'
import { shortDateZh } from '../src/domain/time.ts'
import { clip } from './escape.ts'
import { closeMomentZh } from './matter-facts.ts'
import { matterName, personZh } from './phrases.ts'
import { releasedReport } from './report-text.ts'

/**
 * The report's sections as the counted progress gives them, each with day and name, and for the lead what it has
 * received from co-departments. 下一步 is for the officer.
 */
export function reportPrefill(
  assignment: Assignment,
  organisation: Organisation,
  matter: Pick<Matter, 'assignments'> | null = null,
): ReportText {
  const entries = countedProgress(assignment)
  const received = matter === null || assignment.kind === 'co' ? [] : receivedIn(matter)
  const merged = (read: (entry: Progress) => string, section: 'achievements' | 'problems' | null) =>
    newestThatFit([
      ...entries
        .filter((entry) => read(entry) !== '')
        .map((entry) => datedLine(entry, read(entry), organisation)),
      ...received
        .map(({ departmentId, report }) => ({
          name: departmentZh(organisation, departmentId),
          text: section === null ? '' : clipAtSentence(report[section], CO_TEXT_MAX),
        }))
        .filter(({ text }) => text !== '')
        .map(({ name, text }) => `${name}：${text}`),
    ])
  return {
    ...EMPTY_REPORT,
    achievements: merged((entry) => entry.achievement, 'achievements'),
    problems: merged((entry) => entry.problem, 'problems'),
    verification: merged((entry) => entry.onsite, null),
  }
}

/** UTF-16 units: a co-department's part in a section that is the lead's. */
const CO_TEXT_MAX = 300

/** What the lead's officer has taken with 已收: only that is his to use. */
function receivedIn({
  assignments,
}: Pick<Matter, 'assignments'>): readonly { departmentId: string; report: Report }[] {
  return assignments
    .filter((held) => held.kind === 'co' && held.materialReceivedAt !== null)
    .flatMap((held) => {
      const report = releasedReport(held)
      return report === undefined ? [] : [{ departmentId: held.departmentId, report }]
    })
}

/** What is fed back to the leaders, drafted from the material that passed: one sentence, then each section. */
export function summaryPrefill(
  matter: Matter,
  report: Report | undefined,
  organisation: Organisation,
): string {
  const opening = `${matterName(matter)}${doneBy(matter, organisation)}。`
  if (report === undefined) return opening
  const parts = [
    ['成效', report.achievements],
    ['问题和不足', report.problems],
    ['下一步', report.nextSteps],
  ] as const
  const share = Math.floor((CARD_INPUT_MAX - opening.length) / parts.length) - PART_LABEL_MAX
  const lines = parts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}：${clipAtSentence(text, share)}`)
  return clipAtSentence([opening, ...lines].join('\n'), CARD_INPUT_MAX)
}

/** 问题和不足, the colon and the line end. */
const PART_LABEL_MAX = 8

/** The longest run of whole sentences within `maxChars`; a single longer sentence is cut. */
export function clipAtSentence(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const [whole] = /^[\s\S]*[。；！？\n]/u.exec(text.slice(0, maxChars)) ?? []
  return whole === undefined ? clip(text, maxChars) : whole.trimEnd()
}

function doneBy(matter: Matter, organisation: Organisation): string {
  const lead = leadOf(matter)
  if (lead === undefined) return ''
  const co = matter.co.map((id) => departmentZh(organisation, id)).join('、')
  const helped = co === '' ? '' : `、${co}配合`
  const submitted = liveSubmission(lead)
  const when = submitted === undefined ? '' : `，已于${closeMomentZh(submitted.at)}报送材料`
  return `由${departmentZh(organisation, lead.departmentId)}牵头${helped}办理${when}`
}

function datedLine(entry: Progress, text: string, organisation: Organisation): string {
  const ended = /[。；！？.!?]$/u.test(text) ? text : `${text}。`
  return `${shortDateZh(entry.at)}（${personZh(organisation, entry.by)}）：${ended}`
}

/** The newest facts matter most to a report, so the oldest lines go first when not all fit. */
function newestThatFit(lines: readonly string[]): string {
  for (let from = 0; from < lines.length; from += 1) {
    const text = lines.slice(from).join('\n')
    if (text.length <= CARD_INPUT_MAX) return text
  }
  return clipAtSentence(lines.at(-1) ?? '', CARD_INPUT_MAX)
}
