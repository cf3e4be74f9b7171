// The report 反馈材料: its title, its one hash, and the gate it must pass (process §2).
import type { ReportEdit } from './command.ts'
import { canonicalJson, sha256Hex } from './hash.ts'
import type { Assignment, Matter, ReportText } from './matter.ts'
import type { ReportFinding } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'

/** A card input holds this many characters; longer sections are written in the page. */
export const CARD_INPUT_MAX = 1000

/** A section written in the page may be this long, some forty pages of paper. */
export const SECTION_MAX = 20_000

/** What ends a matter's title and would be said twice in 关于…落实情况的报告; the longest first. */
const TITLE_ENDINGS = ['贯彻落实情况', '落实情况', '推进情况', '完成情况', '办理情况'] as const

/** 截至目前，经排查: what may stand before a nothing without making it something. */
const BEFORE_NOTHING =
  '(?:截至目前|截止目前|到目前为止|目前|现阶段|现|暂时|暂|尚|均|并|也|经(?:自查|核查|排查|检查|了解))*'

/** 无, 没有明显问题, 未发现存在的问题和不足: how the second section says that there is nothing to say. */
const NOTHING = new RegExp(
  `^(?:${BEFORE_NOTHING}(?:无|没有|没|未|不)(?:发现|存在|见)*(?:任何|明显|突出|其他|其它|较大|重大|相关)*的?(?:(?:问题|不足|困难)(?:之处)?(?:和|与|及|以及|或)?)*)+$`,
  'u',
)

/** The same in forms filled in by habit: NA, none. */
const NOTHING_LATIN = /^(?:na|none|no|nil)$/iu

/** Words that ask for something; a report carries no request. */
const REQUESTS = [
  '请示',
  '恳请',
  '请予批准',
  '请予解决',
  '请予支持',
  '请批准',
  '请求解决',
  '妥否',
] as const

/** How little a verification may say: when, where, what was seen (process §2). */
const VERIFICATION_MIN = 10

export const EMPTY_REPORT: ReportText = {
  achievements: '',
  problems: '',
  nextSteps: '',
  noProblemConfirmed: false,
  verification: '',
  replyClass: null,
  replyContact: '',
}

/** `〔department〕关于〔matter〕落实情况的报告`. */
export function reportTitle(departmentName: string, matterTitle: string): string {
  return `${departmentName}关于${reportSubject(matterTitle)}落实情况的报告`
}

/** The matter's title without what 落实情况 would say twice. */
export function reportSubject(matterTitle: string): string {
  const title = matterTitle.trim()
  const ending = TITLE_ENDINGS.find((known) => title.endsWith(known))
  return ending === undefined ? title : title.slice(0, -ending.length)
}

/** The text with the edit's fields in place; absent fields stay. Line ends and outer space are folded. */
export function editedReport(text: ReportText, edit: ReportEdit): ReportText {
  return {
    achievements: tidy(edit.achievements ?? text.achievements),
    problems: tidy(edit.problems ?? text.problems),
    nextSteps: tidy(edit.nextSteps ?? text.nextSteps),
    noProblemConfirmed: edit.noProblemConfirmed ?? text.noProblemConfirmed,
    verification: tidy(edit.verification ?? text.verification),
    replyClass: edit.replyClass ?? text.replyClass ?? null,
    replyContact: tidy(edit.replyContact ?? text.replyContact ?? ''),
  }
}

export function sameReport(one: ReportText, other: ReportText): boolean {
  return (
    tidy(one.achievements) === tidy(other.achievements) &&
    tidy(one.problems) === tidy(other.problems) &&
    tidy(one.nextSteps) === tidy(other.nextSteps) &&
    tidy(one.verification) === tidy(other.verification) &&
    one.noProblemConfirmed === other.noProblemConfirmed &&
    one.replyClass === other.replyClass &&
    tidy(one.replyContact) === tidy(other.replyContact)
  )
}

/** The one text that is hashed, signed and submitted: title, addressee, sections, verification. */
export function reportContent(title: string, addressee: string, text: ReportText): string {
  return canonicalJson({
    title,
    addressee,
    sections: {
      achievements: text.achievements,
      problems: text.problems,
      nextSteps: text.nextSteps,
    },
    verification: { noProblemConfirmed: text.noProblemConfirmed, text: text.verification },
    // A reply to a proposal is signed with its class and contact; other reports have neither (process §5).
    ...(text.replyClass === null
      ? {}
      : { reply: { class: text.replyClass, contact: text.replyContact } }),
  })
}

/** By which a writer's text is told from what somebody else has made of it since. */
export function textHash(text: ReportText): string {
  return contentHashOf(reportContent('', '', text))
}

export function contentHashOf(content: string): string {
  return sha256Hex(content)
}

/** What stands between this text and its presentation. Empty = it may go up. */
export function gateFindings(text: ReportText, isReply = false): ReportFinding[] {
  const findings: ReportFinding[] = []
  if (text.achievements.trim() === '') findings.push({ finding: 'empty', section: 'achievements' })
  if (saysNothing(text.problems) && !nothingIsVerified(text))
    findings.push({ finding: 'noProblem' })
  if (text.nextSteps.trim() === '') findings.push({ finding: 'empty', section: 'nextSteps' })
  if (isReply) findings.push(...replyFindings(text))
  if (carriesSecrecyMark(wholeText(text))) findings.push({ finding: 'secrecy' })
  return [...findings, ...tooLong(text)]
}

/** Sections that would not fit even the page. */
export function tooLong(text: ReportText): ReportFinding[] {
  return (['achievements', 'problems', 'nextSteps', 'verification'] as const)
    .filter((section) => text[section].length > SECTION_MAX)
    .map((section) => ({ finding: 'tooLong', section }))
}

/** Whether the report is a reply to a proposal too: the lead's, of a matter of category 6 (process §5). */
export function isReply(
  matter: Pick<Matter, 'category'>,
  assignment: Pick<Assignment, 'kind'>,
): boolean {
  return matter.category === 6 && assignment.kind === 'lead'
}

/** A report that is no reply has neither class nor contact, whatever a form sends. */
export function asAsked(text: ReportText, reply: boolean): ReportText {
  return reply ? text : { ...text, replyClass: null, replyContact: '' }
}

function replyFindings({ replyClass, replyContact }: ReportText): ReportFinding[] {
  const missing = [
    ...(replyClass === null ? (['class'] as const) : []),
    ...(replyContact.trim() === '' ? (['contact'] as const) : []),
  ]
  return missing.length === 0 ? [] : [{ finding: 'reply', missing }]
}

/** What is worth a second look but refuses nothing. */
export function gateWarnings(text: ReportText): ReportFinding[] {
  const whole = wholeText(text)
  return REQUESTS.filter((words) => whole.includes(words)).map((words) => ({
    finding: 'request',
    words,
  }))
}

/** Whether the second section is empty or says only that there is nothing. */
export function saysNothing(problems: string): boolean {
  const text = problems.normalize('NFKC').replace(/[\s\p{P}\p{S}]+/gu, '')
  return text === '' || NOTHING.test(text) || NOTHING_LATIN.test(text)
}

function nothingIsVerified(text: ReportText): boolean {
  return text.noProblemConfirmed && [...text.verification.trim()].length >= VERIFICATION_MIN
}

function wholeText(text: ReportText): string {
  const { achievements, problems, nextSteps, verification, replyContact } = text
  return [achievements, problems, nextSteps, verification, replyContact].join('\n')
}

export function tidy(text: string): string {
  return text.replace(/\r\n?/gu, '\n').normalize('NFC').trim()
}
