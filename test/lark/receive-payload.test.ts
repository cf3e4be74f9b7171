// What a request holds once its signature holds: what cannot be opened, what asks for no event, what is made harmless.
import { createCipheriv, createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/time.ts'
import { receive, type WebhookRequest } from '../../src/lark/receive.ts'
import { encrypted, SECRETS, SIGNED_AT, signed, signedBody, unsignedBody } from '../kit/signed.ts'
import { APPROVAL, CHALLENGE, envelope, MESSAGE, TAP } from './payloads.ts'

const at = (request: WebhookRequest, instant = SIGNED_AT) => receive(request, SECRETS, instant)

describe('what cannot be opened', () => {
  test.each([
    ['no text', 1],
    ['null', null],
    ['empty', ''],
    ['too short', 'AAAA'],
    ['an IV and nothing else', Buffer.alloc(16).toString('base64')],
    ['not whole blocks', Buffer.alloc(40).toString('base64')],
    ['blocks of another key', encrypted('{"a":1}', 'another')],
    ['URL-safe base64', encrypted(JSON.stringify(TAP)).replaceAll('+', '-').replaceAll('/', '_')],
    ['base64 with a blank', ` ${encrypted(JSON.stringify(TAP))}`],
    ['base64 without its padding', encrypted(JSON.stringify({ a: 1 })).replace(/=+$/, '')],
    ['no JSON', encrypted('hello world')],
    ['a list', encrypted('[]')],
    ['JSON null', encrypted('null')],
    ['nothing', encrypted('')],
    ['too deep', encrypted(`{"a":${'['.repeat(32)}${']'.repeat(32)}}`)],
    ['padded with something else', badlyPadded('{"a":1}')],
    ['padded by nothing', badlyPadded('{"a":1}', 0)],
    ['padded by more than a block', badlyPadded('{"a":1}', 17)],
    ['too many items', encrypted(JSON.stringify({ a: numbers(1001).flat() }))],
    ['too many keys', encrypted(JSON.stringify(Object.fromEntries(numbers(2001))))],
  ])('%s', (_, encrypt) => {
    expect(at(signedBody(JSON.stringify({ encrypt })))).toMatchObject({
      status: 400,
      reason: 'undecryptable',
    })
    expect(at(unsignedBody(JSON.stringify({ encrypt })))).toMatchObject({
      status: 401,
      reason: 'signature_missing',
    })
  })

  test.each(['', 'null', '1', '"x"', '[1]', '{', '{}x', '\ufeff{}'])('the body %j', (body) => {
    expect(at(signedBody(body))).toMatchObject({ status: 400, reason: 'not_json' })
  })

  test('a failure leaves nothing behind for the next message', () => {
    at(signedBody(JSON.stringify({ encrypt: encrypted('x'.repeat(33), 'another') })))
    expect(at(signed(TAP))).toEqual({ ok: true, payload: TAP })
    expect(at(signed(MESSAGE))).toEqual({ ok: true, payload: MESSAGE })
  })
})

describe('URL verification', () => {
  const body = (payload: object) => JSON.stringify({ encrypt: encrypted(JSON.stringify(payload)) })

  test('with the wrong token is refused, signed or not', () => {
    const forged = body({ ...CHALLENGE, token: 'guess' })
    expect(at(unsignedBody(forged))).toMatchObject({ status: 401, reason: 'wrong_token' })
    expect(at(signedBody(forged))).toMatchObject({ status: 401, reason: 'wrong_token' })
  })

  test('in the clear is refused', () => {
    expect(at(unsignedBody(JSON.stringify(CHALLENGE)))).toMatchObject({ reason: 'plain' })
  })

  test('with a signature that is wrong or old is refused', () => {
    expect(at(signedBody(body(CHALLENGE), SIGNED_AT, 'k'))).toMatchObject({ status: 401 })
    expect(at(signedBody(body(CHALLENGE)), SIGNED_AT + 9 * HOUR_MS)).toMatchObject({ status: 401 })
  })

  test('is the only thing that passes unsigned, and only when short', () => {
    expect(at(unsignedBody(body(TAP)))).toMatchObject({ reason: 'signature_missing' })
    const long = body({ ...CHALLENGE, challenge: 'x'.repeat(2000) })
    expect(at(unsignedBody(long))).toMatchObject({ reason: 'signature_missing' })
    expect(at(signedBody(long))).toMatchObject({ ok: true })
  })

  test('hidden in an event does not pass for one', () => {
    const event = { ...envelope('x', {}), type: 'url_verification', challenge: 'abc' }
    expect(at(unsignedBody(body(event)))).toMatchObject({ status: 401 })
  })
})

describe('events of the first version', () => {
  test('pass by their own token, whether they name the app or not', () => {
    expect(at(signed(APPROVAL))).toEqual({ ok: true, payload: APPROVAL })
    expect(at(signed({ ...APPROVAL, event: { type: 'x' } }))).toMatchObject({ ok: true })
  })

  test('of another app, or with another token, are refused', () => {
    const other = { ...APPROVAL, event: { ...APPROVAL.event, app_id: 'other' } }
    expect(at(signed(other))).toMatchObject({ status: 401, reason: 'wrong_app' })
    expect(at(signed({ ...APPROVAL, token: 'x' }))).toMatchObject({ reason: 'wrong_token' })
  })
})

describe('payloads are made harmless before anything reads them', () => {
  test('keys that could reach a prototype are dropped', () => {
    const plain = JSON.stringify(TAP).replace(
      '"a":"signOff"',
      '"__proto__":{"a":"x"},"constructor":1',
    )
    const received = at(signedBody(JSON.stringify({ encrypt: encrypted(plain) })))
    expect(received).toMatchObject({
      ok: true,
      payload: { event: { action: { value: { t: 3 } } } },
    })
    const { payload } = received as unknown as { payload: { event: { action: { value: object } } } }
    expect(Object.keys(payload.event.action.value)).toEqual(['t'])
    expect('a' in payload.event.action.value).toBe(false)
  })

  test('what Postgres cannot store is replaced', () => {
    const payload = envelope('x', { text: 'a\0b', half: '\ud83d', whole: '😀' })
    expect(at(signed(payload))).toMatchObject({
      payload: { event: { text: 'a\ufffdb', half: '\ufffd', whole: '😀' } },
    })
  })
})

/** A whole last block whose last byte names a number of padding bytes that the others do not. */
function badlyPadded(plain: string, count = 16 - plain.length): string {
  const key = createHash('sha256').update(SECRETS.encryptKey).digest()
  const iv = Buffer.alloc(16, 7)
  const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
  const block = Buffer.from(plain.padEnd(16, ' '))
  block[15] = count
  return Buffer.concat([iv, cipher.update(block)]).toString('base64')
}

function numbers(count: number): [string, number][] {
  return Array.from({ length: count }, (_, index) => [`k${index}`, index])
}
