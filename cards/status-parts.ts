// The parts of 督查事项 that only somebody asking privately gets: departments, versions, progress, course.

import { assignmentLamp } from '../src/domain/deadline.ts'
import {
  type Assignment,
  countedProgress,
  instructionOf,
  liveSubmission,
  type Progress,
  type Report,
} from '../src/domain/matter.ts'
import { departmentZh } from '../src/domain/organisation.ts'
import {
  type Asker,
  seesPapers,
  shownActs,
  shownAssignments,
  shownOpinion,
  shownVersions,
} from '../src/domain/shown-within.ts'
import { ASSIGNMENT_KIND_ZH, ASSIGNMENT_STATUS_ZH, LAMP_ZH, MODE_ZH } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { collapsible, type Element, plain } from './element.ts'
import { quoted } from './fitting.ts'
import { actorZh, deadlineLine, outcomeLine, peopleZh, personZh } from './phrases.ts'
import { versionZh } from './report-text.ts'
import { applicationPanels } from './status-applications.ts'

/** A line for each department: where it stands, when it did what, how much it has reported. */
export function departmentsElement(asker: Asker): readonly Element[] {
  const shown = shownAssignments(asker)
  if (shown.length === 0) return []
  const lines = shown.map((held) => departmentLine(asker, held, shown.length > FULL_LINES))
  return [plain(lines.join('\n'))]
}

/** With more departments than this their lines are cut to status and deadline. */
const FULL_LINES = 12

function departmentLine(
  { matter, organisation, at }: Asker,
  held: Assignment,
  short: boolean,
): string {
  const name = `${departmentZh(organisation, held.departmentId)}（${ASSIGNMENT_KIND_ZH[held.kind]}）`
  const lamp = LAMP_ZH[assignmentLamp(held, organisation, at)]
  const facts = [
    `${name}：${ASSIGNMENT_STATUS_ZH[held.status]}，${lamp}`,
    `时限${deadlineLine(matter, held, organisation)}`,
  ]
  return [...facts, ...(short ? [] : [datesZh(held), progressZh(held)])].join('；')
}

/** 历次版本 of one department, and for those who may read its papers 批办意见 and the latest progress. */
export function papersPanels(asker: Asker, held: Assignment, room: number): readonly Element[] {
  const { organisation } = asker
  const name = departmentZh(organisation, held.departmentId)
  const panels: Element[] = []
  const instructed = seesPapers(asker, held) ? instructionZh(asker, held, room) : null
  if (instructed !== null) panels.push(collapsible(`批办意见 ${name}`, [plain(instructed)]))
  const entries = seesPapers(asker, held) ? countedProgress(held).slice(-PROGRESS_SHOWN) : []
  if (entries.length > 0)
    panels.push(
      collapsible(
        `最近进展 ${name}`,
        entries.map((entry) => plain(entryZh(asker, entry, room))),
      ),
    )
  panels.push(...applicationPanels(asker, held, room))
  const versions = shownVersions(asker, held)
  if (versions.length > 0)
    panels.push(
      collapsible(
        `历次版本 ${name}`,
        versions.slice(-VERSIONS_SHOWN).map((report) => plain(versionLines(asker, held, report))),
      ),
    )
  return panels
}

/** The last steps, the latest first. */
export function timelinePanel(asker: Asker, room: number): readonly Element[] {
  const { matter, organisation } = asker
  const lines = shownActs(asker, ACTS_SHOWN).map((act) => {
    const department =
      act.departmentId === null ? '' : `（${departmentZh(organisation, act.departmentId)}）`
    const opinion = shownOpinion(asker, act)
    const said = opinion === null ? '' : `\n意见：${quoted(opinion, room)}`
    return `${outcomeLine(act, matter, organisation)}${department}${said}`
  })
  if (lines.length === 0) return []
  return [
    collapsible(
      '办理过程',
      lines.reverse().map((line) => plain(line)),
    ),
  ]
}

const ACTS_SHOWN = 10
const PROGRESS_SHOWN = 3
const VERSIONS_SHOWN = 10

/** When each step was: `交办9月14日 09:06，签收…`. */
export function datesZh(held: Assignment): string {
  const dates: readonly (readonly [string, Instant | undefined | null])[] = [
    ['交办', held.handedOverAt],
    ['签收', held.acknowledgedAt],
    ['批办', instructionOf(held)?.at],
    ['报送', liveSubmission(held)?.at],
  ]
  return dates
    .flatMap(([step, at]) => (at === null || at === undefined ? [] : [`${step}${momentZh(at)}`]))
    .join('，')
}

/** All that leaves the department before the head releases it: how many entries, and of when the last is. */
export function progressZh(held: Assignment): string {
  const counted = countedProgress(held)
  const last = counted.at(-1)
  if (last === undefined) return '暂无进展'
  return `进展${counted.length}条，最近${momentZh(last.at)}`
}

function instructionZh({ organisation }: Asker, held: Assignment, room: number): string | null {
  const instruction = instructionOf(held)
  if (instruction === undefined) return null
  const opinion = quoted(instruction.opinion, room)
  const given = { actor: instruction.by, actingFor: instruction.actingFor }
  const head = `${actorZh(given, organisation)} ${momentZh(instruction.at)}`
  const handlers = `承办人：${peopleZh(organisation, instruction.handlers)}`
  return [head, MODE_ZH[instruction.mode], handlers, opinion]
    .filter((line) => line !== '')
    .join('\n')
}

function entryZh({ organisation }: Asker, entry: Progress, room: number): string {
  const recalled = entry.recalledAt === null ? '' : '（原消息已撤回）'
  const files = entry.files.length === 0 ? '' : `附件${entry.files.length}件`
  return [
    `${momentZh(entry.at)} ${personZh(organisation, entry.by)}${recalled}`,
    quoted(entry.achievement, room),
    entry.problem === '' ? '' : `问题：${quoted(entry.problem, room)}`,
    entry.onsite === '' ? '' : `现场督查情况：${quoted(entry.onsite, room)}`,
    files,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** `第2版，校验码后8位 1a2b3c4d 9月16日 10:05 禾苗拟`, and below it who signed it. */
function versionLines({ organisation }: Asker, held: Assignment, report: Report): string {
  const by = personZh(organisation, report.by)
  const made = `${versionZh(report)} ${momentZh(report.at)} ${by}拟`
  const signed = held.signOffs
    .filter((signOff) => signOff.reportVersion === report.reportVersion)
    .map((signOff) => {
      const who = actorZh({ actor: signOff.by, actingFor: signOff.actingFor }, organisation)
      const gone = signOff.voidedAt === null ? '' : '（已失效）'
      return `${who} ${momentZh(signOff.at)} 审签${gone}`
    })
  return [made, ...(signed.length === 0 ? ['未审签'] : signed)].join('\n')
}
