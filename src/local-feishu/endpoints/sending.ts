// New messages of the bot: create and reply, with the hour's memory of their uuids.
import { HOUR_MS } from '../../domain/time.ts'
import { contentOf } from '../content.ts'
import { addMessage, messageAnswer } from '../messages.ts'
import type { Answer, Call, Endpoint, Platform } from '../platform.ts'
import { refusal } from '../refusal.ts'
import type { Chat, Message } from '../state.ts'
import { chatOf, mayWrite, messageOf, receivingChat, takeTarget } from '../targets.ts'

/** The same uuid sends at most one message in this time. */
const UUID_MEMORY_MS = HOUR_MS

const UUID_LENGTH = 50

const SEND_SCOPES = ['im:message', 'im:message:send_as_bot']

export const sendingEndpoints: readonly Endpoint[] = [
  {
    name: 'create',
    method: 'POST',
    path: '/im/v1/messages',
    scopes: SEND_SCOPES,
    bucket: 'send',
    handle: (call) => {
      const { state } = call.platform
      const chat = receivingChat(state, call.query('receive_id_type'), call.body.receive_id)
      return sent(call, chat)
    },
  },
  {
    name: 'reply',
    method: 'POST',
    path: '/im/v1/messages/:id/reply',
    scopes: SEND_SCOPES,
    bucket: 'send',
    handle: (call) => {
      const { state } = call.platform
      const parent = messageOf(state, call.param('id'))
      const chat = chatOf(state, parent)
      mayWrite(state, chat)
      if (parent.recalledAt !== undefined) throw refusal(230011)
      return sent(call, chat, parent)
    },
  },
]

function sent(call: Call, chat: Chat, replyTo?: Message): Answer {
  const { platform, body } = call
  takeTarget(platform, `chat ${chat.id}`)
  const uuid = uuidOf(body.uuid)
  const first = uuid === undefined ? undefined : remembered(platform, uuid)
  if (first !== undefined) {
    platform.tally.duplicatesSuppressed += 1
    return { data: messageAnswer(platform, first) }
  }
  const content = contentOf(platform.state, chat, body.msg_type, body.content)
  const message = addMessage(platform, {
    chat,
    sender: { type: 'app', id: platform.state.app.appId },
    msgType: content.msgType,
    content: content.text,
    mentions: content.mentions,
    inThread: body.reply_in_thread === true,
    ...(content.card !== undefined && { card: content.card }),
    ...(replyTo !== undefined && { replyTo }),
  })
  if (uuid !== undefined) {
    platform.uuids.set(uuid, { messageId: message.id, at: platform.state.clock.now() })
  }
  return { data: messageAnswer(platform, message) }
}

function uuidOf(uuid: unknown): string | undefined {
  if (uuid === undefined || uuid === '') return undefined
  if (typeof uuid !== 'string' || uuid.length > UUID_LENGTH) throw refusal(230001, 'invalid uuid')
  return uuid
}

function remembered(platform: Platform, uuid: string): Message | undefined {
  const known = platform.uuids.get(uuid)
  if (known === undefined) return undefined
  if (platform.state.clock.now() - known.at < UUID_MEMORY_MS) {
    return platform.state.messages.get(known.messageId)
  }
  platform.uuids.delete(uuid)
  return undefined
}
