// Encrypts and signs requests the way the platform does, for tests of what receives them.
import { createCipheriv, createHash } from 'node:crypto'
import type { Instant } from '../../src/domain/time.ts'
import type { WebhookSecrets } from '../../src/lark/receive.ts'

/** The secrets and the time of the published vectors (platform docs: encrypt key). */
export const SECRETS: WebhookSecrets = {
  encryptKey: 'test-encrypt-key',
  verificationToken: 'vtoken-123',
  appId: 'a',
}
export const SIGNED_AT: Instant = 1_700_000_000_000

/** Sixteen times the same byte, as in the published vectors, so that bodies repeat exactly. */
const IV = Buffer.alloc(16, 7)

export interface SignedRequest {
  readonly headers: Headers
  readonly raw: Uint8Array
}

/** A payload as the platform posts it: encrypted, and signed at `at`. */
export function signed(
  payload: unknown,
  at: Instant = SIGNED_AT,
  encryptKey: string = SECRETS.encryptKey,
): SignedRequest {
  return signedBody(
    JSON.stringify({ encrypt: encrypted(JSON.stringify(payload), encryptKey) }),
    at,
    encryptKey,
  )
}

/** Any body with a signature that is right for it. */
export function signedBody(
  body: string | Uint8Array,
  at: Instant = SIGNED_AT,
  encryptKey: string = SECRETS.encryptKey,
): SignedRequest {
  const raw = Buffer.from(body)
  const timestamp = String(Math.floor(at / 1000))
  const nonce = 'nonce'
  const headers = new Headers({
    'content-type': 'application/json;charset=utf-8',
    'x-lark-request-timestamp': timestamp,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': signature(timestamp, nonce, encryptKey, raw),
  })
  return { headers, raw }
}

/** Any body without a signature. */
export function unsignedBody(body: string | Uint8Array): SignedRequest {
  return { headers: new Headers(), raw: Buffer.from(body) }
}

export function signature(
  timestamp: string,
  nonce: string,
  encryptKey: string,
  raw: Uint8Array,
): string {
  const before = Buffer.from(`${timestamp}${nonce}${encryptKey}`)
  return createHash('sha256')
    .update(Buffer.concat([before, raw]))
    .digest('hex')
}

/** base64 of the IV and the AES-256-CBC of `plain`. */
export function encrypted(
  plain: string | Uint8Array,
  encryptKey: string = SECRETS.encryptKey,
): string {
  const key = createHash('sha256').update(encryptKey).digest()
  const cipher = createCipheriv('aes-256-cbc', key, IV)
  return Buffer.concat([IV, cipher.update(Buffer.from(plain)), cipher.final()]).toString('base64')
}
