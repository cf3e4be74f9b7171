// Turns an authentic payload into one of the few things the product reacts to. Unknown in, typed out.
import type { OpenId } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { isJsonObject } from './clean-json.ts'
import { type FormValues, formValues, pickedValue } from './form-values.ts'
import {
  enteredSchema,
  envelopeSchema,
  firstVersionSchema,
  membershipSchema,
  messageSchema,
  personSchema,
  placeSchema,
  recalledSchema,
  remnantSchema,
  tapSchema,
} from './inbound-schemas.ts'
import type { Mention } from './mentions.ts'
import { type MessageFile, readContent } from './message-content.ts'
import { platformTime } from './platform-time.ts'

export { mentionsBot, withoutMention } from './mentions.ts'

/** `dedupeKey` names what happened, whichever delivery brought it: see `parseInbound`. */
export type Inbound =
  | Tap
  | Message
  | Recalled
  | BotMembership
  | ChatEntered
  | PersonChanged
  | Other
  | Unreadable

/** Someone pressed a button, or chose from a list, on a card. */
interface Tap extends Event {
  readonly type: 'tap'
  readonly at: Instant | null
  readonly openId: OpenId
  readonly messageId: string | null
  readonly chatId: string | null
  /** The button's value object as the card gave it; null when it was none. */
  readonly button: unknown
  readonly buttonName: string | null
  readonly form: FormValues
  /** What was chosen in a list or picker outside a form. */
  readonly option: string | null
}

interface Message extends Event {
  readonly type: 'message'
  readonly messageId: string
  readonly openId: OpenId
  /** `user`, or `bot` for other bots. */
  readonly senderType: string
  readonly chatId: string
  readonly chatType: 'p2p' | 'group'
  readonly parentId: string | null
  readonly rootId: string | null
  readonly sentAt: Instant
  readonly messageType: string
  /** As people read it: mentions by name. */
  readonly text: string
  /** As it came: mentions by key, which says for sure who is meant. */
  readonly keyedText: string
  readonly mentions: readonly Mention[]
  readonly mentionsAll: boolean
  readonly files: readonly MessageFile[]
}

interface Recalled extends Event {
  readonly type: 'recalled'
  readonly at: Instant | null
  readonly messageId: string
  readonly chatId: string
  /** Who did it, in the platform's words: `message_owner`, `group_owner`, … */
  readonly recalledBy: string
}

interface BotMembership extends Event {
  readonly type: 'bot_added' | 'bot_removed' | 'chat_disbanded'
  readonly at: Instant | null
  readonly chatId: string
  /** Whether people of other organisations are in the group; true when the platform does not say. */
  readonly external: boolean
}

interface ChatEntered extends Event {
  readonly type: 'chat_entered'
  readonly chatId: string
  readonly openId: OpenId
}

interface PersonChanged extends Event {
  readonly type: 'person_changed'
  readonly change: 'created' | 'updated' | 'deleted'
  readonly openId: OpenId
  readonly name: string | null
  readonly hasLeft: boolean
  /** Whether the account is suspended (暂停); null when the platform does not say. */
  readonly isFrozen: boolean | null
  readonly wasFrozen: boolean
}

/** An authentic event that nothing depends on. */
interface Other extends Event {
  readonly type: 'other'
  readonly eventType: string
}

/** Authentic, but not in the shape that the platform documents. */
interface Unreadable {
  readonly type: 'unreadable'
  readonly dedupeKey: string | null
  readonly eventId: string | null
  readonly eventType: string | null
}

interface Event {
  readonly dedupeKey: string
  readonly eventId: string
}

/** The common part of all events, opened. */
interface Envelope {
  readonly eventId: string
  readonly eventType: string
  readonly createdAt: Instant | null
  readonly event: unknown
  /** Some components put the context of a tap beside the event instead of inside. */
  readonly context: unknown
}

/**
 * What a payload says. Never throws; a known event in an unknown shape is `unreadable`.
 * Messages are the same when their message ids are, all else when the event ids are (platform docs:
 * receive message), and that is their `dedupeKey`.
 */
export function parseInbound(payload: unknown): Inbound {
  const envelope = openEnvelope(payload)
  if (envelope === null) return withoutHeader(payload)
  const { eventId, eventType } = envelope
  const read = Object.hasOwn(READERS, eventType) ? READERS[eventType] : undefined
  if (read === undefined) return { type: 'other', dedupeKey: eventId, eventId, eventType }
  return read(envelope) ?? { type: 'unreadable', dedupeKey: eventId, eventId, eventType }
}

type Reader = (envelope: Envelope) => Inbound | null

