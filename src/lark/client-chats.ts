// Chats and people: who the bot is, what a group is called, who is in it (platform docs: im/v1 chats, contact/v3).
import type { Caller } from './client.ts'
import { type Answer, refusedHere } from './fault.ts'
import { botReply, chatReply, ID_FORMS, memberPage, userReply } from './wire.ts'

interface Member {
  readonly openId: string
  readonly name: string
}

export interface ChatCalls {
  /** The bot itself. */
  bot(): Promise<Answer<{ readonly openId: string; readonly name: string }>>
  /** `status` is the platform's word: normal, dissolved, … */
  chat(chatId: string): Promise<Answer<{ readonly name: string; readonly status: string }>>
  /** Everybody in a group, bots excepted. */
  chatMembers(chatId: string): Promise<Answer<readonly Member[]>>
  user(
    openId: string,
  ): Promise<Answer<{ readonly openId: string; readonly name: string; readonly resigned: boolean }>>
}

/** A hundred members a page: far more than a group may have. Stops a platform that always says "more". */
const MAX_PAGES = 200

export function chatCalls(caller: Caller): ChatCalls {
  return {
    bot: () => caller.json({ api: 'bot.info', method: 'GET', path: 'bot/v3/info' }, botReply),
    chat: async (chatId) => {
      if (!ID_FORMS.chat.test(chatId)) return refusedHere('not a chat id')
      const path = `im/v1/chats/${chatId}`
      return await caller.json({ api: 'chat.get', method: 'GET', path }, chatReply)
    },
    chatMembers: async (chatId) => {
      if (!ID_FORMS.chat.test(chatId)) return refusedHere('not a chat id')
      return await allMembers(caller, `im/v1/chats/${chatId}/members`)
    },
    user: async (openId) => {
      if (!ID_FORMS.person.test(openId)) return refusedHere('not an open_id')
      const query = { user_id_type: 'open_id' }
      const path = `contact/v3/users/${openId}`
      return await caller.json({ api: 'user.get', method: 'GET', path, query }, userReply)
    },
  }
}

async function allMembers(caller: Caller, path: string): Promise<Answer<readonly Member[]>> {
  const members: Member[] = []
  let next: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query: Record<string, string> = {
      member_id_type: 'open_id',
      page_size: '100',
      ...(next === null ? {} : { page_token: next }),
    }
    const answer = await caller.json(
      { api: 'chat.members', method: 'GET', path, query },
      memberPage,
    )
    if (!answer.ok) return answer
    members.push(...answer.value.items)
    next = answer.value.next
    if (next === null) return { ok: true, value: members }
  }
  return refusedHere('too many pages')
}
