// Who leads and who helps in a sentence of minutes: 由A牵头，B、C配合 · 责任单位：A · 请A会同B于…前….
import type { DepartmentId } from '../domain/organisation.ts'
import type { Span } from '../lark/spans.ts'
import { DATE, DEPARTMENT, listWith, type Marked, VAGUE } from './marked.ts'

/** Somebody is told to lead. `id` is null where that is several, unknown, or no department. */
export interface Lead extends Span {
  readonly id: DepartmentId | null
  /** Named with 牵头, 主办 or a label, and not only by what it shall do. */
  readonly isStrong: boolean
  /** 会同B: named in the same breath as helping. */
  readonly with: readonly DepartmentId[]
}

export interface Helpers extends Span {
  readonly ids: readonly DepartmentId[]
}

export interface Roles {
  readonly leads: readonly Lead[]
  readonly helpers: readonly Helpers[]
  /** Words that give somebody a part without saying plainly whom: 东城街道配合, 区财政局国库科要…. */
  readonly unclear: readonly Span[]
  /** Those of them that may begin a task of another department's. */
  readonly subjects: readonly Span[]
}

const LIST = listWith('、和与及')
const COMMA_LIST = listWith('、,和与及')
const ETC = '(?:\\s*等(?:相关|有关|职能|责任)*(?:部门|单位)?)?'
const TOGETHER = `(?:\\s*,?\\s*(?:要|须|应|负责)?(?:会同|联合|协同|商)\\s*(?<with>${COMMA_LIST})${ETC})?`
const LEADING = '(?:牵头|主办|主责)(?:单位|部门)?(?!的|机制|会议|领导|负责人|同志)'
const DUTY = '(?:作为|为|担任|负责|具体|总体?|要|须|应|共同)*'

/** Verbs with which a department, named at the beginning of a clause, is told what to do. */
const VERB =
  '(?:制定|制订|修改|修订|核实|核查|排查|清理|整改|会商|协调|汇总|梳理|办理|起草|拟订|拟定|研究|提出|完成|组织|开展|安排|落实|拨付|筹措|抓紧|加快|尽快|立即|立足|统筹|督促|指导|编制|报送|上报|印发|' +
  '出台|推进|做好|加强|启动|建立|完善|承担|全面|切实|进一步|认真|同步|对|就|按照|按|根据|结合|针对|将|把|迅速|主动|严格)'
const TAIL =
  `(?:要|须|需(?!求)|应(?!急)|必须|务必|负责(?!人|同志)|具体(?:负责|落实|实施|办理)|会同|联合|于\\s*(?:${DATE}|${VAGUE})|` +
  `(?:在|会后|在会后)\\s*(?:${DATE}|${VAGUE})|${DATE}|${VAGUE}|,\\s*于?\\s*(?:${DATE}|${VAGUE})|${VERB})`

const STRONG = new RegExp(`(?<list>${LIST})${ETC}${TOGETHER}\\s*${DUTY}${LEADING}`, 'g')
const STRONG_WORD = new RegExp(`(?<!由谁)${LEADING}(?!单位|部门)`, 'g')
const TOLD = new RegExp(
  `(?:(?<![自理经事来缘因])由|请|责成|委托|授权|交由?|指定)\\s*(?<list>${LIST})${ETC}${TOGETHER}\\s*,?(?=${TAIL})`,
  'g',
)
const SUBJECT = new RegExp(
  `(?<=^|[,;:。(!]\\s*|并|同时|要求|决定|明确|确定|议定|强调|指出|会议)(?<list>${LIST})${ETC}${TOGETHER}\\s*(?:(?=${TAIL})|:\\s*(?=负责|牵头|要|须))`,
  'g',
)
const TOLD_UNKNOWN =
  /(?:(?<![自理经事来缘因])由|责成)(?<who>[^,;。:()]{2,16}?)(?:负责|牵头|会同|承办|督办|组织|落实)/g
