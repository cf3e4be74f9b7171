// A sentence with its departments and dates made single signs, so that grammar can be written down as patterns.
import type { DepartmentId, Organisation } from '../domain/organisation.ts'
import { DAY_MS, type Instant, localTime } from '../domain/time.ts'
import { type FoundDate, findDates } from '../lark/dates.ts'
import { mentionsIn } from '../lark/department-names.ts'
import { fold } from '../lark/fold.ts'
import type { Span } from '../lark/spans.ts'

/** Private-use signs: the first sign of a name or date and what fills its width. Positions never move. */
const DEPARTMENT_SIGN = '\uE000'
const DATE_SIGN = '\uE010'
const VAGUE_SIGN = '\uE020'
const FILL = '\uE001'

/** One department, one date that is clear, one that is not; for use inside a pattern. */
export const DEPARTMENT = `${DEPARTMENT_SIGN}${FILL}+(?!${FILL})`
export const DATE = `${DATE_SIGN}${FILL}+(?!${FILL})`
export const VAGUE = `${VAGUE_SIGN}${FILL}*`

/** Departments in a row, parted by one of these signs or 以及; for use inside a pattern. */
export function listWith(signs: string): string {
  return `${DEPARTMENT}(?:\\s*(?:[${signs}]|以及)\\s*${DEPARTMENT})*`
}

/** A sentence as written, folded, and folded with its names and dates as signs. */
export interface Marked {
  readonly text: string
  readonly folded: string
  readonly marked: string
  readonly departments: readonly (Span & { readonly id: DepartmentId })[]
  readonly dates: readonly FoundDate[]
}

/** From when dates are reckoned, and until when a year that was not written may be the next one. */
export interface MeetingDay {
  readonly at: Instant
  /** 本周五前 and 五个工作日内 need the day itself; 9月底前 only its year. */
  readonly isKnown: boolean
}

/** Marks the departments and the dates of `text`. A name that fits several, or another place's, is none. */
export function mark(text: string, organisation: Organisation, meeting: MeetingDay): Marked {
  const folded = fold(text)
  const departments = mentionsIn(folded, organisation).flatMap(({ id, from, to }) => {
    const start = withDistrict(folded, from, organisation)
    return id !== null && OWN_BEFORE.test(folded.slice(0, start)) ? [{ id, from: start, to }] : []
  })
  const dates = plainDates(text, folded, organisation, meeting)
  const units = folded.split('')
  for (const span of departments) put(units, span, DEPARTMENT_SIGN)
  for (const span of dates) put(units, span, DATE_SIGN)
  for (const { index, 0: words } of units.join('').matchAll(VAGUE_WORDS)) {
    put(units, { from: index, to: index + words.length }, VAGUE_SIGN)
  }
  return { text, folded, marked: units.join(''), departments, dates }
}

/** The same marks seen from `from` to `to` only. */
export function pieceOf(whole: Marked, from: number, to: number): Marked {
  const inside = ({ from: begins, to: ends }: Span) => begins >= from && ends <= to
  const moved = <Piece extends Span>(piece: Piece) => ({
    ...piece,
    from: piece.from - from,
    to: piece.to - from,
  })
  return {
    text: whole.text.slice(from, to),
    folded: whole.folded.slice(from, to),
    marked: whole.marked.slice(from, to),
    departments: whole.departments.filter(inside).map(moved),
    dates: whole.dates.filter(inside).map(moved),
  }
}

/** The clause of `marked` around a place: from the sign before it to the sign behind it. */
export function clauseAt(marked: string, { from, to }: Span): Span {
  const before = marked.slice(0, from)
  const begins = Math.max(...[...',;。:(\n'].map((sign) => before.lastIndexOf(sign))) + 1
  const stop = marked.slice(to).search(/[,;。)\n]/)
  return { from: begins, to: stop < 0 ? marked.length : to + stop }
}

function put(units: string[], { from, to }: Span, sign: string): void {
  units.fill(FILL, from, to)
  units[from] = sign
}

/** 云岭区应急局 begins with its district although its short name does not. */
function withDistrict(folded: string, from: number, { district }: Organisation): number {
  const stem = district.replace(/区$/, '')
  const begins = [district, stem, '我', '本'].find((word) => folded.slice(0, from).endsWith(word))
  return begins === undefined ? from : from - begins.length
}

