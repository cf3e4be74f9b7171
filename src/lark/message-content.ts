// Reads what a received message holds: its text, the mentions in it, and its files.
import { isJsonObject, type JsonObject, parseClean } from './clean-json.ts'
import { mentionSchema, platformId } from './inbound-schemas.ts'
import { ALL_KEY, type Mention, type MentioningText, withNames } from './mentions.ts'

export interface MessageFile {
  readonly kind: 'file' | 'image' | 'audio' | 'media'
  readonly key: string
  readonly name: string | null
}

export interface MessageContent extends MentioningText {
  readonly mentionsAll: boolean
  readonly files: readonly MessageFile[]
}

interface Body {
  readonly keyedText: string
  readonly files: readonly MessageFile[]
}

/** The longest rich text that the platform takes has some thousand parts. */
const MAX_CONTENT_ENTRIES = 50_000

/**
 * The content of a message (platform docs: message content). A kind without text has the text '',
 * and so has content that is broken.
 *
 * @param content the JSON text in `message.content`
 * @param reported the list in `message.mentions`
 */
export function readContent(
  messageType: string,
  content: string,
  reported: readonly unknown[],
): MessageContent {
  const mentions = readMentions(reported)
  const parsed = parseClean(content, MAX_CONTENT_ENTRIES)
  const body = isJsonObject(parsed) ? parsed : {}
  const isPost = messageType === 'post'
  const { keyedText, files } = isPost ? readPost(body, mentions) : readPlain(messageType, body)
  return {
    text: withNames(keyedText, mentions),
    keyedText,
    mentions: mentions.filter(({ key }) => key !== ALL_KEY),
    mentionsAll: mentions.some(({ key }) => key === ALL_KEY) || /@_all(?!\w)/.test(keyedText),
    files,
  }
}

function readMentions(reported: readonly unknown[]): Mention[] {
  return reported.flatMap((item) => {
    const read = mentionSchema.safeParse(item)
    if (!read.success) return []
    const { key, name, id } = read.data
    return [{ openId: id.open_id, name: key === ALL_KEY ? '所有人' : name, key }]
  })
}

function readPlain(messageType: string, body: JsonObject): Body {
  return {
    keyedText: messageType === 'text' ? textIn(body, 'text') : '',
    files: filesIn(messageType, body),
  }
}

/** Rich text as lines: its title, then its paragraphs. Lines that hold pictures only are left out. */
function readPost(body: JsonObject, mentions: readonly Mention[]): Body {
  const paragraphs = arrayIn(body, 'content').map((line) => (Array.isArray(line) ? line : []))
  const lines = paragraphs.map((parts) =>
    parts
      .filter(isJsonObject)
      .map((part) => partText(part, mentions))
      .join(''),
  )
  return {
    keyedText: [textIn(body, 'title'), ...lines].filter((line) => line !== '').join('\n'),
    files: paragraphs
      .flat()
      .filter(isJsonObject)
      .flatMap((part) => filesIn(textIn(part, 'tag'), part)),
  }
}

function partText(part: JsonObject, mentions: readonly Mention[]): string {
  const text = textIn(part, 'text')
  switch (textIn(part, 'tag')) {
    case 'a': {
      const href = textIn(part, 'href')
      // The form that links in plain messages have.
      return href === '' || href === text ? text : `[${text}](${href})`
    }
    case 'at': {
      const key = textIn(part, 'user_id')
      if (key === ALL_KEY || key === 'all') return ALL_KEY
      return mentions.some((mention) => mention.key === key) ? key : `@${textIn(part, 'user_name')}`
    }
    case 'emotion':
      return `[${textIn(part, 'emoji_type')}]`
    default:
      return text
  }
}

/** The file in the content of a message of a kind, or in a part of rich text with that tag. */
function filesIn(kind: string, holder: JsonObject): MessageFile[] {
  switch (kind) {
    case 'image':
    case 'img':
      return withKey('image', holder.image_key, null)
    case 'file':
    case 'audio':
    case 'media':
      return withKey(kind, holder.file_key, textIn(holder, 'file_name') || null)
    default:
      return []
  }
}

function withKey(kind: MessageFile['kind'], given: unknown, name: string | null): MessageFile[] {
  const key = platformId.safeParse(given)
  return key.success ? [{ kind, key: key.data, name }] : []
}

function textIn(holder: JsonObject, field: string): string {
  const value = holder[field]
  return typeof value === 'string' ? value : ''
}

function arrayIn(holder: JsonObject, field: string): readonly unknown[] {
  const value = holder[field]
  return Array.isArray(value) ? value : []
}
