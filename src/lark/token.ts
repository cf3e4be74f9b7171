// The app's access token: one request for however many callers, renewed before it ends, never shown to a log.
import { type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Clock, Memory } from '../ports.ts'
import type { Answer } from './fault.ts'

/** Below this the platform issues a new token; until then it repeats the old one (platform docs: tokens). */
const RENEW_BELOW_MS = 30 * MINUTE_MS

/** Below this a token is not used any more: a request may be under way for a while, and clocks differ. */
const UNUSABLE_BELOW_MS = 5 * MINUTE_MS

/** After a failure nobody asks again for this long: a thousand waiting messages make one request, not each one. */
const PAUSE_AFTER_FAILURE_MS = 1_000

/** How often an early renewal is tried while the old token is still good. */
const RENEWAL_EVERY_MS = MINUTE_MS

export interface Issued {
  readonly token: string
  readonly lifeSeconds: number
}

/** A token as it is kept. */
export interface HeldToken {
  readonly token: string
  readonly endsAt: Instant
}

export interface TokenSource {
  /** A token that is good for at least five minutes, or why there is none. */
  get(): Promise<Answer<string>>
  /** The platform refused this token. Callers that were refused together cause one renewal. */
  refused(token: string): void
}

/** What is known of the token. */
interface Desk {
  readonly obtain: () => Promise<Answer<Issued>>
  readonly clock: Clock
  readonly memory: Memory<HeldToken>
  asking: Promise<Answer<string>> | undefined
  failed: { readonly answer: Answer<string>; readonly at: Instant } | undefined
  lastAsked: Instant
}

export function tokenSource(
  obtain: () => Promise<Answer<Issued>>,
  clock: Clock,
  memory: Memory<HeldToken> = { held: null },
): TokenSource {
  const desk: Desk = {
    obtain,
    clock,
    memory,
    asking: undefined,
    failed: undefined,
    lastAsked: Number.NEGATIVE_INFINITY,
  }
  return {
    get: () => get(desk),
    refused: (token) => {
      if (memory.held?.token === token) memory.held = null
    },
  }
}

function get(desk: Desk): Promise<Answer<string>> {
  const { failed } = desk
  const { held } = desk.memory
  const now = desk.clock.now()
  const left = held === null ? 0 : held.endsAt - now
  if (held !== null && left >= UNUSABLE_BELOW_MS) {
    // Nobody waits for an early renewal: the old token stays good beside the new one.
    if (left < RENEW_BELOW_MS && now - desk.lastAsked >= RENEWAL_EVERY_MS) void askOnce(desk)
    return Promise.resolve({ ok: true, value: held.token })
  }
  if (failed !== undefined && now - failed.at < PAUSE_AFTER_FAILURE_MS && now >= failed.at) {
    return Promise.resolve(failed.answer)
  }
  return askOnce(desk)
}

function askOnce(desk: Desk): Promise<Answer<string>> {
  desk.asking ??= ask(desk).finally(() => {
    desk.asking = undefined
  })
  return desk.asking
}

async function ask(desk: Desk): Promise<Answer<string>> {
  const askedAt = desk.clock.now()
  desk.lastAsked = askedAt
  const issued = await desk.obtain()
  if (!issued.ok) {
    desk.failed = { answer: issued, at: desk.clock.now() }
    return issued
  }
  const { token, lifeSeconds } = issued.value
  desk.failed = undefined
  desk.memory.held = { token, endsAt: askedAt + lifeSeconds * 1_000 }
  return { ok: true, value: token }
}
