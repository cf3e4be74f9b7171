// Who asks: the session behind the cookie, the token that proves a form is ours, and what ends both.
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sha256Hex } from '../domain/hash.ts'
import { activePerson, type Organisation, type Person } from '../domain/organisation.ts'
import { DAY_MS, HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import { beginSession, endSession, prolongSession, sessionOf } from '../store/sessions.ts'
import type { BoardWorld } from './board-world.ts'
import { isSecure } from './own-address.ts'

/** Unused for half a day: the next morning one signs in anew, which inside Feishu asks nothing. */
const IDLE_MS = 12 * HOUR_MS

/** However much it is used. */
const LONGEST_MS = 7 * DAY_MS

/** A session is not written to at every look. */
const PROLONG_AFTER_MS = 10 * MINUTE_MS

export interface Visitor {
  readonly person: Person
  readonly organisation: Organisation
  readonly at: Instant
  /** Stands in every form of this session's pages, and comes back with each POST. */
  readonly formToken: string
}

/** The person who is signed in and still of the organisation, or null. */
export async function visitorOf(world: BoardWorld, c: Context): Promise<Visitor | null> {
  const token = getCookie(c, cookieName(c, world))
  if (token === undefined || !TOKEN_FORM.test(token)) return null
  const at = world.clock.now()
  const hash = sha256Hex(token)
  const session = await sessionOf(world.sql, hash, at)
  if (session === null) return null
  const organisation = await world.organisations.latest()
  const person = activePerson(organisation, session.openId)
  if (person === undefined) {
    await endSession(world.sql, hash)
    return null
  }
  const endsAt = Math.min(at + IDLE_MS, session.begunAt + LONGEST_MS)
  if (endsAt - session.endsAt >= PROLONG_AFTER_MS) await prolongSession(world.sql, hash, endsAt)
  return { person, organisation, at, formToken: formTokenOf(token) }
}

/** Signs somebody in on this browser. Whatever it held before is worth nothing from now on. */
export async function begin(world: BoardWorld, c: Context, person: Person): Promise<void> {
  await forget(world, c)
  const token = randomToken()
  const at = world.clock.now()
  const session = { openId: person.openId, begunAt: at, endsAt: at + IDLE_MS }
  await beginSession(world.sql, sha256Hex(token), session)
  setCookie(c, cookieName(c, world), token, {
    ...cookieOptions(c, world),
    maxAge: LONGEST_MS / 1_000,
  })
}

export async function end(world: BoardWorld, c: Context): Promise<void> {
  await forget(world, c)
  deleteCookie(c, cookieName(c, world), cookieOptions(c, world))
}

async function forget(world: BoardWorld, c: Context): Promise<void> {
  const token = getCookie(c, cookieName(c, world))
  if (token !== undefined && TOKEN_FORM.test(token)) await endSession(world.sql, sha256Hex(token))
}

/** 256 random bits, as cookies and addresses may hold them. */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** Lax: the way back from Feishu's page carries it, a form on another site does not. */
export function cookieOptions(c: Context, world: BoardWorld) {
  return { httpOnly: true, sameSite: 'Lax', secure: isSecure(c, world), path: '/' } as const
}

const TOKEN_FORM = /^[\w-]{43}$/

/** Over https under a name that no other host and no plain http page can set. */
function cookieName(c: Context, world: BoardWorld): string {
  return isSecure(c, world) ? '__Host-duban_board' : 'duban_board'
}

/** Follows from the session's token and does not lead back to it. */
function formTokenOf(token: string): string {
  return sha256Hex(`form:${token}`)
}
