// Turns of phrase that several cards share. All are literal text: what people wrote may stand in them.
import { unknownYearWarning } from '../src/domain/calendar.ts'
import { assignmentLamp, effectiveDeadline, matterLamp } from '../src/domain/deadline.ts'
import { type Act, type Assignment, leadOf, type Matter } from '../src/domain/matter.ts'
import { type OpenId, type Organisation, personOf } from '../src/domain/organisation.ts'
import { passedOnTo } from '../src/domain/outcome.ts'
import {
  ACTION_ZH,
  ASSIGNMENT_STATUS_ZH,
  AUTOMATIC_ZH,
  LAMP_ZH,
  MATTER_STATUS_ZH,
} from '../src/domain/terms.ts'
import {
  dayOf,
  daysBetween,
  deadlineZh,
  type Instant,
  momentZh,
  shortDateZh,
} from '../src/domain/time.ts'
import { visibleText } from './escape.ts'
import { addressAs, recordName } from './people.ts'

/** `佟雅宁副区长`: full name and post, for records (conversation §1.8). */
export function personZh(organisation: Organisation, openId: OpenId | 'system'): string {
  if (openId === 'system') return '系统'
  const person = personOf(organisation, openId)
  return person === undefined ? '已离岗人员' : recordName(person)
}

/** `佟副区长`: surname and post, as one speaks to somebody (conversation §1.8). */
export function spokenZh(organisation: Organisation, openId: OpenId): string {
  const person = personOf(organisation, openId)
  return person === undefined ? '您' : addressAs(person)
}

/** `谷雨科长、禾苗`, each as {@link personZh} has it. */
export function peopleZh(organisation: Organisation, openIds: readonly OpenId[]): string {
  return openIds.map((openId) => personZh(organisation, openId)).join('、')
}

/** `农村沼气建设工作（云政督〔2026〕27号）`; the title alone until there is a number. */
export function matterName(matter: Pick<Matter, 'title' | 'number'>): string {
  const title = visibleText(matter.title).trim() || '未命名事项'
  return matter.number === null ? title : `${title}（${matter.number}）`
}

/** `27号`, as people type it; null until there is a number. */
export function shortNumber(matter: Pick<Matter, 'numberSerial'>): string | null {
  return matter.numberSerial === null ? null : `${matter.numberSerial}号`
}

/**
 * `✓ 佟雅宁副区长 9月14日 09:20 同意立项 云政督〔2026〕27号` (conversation §1.4). A delegate is shown
 * as such (process §6). Only what carries the matter forward is ticked; a return is merely stated.
 */
export function outcomeLine(act: Act, matter: Matter, organisation: Organisation): string {
  const tick = FORWARD.has(act.action) ? '✓ ' : ''
  const number =
    act.action === ACTION_ZH.approve && matter.number !== null ? ` ${matter.number}` : ''
  return `${tick}${actorZh(act, organisation)} ${momentZh(act.at)} ${deedZh(act, organisation)}${number}`
}

/** `许广厦副局长（受马建业局长委托）`: who acted, and for whom. */
export function actorZh(act: Pick<Act, 'actor' | 'actingFor'>, organisation: Organisation): string {
  const actor = personZh(organisation, act.actor)
  return act.actingFor === null ? actor : `${actor}（${actingForZh(organisation, act.actingFor)}）`
}

/** `受马建业局长委托` (process §6). */
export function actingForZh(organisation: Organisation, principal: OpenId): string {
  return `受${personZh(organisation, principal)}委托`
}

/**
 * `2026年9月18日（星期五）17:30前`, of the assignment if there is one, else of the matter, with what
 * moved it: `（补正时限）`, `（已同意延期，原时限9月15日）`.
 */
export function deadlineLine(
  matter: Pick<Matter, 'deadline'>,
  assignment: Assignment | null,
  organisation: Organisation,
): string {
  const deadline = assignment === null ? matter.deadline : effectiveDeadline(assignment)
  if (deadline === null) return NOT_FILLED
  const warning = unknownYearWarning(organisation.calendar, dayOf(deadline))
  const beside = [assignment === null ? null : movedBy(assignment), warning]
  return `${deadlineZh(deadline)}${beside.map((text) => (text === null ? '' : `（${text}）`)).join('')}`
}

/** When the lead is due and nothing of what moved it, which a group need not know (process §8). */
export function bareDeadlineLine(matter: Matter, organisation: Organisation): string {
  const lead = leadOf(matter)
  const deadline = lead === undefined ? matter.deadline : effectiveDeadline(lead)
  return deadlineLine({ deadline }, null, organisation)
}

/** `距时限还有2天`, counted on the calendar; on the day itself and after it in words. */
export function daysLeftZh(deadline: Instant, at: Instant): string {
  const days = daysBetween(dayOf(at), dayOf(deadline))
  if (days > 0) return `距时限还有${days}天`
  if (at <= deadline) return '今天到时限'
  return days === 0 ? '今天的时限已过' : `已过时限${-days}天`
}

/** `黄灯 临期`: colour and word (conversation §1.7), of the assignment if there is one, else of the matter. */
export function lampText(
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
  at: Instant,
): string {
  return LAMP_ZH[
    assignment === null
      ? matterLamp(matter, organisation, at)
      : assignmentLamp(assignment, organisation, at)
  ]
}

