// What people write, in the platform's form and back: mentions as keys, text as paragraphs.
import { asList, asObject, asText, type Json, parseJson } from './json.ts'
import type { Mention, Message, State } from './state.ts'

export interface Mentioning {
  readonly mentionBot?: boolean
  /** Open ids; an `@name` in the text stands where it was typed, others come first. */
  readonly mention?: readonly string[]
  /** @所有人; the platform reports it either among the mentions, with empty ids, or not at all. */
  readonly mentionAll?: 'listed' | 'unlisted'
}

export interface Composed {
  /** With `@_user_1` in place of names. */
  readonly text: string
  readonly mentions: readonly Mention[]
}

/** The text as the client sends it. Throws when a mentioned person does not exist. */
export function composed(state: State, text: string, how: Mentioning): Composed {
  const named = [
    ...(how.mentionBot ? [{ openId: state.bot.openId, name: state.bot.name }] : []),
    ...(how.mention ?? []).map((openId) => ({ openId, name: nameOf(state, openId) })),
  ]
  const mentions = named.map((one, index) => ({ key: `@_user_${index + 1}`, ...one }))
  let shown = text
  const leading: string[] = how.mentionAll === undefined ? [] : ['@_all']
  for (const { key, name } of mentions) {
    if (shown.includes(`@${name}`)) shown = shown.replace(`@${name}`, key)
    else leading.push(key)
  }
  return { text: [...leading, shown].join(' '), mentions }
}

/** How `im.message.receive_v1` lists @所有人, when it does. */
export const ALL_MENTIONED: Json = {
  key: '@_all',
  id: { union_id: '', user_id: '', open_id: '' },
  name: '所有人',
  tenant_key: '',
}

/** What people read of a text, a post or a file; undefined for what has no words of its own. */
export function readableText(message: Message): string | undefined {
  // A card's JSON is long and has none; chats are full of cards.
  if (!['text', 'post', 'file'].includes(message.msgType)) return undefined
  const content = asObject(parseJson(message.content))
  switch (message.msgType) {
    case 'text':
      return withNames(asText(content?.text) ?? '', message.mentions)
    case 'post':
      return withNames(postText(content), message.mentions)
    default:
      return asText(content?.file_name)
  }
}

/** Longest key first: `@_user_1` begins `@_user_10`. */
function withNames(text: string, mentions: readonly Mention[]): string {
  const longestFirst = [...mentions].sort((a, b) => b.key.length - a.key.length)
  return longestFirst.reduce(
    (shown, { key, name }) => shown.replaceAll(key, `@${name}`),
    text.replaceAll('@_all', '@所有人'),
  )
}

/** A post is kept as people send it, or, from the bot, under its language. */
function postText(content: Json | undefined): string {
  const post = Array.isArray(content?.content) ? content : asObject(Object.values(content ?? {})[0])
  const paragraphs = asList(post?.content).map((paragraph) =>
    asList(paragraph).map(elementText).join(''),
  )
  return [asText(post?.title) ?? '', ...paragraphs].filter((line) => line !== '').join('\n')
}

function elementText(element: unknown): string {
  const node = asObject(element)
  if (node?.tag === 'at') return asText(node.user_id) ?? ''
  return asText(node?.text) ?? ''
}

function nameOf(state: State, openId: string): string {
  const user = state.users.get(openId)
  if (user === undefined) throw new Error(`nobody has the open id ${openId}`)
  return user.name
}
