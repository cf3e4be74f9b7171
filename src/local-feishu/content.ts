// What a bot's message may contain: the serialised string, its size, the rules of each type.
import { validateCard } from './card-schema.ts'
import { asList, asObject, asText, byteLength, type Json, parseJson } from './json.ts'
import { cardRefusal, refusal } from './refusal.ts'
import type { Chat, Mention, MessageType, State, StoredFile } from './state.ts'

const TEXT_BYTES = 150 * 1_024
const CARD_BYTES = 30 * 1_024

export interface Content {
  readonly msgType: MessageType
  /** The serialised content, as it is kept and read back. */
  readonly text: string
  readonly card?: Json
  readonly mentions: readonly Mention[]
}

const POST_TAGS: ReadonlySet<string> = new Set([
  'text',
  'a',
  'at',
  'img',
  'media',
  'emotion',
  'code_block',
  'hr',
  'md',
])

/**
 * Judges the content of a message the bot wants to show in a chat.
 * Throws the platform's refusals: 230001, 230017, 230018, 230025, 230055, 230099.
 */
export function contentOf(state: State, chat: Chat, msgType: unknown, content: unknown): Content {
  if (typeof content !== 'string') throw refusal(230001, 'content must be a JSON string')
  if (!isMessageType(msgType)) {
    throw refusal(230001, `invalid msg_type ${String(msgType)}`)
  }
  const limit = msgType === 'text' ? TEXT_BYTES : CARD_BYTES
  if (byteLength(content) > limit) throw refusal(230025)
  const parsed = asObject(parseJson(content))
  if (parsed === undefined) throw notJson(msgType)
  return READERS[msgType](state, chat, parsed, content)
}

function isMessageType(value: unknown): value is MessageType {
  return typeof value === 'string' && Object.hasOwn(READERS, value)
}

type Reader = (state: State, chat: Chat, parsed: Json, content: string) => Content

const READERS: Readonly<Record<MessageType, Reader>> = {
  text: readText,
  post: readPost,
  image: (state, _chat, parsed, content) =>
    readUpload(state, { msgType: 'image', key: parsed.image_key, content }),
  file: (state, _chat, parsed, content) =>
    readUpload(state, { msgType: 'file', key: parsed.file_key, content }),
  interactive: readCard,
  share_chat: (state, _chat, parsed, content) => {
    if (!state.chats.has(String(parsed.chat_id))) throw refusal(230001, 'invalid chat_id')
    return { msgType: 'share_chat', text: content, mentions: [] }
  },
  share_user: (state, _chat, parsed, content) => {
    if (!state.users.has(String(parsed.user_id))) throw refusal(230001, 'invalid user_id')
    return { msgType: 'share_user', text: content, mentions: [] }
  },
}

function notJson(type: MessageType): Error {
  if (type !== 'interactive') return refusal(230001, 'content is not a JSON object')
  return cardRefusal({
    code: 200621,
    path: 'ROOT',
    message: 'parse card json err, please check whether the card json is correct',
    value: 'not a JSON object',
  })
}

/** Mentions become `@_user_1` keys; an unknown id shows its name and notifies nobody. */
function readText(state: State, chat: Chat, parsed: Json): Content {
  const text = asText(parsed.text)
  if (text === undefined || text === '') throw refusal(230001, 'text is missing')
  const mentions: Mention[] = []
  const shown = text.replace(/<at user_id="([^"]*)">([^<]*)<\/at>/g, (_, id, name) =>
    mentionIn(state, chat, mentions, { id: String(id), name: String(name) }),
  )
  return { msgType: 'text', text: JSON.stringify({ text: shown }), mentions }
}

function mentionIn(
  state: State,
  chat: Chat,
  mentions: Mention[],
  at: { id: string; name: string },
): string {
  if (at.id === 'all') {
    mayMentionAll(chat)
    return '@_all'
  }
  const user = [...state.users.values()].find((one) =>
    [one.openId, one.unionId, one.userId].includes(at.id),
  )
  if (user === undefined || !chat.members.has(user.openId)) return `@${at.name}`
  const key = `@_user_${mentions.length + 1}`
  mentions.push({ key, openId: user.openId, name: user.name })
  return key
}