/** `办理中（牵头单位：待批办）`: where the matter is, and where its lead is while departments work. */
export function statusZh(matter: Matter): string {
  const status = MATTER_STATUS_ZH[matter.status]
  const lead = leadOf(matter)
  if (matter.status !== 'handling' || lead === undefined || lead.status === 'handling')
    return status
  return `${status}（牵头单位：${ASSIGNMENT_STATUS_ZH[lead.status]}）`
}

/** The three points 三清楚 as the hand-over shows them: 督查内容, 办结时间, 材料格式 (process §1.3). */
export function pointsLines(
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
): readonly (readonly [label: string, value: string])[] {
  const content = visibleText(assignment?.task ?? matter.content).trim()
  return [
    ['督查内容', content || NOT_FILLED],
    ['办结时间', deadlineLine(matter, assignment, organisation)],
    ['材料格式', formatZh(matter)],
  ]
}

/** `一式2份，加盖公章，附电子稿，领导签字；备注`. What is not asked is said too, so that nobody wonders. */
export function formatZh(
  matter: Pick<Matter, 'copies' | 'seal' | 'electronic' | 'signature' | 'formatNote'>,
): string {
  const demands = [
    copiesZh(matter.copies),
    asked(matter.seal, '加盖公章', '无需盖章'),
    asked(matter.electronic, '附电子稿', '无需电子稿'),
    asked(matter.signature, '领导签字', '无需领导签字'),
  ].filter((demand) => demand !== null)
  const format = demands.length === 0 ? NOT_FILLED : demands.join('，')
  const note = visibleText(matter.formatNote).trim()
  return note === '' ? format : `${format}；${note}`
}

function copiesZh(copies: number | null): string | null {
  if (copies === null) return null
  return copies === 0 ? '不报纸质件' : `一式${copies}份`
}

/** Why the card came, to those who work on the matter (conversation §1.12). */
export function whyLine(rule: string): string {
  return `为什么是我：${rule}`
}

/** The same towards leaders. */
export function basisLine(rule: string): string {
  return `呈送依据：${rule}`
}

/** All that an old copy says once the card was sent afresh (conversation §1.10). */
export const SUPERSEDED_ZH = '本卡片已更新，请看最新卡片。'

/**
 * `请审签：农村沼气建设工作（云政督〔2026〕27号）`, a card's line in the chat list and on the lock screen; of an
 * 内部 matter no more than that there is one (process §7.12).
 */
export function summaryZh(
  matter: Pick<Matter, 'title' | 'number' | 'classification'>,
  cardTitle: string,
  name = matterName(matter),
): string {
  return matter.classification === 'internal' ? INTERNAL_SUMMARY_ZH : `${cardTitle}：${name}`
}

/** The most that a lock screen may show of an 内部 matter (process §7.12). */
export const INTERNAL_SUMMARY_ZH = '您有一份督查待办'

const NOT_FILLED = '（未填写）'

/** The acts that an outcome line ticks. */
const FORWARD: ReadonlySet<string> = new Set([
  ACTION_ZH.propose,
  ACTION_ZH.approve,
  ACTION_ZH.feedBack,
  ACTION_ZH.read,
  ACTION_ZH.presentBrief,
  ACTION_ZH.clear,
  ACTION_ZH.amendAndClear,
  ACTION_ZH.reportUp,
  ACTION_ZH.draftBulletin,
  ACTION_ZH.issueBulletin,
  ACTION_ZH.giveInstruction,
  ACTION_ZH.settleInstruction,
  ACTION_ZH.docketInstruction,
  ACTION_ZH.recordOpinion,
  ACTION_ZH.acknowledge,
  ACTION_ZH.instruct,
  ACTION_ZH.reinstruct,
  ACTION_ZH.reportProgress,
  ACTION_ZH.finish,
  ACTION_ZH.compile,
  ACTION_ZH.presentReport,
  ACTION_ZH.signOff,
  ACTION_ZH.amendAndSignOff,
  ACTION_ZH.submit,
  ACTION_ZH.pass,
  ACTION_ZH.askQuestion,
  ACTION_ZH.answerQuestion,
  ACTION_ZH.applyRedirect,
  ACTION_ZH.proposeExtension,
  ACTION_ZH.presentExtension,
  ACTION_ZH.releaseApplication,
  ACTION_ZH.releaseCycle,
  ACTION_ZH.grantExtension,
  ACTION_ZH.grantSpecially,
  ACTION_ZH.grantRedirect,
  ACTION_ZH.redirect,
  ACTION_ZH.receiveMaterial,
  ACTION_ZH.passOn,
])

function deedZh(act: Act, organisation: Organisation): string {
  const reader = passedOnTo(act)
  if (reader !== null) return `因人员变动转呈${personZh(organisation, reader)}阅示`
  if (act.action === AUTOMATIC_ZH) return `自动转为${act.to ?? '下一步'}`
  // What only went to be checked is not done yet.
  return act.details.check === 'asked' ? `${act.action}，送核稿` : act.action
}

function movedBy(assignment: Assignment): string | null {
  if (assignment.reworkDeadline !== null) return '补正时限'
  return assignment.extendedTo === null
    ? null
    : `已同意延期，原时限${shortDateZh(assignment.deadline)}`
}

function asked(answer: boolean | null, yes: string, no: string): string | null {
  if (answer === null) return null
  return answer ? yes : no
}
