// Short texts that answer what people type. In groups they hold nothing but what the group's status card may show.
import type { Matter } from '../src/domain/matter.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import type { Refusal } from '../src/domain/refusal.ts'
import type { Instant } from '../src/domain/time.ts'
import { clip, visibleText } from './escape.ts'
import { bareDeadlineLine, lampText, matterName, statusZh } from './phrases.ts'
import { type RefusalContext, refusalText } from './refusal.ts'

export type Place = 'group' | 'private'

export type Named = Pick<Matter, 'title' | 'number' | 'classification'>

/** What was asked for comes as a card, privately. */
export const SENT_PRIVATELY = '已将卡片发至您的私聊。'

/** 看板: the way to the page, where it is known. */
export function boardAnswer({ pages }: Pick<Organisation, 'pages'>): string {
  return pages === undefined || pages === null
    ? '督查看板的访问地址尚未设置，请联系系统管理员。'
    : `督查看板：${pages}/board\n在飞书内打开即可查看您有权知悉的事项，无需密码。`
}

/** A command without a matter, not given in reply to a card. */
export const NUMBER_WANTED = '请写明督查编号，例如：查 27号。也可以直接回复该事项的卡片。'

/** 进展 with nothing behind it. */
export const PROGRESS_WANTED = '请写明进展内容，例如：进展 27号 已完成摸底120户。'

/** 撤回 where nothing of the asker's can be taken back. */
export const NOTHING_TO_WITHDRAW = '没有可以撤回的操作。下一步已经办理的，不能撤回。'

/** A file or a picture that came into a group by itself. */
export const FILES_PRIVATELY = '附件请私聊发送，或在群内发送同时提及本助手的图文消息。'

/** `已记入进展：农村沼气建设工作（云政督〔2026〕27号）。` */
export function recordedAnswer(matter: Named, place: Place): string {
  return `已记入进展：${placeName(matter, place)}。`
}

/** The answer to 查 in a group: the status card as one line. */
export function statusAnswer(matter: Matter, organisation: Organisation, at: Instant): string {
  const lamp = lampText(matter, null, organisation, at)
  const name = placeName(matter, 'group')
  if (matter.classification === 'internal') return `${name}：${lamp}。`
  const due = bareDeadlineLine(matter, organisation)
  return `${name}：${statusZh(matter)}，${lamp}，时限${due}。`
}

/** No matter has this number, or none that the asker may know of: the two are told alike. */
export function unknownNumberAnswer(number: string): string {
  return `未找到“${literal(number, ECHO_MAX)}”对应的督查事项，请核对编号，或发送“我的待办”查看您的事项。`
}

/** 查 with words that no title has that the asker may see. */
export function nothingFoundAnswer(query: string): string {
  return `未找到与“${literal(query, ECHO_MAX)}”有关的督查事项，请换个说法，或发送“查 27号”按编号查询。`
}

/** At most five to choose from, never a guess (conversation §3). `matters` are those the asker may see. */
export function ambiguousAnswer(matters: readonly Named[], place: Place): string {
  const lines = matters
    .slice(0, CHOICES_MAX)
    .map((matter, index) => `${index + 1}. ${placeName(matter, place)}`)
  const more =
    matters.length > CHOICES_MAX ? `（共${matters.length}项，仅列前${CHOICES_MAX}项）` : ''
  return [`符合的事项不止一项，请写明完整编号${more}：`, ...lines].join('\n')
}

/**
 * A refused word. In a group the reason may name a leader or the department's papers, so only what says
 * nothing of the matter is said there; the whole reason goes to the asker privately.
 */
export function refusedAnswer(refusal: Refusal, context: RefusalContext, place: Place): string {
  if (place === 'private' || NAMELESS.has(refusal.reason))
    return literal(refusalText(refusal, context), ANSWER_MAX)
  return '未能办理，原因已发至您的私聊。'
}

const NAMELESS: ReadonlySet<Refusal['reason']> = new Set([
  'stranger',
  'notYours',
  'matterUnknown',
  'progressEmpty',
  'secrecyMark',
])

const CHOICES_MAX = 5

/** UTF-16 units of what somebody typed that are said back. */
const ECHO_MAX = 20

/** UTF-16 units: the longest title there can be, and its number. */
const NAME_MAX = 140

/** UTF-16 units; more than any refusal has, so it only guards against the unforeseen. */
const ANSWER_MAX = 2000

/** The matter as it may be named there; harmless, whatever its title says. */
export function placeName(matter: Named, place: Place): string {
  if (place === 'group' && matter.classification === 'internal') return matter.number ?? '该事项'
  return literal(matterName(matter), NAME_MAX)
}

/**
 * Text messages obey markup of their own: mentions and styles in angle brackets, links in square ones
 * (platform docs: messages, text). People's words get the full-width signs, which mean nothing.
 */
export function literal(text: string, maxChars: number): string {
  const harmless = visibleText(text)
    .replaceAll('<', '＜')
    .replaceAll('>', '＞')
    .replaceAll('[', '［')
    .replaceAll(']', '］')
    .replaceAll('*', '＊')
    .replaceAll('://', '：//')
    .replaceAll('\n', ' ')
  return clip(harmless, maxChars)
}
