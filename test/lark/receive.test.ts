// Which requests are the platform's: the published vectors, the order of judgement, what is signed and how long ago.
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { opener } from '../../src/lark/decrypt.ts'
import { MAX_BODY_BYTES } from '../../src/lark/read-body.ts'
import { receive, type WebhookRequest } from '../../src/lark/receive.ts'
import {
  encrypted,
  SECRETS,
  SIGNED_AT,
  signature,
  signed,
  signedBody,
  unsignedBody,
} from '../kit/signed.ts'
import { CHALLENGE, envelope, TAP } from './payloads.ts'

const V1_BODY =
  '{"encrypt":"BwcHBwcHBwcHBwcHBwcHB2KCdZpCMyz98ugASoe56J7BHJCiQD9z+eiGJ/2GkhvMZmxLtH4GLmae4j7ObXTY/kbMWw+ZwEJyITf3M5rsM0uUfDVR7MlsrzgMepEOHY3w"}'
const V1_SIGNATURE = '2c9fdeaa5cfd64c9417ff774891a438d046ed9080d9b70aa4a78eb171773f06a'
const V2_BODY =
  '{"encrypt":"BwcHBwcHBwcHBwcHBwcHB7fbpaXTa3Jt7et/RcpohYcs13LWqK6rueFnXQtYjlbByzBunuRs5HK5TsaEZS0wyhLA/YOTv6NZEufDfHPQs0gNo+eehTWe3qXvfumg17zJuMpNNbhuFnqosiaP8ov+oOrVv6PQXMTdOe8HAQfwbys5ODdBnkIlocrHxyHCAH0g+oX7bIGRDaXRYADnkceY+IISxDpsefUYsjaEb/kENYuvM4PRSPWCm4bN9jLH20H5AcEJngxZ+rx/Bw6fu6Tq5JMis67lFCPS7DpT7cQtTuddl05bG9oSab3snpvQ/5FHqw5Gb1b7gZgL2G2/yv2UaXERnndcEoLG7jUQc3jejd4="}'
const V2_SIGNATURE = 'da66f72461ca01d6aa593f332d9933157238d415ccfe3e3fc168192c435a37f9'
const V3_BODY =
  '{"open_id":"ou","open_message_id":"om","token":"c-1","tenant_key":"t","action":{"value":{"a":1},"tag":"button"}}'
const V3_SIGNATURE = 'e4b8962a943ba28898095e1549bc2241c80043ba'

const at = (request: WebhookRequest, instant = SIGNED_AT) => receive(request, SECRETS, instant)

function withSignature(body: string, given: string, timestamp = '1700000000'): WebhookRequest {
  const headers = new Headers({
    'X-Lark-Request-Timestamp': timestamp,
    'X-Lark-Request-Nonce': 'nonce',
    'X-Lark-Signature': given,
  })
  return { headers, raw: Buffer.from(body) }
}

function without(request: WebhookRequest & { headers: Headers }, name: string): WebhookRequest {
  const headers = new Headers(request.headers)
  headers.delete(name)
  return { headers, raw: request.raw }
}

describe('published vectors', () => {
  test('V0: the official ciphertext opens', () => {
    const open = opener('test key')
    expect(open('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=')).toBe('hello world')
  })

  test('V1: the challenge is answered, signed or not', () => {
    const challenge = { ok: true, challenge: 'abc' }
    expect(at(withSignature(V1_BODY, V1_SIGNATURE))).toEqual(challenge)
    expect(at(unsignedBody(V1_BODY))).toEqual(challenge)
  })

  test('V2: the tap is accepted with what it says', () => {
    expect(at(withSignature(V2_BODY, V2_SIGNATURE))).toMatchObject({
      ok: true,
      payload: { header: { event_id: 'e2' }, event: { operator: { open_id: 'ou' } } },
    })
  })

  test('V2 under another timestamp is refused', () => {
    expect(at(withSignature(V2_BODY, V2_SIGNATURE, '1700000001'))).toEqual({
      ok: false,
      status: 401,
      reason: 'signature_wrong',
    })
  })

  test('V3: the old card callback, plain and signed with SHA-1, is refused', () => {
    const expected = createHash('sha1').update(`1700000000noncevtoken-123${V3_BODY}`).digest('hex')
    expect(expected).toBe(V3_SIGNATURE)
    expect(at(withSignature(V3_BODY, V3_SIGNATURE))).toMatchObject({ status: 401, reason: 'plain' })
  })

  test('what the kit signs is what the vectors say', () => {
    const raw = Buffer.from(V2_BODY)
    expect(signature('1700000000', 'nonce', SECRETS.encryptKey, raw)).toBe(V2_SIGNATURE)
    expect(JSON.stringify({ encrypt: encrypted(JSON.stringify(CHALLENGE)) })).toBe(V1_BODY)
  })
})

