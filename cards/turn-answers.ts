// Short texts about whose turn it is, what was corrected, and what could not be delivered.
import type { HeldFile } from '../src/domain/erasure.ts'
import type { Matter } from '../src/domain/matter.ts'
import { departmentZh, type Organisation, type Person } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { literal, type Named, type Place, placeName } from './answers.ts'
import { sentZh } from './erasure-facts.ts'
import { personZh, shortNumber } from './phrases.ts'

/** A word that asks for a card while somebody else has the next step. */
export const NOT_YOUR_TURN = '目前没有待您办理的该项工作。可发送“我的待办”查看您的事项。'

/** 立项 by somebody who is not 督查室. */
export const ONLY_SUPERVISION = '立项由区政府督查室办理，如有事项需要督查，请联系区政府督查室。'

/** Free words in private that belong to no card. */
export const NOT_UNDERSTOOD =
  '未能识别您的意思。报进展请回复该事项的卡片，或发送“进展 27号 进展内容”；发送“帮助”查看可用指令。'

/** 作废 or 更正归属 without a word of which entry. */
export const ENTRY_WANTED =
  '请回复要更正的那条进展或其“记入进展”卡片，也可写明原事项编号，例如：作废 27号，更正归属 27号到28号。'

/** 作废 or 更正归属 by number, where several entries could be meant. */
export const ENTRY_UNCLEAR = '您在该事项中记有多条进展，请在要更正的那张“记入进展”卡片上操作。'

/** 更正归属 without the number of the right matter. */
export const REFILE_NUMBER_WANTED = '请写明正确的督查编号，例如：更正归属 28号。'

export const REFILE_NOT_YOURS = '该事项目前不由您办理，进展不能转入，请核对督查编号。'

export const REFILE_HERE = '该条进展已在此事项中，无需更正。'

/** 更正 with pieces that could not be read: they are named, so that only they are typed anew. */
export function notUnderstoodAnswer(pieces: readonly string[]): string {
  const said = pieces.map((piece) => `“${literal(piece, PIECE_MAX)}”`).join('、')
  return `未能读懂：${said}。请写明更正哪一项、改成什么，例如：更正 27号 办结时间改为9月21日 原因：原时限写错。`
}

/** UTF-16 units of one piece that are said back. */
const PIECE_MAX = 40

/** 清除附件 where several files could be meant: by department and time; a name only where it was typed. */
export function chooseFileAnswer(
  matter: Matter,
  held: readonly HeldFile[],
  meant: readonly HeldFile[],
  organisation: Organisation,
): string {
  const lines = meant
    .slice(0, FILES_SHOWN)
    .map((one) => `${held.indexOf(one) + 1}. ${sentZh(matter, one.file.id, organisation)}`)
  const number = shortNumber(matter) ?? ''
  const more = meant.length > FILES_SHOWN ? `（共${meant.length}件，仅列前${FILES_SHOWN}件）` : ''
  return [
    `附件不止一件，请写明序号${more}，例如：清除附件 ${number} 第1个 原因：误传`,
    ...lines,
  ].join('\n')
}

const FILES_SHOWN = 5

/** 超期, 临期 or 统计 by somebody who looks after his own matters only. */
export const NOT_FOR_LOOKING =
  '超期、临期和统计供区政府督查室和领导查看。您的事项请发送“我的待办”，单个事项请发送“查 27号”。'

/** 意见反馈 with nothing behind it. */
export const COMPLAINT_WANTED = '请写明您的意见，例如：意见反馈 提醒时间希望再早一天。'

/** 意见反馈, to whoever gave it; in a group it says no more either. */
export const COMPLAINT_TAKEN = '已转区政府办主任，谢谢。'

/** 意见反馈, to 区政府办主任: in full, and by whom. */
export function complaintNotice(
  text: string,
  person: Person,
  organisation: Organisation,
  at: Instant,
): string {
  const department = departmentZh(organisation, person.departmentId)
  const who = `${department}${personZh(organisation, person.openId)}`
  return `意见反馈（${who}，${momentZh(at)}）：${literal(text, COMPLAINT_MAX)}`
}

/** UTF-16 units; a text message holds far more. */
const COMPLAINT_MAX = 2000

/** Several matters have this number; shown as a toast too, so on one line. */
export function severalNumbered(number: string): string {
  return `“${number}”对应多个事项，请写明完整编号，例如：云政督〔2026〕${number}。`
}

const CORRECTED_ZH = {
  withdrawProgress: '已撤回进展',
  voidProgress: '已作废进展',
  refileProgress: '已更正归属，该条进展已转出',
} as const

/** The answer to 撤回, 作废 and 更正归属 given as words. */
export function correctedAnswer(
  action: keyof typeof CORRECTED_ZH,
  matter: Named,
  place: Place,
): string {
  return `${CORRECTED_ZH[action]}：${placeName(matter, place)}。`
}

/** Tells 督查室主任 of a message that could not be delivered, and what to do. `reason` is the platform's code. */
export function undeliveredNotice(
  message: {
    readonly kind: string
    readonly recipientType: 'person' | 'chat'
    readonly recipient: string
    readonly reason: string
  },
  matter: Named | null,
  organisation: Organisation,
): string {
  const title = message.kind === 'file' ? '文件' : titleOf(message.kind)
  const about = matter === null ? '' : `，事项：${placeName(matter, 'private')}`
  return `有一条消息未能送达：${title}，接收方：${recipientZh(message, organisation)}${about}。原因代码：${message.reason}。请核实接收方是否在职、机器人是否在群内，必要时电话告知。`
}

function titleOf(kind: string): string {
  return (CARD_TITLE_ZH as Readonly<Record<string, string>>)[kind] ?? '文字消息'
}

function recipientZh(
  message: { readonly recipientType: 'person' | 'chat'; readonly recipient: string },
  organisation: Organisation,
): string {
  if (message.recipientType === 'person') return personZh(organisation, message.recipient)
  const department = organisation.departments.find((held) => held.chatId === message.recipient)
  return department === undefined ? '某群' : `${department.shortName}工作群`
}
