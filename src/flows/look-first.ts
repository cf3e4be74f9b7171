// When the platform has forgotten a uuid: is the message there or not? Looks before anything is sent twice.
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Fault } from '../lark/fault.ts'
import type { MessageItem } from '../lark/wire.ts'
import type { Claimed } from '../store/messages.ts'
import type { Drawn, SenderOptions } from './send.ts'

export type Found =
  | { readonly is: 'there'; readonly messageId: string; readonly chatId: string }
  | { readonly is: 'absent' }
  /** Nobody can tell but a person. */
  | { readonly is: 'unsure' }
  /** The platform does not say at the moment. */
  | { readonly is: 'not_now'; readonly fault: Fault }

type Options = Pick<SenderOptions, 'lark' | 'store' | 'clock'>

/** Two clocks may differ, and the platform notes its own. */
const CLOCKS_DIFFER_MS = 2 * MINUTE_MS

/** Five hundred messages in one chat since: then a person looks. */
const MAX_PAGES = 10

/** A row's id, as buttons carry it. */
const ROW_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/

/**
 * Looks for the row's message among those the app has sent to the chat since the first attempt. A row's id in
 * the content settles it, but the platform shows cards of schema 2.0 to nobody who lists them. Then it goes by
 * elimination: every message of the app belongs to a row, so one that belongs to none is this row's, provided
 * that no other row for the place is in doubt as well.
 */
export async function findInChat(
  options: Options,
  row: Claimed,
  since: Instant,
  drawn: Drawn,
): Promise<Found> {
  const { lark, store } = options
  const chatId = row.recipientType === 'chat' ? row.recipient : await store.chatIdOf(row.recipient)
  if (chatId === null) return { is: 'unsure' }
  const listed = await listSince(options, chatId, since)
  if ('is' in listed) return listed
  const known = await store.known(listed.map((item) => item.messageId))
  const unclaimed = listed.filter(
    (item) => item.fromApp && item.senderId === lark.appId && !known.has(item.messageId),
  )
  const [marked] = unclaimed.filter((item) => item.content.includes(row.id))
  if (marked !== undefined) return there(marked)
  const [possible, ...others] = unclaimed.filter((item) => mayBe(item, drawn))
  if (possible === undefined) return { is: 'absent' }
  const alone = others.length === 0 && !(await store.othersInDoubt(row))
  return alone ? there(possible) : { is: 'unsure' }
}

async function listSince(
  { lark, clock }: Options,
  chatId: string,
  since: Instant,
): Promise<readonly MessageItem[] | Found> {
  const from = since - CLOCKS_DIFFER_MS
  // All attempts under one uuid were made within the hour.
  const to = Math.min(clock.now(), since + HOUR_MS) + CLOCKS_DIFFER_MS
  const items: MessageItem[] = []
  let pageToken: string | null = null
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await lark.list(chatId, { from, to, pageToken })
    if (!answer.ok) {
      return answer.fault.kind === 'terminal'
        ? { is: 'unsure' }
        : { is: 'not_now', fault: answer.fault }
    }
    items.push(...answer.value.items)
    pageToken = answer.value.next
    if (pageToken === null) return items
  }
  return { is: 'unsure' }
}

function mayBe(item: MessageItem, drawn: Drawn): boolean {
  if (item.msgType !== drawn.msgType || ROW_ID.test(item.content)) return false
  // A file comes back under a key of the platform's choosing: it is told by elimination, as cards are.
  if (item.deleted || drawn.msgType !== 'text') return true
  const words = textOf(JSON.stringify(drawn.content))
  // Mentions come back as placeholders: such a text cannot be compared.
  return words === null || words.includes('<at') || textOf(item.content) === words
}

function there(item: MessageItem): Found {
  return { is: 'there', messageId: item.messageId, chatId: item.chatId }
}

function textOf(content: string): string | null {
  try {
    const parsed: unknown = JSON.parse(content)
    if (typeof parsed !== 'object' || parsed === null || !('text' in parsed)) return null
    return typeof parsed.text === 'string' ? parsed.text : null
  } catch {
    return null
  }
}
