// What a failed request means for its row, for the place it went to and for the whole app.
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Fault } from '../lark/fault.ts'
import { lostCauseOf } from '../lark/lost-place.ts'
import type { Claimed } from '../store/messages.ts'
import { backoff, type PlatformHealth, platformHealth } from './platform-health.ts'
import type { SenderOptions } from './send.ts'

export interface Setbacks {
  /** What to do about a fault; false, so that deliveries can return it. */
  failed(row: Claimed, fault: Fault, way: Way): Promise<false>
  /** The row could not be drawn. */
  undrawn(row: Claimed): Promise<false>
  park(row: Claimed, reason: string): Promise<false>
  /** The platform has answered somebody properly. */
  answered(): void
}

/** `prepare`: nothing was to be sent yet; it was looked for, or its file uploaded. */
type Way = 'send' | 'reply' | 'patch' | 'prepare'
type Options = Pick<SenderOptions, 'store' | 'clock' | 'log' | 'metrics' | 'random'>
type Desk = Options & { readonly random: () => number; readonly health: PlatformHealth }
type Terminal = Extract<Fault, { kind: 'terminal' }>
type Wait = Extract<Fault, { kind: 'wait' }>

/** While others are answered, a row's failures are its own: it waits ever longer, and is given up in the end … */
const OWN_CAP_MS = 10 * MINUTE_MS
/** … but when nobody is answered, it must be sent within a minute after the platform comes back. */
const OUTAGE_CAP_MS = 30_000

/** Doubling from a second, some 35 minutes: then a person looks at it. */
const MAX_ATTEMPTS = 12

/** The message is gone: recalled or deleted. */
const GONE: ReadonlySet<number> = new Set([230011, 230110])

/** Older than 14 days: the platform updates it no more. */
const TOO_OLD = 230031

/** What it was to answer is gone, or its topic is, or it never was a message. 0: its id has the wrong form. */
const NOT_TO_BE_ANSWERED: ReadonlySet<number> = new Set([0, 230011, 230019, 230110, 99992354])

export function createSetbacks(options: Options): Setbacks {
  const random = options.random ?? Math.random
  const health = platformHealth(options, random)
  const desk = { ...options, random, health }
  return {
    failed: (row, fault, way) => failed(desk, row, fault, way),
    undrawn: (row) => later(desk, row, row.triedSince, true),
    park: (row, reason) => park(desk, row, reason),
    answered: health.answered,
  }
}

async function failed(desk: Desk, row: Claimed, fault: Fault, way: Way): Promise<false> {
  const { health } = desk
  switch (fault.kind) {
    case 'terminal':
      health.answered()
      return await refused(desk, row, fault, way)
    case 'wait':
      return await asksForPatience(desk, row, fault)
    case 'locked':
      health.answered()
      return await later(desk, row, row.triedSince)
    case 'retry':
      await health.unanswered()
      return await later(desk, row, row.triedSince)
    case 'unknown':
      await health.unanswered()
      return await later(desk, row, way === 'prepare' ? row.triedSince : sinceWhen(row))
  }
}

/** From now on a message may be there that nobody has told us of. */
function sinceWhen(row: Claimed): Instant {
  return row.triedSince ?? row.claimedAt
}

async function later(
  desk: Desk,
  row: Claimed,
  triedSince: Instant | null,
  isItsOwn = desk.health.isAnswering(),
): Promise<false> {
  if (isItsOwn && row.attempts >= MAX_ATTEMPTS) return await park(desk, row, 'no_success')
  const wait = backoff(row.attempts, isItsOwn ? OWN_CAP_MS : OUTAGE_CAP_MS, desk.random)
  const until = desk.clock.now() + wait
  await desk.store.released(row, { until, counts: true, triedSince })
  return false
}

async function asksForPatience(desk: Desk, row: Claimed, fault: Wait): Promise<false> {
  const { store, clock, health, random } = desk
  let until = clock.now()
  if (fault.scope === 'place') {
    until += fault.forMs ?? backoff(1, OWN_CAP_MS, random)
    await store.pausePlace(row.recipient, until)
  } else {
    await health.pausedFor(fault.forMs, fault.code)
  }
  await store.released(row, { until, counts: false, triedSince: row.triedSince })
  return false
}

async function refused(desk: Desk, row: Claimed, fault: Terminal, way: Way): Promise<false> {
  const { store, clock } = desk
  if (way === 'reply' && NOT_TO_BE_ANSWERED.has(fault.code)) {
    await store.withoutReply(row)
    return false
  }
  if (lostCauseOf(fault.code) !== null) {
    await store.unreachable(row.recipient, String(fault.code), clock.now())
  }
  if (way === 'patch' && mayBeSentAnew(row, fault.code)) {
    await store.anew(row)
    return false
  }
  if (way === 'patch' && isOver(row, fault.code)) {
    await store.done(row, { refund: false })
    return false
  }
  return await park(desk, row, reasonOf(fault))
}

/** A card that still waits for its decision is not lost because somebody recalled it: it comes back, once. */
function mayBeSentAnew(row: Claimed, code: number): boolean {
  if (GONE.has(code)) return row.waiting && row.resent === 0
  const standing = row.kind === 'status' && row.recipientType === 'chat'
  return code === TOO_OLD && !row.settled && (row.waiting || standing)
}

/** Nobody needs the update of a card that has its outcome, or that was taken away, or has run its time. */
function isOver(row: Claimed, code: number): boolean {
  return row.settled || GONE.has(code) || code === TOO_OLD
}

async function park(desk: Desk, row: Claimed, reason: string): Promise<false> {
  await desk.store.park(row, reason, desk.clock.now())
  desk.metrics?.parked(reason)
  desk.log.error('message_parked', { id: row.id, kind: row.kind, reason })
  return false
}

/** The platform's code, with the card's own where there is one; for our own refusals the words. */
function reasonOf(fault: Terminal): string {
  if (fault.code === 0) return fault.message
  const inner = /ErrCode: (\d+)/.exec(fault.message)?.[1]
  return inner === undefined ? String(fault.code) : `${fault.code}/${inner}`
}
