// The payloads of events and callbacks, before encryption (platform docs: events, callbacks).
import type { Json } from './json.ts'
import { EMPLOYEE_ID } from './scopes.ts'
import type { Chat, Message, State, User } from './state.ts'

/**
 * An event of the 2.0 form. Its `create_time` is in milliseconds, like all header values as text.
 */
export function eventPayload(state: State, type: string, event: Json): Json {
  return payload(state, { type, createTime: String(state.clock.now()), event })
}

/** A card callback. Its `create_time` is in microseconds. */
export function callbackPayload(state: State, event: Json): Json {
  const createTime = `${state.clock.now()}000`
  return payload(state, { type: 'card.action.trigger', createTime, event })
}

/** A person's ids in events; `user_id` only with its scope. */
export function identity(state: State, user: User): Json {
  return {
    union_id: user.unionId,
    ...(state.scopes.has(EMPLOYEE_ID) && { user_id: user.userId }),
    open_id: user.openId,
  }
}

/** The event part of `im.message.receive_v1`. */
export function receivedEvent(
  state: State,
  given: { message: Message; chat: Chat; user: User; mentions: readonly Json[] },
): Json {
  const { message, chat, user, mentions } = given
  return {
    sender: {
      sender_id: identity(state, user),
      sender_type: 'user',
      tenant_key: state.app.tenantKey,
    },
    message: {
      message_id: message.id,
      ...(message.rootId !== undefined && { root_id: message.rootId }),
      ...(message.parentId !== undefined && { parent_id: message.parentId }),
      ...(message.threadId !== undefined && { thread_id: message.threadId }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.kind,
      message_type: message.msgType,
      content: message.content,
      ...(mentions.length > 0 && { mentions }),
      user_agent: 'Mozilla/5.0 (local) Lark/7.40.0',
    },
  }
}

/** The people a message mentions, in the form of the event; the bot has no user_id of its own. */
export function mentionsForEvent(state: State, message: Message): Json[] {
  return message.mentions.map(({ key, openId, name }) => {
    const user = state.users.get(openId)
    return {
      key,
      id: user === undefined ? { open_id: openId } : identity(state, user),
      mentioned_type: user === undefined ? 'bot' : 'user',
      name,
      tenant_key: state.app.tenantKey,
    }
  })
}

function payload(state: State, given: { type: string; createTime: string; event: Json }): Json {
  return {
    schema: '2.0',
    header: {
      event_id: state.dice.hex(32),
      token: state.app.verificationToken,
      create_time: given.createTime,
      event_type: given.type,
      tenant_key: state.app.tenantKey,
      app_id: state.app.appId,
    },
    event: given.event,
  }
}
