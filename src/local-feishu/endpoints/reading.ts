// Reading messages back: one, a chat's list, and the files people sent.
import { messageAnswer } from '../messages.ts'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'
import { type Message, messagesIn } from '../state.ts'
import { chatOf, messageOf } from '../targets.ts'
import { pageOf } from './paging.ts'

const READ_SCOPES = ['im:message', 'im:message:readonly']

/** Larger ones cannot be downloaded. */
const MOST_BYTES = 100 * 1_024 * 1_024

export const readingEndpoints: readonly Endpoint[] = [
  {
    name: 'get',
    method: 'GET',
    path: '/im/v1/messages/:id',
    scopes: READ_SCOPES,
    bucket: 'get',
    handle: ({ platform, param }) => {
      const message = messageOf(platform.state, param('id'))
      if (!chatOf(platform.state, message).bot) throw refusal(230002)
      return { data: { items: [messageAnswer(platform, message)] } }
    },
  },
  {
    name: 'list',
    method: 'GET',
    path: '/im/v1/messages',
    scopes: READ_SCOPES,
    bucket: 'list',
    handle: listed,
  },
  {
    name: 'resource',
    method: 'GET',
    path: '/im/v1/messages/:id/resources/:key',
    scopes: READ_SCOPES,
    bucket: 'resource',
    handle: resource,
  },
]

/** `start_time` and `end_time` are seconds; oldest first unless `sort_type` says otherwise. */
function listed(call: Call): Answer {
  const { state } = call.platform
  const type = call.query('container_id_type')
  if (type !== 'chat') throw refusal(230001, 'only container_id_type=chat is known here')
  const chat = state.chats.get(call.query('container_id') ?? '')
  if (chat === undefined) throw refusal(230001, 'invalid container_id')
  if (!chat.bot) throw refusal(230002)
  const from = Number(call.query('start_time') ?? 0) * 1_000
  const to = Number(call.query('end_time') ?? Number.MAX_SAFE_INTEGER) * 1_000
  const messages = messagesIn(state, chat.id).filter(
    ({ createdAt }) => createdAt >= from && createdAt <= to,
  )
  if (call.query('sort_type') === 'ByCreateTimeDesc') messages.reverse()
  const page = pageOf(call, messages, { usual: 20, most: 50 })
  return {
    data: {
      has_more: page.hasMore,
      page_token: page.token,
      items: page.items.map((message) => messageAnswer(call.platform, message)),
    },
  }
}

function resource(call: Call): Answer {
  const { state } = call.platform
  const message = messageOf(state, call.param('id'))
  const type = call.query('type')
  if (type !== 'image' && type !== 'file') throw refusal(234001, 'type must be image or file')
  if (!chatOf(state, message).bot) throw refusal(234004)
  if (message.recalledAt !== undefined) throw refusal(234003)
  const file = state.files.get(call.param('key'))
  if (file === undefined || !mentionsKey(message, file.key)) throw refusal(234003)
  if (file.kind !== type) throw refusal(234001, 'type does not fit the resource')
  if (file.bytes.byteLength > MOST_BYTES) throw refusal(234037)
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  }
  return { response: new Response(Buffer.from(file.bytes), { headers }) }
}

function mentionsKey(message: Message, key: string): boolean {
  return message.content.includes(`"${key}"`)
}
