// Encrypts and signs what the platform pushes – correctly, or wrong in one chosen way.
import { createCipheriv, createHash } from 'node:crypto'
import { asObject, type Json } from './json.ts'

export interface PushSecrets {
  readonly encryptKey: string
}

/** How one push differs from a correct one. */
export interface SigningKnobs {
  /** How the outer body, the one that is signed, is written. */
  readonly outer?: Writing
  /** How the plaintext inside is written. */
  readonly inner?: Writing
  /**
   * `bad`: one digit is wrong; `other_key`: signed with another key; `none`: no signature headers.
   */
  readonly signature?: 'good' | 'bad' | 'other_key' | 'none'
  /** Seconds; by default the platform's present. */
  readonly timestamp?: number
  readonly nonce?: string
  /** The verification token written into the plaintext. */
  readonly token?: string
  readonly appId?: string
  readonly tenantKey?: string
  readonly eventType?: string
  /** Plaintext keys written beside `encrypt`; they come before it. */
  readonly extraKeys?: Json
  /** Makes the plaintext at least this many bytes long. */
  readonly padBytes?: number
  /** false: the payload goes out in the clear. */
  readonly encrypted?: boolean
  /** Written as the ciphertext, instead of a real one. */
  readonly cipher?: unknown
}

/**
 * `escaped` writes every non-ASCII character and every slash as an escape; the JSON means the same.
 */
type Writing = 'compact' | 'pretty' | 'escaped'

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What is inside: this is what a long connection carries, where nothing is encrypted or signed. */
  readonly plain?: string
}

export interface SigningMoment {
  /** Seconds since the epoch. */
  readonly timestamp: number
  readonly nonce: string
  /** 16 bytes. */
  readonly iv: Uint8Array
}

/**
 * One push, ready to post. The moment's nonce and IV are given, so that the result repeats under a
 * seed.
 */
export function signedPush(
  payload: Json,
  secrets: PushSecrets,
  moment: SigningMoment,
  knobs: SigningKnobs = {},
): SignedRequest {
  const plain = written(padded(altered(payload, knobs), knobs.padBytes), knobs.inner)
  const body = outerBody(plain, secrets.encryptKey, moment.iv, knobs)
  const headers: Record<string, string> = { 'content-type': 'application/json;charset=utf-8' }
  if (knobs.signature === 'none') return { headers, body, plain }
  const timestamp = String(knobs.timestamp ?? moment.timestamp)
  const nonce = knobs.nonce ?? moment.nonce
  const key = knobs.signature === 'other_key' ? `not ${secrets.encryptKey}` : secrets.encryptKey
  const good = pushSignature({ timestamp, nonce, key, body })
  headers['x-lark-request-timestamp'] = timestamp
  headers['x-lark-request-nonce'] = nonce
  headers['x-lark-signature'] = knobs.signature === 'bad' ? flipped(good) : good
  return { headers, body, plain }
}

/** SHA-256 over timestamp, nonce, key and raw body, in lower-case hex. */
export function pushSignature(over: {
  timestamp: string
  nonce: string
  key: string
  body: string
}): string {
  return createHash('sha256')
    .update(over.timestamp + over.nonce + over.key + over.body)
    .digest('hex')
}

/** AES-256-CBC under sha256(key), as base64 of IV and ciphertext. */
function encryptedPush(plain: string, encryptKey: string, iv: Uint8Array): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64')
}

function outerBody(plain: string, key: string, iv: Uint8Array, knobs: SigningKnobs): string {
  if (knobs.encrypted === false) return plain
  const cipher = knobs.cipher === undefined ? encryptedPush(plain, key, iv) : knobs.cipher
  return written({ ...knobs.extraKeys, encrypt: cipher }, knobs.outer)
}

function altered(payload: Json, knobs: SigningKnobs): Json {
  const header = asObject(payload.header)
  if (header === undefined) {
    return knobs.token === undefined ? payload : { ...payload, token: knobs.token }
  }
  return {
    ...payload,
    header: {
      ...header,
      ...(knobs.token !== undefined && { token: knobs.token }),
      ...(knobs.appId !== undefined && { app_id: knobs.appId }),
      ...(knobs.tenantKey !== undefined && { tenant_key: knobs.tenantKey }),
      ...(knobs.eventType !== undefined && { event_type: knobs.eventType }),
    },
  }
}

function padded(payload: Json, bytes: number | undefined): Json {
  return bytes === undefined ? payload : { ...payload, padding: 'x'.repeat(bytes) }
}

function written(value: Json, writing: Writing = 'compact'): string {
  if (writing === 'pretty') return JSON.stringify(value, null, 2)
  const compact = JSON.stringify(value)
  return writing === 'compact' ? compact : escapedJson(compact)
}

/** Escapes inside strings only ever stand for the character itself, so the meaning stays. */
function escapedJson(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, unicodeEscape).replaceAll('/', '\\/')
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function flipped(signature: string): string {
  return (signature.startsWith('0') ? '1' : '0') + signature.slice(1)
}
