// Tells whether a request was signed by the platform with our encrypt key, and recently enough.
import { createHash, timingSafeEqual } from 'node:crypto'
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import { platformTime } from './platform-time.ts'

/** Anything with the `get` of Fetch's Headers. */
export interface HeaderReader {
  get(name: string): string | null
}

export type SignatureFault = 'signature_missing' | 'signature_stale' | 'signature_wrong'

/** The platform's last retry comes 7 h 5 min after the first try (interface §3). */
const OLDEST_MS = 8 * HOUR_MS

/** Room for clocks that disagree (interface §3). */
const NEWEST_MS = 5 * MINUTE_MS

/**
 * What is wrong with the signature of `raw`, or null. The signature is the SHA-256 of timestamp,
 * nonce, encrypt key and body (platform docs: encrypt key), taken over the bytes that came: a body
 * serialised again may differ in spaces or escapes.
 */
export function signatureFault(
  headers: HeaderReader,
  raw: Uint8Array,
  encryptKey: string,
  at: Instant,
): SignatureFault | null {
  const timestamp = headers.get('x-lark-request-timestamp')
  const nonce = headers.get('x-lark-request-nonce')
  const signature = headers.get('x-lark-signature')
  if (!timestamp || nonce === null || !signature) return 'signature_missing'
  // Anybody can sign with an empty key.
  if (encryptKey === '') return 'signature_wrong'
  const signedAt = platformTime(timestamp)
  if (signedAt === null || at - signedAt > OLDEST_MS || signedAt - at > NEWEST_MS) {
    return 'signature_stale'
  }
  const expected = createHash('sha256').update(`${timestamp}${nonce}${encryptKey}`).update(raw)
  return sameSecret(signature, expected.digest('hex')) ? null : 'signature_wrong'
}

/** Compares in constant time. Nothing equals an empty secret: that one was never configured. */
export function sameSecret(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || expected === '') return false
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
