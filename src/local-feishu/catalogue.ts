// The scopes and events that the platform knows by name, as far as this one has them.
import { ALL_GROUP_MESSAGES, EMPLOYEE_ID, TASKS, USUAL_SCOPES } from './scopes.ts'

/** A name that is not here is passed over on the confirm page, without a word. */
export const KNOWN_SCOPES: ReadonlySet<string> = new Set([
  ...USUAL_SCOPES,
  ALL_GROUP_MESSAGES,
  EMPLOYEE_ID,
  'im:chat',
  'im:message:send',
  TASKS,
  'task:task:read',
  'task:task:writeonly',
])

/** Events and the one callback, as they are subscribed. */
export const KNOWN_EVENTS: readonly string[] = [
  'im.message.receive_v1',
  'im.message.recalled_v1',
  'im.message.message_read_v1',
  'im.message.reaction.created_v1',
  'im.message.reaction.deleted_v1',
  'im.chat.member.bot.added_v1',
  'im.chat.member.bot.deleted_v1',
  'im.chat.member.user.added_v1',
  'im.chat.member.user.deleted_v1',
  'im.chat.disbanded_v1',
  'im.chat.access_event.bot_p2p_chat_entered_v1',
  'contact.user.created_v3',
  'contact.user.updated_v3',
  'contact.user.deleted_v3',
  'card.action.trigger',
]

/** Callbacks are no events: the version's list of events leaves them out. */
export const CALLBACKS: ReadonlySet<string> = new Set(['card.action.trigger'])