describe('order of judgement (interface §3), each row with a body that fails the later ones too', () => {
  const gzip = (request: WebhookRequest & { headers: Headers }) => {
    request.headers.set('content-encoding', 'gzip')
    return request
  }
  const foreign = envelope('x', {}, { token: 'wrong', app_id: 'other' })
  const rows: readonly [string, WebhookRequest, number, string][] = [
    ['over 1 MB', gzip(unsignedBody('x'.repeat(MAX_BODY_BYTES + 1))), 413, 'too_large'],
    ['compressed', gzip(unsignedBody('x'.repeat(MAX_BODY_BYTES))), 415, 'compressed'],
    ['not a JSON object', unsignedBody('[]'), 400, 'not_json'],
    ['plain although a key is set', unsignedBody(JSON.stringify(foreign)), 401, 'plain'],
    ['unsigned', unsignedBody('{"encrypt":"AAAA"}'), 401, 'signature_missing'],
    ['wrongly signed', signedBody('{"encrypt":"AAAA"}', SIGNED_AT, 'k'), 401, 'signature_wrong'],
    ['not decryptable', signedBody('{"encrypt":"AAAA"}'), 400, 'undecryptable'],
    ['wrong token', signed(foreign), 401, 'wrong_token'],
    ['wrong app', signed(envelope('x', {}, { app_id: 'other' })), 401, 'wrong_app'],
  ]
  test.each(rows)('%s', (_, request, status, reason) => {
    expect(at(request)).toEqual({ ok: false, status, reason })
  })

  test('nothing wrong: accepted', () => {
    expect(at(signed(TAP))).toEqual({ ok: true, payload: TAP })
  })

  test('1 MB exactly is judged by what it holds', () => {
    const filler = 'x'.repeat(MAX_BODY_BYTES - '{"encrypt":"","p":""}'.length)
    expect(at(signedBody(`{"encrypt":"","p":"${filler}"}`))).toMatchObject({ status: 400 })
  })
})

describe('bodies that mean the same are accepted as they came', () => {
  test('pretty-printed and signed so', () => {
    const body = JSON.stringify({ encrypt: encrypted(JSON.stringify(TAP, null, 2)) }, null, 2)
    expect(at(signedBody(body))).toEqual({ ok: true, payload: TAP })
  })

  test('with slashes escaped, in the challenge and in a tap', () => {
    const escaped = (body: string) => body.replaceAll('/', '\\/')
    expect(escaped(V1_BODY)).not.toBe(V1_BODY)
    expect(at(signedBody(escaped(V1_BODY)))).toEqual({ ok: true, challenge: 'abc' })
    expect(at(signedBody(escaped(V2_BODY)))).toMatchObject({ ok: true })
  })

  test('saying that they are not compressed', () => {
    const request = signed(TAP)
    request.headers.set('content-encoding', 'Identity')
    expect(at(request)).toMatchObject({ ok: true })
  })

  test('keys beside encrypt neither count nor harm', () => {
    const beside = {
      header: { token: 'x', event_id: 'forged' },
      event: {},
      type: 'url_verification',
    }
    const body = JSON.stringify({ ...beside, encrypt: encrypted(JSON.stringify(TAP)), schema: '1' })
    expect(at(signedBody(body))).toEqual({ ok: true, payload: TAP })
    const nested = `{"x":${'['.repeat(9000)}${']'.repeat(9000)},${JSON.stringify({ encrypt: encrypted(JSON.stringify(TAP)) }).slice(1)}`
    expect(at(signedBody(nested))).toMatchObject({ ok: true })
  })
})

describe('age of the signature', () => {
  const tap = signed(TAP)
  test.each([
    ['8 hours old', 8 * HOUR_MS],
    ['5 minutes ahead of us', -5 * MINUTE_MS],
  ])('%s is accepted', (_, age) => {
    expect(at(tap, SIGNED_AT + age)).toMatchObject({ ok: true })
  })

  test.each([
    ['a moment older than 8 hours', 8 * HOUR_MS + 1],
    ['a moment more than 5 minutes ahead', -5 * MINUTE_MS - 1],
    ['years old', 1000 * 24 * HOUR_MS],
  ])('%s is refused', (_, age) => {
    expect(at(tap, SIGNED_AT + age)).toMatchObject({ status: 401, reason: 'signature_stale' })
  })

  test.each(['', 'now', '1e9', '17000000000', '-1700000000', '1700000000.5'])(
    'the timestamp %j, though signed, is refused',
    (timestamp) => {
      const right = signature(timestamp, 'nonce', SECRETS.encryptKey, Buffer.from(V2_BODY))
      expect(at(withSignature(V2_BODY, right, timestamp))).toMatchObject({ ok: false, status: 401 })
    },
  )
})

describe('signatures that are not', () => {
  test.each(['x-lark-signature', 'x-lark-request-timestamp', 'x-lark-request-nonce'])(
    'without %s',
    (name) => {
      expect(at(without(signed(TAP), name))).toMatchObject({ reason: 'signature_missing' })
    },
  )

  test.each([
    ['cut short', V2_SIGNATURE.slice(0, -1)],
    ['too long', `${V2_SIGNATURE}0`],
    ['of another body', V1_SIGNATURE],
    ['a word', 'signature'],
  ])('%s', (_, given) => {
    expect(at(withSignature(V2_BODY, given))).toMatchObject({ reason: 'signature_wrong' })
  })

  test('one bit of the body flipped', () => {
    const { headers, raw } = signed(TAP)
    const flipped = Buffer.from(raw)
    flipped.writeUInt8((flipped[30] ?? 0) ^ 1, 30)
    expect(at({ headers, raw: flipped })).toMatchObject({ reason: 'signature_wrong' })
  })

  test('nothing is accepted when no key was configured', () => {
    const secrets = { ...SECRETS, encryptKey: '' }
    expect(receive(signed(TAP, SIGNED_AT, ''), secrets, SIGNED_AT)).toMatchObject({ status: 401 })
    const tokenless = { ...SECRETS, verificationToken: '' }
    const payload = envelope('x', {}, { token: '' })
    expect(receive(signed(payload), tokenless, SIGNED_AT)).toMatchObject({ reason: 'wrong_token' })
  })
})