const LABEL = new RegExp(
  '(?<=^|[\\s,;。(、:)])(?:(?<strong>牵头|主办|主责)|(?<co>配合|协办|协助|协同|参与|参加)|责任|承办|落实|主要责任)' +
    '(?:责任)?(?:单位|部门)\\s*(?::|为|是)\\s*',
  'g',
)
/** A word that begins another label, so that the value before it ends. */
const NEXT_LABEL = new RegExp(
  '[;。)\\n]|,(?=\\s*(?:牵头|主办|主责|配合|协办|协助|参与|责任|承办|落实|完成|办结|时限|期限|时间|于|在|务必|确保|要求|\\uE010|\\uE020))|' +
    '\\s(?=(?:牵头|主办|配合|协办|责任|承办|完成|办结)(?:单位|部门|时限|时间|期限)\\s*:)',
)
const CO = new RegExp(
  `(?<list>${COMMA_LIST})${ETC}\\s*(?:要|须|应|负责|积极|密切|主动|共同|分别|按职责|予以|做好|全力|大力|抓好)*(?:配合|协办|协助|协同|参与|支持)(?!的|单位|部门)`,
  'g',
)
const CO_WORD = /(?:配合|协办|协助)(?!的|单位|部门|度)/g
const TOGETHER_WITH = new RegExp(`(?:会同|联合|协同)\\s*(?<list>${COMMA_LIST})`, 'g')
/** Before a list that is only the end of a longer one: 东城街道、区住建局牵头. */
const LIST_GOES_ON_BEFORE = /(?:[、和与及或]|以及)\s*$/
const LIST_GOES_ON_AFTER = /^\s*(?:[、和与及或]|以及|等)/

/** Every part given in the sentence, in its order. */
export function rolesIn(sentence: Marked): Roles {
  const labels = labelled(sentence)
  const taken: Span[] = [...labels.leads, ...labels.helpers, ...labels.unclear]
  const strong = leadsBy(STRONG, sentence, true, taken)
  taken.push(...strong)
  // 区财政局要配合 helps, 区财政局要会同区审计局 leads: so helpers by verb come before, by 会同 after.
  const helping = helpersBy(CO, sentence, taken)
  taken.push(...helping)
  const told = leadsBy(TOLD, sentence, false, taken)
  taken.push(...told)
  const subjects = leadsBy(SUBJECT, sentence, false, taken)
  taken.push(...subjects)
  const together = helpersBy(TOGETHER_WITH, sentence, taken)
  taken.push(...together)
  const helpers = [...helping, ...together]
  const leads = [...labels.leads, ...strong, ...told, ...subjects]
  const leadless = [
    ...spansOf(STRONG_WORD, sentence.marked),
    ...spansOf(TOLD_UNKNOWN, sentence.marked).filter(
      ({ from, to }) => !new RegExp(DEPARTMENT).test(sentence.marked.slice(from, to)),
    ),
  ].filter((span) => !overlaps(span, taken))
  const unknown = leadless.map((span) => ({
    ...span,
    id: null,
    isStrong: /牵头|主办|主责/.test(sentence.folded.slice(span.from, span.to)),
    with: [],
  }))
  const isFree = (span: Span) => !overlaps(span, [...taken, ...unknown])
  const loose = spansOf(CO_WORD, sentence.marked).filter(isFree)
  const others = spansOf(LOOSE_SUBJECT, sentence.marked).filter(isFree)
  const partly = helpers.filter(({ from }) =>
    LIST_GOES_ON_BEFORE.test(sentence.marked.slice(0, from)),
  )
  return {
    leads: [...leads, ...unknown].toSorted((one, other) => one.from - other.from),
    helpers: [...labels.helpers, ...helpers],
    unclear: [...labels.unclear, ...loose, ...others, ...partly],
    subjects: others,
  }
}

/** A department at the beginning of a clause, or told something, whose part no pattern knows. */
const LOOSE_SUBJECT = new RegExp(
  `(?:(?:(?<![自理经事来缘因])由|请|责成)\\s*|(?<=^|[,;。!:]\\s*|${DATE}\\s*、\\s*))${DEPARTMENT}(?!\\s*(?:配合|,|$|的|\\(|关于|牵头的|提出的|提交的|报送的))`,
  'g',
)

