// Groups and who is in them.
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'
import type { Chat, State } from '../state.ts'
import { idBy } from '../targets.ts'
import { pageOf, startOf } from './paging.ts'

const USUAL_PAGE = 20
const MOST_PAGE = 100

export const chatEndpoints: readonly Endpoint[] = [
  {
    name: 'chats',
    method: 'GET',
    path: '/im/v1/chats',
    scopes: ['im:chat', 'im:chat:readonly'],
    bucket: 'chats',
    handle: (call) => {
      const { state } = call.platform
      const own = [...state.chats.values()].filter(
        ({ bot, kind, dissolved }) => bot && kind === 'group' && !dissolved,
      )
      const page = pageOf(call, own, { usual: USUAL_PAGE, most: MOST_PAGE })
      const items = page.items.map((chat) => ({ chat_id: chat.id, ...chatAnswer(chat, state) }))
      return { data: { items, has_more: page.hasMore, page_token: page.token } }
    },
  },
  {
    name: 'chat',
    method: 'GET',
    path: '/im/v1/chats/:id',
    scopes: ['im:chat', 'im:chat:readonly'],
    bucket: 'chat',
    handle: (call) => ({ data: chatAnswer(openChat(call), call.platform.state) }),
  },
  {
    name: 'members',
    method: 'GET',
    path: '/im/v1/chats/:id/members',
    scopes: ['im:chat', 'im:chat:readonly', 'im:chat.members:read'],
    bucket: 'members',
    handle: members,
  },
]

/** The chat in the path. Throws 232006, 232009, 232011 or 232025. */
function openChat(call: Call): Chat {
  if (!call.platform.settings.bot) throw refusal(232025)
  const chat = call.platform.state.chats.get(call.param('id'))
  if (chat === undefined) throw refusal(232006)
  if (chat.dissolved) throw refusal(232009)
  if (!chat.bot) throw refusal(232011)
  return chat
}

function chatAnswer(chat: Chat, state: State): object {
  return {
    avatar: '',
    name: chat.name,
    description: '',
    owner_id: [...chat.members][0] ?? '',
    owner_id_type: 'open_id',
    at_all_permission: chat.atAll === 'everyone' ? 'all_members' : 'only_owner',
    chat_mode: chat.kind,
    chat_type: 'private',
    external: chat.external,
    tenant_key: state.app.tenantKey,
    user_count: String(chat.members.size),
    bot_count: chat.bot ? '1' : '0',
    chat_status: 'normal',
  }
}

/**
 * One page of members. The platform cuts pages before it takes the bots out, and not always at the
 * asked size:
 * the first page is one short, every second one is one longer, so that only `has_more` can be
 * relied on.
 */
function members(call: Call): Answer {
  const { state } = call.platform
  const chat = openChat(call)
  const size = Number(call.query('page_size') ?? USUAL_PAGE)
  if (!Number.isInteger(size) || size < 1 || size > MOST_PAGE) {
    throw refusal(230001, 'invalid page_size')
  }
  const seats = [state.bot.openId, ...chat.members]
  const from = startOf(call.query('page_token'))
  const end = from === 0 ? size : from + size + 1
  const hasMore = end < seats.length
  const idType = call.query('member_id_type')
  const items = seats.slice(from, end).flatMap((openId) => {
    const user = state.users.get(openId)
    if (user === undefined) return []
    return [
      {
        member_id_type: idType ?? 'open_id',
        member_id: idBy(user, idType),
        name: user.name,
        tenant_key: state.app.tenantKey,
      },
    ]
  })
  return {
    data: {
      items,
      page_token: hasMore ? `p-${end}` : '',
      has_more: hasMore,
      member_total: chat.members.size,
    },
  }
}