function mayMentionAll(chat: Chat): void {
  if (chat.atAll !== 'everyone') throw refusal(230018, 'no permission to mention all members')
}

function readPost(state: State, chat: Chat, parsed: Json, content: string): Content {
  const locales = Object.values(parsed).map(asObject)
  if (locales.length === 0) throw refusal(230001, 'post has no language')
  for (const locale of locales) {
    if (locale === undefined || !Array.isArray(locale.content)) {
      throw refusal(230001, 'post content must be a list of paragraphs')
    }
    for (const paragraph of locale.content) {
      if (!Array.isArray(paragraph)) throw refusal(230001, 'a paragraph must be a list')
      for (const element of paragraph) postElement(state, chat, asObject(element))
    }
  }
  return { msgType: 'post', text: content, mentions: [] }
}

function postElement(state: State, chat: Chat, element: Json | undefined): void {
  const tag = asText(element?.tag)
  if (element === undefined || tag === undefined || !POST_TAGS.has(tag)) {
    throw refusal(230001, `unknown post tag ${String(element?.tag)}`)
  }
  if (tag === 'at' && element.user_id === 'all') mayMentionAll(chat)
  if (tag === 'img') uploadOf(state, element.image_key, 'image')
}

function readUpload(
  state: State,
  given: { msgType: 'image' | 'file'; key: unknown; content: string },
): Content {
  const { key, name } = uploadOf(state, given.key, given.msgType)
  // Read back, a file tells its name as well.
  const text =
    given.msgType === 'file' ? JSON.stringify({ file_key: key, file_name: name }) : given.content
  return { msgType: given.msgType, text, mentions: [] }
}

/** Only what the app itself uploaded may be sent (230017), and only as what it is (230055). */
function uploadOf(state: State, key: unknown, kind: 'image' | 'file'): StoredFile {
  const file = typeof key === 'string' ? state.files.get(key) : undefined
  if (file === undefined) throw refusal(230001, `invalid ${kind}_key`)
  if (file.owner !== 'app') throw refusal(230017)
  if (file.kind !== kind) throw refusal(230055)
  return file
}

function readCard(state: State, chat: Chat, parsed: Json, content: string): Content {
  const template = templateFault(parsed)
  if (template !== undefined) throw cardRefusal(template)
  const fault = cardFaults(state, parsed)[0]
  if (fault !== undefined) throw cardRefusal(fault)
  if (mentionsAll(parsed)) mayMentionAll(chat)
  return { msgType: 'interactive', text: content, card: parsed, mentions: [] }
}

/** All faults of a card, for sending and for answers to taps alike. */
export function cardFaults(state: State, card: Json): ReturnType<typeof validateCard> {
  const images = [...state.files.values()].filter(
    (file) => file.kind === 'image' && file.owner === 'app',
  )
  return validateCard(card, {
    knownUsers: new Set(state.users.keys()),
    knownImages: new Set(images.map(({ key }) => key)),
  })
}

/** No templates or card entities exist here, so referring to one is referring to nothing. */
function templateFault(card: Json) {
  if (card.type !== 'template' && card.type !== 'card') return undefined
  const id = asText(asObject(card.data)?.[card.type === 'template' ? 'template_id' : 'card_id'])
  return { code: 200380, path: 'ROOT', message: 'template does not exist', value: id ?? '' }
}

/** Whether markdown in the card mentions everybody; plain text never does. */
function mentionsAll(node: unknown): boolean {
  if (Array.isArray(node)) return asList(node).some(mentionsAll)
  const object = asObject(node)
  if (object === undefined) return false
  const { tag, content } = object
  const live = tag === 'markdown' || tag === 'lark_md'
  if (live && typeof content === 'string' && /<at id=["']?all\b/.test(content)) return true
  return Object.values(object).some(mentionsAll)
}
