// The chats of a person, their names and order, and what is unread in them.
import type { Chat, Message } from '../state.ts'
import type { Desk } from './desk.ts'

export interface ChatLine {
  readonly chat: Chat
  readonly name: string
  readonly unread: number
  readonly last: Message | undefined
}

/** The private chat with the bot first, then the newest talk. */
export function chatsOf(desk: Desk, openId: string): ChatLine[] {
  const own = desk.feishu.person(openId).chatWithBot()
  return desk.feishu
    .allChats()
    .filter((chat) => chat.members.has(openId))
    .map((chat) => {
      const messages = desk.feishu.allMessages(chat.id)
      const unread = desk.reads.unread(openId, chat, messages)
      return { chat, name: chatName(desk, chat, openId), unread, last: messages.at(-1) }
    })
    .sort((one, other) => rank(other, own) - rank(one, own))
}

export function unreadOf(desk: Desk, openId: string): number {
  return chatsOf(desk, openId).reduce((sum, { unread }) => sum + unread, 0)
}

/** A private chat is called after the other one in it. */
export function chatName(desk: Desk, chat: Chat, openId: string): string {
  if (chat.kind === 'group') return chat.name
  if (chat.bot) return desk.feishu.bot.name
  const other = [...chat.members].find((member) => member !== openId) ?? openId
  return desk.nameOf(other)
}

function rank({ chat, last }: ChatLine, own: string): number {
  if (chat.id === own) return Number.POSITIVE_INFINITY
  return last?.createdAt ?? 0
}
