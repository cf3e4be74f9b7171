// Who is mentioned in a text, by key as the platform sends it and by name as people read it.
import type { OpenId } from '../domain/organisation.ts'

export interface Mention {
  /** Null where the platform gives no id, as for people outside the app's range. */
  readonly openId: OpenId | null
  readonly name: string
  /** What stands for the mention in the text, `@_user_1`. */
  readonly key: string
}

/** The part of a message in which mentions are looked for. */
export interface MentioningText {
  readonly text: string
  readonly keyedText: string
  readonly mentions: readonly Mention[]
}

/** The key of 所有人, which the platform lists among the mentions or not at all. */
export const ALL_KEY = '@_all'

/** Whether the bot itself is mentioned. Never when the bot does not know its own id yet. */
export function mentionsBot(message: MentioningText, botOpenId: OpenId | null): boolean {
  return botOpenId !== null && message.mentions.some(({ openId }) => openId === botOpenId)
}

/** The text as people read it, without the mention of the bot, which only calls it. */
export function withoutMention(message: MentioningText, botOpenId: OpenId | null): string {
  if (!mentionsBot(message, botOpenId)) return message.text
  const { keyedText, mentions } = message
  const kept = mentions.filter(({ openId }) => openId !== botOpenId)
  const dropped = mentions.filter(({ openId }) => openId === botOpenId)
  const names = new Map([...namesOf(kept), ...dropped.map(({ key }) => [key, ''] as const)])
  return replaceKeys(keyedText, names).trim()
}

/** `keyedText` with every mention's key replaced by `@` and the name. */
export function withNames(keyedText: string, mentions: readonly Mention[]): string {
  return replaceKeys(keyedText, new Map(namesOf(mentions)))
}

function namesOf(mentions: readonly Mention[]): (readonly [key: string, shown: string])[] {
  return [[ALL_KEY, '@所有人'], ...mentions.map(({ key, name }) => [key, `@${name}`] as const)]
}

/**
 * Longest key first, since `@_user_1` begins `@_user_10`, and all in one pass, since a name may
 * look like a key. Where nothing is shown for a key, the space after it goes too.
 */
function replaceKeys(keyedText: string, shown: ReadonlyMap<string, string>): string {
  const keys = [...shown.keys()].sort((left, right) => right.length - left.length)
  return keyedText.replace(new RegExp(`(${keys.join('|')})(\\s?)`, 'g'), (_, key, space) => {
    const name = shown.get(key)
    return name ? `${name}${space}` : ''
  })
}
