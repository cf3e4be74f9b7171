// One message from its row to people's eyes: which request it takes, and what its outcome is written down as.
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Outgoing as Message, Sent } from '../lark/client-messages.ts'
import type { Answer } from '../lark/fault.ts'
import type { Claimed } from '../store/messages.ts'
import { contentHash } from './content-hash.ts'
import { findInChat } from './look-first.ts'
import type { Drawn, Held, SenderOptions } from './send.ts'
import { createSetbacks, type Setbacks } from './setbacks.ts'

export interface SendMetrics {
  /** A request succeeded. `waitedMs`: since the row was due. */
  delivered(way: Way, priority: number, waitedMs: number): void
  parked(reason: string): void
}

export interface Courier {
  /** True: people see something new. Rejects only when the database is away. */
  deliver(row: Claimed, drawn: Drawn | Held | null | undefined): Promise<boolean>
}

type Way = 'send' | 'reply' | 'patch'
type Outgoing = Pick<Message, 'msgType' | 'content'>
type Options = Omit<SenderOptions, 'instance' | 'concurrency' | 'render'>
type Desk = Options & { readonly setbacks: Setbacks }

/** What is paid for starts within this, or is paid for again: the windows of the pace rest on it (migration). */
const START_WITHIN_MS = 250

/** The platform remembers a uuid for an hour; later the same uuid would be a second message. */
const UUID_GOOD_FOR_MS = 55 * MINUTE_MS

export function createCourier(options: Options): Courier {
  const desk = { ...options, setbacks: createSetbacks(options) }
  return { deliver: (row, drawn) => deliver(desk, row, drawn) }
}

async function deliver(
  desk: Desk,
  row: Claimed,
  drawn: Drawn | Held | null | undefined,
): Promise<boolean> {
  if (drawn === undefined) return await desk.setbacks.undrawn(row)
  if (drawn === null) return await nothingToSay(desk, row)
  if ('until' in drawn) return await holdBack(desk, row, drawn)
  if (row.messageId !== null) return await patch(desk, row, row.messageId, drawn)
  const { triedSince } = row
  if (triedSince !== null && desk.clock.now() - triedSince > UUID_GOOD_FOR_MS) {
    return await lookFirst(desk, row, triedSince, drawn)
  }
  return await send(desk, row, drawn)
}

async function holdBack({ store }: Desk, row: Claimed, { until }: Held): Promise<false> {
  await store.released(row, { until, counts: false, triedSince: row.triedSince, refund: true })
  return false
}

async function nothingToSay({ store }: Desk, row: Claimed): Promise<false> {
  await store.done(row, { refund: true })
  return false
}

async function patch(
  desk: Desk,
  claimed: Claimed,
  messageId: string,
  drawn: Drawn,
): Promise<boolean> {
  const { store, clock, lark, setbacks } = desk
  // Texts and files cannot be patched: what was said is said.
  if (drawn.msgType !== 'interactive') return await nothingToSay(desk, claimed)
  const { content } = drawn
  const hash = contentHash(content)
  if (hash === claimed.shownHash && isSure(claimed)) {
    await store.shown(claimed, { at: clock.now(), hash, refund: true })
    return false
  }
  const row = await inTime(desk, claimed)
  if (row === null) return false
  const answer = await lark.patch(messageId, content)
  if (!answer.ok) return await setbacks.failed(row, answer.fault, 'patch')
  return await delivered(desk, row, 'patch', store.shown(row, { at: clock.now(), hash }))
}

/** What is written down is what people see: no earlier request of unknown outcome can have changed it. */
function isSure({ attempts }: Claimed): boolean {
  return attempts === 1
}

async function send(desk: Desk, claimed: Claimed, drawn: Drawn): Promise<boolean> {
  const { store, setbacks } = desk
  const said = await saidBy(desk, drawn)
  if (!said.ok) return await setbacks.failed(claimed, said.fault, 'prepare')
  const row = await inTime(desk, claimed)
  if (row === null) return false
  const way = row.replyTo === null ? 'send' : 'reply'
  const answer = await request(desk, row, said.value)
  if (!answer.ok) return await setbacks.failed(row, answer.fault, way)
  // After a request whose outcome nobody knew, this may be the message of that one, with its content.
  const perhapsOlder = row.triedSince !== null && drawn.msgType === 'interactive'
  const recorded = perhapsOlder
    ? store.adopted(row, answer.value)
    : isShown(desk, row, drawn, answer.value)
  return await delivered(desk, row, way, recorded)
}

/** What goes out for it. A file's upload comes before the request that is paid for, and is done once. */
async function saidBy({ papers }: Desk, drawn: Drawn): Promise<Answer<Outgoing>> {
  if (drawn.msgType !== 'file') return { ok: true, value: drawn }
  const key = await papers.keyOf(drawn.documentId)
  if (!key.ok) return key
  return { ok: true, value: { msgType: 'file', content: { file_key: key.value } } }
}

function request({ lark }: Desk, row: Claimed, said: Outgoing): Promise<Answer<Sent>> {
  const { msgType, content } = said
  const uuid = row.resent === 0 ? row.id : `${row.id}.${row.resent}`
  return row.replyTo === null
    ? lark.send({ to: { type: row.recipientType, id: row.recipient }, msgType, content, uuid })
    : lark.reply(row.replyTo, { msgType, content, uuid })
}

async function lookFirst(desk: Desk, row: Claimed, since: Instant, drawn: Drawn): Promise<boolean> {
  const found = await findInChat(desk, row, since, drawn)
  switch (found.is) {
    case 'there':
      return drawn.msgType === 'interactive'
        ? await desk.store.adopted(row, found)
        : await isShown(desk, row, drawn, found)
    case 'absent':
      return await send(desk, { ...row, triedSince: null }, drawn)
    case 'unsure':
      return await desk.setbacks.park(row, 'cannot_tell')
    case 'not_now':
      return await desk.setbacks.failed(row, found.fault, 'prepare')
  }
}

function isShown(
  { store, clock }: Desk,
  row: Claimed,
  drawn: Drawn,
  message: { readonly messageId: string; readonly chatId: string },
): Promise<boolean> {
  const shown = drawn.msgType === 'file' ? { document: drawn.documentId } : drawn.content
  return store.shown(row, { at: clock.now(), hash: contentHash(shown), message })
}

/** The row with a payment that holds now, or null once it is back on the pile for want of room or lease. */
async function inTime({ store, clock }: Desk, row: Claimed): Promise<Claimed | null> {
  if (clock.now() - row.claimedAt <= START_WITHIN_MS) return row
  const paidAt = clock.now()
  const payment = await store.payAgain(row, paidAt)
  if (payment !== null && clock.now() - paidAt <= START_WITHIN_MS) return { ...row, payment }
  await store.released(
    { ...row, payment: payment ?? row.payment },
    { until: clock.now(), counts: false, triedSince: row.triedSince, refund: true },
  )
  return null
}

async function delivered(
  { setbacks, metrics, clock, log }: Desk,
  row: Claimed,
  way: Way,
  recorded: Promise<boolean>,
): Promise<true> {
  setbacks.answered()
  metrics?.delivered(way, row.priority, clock.now() - row.dueAt)
  if (!(await recorded)) log.warn('message_lease_lost', { id: row.id, kind: row.kind })
  return true
}
