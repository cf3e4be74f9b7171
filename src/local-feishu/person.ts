// One person with a client: reads chats, writes, sends files, recalls, forwards, taps.
import type { Instant } from '../domain/time.ts'
import type { DeliveryKnobs } from './deliver.ts'
import { asObject, asText, type Json } from './json.ts'
import {
  forwarded,
  type Office,
  type PostHow,
  type Posting,
  reacted,
  recalledBy,
  said,
  sentFile,
  sentImage,
  sentPost,
} from './person-acts.ts'
import { readableText } from './speech.ts'
import {
  type Chat,
  type Message,
  type MessageType,
  messagesIn,
  p2pChat,
  type Task,
  type Toast,
} from './state.ts'
import { type PreparedTap, preparedTap, type TapResult } from './tap.ts'
import { deleted, tasksOf, ticked } from './task-acts.ts'
import type { Touch } from './touch.ts'

/** A message as it stands in a person's client now. */
export interface SeenMessage {
  readonly messageId: string
  readonly chatId: string
  readonly senderType: 'app' | 'user'
  /** The app id or the person's open id. */
  readonly senderId: string
  readonly msgType: MessageType
  /** The words of a text, a post (title first) or a file's name, mentions by name. */
  readonly text?: string
  /** A card's header title. */
  readonly title?: string
  readonly card?: Json
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** A recalled message shows neither text nor card. */
  readonly recalled: boolean
  /** How often the content was replaced. */
  readonly updates: number
  /** The last toast this person saw on it. */
  readonly toast?: Toast
  readonly replyTo?: string
  readonly forwardedFrom?: string
  /** Whether the bot alerted this person about it. */
  readonly urgent: boolean
}

export interface LocalPerson {
  readonly openId: string
  readonly name: string
  /** The private chat with the bot. */
  chatWithBot(): string
  /**
   * Oldest first; the private chat with the bot unless told otherwise. Throws outside the person's
   * chats.
   */
  messages(chatId?: string): SeenMessage[]
  /** So many of the latest in the private chat with the bot, oldest first. */
  newest(count: number): SeenMessage[]
  /** Each resolves, with the message id, when the app has been told once. */
  say(text: string, how?: Posting): Promise<string>
  sendFile(name: string, bytes: Uint8Array, how?: Posting): Promise<string>
  sendImage(bytes: Uint8Array, how?: Posting): Promise<string>
  sendPost(title: string, paragraphs: readonly string[], how?: PostHow): Promise<string>
  recall(messageId: string): Promise<void>
  /** To a chat (`oc_…`) or a person (`ou_…`); gives the copy's id. */
  forward(messageId: string, to: string): Promise<string>
  react(messageId: string, emoji: string): Promise<void>
  unreact(messageId: string, emoji: string): Promise<void>
  /** Opens the private chat with the bot, which the platform reports. */
  enter(): Promise<void>
  /** Whether the bot may write to this person (230053). */
  setStopped(stopped: boolean): void
  /**
   * Touches the part with this label, name or element id; waits for the answer. Throws for what no
   * client allows.
   */
  tap(messageId: string, button: string, how?: TapHow): Promise<TapResult>
  /** Decides now, sends later, or twice: for stale cards and duplicates. */
  prepareTap(messageId: string, button: string, how?: Touch): PreparedTap
  /** What the task centre has for this person to do, done ones included. */
  tasks(): readonly Task[]
  /** Null once it is completed; else what the client says, or where it leads, instead of completing it. */
  tickTask(guid: string): string | null
  deleteTask(guid: string): void
}

interface TapHow extends Touch {
  /** How the way to the app misbehaves for this tap. */
  readonly delivery?: DeliveryKnobs
}

