// Short texts about whose turn it is, what was corrected, and what could not be delivered.

import type { Matter } from '../src/domain/matter.ts'
import type { Organisation } from '../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../src/domain/terms.ts'
import { matterName, personZh } from './phrases.ts'

/** A word that asks for a card while somebody else has the next step. */
export const NOT_YOUR_TURN = '目前没有待您办理的该项工作。可发送“我的待办”查看您的事项。'

/** 立项 by somebody who is not 督查室. */
export const ONLY_SUPERVISION = '立项由区政府督查室办理，如有事项需要督查，请联系区政府督查室。'

/** Free words in private that belong to no card. */
export const NOT_UNDERSTOOD =
  '未能识别您的意思。报进展请回复该事项的卡片，或发送“进展 27号 进展内容”；发送“帮助”查看可用指令。'

const CORRECTED_ZH = {
  withdrawProgress: '已撤回进展',
  voidProgress: '已作废进展',
  refileProgress: '已更正归属，该条进展已转至正确的事项',
} as const

/** The answer to 撤回, 作废 and 更正归属 given as words, in private. */
export function correctedAnswer(
  action: keyof typeof CORRECTED_ZH,
  matter: Pick<Matter, 'title' | 'number'>,
): string {
  return `${CORRECTED_ZH[action]}：${matterName(matter)}。`
}

/** Tells 督查室主任 of a message that could not be delivered, and what to do. `reason` is the platform's code. */
export function undeliveredNotice(
  message: {
    readonly kind: string
    readonly recipientType: 'person' | 'chat'
    readonly recipient: string
    readonly reason: string
  },
  matter: Pick<Matter, 'title' | 'number'> | null,
  organisation: Organisation,
): string {
  const title = (CARD_TITLE_ZH as Readonly<Record<string, string>>)[message.kind] ?? '文字消息'
  const about = matter === null ? '' : `，事项：${matterName(matter)}`
  return `有一条消息未能送达：${title}，接收方：${recipientZh(message, organisation)}${about}。原因代码：${message.reason}。请核实接收方是否在职、机器人是否在群内，必要时电话告知。`
}

function recipientZh(
  message: { readonly recipientType: 'person' | 'chat'; readonly recipient: string },
  organisation: Organisation,
): string {
  if (message.recipientType === 'person') return personZh(organisation, message.recipient)
  const department = organisation.departments.find((held) => held.chatId === message.recipient)
  return department === undefined ? '某群' : `${department.shortName}工作群`
}
