// Why the platform did not do what was asked, and what that means for trying again.

/**
 * - `wait`: a limit, or trouble of the whole app. Not accepted. `forMs` null: the platform did not say.
 * - `locked`: held by the platform itself for a moment. Not accepted.
 * - `retry`: never reached the platform, or was turned away before it. Not accepted.
 * - `unknown`: may have been accepted: only the same uuid may be sent again.
 * - `terminal`: will be refused again. `message` is the platform's wording, which may quote content: not for logs.
 */
export type Fault =
  | {
      readonly kind: 'wait'
      readonly scope: 'app' | 'place'
      readonly forMs: number | null
      readonly code: number
    }
  | { readonly kind: 'locked'; readonly code: number }
  | { readonly kind: 'retry'; readonly why: string; readonly code: number | null }
  | { readonly kind: 'unknown'; readonly why: string; readonly code: number | null }
  | { readonly kind: 'terminal'; readonly code: number; readonly message: string }

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault }

/** A reply of the platform as far as judging needs it. `code` null: the body was not the platform's. */
export interface Reply {
  readonly status: number
  readonly code: number | null
  readonly message: string
  /** `x-ogw-ratelimit-reset`. */
  readonly resetSeconds: number | null
}

/** Nothing but an operator ends these; looking once a minute finds out soon enough. */
const TROUBLE_MS = 60_000

/** Codes that say: get a new token (platform docs: general error codes). */
const TOKEN_CODES: ReadonlySet<number> = new Set([99991663, 99991664, 99991668, 99991671])

/** Known refusals that are not final (platform docs: frequency control, sending and updating messages). */
const PASSING: Readonly<
  Record<number, 'app_limit' | 'place_limit' | 'trouble' | 'lock' | 'internal'>
> = {
  99991400: 'app_limit',
  11232: 'app_limit',
  11233: 'app_limit',
  230020: 'place_limit',
  // The same uuid is being sent this moment.
  230049: 'lock',
  // The same client token is making a task this moment.
  1470422: 'lock',
  2200: 'internal',
  // The app's own trouble: disabled, wrong secret, address not allowed, scope or bot ability missing. Every
  // message meets it, so none may be given up for it.
  10014: 'trouble',
  10015: 'trouble',
  99991543: 'trouble',
  99991401: 'trouble',
  99991661: 'trouble',
  99991672: 'trouble',
  230006: 'trouble',
  // A new token was tried and refused as well.
  99991663: 'trouble',
  99991664: 'trouble',
  99991668: 'trouble',
  99991671: 'trouble',
}

/** Error codes of sockets that were never connected: no byte of the request has left. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

export function isTokenCode(code: number | null): boolean {
  return code !== null && TOKEN_CODES.has(code)
}

/** Judges a reply that was not a success. */
export function faultOf(reply: Reply): Fault {
  const { status, code, message, resetSeconds } = reply
  const forMs = resetSeconds === null ? null : resetSeconds * 1_000
  switch (code === null ? undefined : PASSING[code]) {
    case 'app_limit':
      return { kind: 'wait', scope: 'app', forMs, code: code ?? 0 }
    case 'place_limit':
      return { kind: 'wait', scope: 'place', forMs, code: code ?? 0 }
    case 'trouble':
      return { kind: 'wait', scope: 'app', forMs: TROUBLE_MS, code: code ?? 0 }
    case 'lock':
      return { kind: 'locked', code: code ?? 0 }
    case 'internal':
      return { kind: 'unknown', why: 'platform_error', code }
  }
  // 230099 wraps the card's own error; this one passes as soon as the tap under way is answered.
  if (code !== null && message.includes('card action is lock')) return { kind: 'locked', code }
  if (status === 429) return { kind: 'wait', scope: 'app', forMs, code: code ?? 0 }
  if (status >= 500) return { kind: 'unknown', why: `http_${status}`, code }
  if (code !== null && code !== 0) return { kind: 'terminal', code, message }
  // A success that cannot be read was perhaps one; a refusal that is not the platform's came from in between.
  return status < 300
    ? { kind: 'unknown', why: 'unreadable', code }
    : { kind: 'retry', why: `http_${status}`, code }
}

/** Judges what `fetch` threw. */
export function networkFault(error: unknown): Fault {
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
    return { kind: 'unknown', why: 'time_out', code: null }
  }
  const socket = socketCode(error)
  return socket !== undefined && NEVER_CONNECTED.has(socket)
    ? { kind: 'retry', why: socket, code: null }
    : { kind: 'unknown', why: socket ?? 'connection_lost', code: null }
}

/** Our own refusal, before anything is sent: the request would be wrong. */
export function refusedHere(message: string): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault: { kind: 'terminal', code: 0, message } }
}

function socketCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  return socketCode(error.cause)
}
