// What people do on the page, turned into what a person's client does: everything passes the platform's rules.
import type { Json } from '../json.ts'
import { pictureSize } from '../picture.ts'
import type { TapResult } from '../tap.ts'
import type { Touch } from '../touch.ts'
import type { Desk } from './desk.ts'

export interface PageTap {
  readonly openId: string
  readonly messageId: string
  readonly label: string
  readonly nth: number
  readonly form?: Readonly<Record<string, unknown>> | undefined
  readonly value?: unknown
}

/** Taps and notes down what went out and what came back. Throws for what no client allows. */
export async function tapped(desk: Desk, tap: PageTap): Promise<TapResult> {
  const { openId, messageId, label, nth, form, value } = tap
  const touch: Touch = {
    nth,
    ...(form !== undefined && { form }),
    ...(value !== undefined && { value }),
  }
  const prepared = desk.feishu.person(openId).prepareTap(messageId, label, touch)
  const answer = await prepared.send()
  const at = desk.clock.now()
  desk.taps.add({ at, openId, messageId, label, request: prepared.payload, answer })
  return answer
}

export interface PageWords {
  readonly openId: string
  readonly chatId: string
  readonly text: string
  readonly replyTo: string | undefined
  readonly files: readonly File[]
}

/** Words alone are a text, files alone are files; both together one rich text, as a client sends them. */
export async function spoken(desk: Desk, words: PageWords): Promise<void> {
  const { openId, chatId, text, replyTo } = words
  const person = desk.feishu.person(openId)
  const posting = { chatId, ...(replyTo !== undefined && { replyTo }) }
  const mentions = mentionsIn(desk, text)
  const files = await Promise.all(words.files.map(read))
  if (files.length === 0) {
    await person.say(text, { ...posting, ...mentions })
    return
  }
  if (text !== '') {
    const images = files.filter(isPicture).map(({ bytes }) => bytes)
    const others = files.filter((file) => !isPicture(file))
    await person.sendPost('', [text], { ...posting, ...mentions, images, files: others })
    return
  }
  for (const file of files) {
    if (isPicture(file)) await person.sendImage(file.bytes, posting)
    else await person.sendFile(file.name, file.bytes, posting)
  }
}

/** Whoever is called by name with an @ is mentioned; longer names first. */
function mentionsIn(desk: Desk, text: string): { mentionBot: boolean; mention: string[] } {
  const people = desk.groups.flatMap((group) => group.people)
  const named = people.filter(({ name }) => text.includes(`@${name}`))
  return {
    mentionBot: text.includes(`@${desk.feishu.bot.name}`),
    mention: named.map(({ openId }) => openId),
  }
}

async function read(file: File): Promise<{ name: string; bytes: Uint8Array }> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

function isPicture({ bytes }: { readonly bytes: Uint8Array }): boolean {
  return pictureSize(bytes) !== undefined
}

/** What the browser must know of a tap: the card itself comes with the next change. */
export function shownResult(result: TapResult): Json {
  const { status, toast, errorCode, notSent } = result
  return { status, toast, errorCode, notSent }
}
