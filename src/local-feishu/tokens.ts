// Tenant access tokens: two hours of life, the same one while it has half an hour left.
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Json } from './json.ts'
import { refusal } from './refusal.ts'
import type { State } from './state.ts'

const TOKEN_LIFE_MS = 2 * HOUR_MS

/** With less than this left, a new token is issued; the older one stays valid to its end. */
const RENEWAL_MS = 30 * MINUTE_MS

export interface Tokens {
  readonly expiresAt: Map<string, Instant>
  newest: string | undefined
  issued: number
  /** A disabled app gets no token (10014). */
  enabled: boolean
}

export function noTokens(): Tokens {
  return { expiresAt: new Map(), newest: undefined, issued: 0, enabled: true }
}

/** Answers the token endpoint; `expire` in seconds. Throws 10003, 10014 or 10015. */
export function issueToken(
  tokens: Tokens,
  state: State,
  body: Json,
): { tenant_access_token: string; expire: number } {
  const { app_id: appId, app_secret: appSecret } = body
  if (typeof appSecret !== 'string' || appId !== state.app.appId) throw refusal(10003)
  if (appSecret !== state.app.appSecret) throw refusal(10015)
  if (!tokens.enabled) throw refusal(10014)
  const now = state.clock.now()
  const token = current(tokens, now) ?? renewed(tokens, state, now)
  const left = (tokens.expiresAt.get(token) ?? now) - now
  return { tenant_access_token: token, expire: Math.floor(left / 1_000) }
}

/** Throws 99991661, 99991663 or 99991671 unless the Authorization header carries a live token. */
export function checkToken(tokens: Tokens, now: Instant, authorization: string | undefined): void {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  if (token === undefined) throw refusal(99991661)
  if (!token.startsWith('t-') && !token.startsWith('u-')) throw refusal(99991671)
  const end = tokens.expiresAt.get(token)
  if (end === undefined || end <= now) throw refusal(99991663)
}

/** Ends every token at once, before its time. */
export function expireAll(tokens: Tokens): void {
  tokens.expiresAt.clear()
  tokens.newest = undefined
}

function current(tokens: Tokens, now: Instant): string | undefined {
  if (tokens.newest === undefined) return undefined
  const end = tokens.expiresAt.get(tokens.newest) ?? now
  return end - now >= RENEWAL_MS ? tokens.newest : undefined
}

function renewed(tokens: Tokens, state: State, now: Instant): string {
  const token = `t-g1${state.dice.hex(36)}`
  tokens.expiresAt.set(token, now + TOKEN_LIFE_MS)
  tokens.newest = token
  tokens.issued += 1
  return token
}