/** The client of the person with this open id. Throws when there is nobody. */
export function personOf(office: Office, openId: string): LocalPerson {
  const { state } = office.platform
  const user = state.users.get(openId)
  if (user === undefined) throw new Error(`nobody has the open id ${openId}`)
  function prepareTap(messageId: string, button: string, how: Touch = {}): PreparedTap {
    const { message, chat } = visibleMessage(office, openId, messageId)
    const touch = { emptyAs: office.emptyAs, ...how }
    return preparedTap({ ...office, user: office.known(openId), chat, message }, button, touch)
  }
  return {
    openId,
    name: user.name,
    chatWithBot: () => p2pChat(state, openId).id,
    messages: (chatId) => seenMessages(office, openId, chatId ?? p2pChat(state, openId).id),
    newest: (count) => {
      const talk = messagesIn(state, p2pChat(state, openId).id)
      return talk.slice(-count).map((message) => seen(message, openId))
    },
    say: (text, how) => said(office, openId, text, how),
    sendFile: (name, bytes, how) => sentFile(office, openId, { name, bytes }, how),
    sendImage: (bytes, how) => sentImage(office, openId, bytes, how),
    sendPost: (title, paragraphs, how) => sentPost(office, openId, { title, paragraphs }, how),
    recall: (id) => recalledBy(office, openId, visibleMessage(office, openId, id)),
    forward: (id, to) => forwarded(office, openId, visibleMessage(office, openId, id).message, to),
    react: (id, emoji) => reacted(office, openId, { id, emoji, how: 'created' }),
    unreact: (id, emoji) => reacted(office, openId, { id, emoji, how: 'deleted' }),
    enter: () => entered(office, openId),
    setStopped: (stopped) => {
      user.stoppedBot = stopped
    },
    tap: async (id, button, how = {}) => prepareTap(id, button, how).send(how.delivery),
    prepareTap,
    tasks: () => tasksOf(office, openId),
    tickTask: (guid) => ticked(office, openId, guid),
    deleteTask: (guid) => deleted(office, openId, guid),
  }
}

function seenMessages(office: Office, openId: string, chatId: string): SeenMessage[] {
  const { state } = office.platform
  if (state.chats.get(chatId)?.members.has(openId) !== true) {
    throw new Error(`${openId} is not in chat ${chatId}`)
  }
  return messagesIn(state, chatId).map((message) => seen(message, openId))
}

function seen(message: Message, openId: string): SeenMessage {
  const recalled = message.recalledAt !== undefined
  return {
    messageId: message.id,
    chatId: message.chatId,
    senderType: message.sender.type,
    senderId: message.sender.id,
    msgType: message.msgType,
    createdAt: message.createdAt,
    updatedAt: message.updatedAt,
    recalled,
    updates: message.updates,
    urgent: message.urgedTo.has(openId),
    ...(!recalled && shownContent(message)),
    ...optional('toast', message.toasts.get(openId)),
    ...optional('replyTo', message.parentId),
    ...optional('forwardedFrom', message.forwardedFrom),
  }
}

function shownContent(message: Message): Pick<SeenMessage, 'text' | 'title' | 'card'> {
  const title = asText(asObject(asObject(message.card?.header)?.title)?.content)
  return {
    ...optional('text', readableText(message)),
    ...optional('title', title),
    ...optional('card', message.card),
  }
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}

function visibleMessage(
  office: Office,
  openId: string,
  id: string,
): { message: Message; chat: Chat } {
  const { state } = office.platform
  const message = state.messages.get(id)
  const chat = message === undefined ? undefined : state.chats.get(message.chatId)
  if (message === undefined || chat === undefined || !chat.members.has(openId)) {
    throw new Error(`${openId} does not see message ${id}`)
  }
  return { message, chat }
}

async function entered(office: Office, openId: string): Promise<void> {
  const { platform } = office
  const chat = p2pChat(platform.state, openId)
  const last = messagesIn(platform.state, chat.id).at(-1)
  await platform.push('im.chat.access_event.bot_p2p_chat_entered_v1', {
    chat_id: chat.id,
    operator_id: office.identity(openId),
    ...(last !== undefined && {
      last_message_id: last.id,
      last_message_create_time: String(last.createdAt),
    }),
  })
}