/**
 * What may stand before a department of this district. After any other word it may be a part of a
 * longer name: 临江区财政局, 市、区财政局, 原财政局.
 */
const OWN_BEFORE = new RegExp(
  '(?<![市省县州](?=[、和及与]))(?:^|[^\\u4e00-\\u9fff〇]|请|(?<!自)由|责成|要求|决定|明确|确定|议定|商定|指定|' +
    '安排|委托|授权|交由|交|转|会议|强调|指出|同意|以及|和|及|与|会同|联合|协同|配合|协助|征求|向|对|报|送|给|让|将|把|为|' +
    '是|督促|指导|组织|并|但|同时|其中|今后|下一步|单位|部门|牵头|协办|落实)\\s*$',
)

/** Six months: 3月底前 said in November is next year's, 8月底前 said in September is over. */
const ROLL_OVER_MS = 183 * DAY_MS
/** Nobody sets a deadline three years away in a meeting. */
const FARTHEST_MS = 3 * 366 * DAY_MS

function plainDates(
  text: string,
  folded: string,
  { rules, calendar }: Organisation,
  meeting: MeetingDay,
): FoundDate[] {
  const dates = findDates(text, meeting.at, { time: rules.defaultDeadlineTime, calendar })
  const rangeless = dates.filter((date, index) => {
    const [previous, next] = [dates[index - 1], dates[index + 1]]
    const joinsNext = next !== undefined && RANGE.test(folded.slice(date.to, next.from))
    const joinsLast = previous !== undefined && RANGE.test(folded.slice(previous.to, date.from))
    return !joinsNext && !joinsLast
  })
  return rangeless.filter((date) => {
    const away = date.at - meeting.at
    if (away > FARTHEST_MS || date.assumed?.includes('未写日期')) return false
    if (HOURS.test(fold(date.text)) || RELATIVE_TO_ELSE.test(folded.slice(0, date.from)))
      return false
    if (!meeting.isKnown && !NAMES_A_DAY.test(fold(date.text))) return false
    return !rolledOver(date, meeting.at) || away <= ROLL_OVER_MS
  })
}

function rolledOver({ at, text }: FoundDate, meeting: Instant): boolean {
  const isOwn = /20\d\d|二[〇零]|[今明后去]年/.test(fold(text))
  return !isOwn && localTime(at).year > localTime(meeting).year
}

const RANGE = /^\s*起?\s*(?:至|到|-|~|—+)\s*$/
/** Reckoned from the hour of something else. */
const HOURS = /小时|钟头|分钟/
/** 方案批复后10日内, 自印发之日起15日内, 收到通知3日内. */
const RELATIVE_TO_ELSE =
  /(?:之日|[^会]后|起|以来|届满|期满|收到[^,。;]{0,8}|接到[^,。;]{0,8}|每[^,。;]{0,4})\s*的?\s*$/
/** A date that says month and day, whatever day it is read on. */
const NAMES_A_DAY =
  /月\s*(?:份)?\s*(?:\d|[一二三四五六七八九十底末])|20\d\d[-/.]|^\d{1,2}[.\-/]|年[底末内]|季度/

/** Words about time that name no single day. */
const VAGUE_WORDS = new RegExp(
  '(?:(?:20\\d\\d|[今明后去本])年)?\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})月份?(?:[上中下]旬|[初中底末]|' +
    '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?)?|[本下上当]?(?:月|年|季度)(?:[初中]|[上中下]旬)|[上中下]旬|' +
    '(?:春节|元旦|清明|五一|端午|国庆|中秋|两会|汛期|入冬|冬季|供暖|采暖|开学|雨季|暑期|寒假|暑假)(?:节|期|季)?(?:来临|到来|开始)?(?:之?前|期间)|' +
    '(?:\\d{1,3}|[一二两三四五六七八九十百]{1,4})个?(?:工作日|天|日|周|星期|月)(?:之?内|以内)|' +
    '[本下这]个?(?:周|星期)(?:[一二三四五六日天末])?|周[一二三四五六日天末]|近日|日内|近期内',
  'g',
)