const READERS: Readonly<Record<string, Reader>> = {
  'card.action.trigger': readTap,
  'im.message.receive_v1': readMessage,
  'im.message.recalled_v1': readRecalled,
  'im.chat.member.bot.added_v1': (envelope) => readMembership(envelope, 'bot_added'),
  'im.chat.member.bot.deleted_v1': (envelope) => readMembership(envelope, 'bot_removed'),
  'im.chat.disbanded_v1': (envelope) => readMembership(envelope, 'chat_disbanded'),
  'im.chat.access_event.bot_p2p_chat_entered_v1': readEntered,
  'contact.user.created_v3': (envelope) => readPerson(envelope, 'created'),
  'contact.user.updated_v3': (envelope) => readPerson(envelope, 'updated'),
  'contact.user.deleted_v3': (envelope) => readPerson(envelope, 'deleted'),
}

function readTap({ eventId, createdAt, event, context }: Envelope): Tap | null {
  const read = tapSchema.safeParse(event)
  if (!read.success) return null
  const { operator, action } = read.data
  const place = placeSchema.parse(read.data.context ?? context)
  return {
    type: 'tap',
    dedupeKey: eventId,
    eventId,
    at: createdAt,
    openId: operator.open_id,
    messageId: place.open_message_id,
    chatId: place.open_chat_id,
    button: isJsonObject(action.value) ? action.value : null,
    buttonName: action.name,
    form: formValues(action.form_value),
    option: action.option === null ? null : pickedValue(action.option),
  }
}

function readMessage({ eventId, createdAt, event }: Envelope): Message | null {
  const read = messageSchema.safeParse(event)
  if (!read.success) return null
  const { sender, message } = read.data
  const sentAt = platformTime(message.create_time) ?? createdAt
  if (sentAt === null) return null
  return {
    type: 'message',
    dedupeKey: message.message_id,
    eventId,
    messageId: message.message_id,
    openId: sender.sender_id.open_id,
    senderType: sender.sender_type,
    chatId: message.chat_id,
    // Kinds of groups may come to be; what a group must not see is kept from all of them.
    chatType: message.chat_type === 'p2p' ? 'p2p' : 'group',
    parentId: message.parent_id,
    rootId: message.root_id,
    sentAt,
    messageType: message.message_type,
    ...readContent(message.message_type, message.content, message.mentions),
  }
}

function readRecalled({ eventId, event }: Envelope): Recalled | null {
  const read = recalledSchema.safeParse(event)
  if (!read.success) return null
  const { message_id: messageId, chat_id: chatId, recall_time, recall_type } = read.data
  const at = platformTime(recall_time)
  const recalledBy = recall_type
  return { type: 'recalled', dedupeKey: eventId, eventId, at, messageId, chatId, recalledBy }
}

function readMembership(
  { eventId, createdAt, event }: Envelope,
  type: BotMembership['type'],
): BotMembership | null {
  const read = membershipSchema.safeParse(event)
  if (!read.success) return null
  const { chat_id: chatId, external } = read.data
  return { type, dedupeKey: eventId, eventId, at: createdAt, chatId, external }
}

function readEntered({ eventId, event }: Envelope): ChatEntered | null {
  const read = enteredSchema.safeParse(event)
  if (!read.success) return null
  const { chat_id: chatId, operator_id } = read.data
  const openId = operator_id.open_id
  return { type: 'chat_entered', dedupeKey: eventId, eventId, chatId, openId }
}

function readPerson(
  { eventId, event }: Envelope,
  change: PersonChanged['change'],
): PersonChanged | null {
  const read = personSchema.safeParse(event)
  if (!read.success) return null
  const { open_id: openId, name, status } = read.data.object
  const hasLeft = change === 'deleted' || status.is_resigned || status.is_exited
  const isFrozen = status.is_frozen
  const wasFrozen = read.data.old_object.status.is_frozen
  const freeze = { isFrozen, wasFrozen }
  const common = { dedupeKey: eventId, eventId, change, openId, name }
  return { type: 'person_changed', ...common, hasLeft, ...freeze }
}

function openEnvelope(payload: unknown): Envelope | null {
  const read = envelopeSchema.safeParse(payload)
  if (!read.success) return null
  const { header, event, context } = read.data
  return {
    eventId: header.event_id,
    eventType: header.event_type,
    createdAt: platformTime(header.create_time),
    event,
    context,
  }
}

/** Events of the first version (no header, `uuid` for id) carry nothing that the product uses. */
function withoutHeader(payload: unknown): Other | Unreadable {
  const old = firstVersionSchema.safeParse(payload)
  if (old.success) {
    const { uuid, event } = old.data
    return { type: 'other', dedupeKey: uuid, eventId: uuid, eventType: event.type }
  }
  const { event_id: eventId, event_type: eventType } = remnantSchema.parse(payload).header
  return { type: 'unreadable', dedupeKey: eventId, eventId, eventType }
}
