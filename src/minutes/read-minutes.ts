// The minutes of a meeting 会议纪要, read into drafts of matters: every decision that names a department and a time.
//
//   text ─► tables · paragraphs ─► sentences ─► the part this meeting decides ─► who, with whom, by when
//
// By rules, and precision before recall: what is not plain becomes no draft but a line that people see.
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import type { Day, Instant } from '../domain/time.ts'
import { dayOf } from '../domain/time.ts'
import { fold, trimSigns } from '../lark/fold.ts'
import { deadlinesIn } from './deadlines.ts'
import { decisiveIn, type NoDecision } from './decisive.ts'
import { type Marked, type MeetingDay, mark, pieceOf } from './marked.ts'
import { meetingDayOf } from './meeting-day.ts'
import {
  type Paragraph,
  paragraphsOf,
  type Sentence,
  sentencesOf,
  withoutNumber,
} from './paragraphs.ts'
import { type Lead, rolesIn } from './roles.ts'
import { type Decision, decisionsIn, type Unread } from './sentence-decisions.ts'
import { tablesIn } from './tables.ts'
import { titleOf } from './titles.ts'

export interface MinutesDraft {
  readonly title: string
  readonly content: string
  readonly lead: DepartmentId
  readonly co: readonly DepartmentId[]
  readonly deadline: Instant
  /** The sentence it came from, as written. */
  readonly evidence: string
  /** What was not written and is assumed about the time. */
  readonly assumed: string | null
  /** Words of that sentence which no field holds. */
  readonly notUnderstood: readonly string[]
}

/** A sentence that gives somebody a part or sets a time, and why it became no draft. */
export interface NotUnderstood {
  readonly text: string
  readonly why: Unread | NoDecision | 'tooLong'
}

export interface MinutesRead {
  readonly drafts: readonly MinutesDraft[]
  readonly notUnderstood: readonly NotUnderstood[]
  /** The day of the meeting, from which 本周五前 and 五个工作日内 are reckoned. */
  readonly heldOn: Day
  /** 区政府第42次常务会议, and 〔2026〕18号, where the head says so. */
  readonly source: string
  readonly sourceDocument: string
}

/** Longer sentences are none, and would make the patterns slow. */
const LONGEST_SENTENCE = 1_500

/** Reads minutes pasted or uploaded at `now`. */
export function readMinutes(text: string, organisation: Organisation, now: Instant): MinutesRead {
  const meeting = meetingDayOf(text, now)
  const tables = tablesIn(text, organisation, meeting, now)
  const reader = { organisation, meeting, now, serial: serialOf(text) }
  const read = paragraphsOf(tables.rest).map((paragraph) => readParagraph(paragraph, reader))
  return {
    drafts: [...read.flatMap(({ drafts }) => drafts), ...tables.drafts],
    notUnderstood: [...read.flatMap((one) => one.notUnderstood), ...tables.notUnderstood],
    heldOn: dayOf(meeting.at),
    ...namesOf(text),
  }
}

interface Reader {
  readonly organisation: Organisation
  readonly meeting: MeetingDay
  readonly now: Instant
  readonly serial: string | null
}

interface Found {
  readonly decision: Decision
  readonly evidence: string
}

function readParagraph(
  paragraph: Paragraph,
  reader: Reader,
): Pick<MinutesRead, 'drafts' | 'notUnderstood'> {
  const found: Found[] = []
  const notUnderstood: NotUnderstood[] = []
  const stays = quotedBy(paragraph)
  let quoted = stays
  let carried: Lead | null = null
  let background: string[] = []
  let open: string | null = null
  for (const sentence of sentencesOf(paragraph.text)) {
    const said = trimSigns(withoutNumber(sentence.text))
    const read = readSentence(sentence, reader, quoted, carried, background)
    if (open !== null && read.decisions.length === 0)
      notUnderstood.push({ text: open, why: 'noDeadline' })
    const evidence = open !== null && read.decisions.length > 0 ? `${open}。${said}` : said
    open = read.openLead === null ? null : said
    found.push(...read.decisions.map((decision) => ({ decision, evidence })))
    if (read.why !== null && open === null) notUnderstood.push({ text: said, why: read.why })
    background = read.decisions.length > 0 || read.why !== null ? [] : [...background, said]
    carried = read.openLead
    quoted = sentence.closes ? stays : read.quoted
  }
  if (open !== null) notUnderstood.push({ text: open, why: 'noDeadline' })
  return { drafts: draftsOf(found, paragraph), notUnderstood }
}

/** Why nothing in a whole paragraph is this meeting's decision, unless it says so itself. */
function quotedBy({ headings, text }: Paragraph): NoDecision | null {
  if (headings.some((heading) => QUOTED_HEADING.test(fold(heading)))) return 'earlier'
  return speaks(text) ? 'reported' : null
}

