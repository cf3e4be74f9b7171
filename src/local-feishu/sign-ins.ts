// Signing in on web pages of the app: codes that are good once and for five minutes, and people's own tokens.
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import type { State } from './state.ts'

const CODE_LIFE_MS = 5 * MINUTE_MS
const TOKEN_LIFE_MS = 2 * HOUR_MS

interface Grant {
  readonly openId: string
  readonly redirectUri: string
  readonly endsAt: Instant
  used: boolean
}

export interface SignIns {
  readonly codes: Map<string, Grant>
  readonly tokens: Map<string, { readonly openId: string; readonly endsAt: Instant }>
}

/** The platform's number and word (platform docs: authen v2 oauth token, error codes). */
export interface SignInFault {
  readonly code: number
  readonly error: 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type'
  readonly description: string
}

export function noSignIns(): SignIns {
  return { codes: new Map(), tokens: new Map() }
}

/** What the person's browser carries back to the app. */
export function grantCode(
  { codes }: SignIns,
  { dice, clock }: State,
  { openId, redirectUri }: Pick<Grant, 'openId' | 'redirectUri'>,
): string {
  const code = dice.hex(32)
  codes.set(code, { openId, redirectUri, endsAt: clock.now() + CODE_LIFE_MS, used: false })
  return code
}

interface Asked {
  readonly grantType: unknown
  readonly clientId: unknown
  readonly clientSecret: unknown
  readonly code: unknown
  readonly redirectUri: unknown
}

/** A person's token for a code, once; or why not, in the order in which the platform looks. */
export function redeem(
  signIns: SignIns,
  state: State,
  asked: Asked,
): { readonly token: string; readonly lifeSeconds: number } | SignInFault {
  if (asked.grantType !== 'authorization_code')
    return fault(20036, 'unsupported_grant_type', 'The grant_type is not supported.')
  if (asked.clientId !== state.app.appId)
    return fault(20048, 'invalid_client', 'The app does not exist.')
  if (asked.clientSecret !== state.app.appSecret)
    return fault(20002, 'invalid_client', 'The client secret is invalid.')
  const now = state.clock.now()
  const grant = signIns.codes.get(String(asked.code))
  if (grant === undefined) return fault(20003, 'invalid_grant', 'The code is invalid.')
  if (grant.used) return fault(20065, 'invalid_grant', 'The code has been used.')
  if (grant.endsAt <= now) return fault(20004, 'invalid_grant', 'The code has expired.')
  if (asked.redirectUri !== grant.redirectUri)
    return fault(20071, 'invalid_grant', 'The redirect_uri does not match.')
  grant.used = true
  const user = state.users.get(grant.openId)
  if (user === undefined || user.resigned)
    return fault(20066, 'invalid_grant', 'The user status is invalid.')
  if (!user.available)
    return fault(20010, 'invalid_grant', 'The user does not have permission to use this app.')
  const token = `u-${state.dice.hex(36)}`
  signIns.tokens.set(token, { openId: grant.openId, endsAt: now + TOKEN_LIFE_MS })
  return { token, lifeSeconds: TOKEN_LIFE_MS / 1_000 }
}

/** Whose token it is, while it lives. */
export function ownerOf(
  { tokens }: SignIns,
  now: Instant,
  authorization: string | undefined,
): string | null {
  const token = /^Bearer (u-\S+)$/.exec(authorization ?? '')?.[1]
  const held = token === undefined ? undefined : tokens.get(token)
  return held === undefined || held.endsAt <= now ? null : held.openId
}

function fault(code: number, error: SignInFault['error'], description: string): SignInFault {
  return { code, error, description }
}