function labelled(sentence: Marked): {
  leads: Lead[]
  helpers: Helpers[]
  unclear: Span[]
} {
  const leads: Lead[] = []
  const helpers: Helpers[] = []
  const unclear: Span[] = []
  const found = [...sentence.marked.matchAll(LABEL)]
  const hasStrong = found.some(({ groups }) => groups?.strong)
  for (const match of found) {
    const begins = match.index + match[0].length
    const stop = sentence.marked.slice(begins).search(NEXT_LABEL)
    const to = closedAt(sentence.marked, begins, stop < 0 ? sentence.marked.length : begins + stop)
    const span = { from: match.index, to }
    const value = sentence.marked.slice(begins, to).trim()
    const ids = idsIn(sentence, begins, to)
    if (match.groups?.co) {
      if (value !== '' && value !== '无') helpers.push({ ...span, ids })
      if (!new RegExp(`^(?:${COMMA_LIST})?$`).test(value) && value !== '无') unclear.push(span)
    } else if (hasStrong && !match.groups?.strong) unclear.push(span)
    else if (!/牵头|主办/.test(value)) leads.push({ ...span, ...only(value, ids), isStrong: true })
    else if (MARKED_LEAD.test(value)) {
      leads.push({ ...span, id: ids[0] ?? null, with: ids.slice(1), isStrong: true })
    }
  }
  return { leads, helpers, unclear }
}

/** 区住建局（牵头）、区财政局: the mark says who leads; the others help. */
const MARKED_LEAD = new RegExp(
  `^${DEPARTMENT}\\s*\\((?:牵头|牵头单位|主办)\\)(?:\\s*[、,;和]\\s*${COMMA_LIST})?$`,
)

/** A value with a bracket of its own ends behind it. */
function closedAt(marked: string, begins: number, ends: number): number {
  if (marked.charAt(ends) !== ')' || !marked.slice(begins, ends).includes('(')) return ends
  const stop = marked.slice(ends + 1).search(NEXT_LABEL)
  return stop < 0 ? marked.length : ends + 1 + stop
}

function only(
  value: string,
  ids: readonly DepartmentId[],
): { id: DepartmentId | null; with: DepartmentId[] } {
  const [first] = ids
  const isOne = ids.length === 1 && new RegExp(`^${DEPARTMENT}$`).test(value)
  return { id: isOne && first !== undefined ? first : null, with: [] }
}

function leadsBy(
  pattern: RegExp,
  sentence: Marked,
  isStrong: boolean,
  taken: readonly Span[],
): Lead[] {
  return [...sentence.marked.matchAll(pattern)].flatMap((match) => {
    const span = { from: match.index, to: match.index + match[0].length }
    if (overlaps(span, taken)) return []
    const list = match.groups?.list ?? ''
    const at = match.index + match[0].indexOf(list)
    const ids = idsIn(sentence, at, at + list.length)
    const helping = match.groups?.with ?? ''
    const withAt =
      at + list.length + match[0].slice(match[0].indexOf(list) + list.length).indexOf(helping)
    const isWhole =
      ids.length === 1 && !LIST_GOES_ON_BEFORE.test(sentence.marked.slice(0, at).replace(/并$/, ''))
    const isPlain =
      isWhole && (isStrong || !LIST_GOES_ON_AFTER.test(sentence.marked.slice(span.to)))
    const [first] = ids
    return [
      {
        ...span,
        id: isPlain && first !== undefined ? first : null,
        isStrong,
        with: helping === '' ? [] : idsIn(sentence, withAt, withAt + helping.length),
      },
    ]
  })
}

function helpersBy(pattern: RegExp, sentence: Marked, taken: readonly Span[]): Helpers[] {
  return [...sentence.marked.matchAll(pattern)].flatMap((match) => {
    const span = { from: match.index, to: match.index + match[0].length }
    return overlaps(span, taken) ? [] : [{ ...span, ids: idsIn(sentence, span.from, span.to) }]
  })
}

function idsIn(sentence: Marked, from: number, to: number): DepartmentId[] {
  const inside = sentence.departments.filter((one) => one.from >= from && one.to <= to)
  return [...new Set(inside.map(({ id }) => id))]
}

function spansOf(pattern: RegExp, marked: string): Span[] {
  return [...marked.matchAll(pattern)].map(({ index, 0: words }) => ({
    from: index,
    to: index + words.length,
  }))
}

function overlaps({ from, to }: Span, others: readonly Span[]): boolean {
  return others.some((other) => from < other.to && other.from < to)
}