/** A part of the minutes that tells what was decided before, or what somebody said. */
const QUOTED_HEADING =
  /上一?次|前次|上期|历次|^(?:各?(?:单位|部门|与会)[^,]{0,6})?(?:汇报|发言|讨论)(?:情况|摘要|意见|要点)?$|^附/

/** 邵立群：建议由…: somebody is speaking. 区财政局：负责… is a task. */
function speaks(text: string): boolean {
  const found = /^(?<who>[^,;。:(]{2,12}(?:\([^()]{1,20}\))?)\s*:(?<said>.{0,8})/.exec(fold(text))
  const { who, said } = found?.groups ?? {}
  if (!who || said === undefined) return false
  if (
    /会议|决定|要求|明确|议定|强调|领导|责任|负责人|事项|任务|内容|措施|单位|部门|时限|纪要|如下|任务分工|分工/.test(
      who,
    )
  )
    return false
  return !/^\s*(?:负责|牵头|要|须)/.test(said)
}

interface SentenceFound {
  readonly decisions: readonly Decision[]
  readonly why: NotUnderstood['why'] | null
  readonly openLead: Lead | null
  /** Holds for the rest of the sentence: 上次会议要求：一是…；二是…。 */
  readonly quoted: NoDecision | null
}

function readSentence(
  { text }: Sentence,
  reader: Reader,
  quoted: NoDecision | null,
  carried: Lead | null,
  background: readonly string[],
): SentenceFound {
  const nothing = { decisions: [], why: null, openLead: null, quoted }
  const bare = withoutNumber(text)
  if (bare.length > LONGEST_SENTENCE) return { ...nothing, why: 'tooLong' }
  const sentence = mark(bare, reader.organisation, reader.meeting)
  const decisive = decisiveIn(sentence, reader.serial)
  if (!decisive.ok) {
    return { ...nothing, quoted: decisive.why, why: tells(sentence, reader) ? decisive.why : null }
  }
  if (quoted !== null && !decisive.own) {
    return { ...nothing, why: tells(sentence, reader) ? quoted : null }
  }
  const piece = pieceOf(sentence, decisive.from, sentence.marked.length)
  const { decisions, unread, openLead } = decisionsIn(piece, reader.now, carried)
  return {
    decisions: decisions.map((decision) => withTask(decision, background, carried)),
    why: unread,
    openLead,
    quoted: null,
  }
}

/** 对全区开展排查。（责任单位：…）: what is to be done stands before. */
function withTask(
  decision: Decision,
  background: readonly string[],
  carried: Lead | null,
): Decision {
  const co = carried === null ? decision.co : [...new Set([...decision.co, ...carried.with])]
  const task = decision.task.length > 0 ? decision.task : background.slice(-2)
  return { ...decision, co: co.filter((id) => id !== decision.lead), task }
}

/** Whether a sentence looks as if it gave somebody a part by some time. */
function tells(sentence: Marked, { now }: Reader): boolean {
  const { leads } = rolesIn(sentence)
  return (
    leads.some(({ isStrong }) => isStrong) ||
    (leads.length > 0 && deadlinesIn(sentence, now).length > 0)
  )
}

function draftsOf(found: readonly Found[], { headings }: Paragraph): MinutesDraft[] {
  const heading = headings.at(-1) ?? null
  return found.map(({ decision, evidence }) => {
    const task = decision.task.length > 0 ? decision.task : [heading ?? evidence]
    return {
      title: titleOf(task, found.length === 1 ? heading : null),
      content: task.join('，'),
      lead: decision.lead,
      co: decision.co,
      deadline: decision.deadline,
      evidence,
      assumed: decision.assumed,
      notUnderstood: decision.rest,
    }
  })
}

/** The number of this meeting: 区政府第42次常务会议纪要. */
function serialOf(text: string): string | null {
  const title = text
    .slice(0, 1_000)
    .split('\n')
    .slice(0, 6)
    .map((line) => fold(line))
    .find((line) => /(?:纪要|会议|会)\s*(?:\(|$)/.test(line) && !/[,;。]/.test(line))
  return /第\s*(\d{1,4}|[〇零一二三四五六七八九十百]{1,5})\s*次/.exec(title ?? '')?.[1] ?? null
}

function namesOf(text: string): Pick<MinutesRead, 'source' | 'sourceDocument'> {
  const lines = text
    .slice(0, 1_000)
    .split('\n')
    .slice(0, 10)
    .map((line) => trimSigns(line))
  const title = lines.find((line) => /纪要$/.test(line) && line.length <= 60)
  const number = lines.map(
    (line) =>
      /(?:^|[\s（(])((?:[\u4e00-\u9fff]{1,12})?[〔[［【(（]20\d\d[〕\]］】)）]第?\d{1,4}[号期])/.exec(
        line,
      )?.[1],
  )
  return {
    source: title?.replace(/(?:会议)?纪要$/, (end) => (end === '会议纪要' ? '会议' : '')) ?? '',
    sourceDocument: number.find((one) => one !== undefined) ?? '',
  }
}
