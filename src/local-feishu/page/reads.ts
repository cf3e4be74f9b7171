// Who has read how far: the newest message seen by each person in each chat.
import type { Journal } from '../journal.ts'
import type { Chat, Message } from '../state.ts'

export interface Reads {
  /** Messages of others that this person has not seen in this chat. Changed ones do not count again. */
  unread(openId: string, chat: Chat, messages: readonly Message[]): number
  /** Everything in the chat is seen. False when it was already. */
  saw(openId: string, chat: Chat, messages: readonly Message[]): boolean
}

export function readsIn(journal: Pick<Journal, 'get' | 'put'>): Reads {
  const seenIn = (openId: string, chatId: string) =>
    Number(journal.get('read', `${openId} ${chatId}`) ?? 0)
  return {
    unread: (openId, chat, messages) =>
      messages
        .slice(seenIn(openId, chat.id))
        .filter((one) => one.sender.id !== openId && one.recalledAt === undefined).length,
    saw: (openId, chat, messages) => {
      if (seenIn(openId, chat.id) >= messages.length) return false
      journal.put('read', `${openId} ${chat.id}`, messages.length)
      return true
    },
  }
}
