// What people do in chats, and the events the platform makes of it.
import type { Courier } from './deliver.ts'
import { identity, mentionsForEvent, receivedEvent } from './events.ts'
import type { Json } from './json.ts'
import { addMessage, recallMessage } from './messages.ts'
import { pictureSize } from './picture.ts'
import type { Platform } from './platform.ts'
import { ALL_GROUP_MESSAGES } from './scopes.ts'
import { ALL_MENTIONED, composed, type Mentioning, readableText } from './speech.ts'
import {
  type Chat,
  type Mention,
  type Message,
  type MessageType,
  p2pChat,
  pairChat,
  type StoredFile,
  type User,
} from './state.ts'
import type { EmptyAs } from './touch.ts'

/** What a person's client works with. */
export interface Office {
  readonly platform: Platform
  readonly courier: Courier
  /** How clients send optional fields that hold nothing. */
  emptyAs: EmptyAs
  /** Throws when nobody has the open id. */
  known(openId: string): User
  identity(openId: string): Json
}

export interface Posting extends Mentioning {
  /** The private chat with the bot unless told otherwise. */
  readonly chatId?: string
  readonly replyTo?: string
}

export interface PostHow extends Posting {
  readonly images?: readonly Uint8Array[]
  readonly files?: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export function said(
  office: Office,
  openId: string,
  text: string,
  how: Posting = {},
): Promise<string> {
  const { text: shown, mentions } = composed(office.platform.state, text, how)
  return posted(office, openId, how, { msgType: 'text', content: { text: shown }, mentions })
}

export function sentFile(
  office: Office,
  openId: string,
  file: { name: string; bytes: Uint8Array },
  how: Posting = {},
): Promise<string> {
  const { key } = stored(office, 'file', file.name, file.bytes)
  const content = { file_key: key, file_name: file.name }
  return posted(office, openId, how, { msgType: 'file', content, mentions: [] })
}

/** Throws for bytes that are no picture. */
export function sentImage(
  office: Office,
  openId: string,
  bytes: Uint8Array,
  how: Posting = {},
): Promise<string> {
  const content = { image_key: storedImage(office, bytes).key }
  return posted(office, openId, how, { msgType: 'image', content, mentions: [] })
}

/**
 * Rich text: the first paragraph carries the mentions; pictures and files follow as paragraphs of
 * their own.
 */
export function sentPost(
  office: Office,
  openId: string,
  post: { title: string; paragraphs: readonly string[] },
  how: PostHow = {},
): Promise<string> {
  const { mentions } = composed(office.platform.state, '', how)
  const ats = mentions.map(({ key, name }) => ({ tag: 'at', user_id: key, user_name: name }))
  const words = post.paragraphs.map((text) => [{ tag: 'text', text, style: [] }])
  const [first = [], ...others] = words
  const pictures = (how.images ?? []).map((bytes) => [
    { tag: 'img', image_key: storedImage(office, bytes).key },
  ])
  const files = (how.files ?? []).map(({ name, bytes }) => [
    { tag: 'media', file_key: stored(office, 'file', name, bytes).key },
  ])
  const content = {
    title: post.title,
    content: [[...ats, ...first], ...others, ...pictures, ...files],
  }
  return posted(office, openId, how, { msgType: 'post', content, mentions })
}

/** Takes back one's own message. */
export async function recalledBy(
  office: Office,
  openId: string,
  { message }: { message: Message },
): Promise<void> {
  if (message.sender.id !== openId) throw new Error('people recall only their own messages')
  if (message.recalledAt !== undefined) throw new Error(`${message.id} is recalled already`)
  await recallMessage(office.platform, message, 'message_owner')
}

/** Copies a message into another chat, as the person's own. */
export async function forwarded(
  office: Office,
  openId: string,
  message: Message,
  to: string,
): Promise<string> {
  const { state } = office.platform
  if (message.recalledAt !== undefined) throw new Error(`${message.id} was recalled`)
  const config = message.card?.config
  if (config instanceof Object && 'enable_forward' in config && config.enable_forward === false) {
    throw new Error('the card forbids forwarding')
  }
  const chat = to.startsWith('ou_') ? pairChat(state, openId, to) : memberChat(office, openId, to)
  const copy = addMessage(office.platform, {
    chat,
    sender: { type: 'user', id: openId },
    msgType: message.msgType,
    content: forwardedContent(message),
    mentions: [],
    forwardedFrom: message.id,
    ...(message.card !== undefined && { card: message.card }),
  })
  await told(office, { message: copy, chat, openId, mentionAll: undefined })
  return copy.id
}

/** A copy calls people by their names but no longer mentions them. */
function forwardedContent(message: Message): string {
  return message.msgType === 'text'
    ? JSON.stringify({ text: readableText(message) })
    : message.content
}

export async function reacted(
  office: Office,
  openId: string,
  reaction: { id: string; emoji: string; how: 'created' | 'deleted' },
): Promise<void> {
  const { platform } = office
  const message = platform.state.messages.get(reaction.id)
  const chat = platform.state.chats.get(message?.chatId ?? '')
  if (message === undefined || chat?.members.has(openId) !== true) {
    throw new Error(`${openId} does not see message ${reaction.id}`)
  }
  if (!chat.bot) return
  await platform.push(`im.message.reaction.${reaction.how}_v1`, {
    message_id: message.id,
    reaction_type: { emoji_type: reaction.emoji },
    operator_type: 'user',
    user_id: office.identity(openId),
    action_time: String(platform.state.clock.now()),
  })
}

async function posted(
  office: Office,
  openId: string,
  how: Posting,
  made: { msgType: MessageType; content: Json; mentions: readonly Mention[] },
): Promise<string> {
  const { state } = office.platform
  if (office.known(openId).resigned) throw new Error(`${openId} has resigned`)
  const chat = memberChat(office, openId, how.chatId ?? p2pChat(state, openId).id)
  if (how.mentionAll !== undefined && chat.atAll !== 'everyone') {
    throw new Error('only the owner may mention everybody in this chat')
  }
  const replyTo = how.replyTo === undefined ? undefined : state.messages.get(how.replyTo)
  if (how.replyTo !== undefined && replyTo?.chatId !== chat.id) {
    throw new Error(`message ${how.replyTo} is not in chat ${chat.id}`)
  }
  const message = addMessage(office.platform, {
    chat,
    sender: { type: 'user', id: openId },
    msgType: made.msgType,
    content: JSON.stringify(made.content),
    mentions: made.mentions,
    ...(replyTo !== undefined && { replyTo }),
  })
  await told(office, { message, chat, openId, mentionAll: how.mentionAll })
  return message.id
}

/**
 * Groups' messages reach the app when they mention the bot or everybody, or with the wide scope.
 */
async function told(
  office: Office,
  given: { message: Message; chat: Chat; openId: string; mentionAll: Mentioning['mentionAll'] },
): Promise<void> {
  const { platform } = office
  const { message, chat, openId, mentionAll } = given
  const { state } = platform
  if (!chat.bot || chat.dissolved) return
  const addressed =
    chat.kind === 'p2p' ||
    mentionAll !== undefined ||
    message.mentions.some((mention) => mention.openId === state.bot.openId) ||
    state.scopes.has(ALL_GROUP_MESSAGES)
  if (!addressed) return
  const listed = mentionAll === 'listed' ? [ALL_MENTIONED] : []
  const mentions = [...listed, ...mentionsForEvent(state, message)]
  const event = receivedEvent(state, { message, chat, user: office.known(openId), mentions })
  await platform.push('im.message.receive_v1', event)
}

function memberChat(office: Office, openId: string, chatId: string): Chat {
  const chat = office.platform.state.chats.get(chatId)
  if (chat?.members.has(openId) !== true) throw new Error(`${openId} is not in chat ${chatId}`)
  if (chat.dissolved) throw new Error(`chat ${chatId} is dissolved`)
  return chat
}

function storedImage(office: Office, bytes: Uint8Array): StoredFile {
  const picture = pictureSize(bytes)
  if (picture === undefined) throw new Error('these bytes are no picture')
  return stored(office, 'image', `image.${picture.format}`, bytes)
}

function stored(
  office: Office,
  kind: StoredFile['kind'],
  name: string,
  bytes: Uint8Array,
): StoredFile {
  const { state } = office.platform
  const key = `${kind === 'image' ? 'img' : 'file'}_v3_${state.dice.hex(32)}`
  const file: StoredFile = { key, kind, name, bytes, owner: 'user' }
  state.files.set(key, file)
  return file
}

/** What people's clients need of the platform. */
export function officeOf(platform: Platform, courier: Courier): Office {
  const { state } = platform
  function known(openId: string): User {
    const user = state.users.get(openId)
    if (user === undefined) throw new Error(`nobody has the open id ${openId}`)
    return user
  }
  return {
    platform,
    courier,
    emptyAs: 'absent',
    known,
    identity: (openId) => identity(state, known(openId)),
  }
}
