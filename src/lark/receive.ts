// Judges one request to the webhook: what the platform sent us, or which refusal it gets.
import type { Instant } from '../domain/time.ts'
import { isJsonObject, type JsonObject, parseClean } from './clean-json.ts'
import { type Opener, opener } from './decrypt.ts'
import { MAX_BODY_BYTES } from './read-body.ts'
import { type HeaderReader, type SignatureFault, sameSecret, signatureFault } from './verify.ts'

export interface WebhookRequest {
  readonly headers: HeaderReader
  readonly raw: Uint8Array
}

export interface WebhookSecrets {
  readonly encryptKey: string
  readonly verificationToken: string
  readonly appId: string
}

type RefusalReason =
  | SignatureFault
  | 'too_large'
  | 'compressed'
  | 'not_json'
  | 'plain'
  | 'undecryptable'
  | 'wrong_token'
  | 'wrong_app'

export type Received =
  | { readonly ok: true; readonly challenge: string }
  | { readonly ok: true; readonly payload: JsonObject }
  | { readonly ok: false; readonly status: 400 | 401 | 413 | 415; readonly reason: RefusalReason }

/**
 * The longest `encrypt` that is opened without a signature, in characters. A challenge has about
 * 150; a stranger's request must cost us no more than looking at it.
 */
const UNSIGNED_MAX_CHARACTERS = 1024

/**
 * The verdict on a request, in the order of judgement of interface §3. Never throws, keeps nothing,
 * and takes nothing from a body but its `encrypt`: what stands beside it is not the platform's.
 *
 * @param secrets give the same object every time: the key made from it is remembered by it
 * @param at the time of arrival
 */
export function receive(request: WebhookRequest, secrets: WebhookSecrets, at: Instant): Received {
  const { headers, raw } = request
  if (raw.byteLength > MAX_BODY_BYTES) return refused(413, 'too_large')
  if (isCompressed(headers)) return refused(415, 'compressed')
  const body = jsonObject(raw)
  if (body === null) return refused(400, 'not_json')
  if (!Object.hasOwn(body, 'encrypt')) return refused(401, 'plain')
  const fault = signatureFault(headers, raw, secrets.encryptKey, at)
  if (fault !== null) return unsigned(body.encrypt, secrets, fault)
  const payload = opened(body.encrypt, secrets)
  return payload === null ? refused(400, 'undecryptable') : admitted(payload, secrets)
}

/** Only URL verification may come without a signature (platform docs: request URL). */
function unsigned(encrypt: unknown, secrets: WebhookSecrets, fault: SignatureFault): Received {
  const refusal = refused(401, fault)
  if (fault !== 'signature_missing') return refusal
  if (typeof encrypt !== 'string' || encrypt.length > UNSIGNED_MAX_CHARACTERS) return refusal
  const payload = opened(encrypt, secrets)
  const challenge = payload === null ? null : challengeIn(payload)
  return challenge === null || payload === null ? refusal : admitted(payload, secrets)
}

/** What a payload from someone who knows the encrypt key must show as well: our token, our app. */
function admitted(payload: JsonObject, secrets: WebhookSecrets): Received {
  const challenge = challengeIn(payload)
  const header = challenge === null && isJsonObject(payload.header) ? payload.header : null
  const token = header === null ? payload.token : header.token
  if (!sameSecret(token, secrets.verificationToken)) return refused(401, 'wrong_token')
  if (challenge !== null) return { ok: true, challenge }
  const isOurs = header === null ? isOldAndOurs(payload, secrets) : header.app_id === secrets.appId
  return isOurs ? { ok: true, payload } : refused(401, 'wrong_app')
}

/** Events of the first version carry the app id inside, and not all of them do. */
function isOldAndOurs(payload: JsonObject, secrets: WebhookSecrets): boolean {
  const appId = isJsonObject(payload.event) ? payload.event.app_id : undefined
  return appId === undefined || appId === secrets.appId
}

function challengeIn(payload: JsonObject): string | null {
  const { type, challenge } = payload
  return type === 'url_verification' && typeof challenge === 'string' ? challenge : null
}

function isCompressed(headers: HeaderReader): boolean {
  const encoding = headers.get('content-encoding')
  return !!encoding && encoding.trim().toLowerCase() !== 'identity'
}

/** The outer object as it came. It is not cleaned, because only `encrypt` is ever taken from it. */
function jsonObject(raw: Uint8Array): JsonObject | null {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    return isJsonObject(body) ? body : null
  } catch {
    return null
  }
}

function opened(encrypt: unknown, secrets: WebhookSecrets): JsonObject | null {
  const text = typeof encrypt === 'string' ? openerFor(secrets)(encrypt) : null
  const payload = text === null ? null : parseClean(text)
  return isJsonObject(payload) ? payload : null
}

const openers = new WeakMap<WebhookSecrets, Opener>()

function openerFor(secrets: WebhookSecrets): Opener {
  const known = openers.get(secrets)
  if (known !== undefined) return known
  const fresh = opener(secrets.encryptKey)
  openers.set(secrets, fresh)
  return fresh
}

function refused(status: 400 | 401 | 413 | 415, reason: RefusalReason): Received {
  return { ok: false, status, reason }
}
