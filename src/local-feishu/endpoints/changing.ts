// Changes to messages the bot has sent: cards patched, texts edited, recalled, alerted about.
import { DAY_MS } from '../../domain/time.ts'
import { contentOf } from '../content.ts'
import { asObject } from '../json.ts'
import { recallMessage, replaceContent } from '../messages.ts'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { cardRefusal, refusal } from '../refusal.ts'
import { type Chat, changed, type Message, type State } from '../state.ts'
import { chatOf, mayWrite, messageOf, takeTarget, userBy } from '../targets.ts'

/** Cards can be updated for this long after they were sent. */
const CARD_LIFE_MS = 14 * DAY_MS

/** A text or post can be edited this often. */
const MOST_EDITS = 20

const MOST_URGED = 200

const UPDATE_SCOPES = ['im:message', 'im:message:send_as_bot', 'im:message:update']

export const changingEndpoints: readonly Endpoint[] = [
  {
    name: 'patch',
    method: 'PATCH',
    path: '/im/v1/messages/:id',
    scopes: UPDATE_SCOPES,
    bucket: 'patch',
    handle: patched,
  },
  {
    name: 'edit',
    method: 'PUT',
    path: '/im/v1/messages/:id',
    scopes: UPDATE_SCOPES,
    bucket: 'edit',
    handle: edited,
  },
  {
    name: 'recall',
    method: 'DELETE',
    path: '/im/v1/messages/:id',
    scopes: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
    bucket: 'recall',
    handle: recalled,
  },
  {
    name: 'urgent',
    method: 'PATCH',
    path: '/im/v1/messages/:id/urgent_app',
    scopes: ['im:message.urgent'],
    bucket: 'urgent',
    handle: urged,
  },
]

function patched(call: Call): Answer {
  const { state } = call.platform
  const message = messageOf(state, call.param('id'))
  const chat = ownLiveMessage(state, message)
  if (message.card === undefined) throw refusal(230001, 'This message is NOT a card.')
  if (state.clock.now() - message.createdAt > CARD_LIFE_MS) throw refusal(230031)
  takeTarget(call.platform, `message ${message.id}`)
  if (message.pendingTaps > 0) throw locked()
  const content = contentOf(state, chat, 'interactive', call.body.content)
  const old = message.card
  const fresh = content.card ?? {}
  if (old.schema === '2.0' && fresh.schema !== '2.0') throw downgraded()
  if (!sharedCard(old) || !sharedCard(fresh)) throw refusal(230001, 'update_multi must be true')
  replaceContent(call.platform, message, content)
  return { data: {} }
}

function edited(call: Call): Answer {
  const { state } = call.platform
  const message = messageOf(state, call.param('id'))
  const chat = ownLiveMessage(state, message)
  const { msg_type: type, content } = call.body
  if (type !== 'text' && type !== 'post') throw refusal(230001, 'only text and post can be edited')
  if (message.msgType !== 'text' && message.msgType !== 'post') {
    throw refusal(230001, 'the message is neither text nor post')
  }
  if (message.updates >= MOST_EDITS) throw refusal(230072)
  replaceContent(call.platform, message, contentOf(state, chat, type, content))
  return { data: {} }
}

/** The answer does not wait for the event: the app may need it to handle that. */
function recalled(call: Call): Answer {
  const message = messageOf(call.platform.state, call.param('id'))
  if (message.sender.type !== 'app') throw refusal(230026)
  if (message.recalledAt !== undefined) throw refusal(230011)
  void recallMessage(call.platform, message, 'message_owner')
  return { data: {} }
}

function urged(call: Call): Answer {
  const { state } = call.platform
  const message = messageOf(state, call.param('id'))
  if (message.sender.type !== 'app') throw refusal(230012)
  if (message.recalledAt !== undefined) throw refusal(230110)
  const chat = chatOf(state, message)
  mayWrite(state, chat)
  const ids = call.body.user_id_list
  if (!Array.isArray(ids) || ids.length === 0 || ids.length > MOST_URGED) {
    throw refusal(230001, 'invalid user_id_list')
  }
  const idType = call.query('user_id_type')
  const invalid = ids.filter((id) => !isMember(state, chat, idType, id))
  if (invalid.length === ids.length) throw refusal(230001, 'all user ids are invalid')
  for (const id of ids) {
    const user = userBy(state, idType, String(id))
    if (user !== undefined && !invalid.includes(id)) message.urgedTo.add(user.openId)
  }
  changed(state, 'message', message.id)
  return { data: { invalid_user_id_list: invalid } }
}

/** Throws unless the bot sent it, it still stands, and the bot may write there. */
function ownLiveMessage(state: State, message: Message): Chat {
  if (message.sender.type !== 'app') throw refusal(230027, 'not the sender of the message')
  if (message.recalledAt !== undefined) throw refusal(230011)
  const chat = chatOf(state, message)
  mayWrite(state, chat)
  return chat
}

/** Cards of 2.0 are always shared; of 1.0 only when they say so. */
function sharedCard(card: Message['card']): boolean {
  const shared = asObject(card?.config)?.update_multi
  return card?.schema === '2.0' ? shared !== false : shared === true
}

function locked(): Error {
  return cardRefusal({ code: 11310, path: '', message: 'card action is lock', value: '' })
}

function downgraded(): Error {
  return cardRefusal({
    code: 200830,
    path: 'ROOT',
    message: 'a card of schema V2 can not be updated to schema V1',
    value: 'schema',
  })
}

function isMember(state: State, chat: Chat, idType: string | undefined, id: unknown): boolean {
  const user = typeof id === 'string' ? userBy(state, idType, id) : undefined
  return user !== undefined && !user.resigned && chat.members.has(user.openId)
}
