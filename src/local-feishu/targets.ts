// Where a message may go: the receiver, membership, and how much each target takes.
import { bump } from './counters.ts'
import type { Platform } from './platform.ts'
import { TARGET_LIMITS } from './rate-windows.ts'
import { refusal } from './refusal.ts'
import { type Chat, type Message, p2pChat, type State, type User } from './state.ts'

const PREFIXES: Readonly<Record<string, string>> = {
  open_id: 'ou_',
  union_id: 'on_',
  chat_id: 'oc_',
}

/**
 * The chat that `receive_id` names. A person's is the private chat with the bot.
 * Throws 230001, 230034 (id does not fit its type, or names nobody) and what `mayWrite` throws.
 */
export function receivingChat(state: State, idType: string | undefined, id: unknown): Chat {
  if (idType === undefined || !RECEIVE_ID_TYPES.has(idType)) {
    throw refusal(230001, 'invalid receive_id_type')
  }
  if (typeof id !== 'string' || id === '') throw refusal(230001, 'receive_id is missing')
  const prefix = PREFIXES[idType]
  if (prefix !== undefined && !id.startsWith(prefix)) throw refusal(230034)
  const chat = idType === 'chat_id' ? state.chats.get(id) : privateChat(state, idType, id)
  if (chat === undefined) throw refusal(230034)
  mayWrite(state, chat)
  return chat
}

const RECEIVE_ID_TYPES: ReadonlySet<string> = new Set([
  'open_id',
  'user_id',
  'union_id',
  'email',
  'chat_id',
])

/** Throws 230002, 230013, 230027, 230053 or 232009 when the bot may not write there now. */
export function mayWrite(state: State, chat: Chat): void {
  if (chat.dissolved) throw refusal(232009)
  if (!chat.bot) throw refusal(230002)
  if (chat.external) throw refusal(230027)
  if (chat.kind !== 'p2p') return
  for (const openId of chat.members) {
    const user = state.users.get(openId)
    if (user === undefined || user.resigned || !user.available) throw refusal(230013)
    if (user.stoppedBot) throw refusal(230053)
  }
}

/**
 * Counts one message to the chat, or one update of the message; throws 230020 over five a second.
 */
export function takeTarget(platform: Platform, key: `chat ${string}` | `message ${string}`): void {
  const exceeded = platform.windows.take(key, TARGET_LIMITS, platform.state.clock.now())
  if (exceeded === undefined) return
  bump(platform.tally.overLimit, `${key}/${exceeded.limit.lengthMs}`)
  throw refusal(230020)
}

/** The message a path names. Throws 99992354 for what is not a message id or names no message. */
export function messageOf(state: State, id: string): Message {
  const message = /^om_[A-Za-z0-9_]+$/.test(id) ? state.messages.get(id) : undefined
  if (message === undefined) throw refusal(99992354, `id: ${id}`)
  return message
}

/** The chat a message is in; every message has one. */
export function chatOf(state: State, message: Message): Chat {
  const chat = state.chats.get(message.chatId)
  if (chat === undefined) throw refusal(232006)
  return chat
}

/** The person with this id of this type, `open_id` unless told otherwise. */
export function userBy(state: State, idType: string | undefined, id: string): User | undefined {
  if (idType === undefined || idType === 'open_id') return state.users.get(id)
  return [...state.users.values()].find((user) => idsOf(user)[idType] === id)
}

/** The chosen id of a person, as answers show it. */
export function idBy(user: User, idType: string | undefined): string {
  return idsOf(user)[idType ?? 'open_id'] ?? user.openId
}

function privateChat(state: State, idType: string, id: string): Chat | undefined {
  const user = userBy(state, idType, id)
  return user === undefined ? undefined : p2pChat(state, user.openId)
}

function idsOf(user: User): Readonly<Record<string, string | undefined>> {
  return {
    open_id: user.openId,
    union_id: user.unionId,
    user_id: user.userId,
    email: user.email,
  }
}
