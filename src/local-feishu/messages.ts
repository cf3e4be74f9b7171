// Messages as the platform keeps them: made, shown in answers, replaced, recalled.

import type { Content } from './content.ts'
import { bump } from './counters.ts'
import type { Json } from './json.ts'
import type { Platform } from './platform.ts'
import {
  type Chat,
  changed,
  keepMessage,
  type Mention,
  type Message,
  type MessageType,
} from './state.ts'

export interface NewMessage {
  readonly chat: Chat
  readonly sender: Message['sender']
  readonly msgType: MessageType
  readonly content: string
  readonly card?: Json
  readonly mentions: readonly Mention[]
  readonly replyTo?: Message
  readonly inThread?: boolean
  readonly forwardedFrom?: string
}

/** Adds the message to its chat and counts it when it is the bot's. */
export function addMessage(platform: Platform, made: NewMessage): Message {
  const { state, tally } = platform
  const now = state.clock.now()
  const { replyTo } = made
  const threadId = replyTo?.threadId ?? (made.inThread ? `omt_${state.dice.hex(16)}` : undefined)
  const message: Message = {
    id: `om_${state.dice.hex(32)}`,
    chatId: made.chat.id,
    sender: made.sender,
    msgType: made.msgType,
    content: made.content,
    mentions: made.mentions,
    createdAt: now,
    updatedAt: now,
    updates: 0,
    pendingTaps: 0,
    urgedTo: new Set(),
    toasts: new Map(),
    ...(made.card !== undefined && { card: made.card }),
    ...(replyTo !== undefined && { parentId: replyTo.id, rootId: replyTo.rootId ?? replyTo.id }),
    ...(threadId !== undefined && { threadId }),
    ...(made.forwardedFrom !== undefined && { forwardedFrom: made.forwardedFrom }),
  }
  keepMessage(state, message)
  if (made.sender.type === 'app') bump(tally.messagesCreated, made.chat.id)
  changed(state, 'message', message.id)
  return message
}

/** Replaces what the message shows, for everyone at once. */
export function replaceContent(platform: Platform, message: Message, content: Content): void {
  message.content = content.text
  message.msgType = content.msgType
  message.mentions = content.mentions
  if (content.card !== undefined) message.card = content.card
  message.updatedAt = platform.state.clock.now()
  message.updates += 1
  changed(platform.state, 'message', message.id)
}

/** Takes the message back at once; resolves when the app, if it is in the chat, has been told. */
export async function recallMessage(
  platform: Platform,
  message: Message,
  recallType: 'message_owner' | 'group_owner',
): Promise<void> {
  const now = platform.state.clock.now()
  message.recalledAt = now
  message.updatedAt = now
  changed(platform.state, 'message', message.id)
  if (platform.state.chats.get(message.chatId)?.bot !== true) return
  await platform.push('im.message.recalled_v1', {
    message_id: message.id,
    chat_id: message.chatId,
    recall_time: String(now),
    recall_type: recallType,
  })
}

/** A message in the form of the answers to create, reply, get and list. */
export function messageAnswer(platform: Platform, message: Message): Json {
  const { app } = platform.state
  return {
    message_id: message.id,
    ...(message.rootId !== undefined && { root_id: message.rootId }),
    ...(message.parentId !== undefined && { parent_id: message.parentId }),
    ...(message.threadId !== undefined && { thread_id: message.threadId }),
    msg_type: message.msgType,
    create_time: String(message.createdAt),
    update_time: String(message.updatedAt),
    deleted: message.recalledAt !== undefined,
    updated: message.updates > 0,
    chat_id: message.chatId,
    sender: {
      id: message.sender.id,
      id_type: message.sender.type === 'app' ? 'app_id' : 'open_id',
      sender_type: message.sender.type,
      tenant_key: app.tenantKey,
    },
    body: { content: readBack(message) },
    mentions: message.mentions.map((mention) => ({
      key: mention.key,
      id: mention.openId,
      id_type: 'open_id',
      name: mention.name,
      tenant_key: app.tenantKey,
    })),
  }
}

/**
 * Cards of schema 2.0 cannot be read back: the platform answers with a hint to upgrade the client.
 */
function readBack(message: Message): string {
  if (message.recalledAt !== undefined) return 'This message was recalled'
  if (message.msgType !== 'interactive') return message.content
  return JSON.stringify({
    title: null,
    elements: [[{ tag: 'text', text: '请升级至最新版本客户端，以查看内容' }]],
  })
}
