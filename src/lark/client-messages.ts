// Messages: send, reply, patch, recall, read, list, alert (platform docs: im/v1 messages).
import type { Instant } from '../domain/time.ts'
import type { Caller } from './client.ts'
import { type Answer, refusedHere } from './fault.ts'
import {
  ID_FORMS,
  type MessageItem,
  messageItems,
  messagePage,
  nothing,
  sentMessage,
  urgentReply,
} from './wire.ts'

type MessageType = 'text' | 'interactive' | 'file'

export interface Outgoing {
  readonly msgType: MessageType
  /** The card, `{ text }` or `{ file_key }`. */
  readonly content: object
  /** At most 50 characters. The platform sends one message per uuid within an hour. */
  readonly uuid: string
}

export interface Sent {
  readonly messageId: string
  readonly chatId: string
  readonly createdAt: Instant
}

export interface MessageCalls {
  send(
    message: Outgoing & { readonly to: { readonly type: 'person' | 'chat'; readonly id: string } },
  ): Promise<Answer<Sent>>
  reply(messageId: string, message: Outgoing): Promise<Answer<Sent>>
  /** Replaces a card in place; nobody is notified. At most 14 days after it was sent. */
  patch(messageId: string, card: object): Promise<Answer<undefined>>
  recall(messageId: string): Promise<Answer<undefined>>
  /** Null: there is no such message. */
  get(messageId: string): Promise<Answer<MessageItem | null>>
  /** A chat's messages, oldest first, fifty at a time; `next` is null on the last page. */
  list(
    chatId: string,
    page: { readonly from: Instant; readonly to: Instant; readonly pageToken?: string | null },
  ): Promise<Answer<{ readonly items: readonly MessageItem[]; readonly next: string | null }>>
  /** Alerts people inside the app; answers those it could not alert. */
  urgent(messageId: string, openIds: readonly string[]): Promise<Answer<readonly string[]>>
}

const RECEIVE_ID_TYPES = { person: 'open_id', chat: 'chat_id' } as const

export function messageCalls(caller: Caller): MessageCalls {
  return { ...writingCalls(caller), ...changingCalls(caller), ...readingCalls(caller) }
}

function writingCalls(caller: Caller): Pick<MessageCalls, 'send' | 'reply'> {
  return {
    send: ({ to, msgType, content, uuid }) =>
      caller.json(
        {
          api: 'message.send',
          method: 'POST',
          path: 'im/v1/messages',
          query: { receive_id_type: RECEIVE_ID_TYPES[to.type] },
          json: {
            receive_id: to.id,
            msg_type: msgType,
            content: JSON.stringify(content),
            uuid,
          },
        },
        sentMessage,
      ),
    reply: (messageId, { msgType, content, uuid }) =>
      onMessage(messageId, (path) =>
        caller.json(
          {
            api: 'message.reply',
            method: 'POST',
            path: `${path}/reply`,
            json: { msg_type: msgType, content: JSON.stringify(content), uuid },
          },
          sentMessage,
        ),
      ),
  }
}

function changingCalls(caller: Caller): Pick<MessageCalls, 'patch' | 'recall' | 'urgent'> {
  return {
    patch: (messageId, card) =>
      onMessage(messageId, (path) =>
        caller.json(
          { api: 'message.patch', method: 'PATCH', path, json: { content: JSON.stringify(card) } },
          nothing,
        ),
      ),
    recall: (messageId) =>
      onMessage(messageId, (path) =>
        caller.json({ api: 'message.recall', method: 'DELETE', path }, nothing),
      ),
    urgent: (messageId, openIds) =>
      onMessage(messageId, (path) =>
        caller.json(
          {
            api: 'message.urgent',
            method: 'PATCH',
            path: `${path}/urgent_app`,
            query: { user_id_type: 'open_id' },
            json: { user_id_list: openIds },
          },
          urgentReply,
        ),
      ),
  }
}

function readingCalls(caller: Caller): Pick<MessageCalls, 'get' | 'list'> {
  return {
    get: (messageId) =>
      onMessage(messageId, async (path) => {
        const items = await caller.json(
          { api: 'message.get', method: 'GET', path, query: { user_id_type: 'open_id' } },
          messageItems,
        )
        return items.ok ? { ok: true, value: items.value[0] ?? null } : items
      }),
    list: async (chatId, { from, to, pageToken }) => {
      if (!ID_FORMS.chat.test(chatId)) return refusedHere('not a chat id')
      const query = {
        container_id_type: 'chat',
        container_id: chatId,
        start_time: String(Math.floor(from / 1_000)),
        end_time: String(Math.ceil(to / 1_000)),
        sort_type: 'ByCreateTimeAsc',
        page_size: '50',
        ...(pageToken == null ? {} : { page_token: pageToken }),
      }
      return await caller.json(
        { api: 'message.list', method: 'GET', path: 'im/v1/messages', query },
        messagePage,
      )
    },
  }
}

async function onMessage<T>(
  messageId: string,
  call: (path: string) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  if (!ID_FORMS.message.test(messageId)) return refusedHere('not a message id')
  return await call(`im/v1/messages/${messageId}`)
}
