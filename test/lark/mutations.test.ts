// Ten thousand damaged requests, always the same ones: none may throw, none unsigned may pass.
import { createDecipheriv, createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { parseInbound } from '../../src/lark/inbound.ts'
import { type Received, receive } from '../../src/lark/receive.ts'
import {
  encrypted,
  SECRETS,
  SIGNED_AT,
  type SignedRequest,
  signature,
  signed,
  signedBody,
} from '../kit/signed.ts'
import * as payloads from './payloads.ts'

const SEED = 20261123
const EACH = 5000

const AUTHENTIC = [
  payloads.TAP,
  payloads.TAP_WITH_OUTER_CONTEXT,
  payloads.MESSAGE,
  payloads.FILE_MESSAGE,
  payloads.POST,
  payloads.RECALLED,
  payloads.BOT_ADDED,
  payloads.BOT_REMOVED,
  payloads.CHAT_ENTERED,
  payloads.personEvent('updated', { is_resigned: true }),
  payloads.APPROVAL,
  payloads.CHALLENGE,
]

test('5,000 requests damaged on the way: only what is truly signed passes', () => {
  const dice = diceFrom(SEED)
  let accepted = 0
  for (let round = 0; round < EACH; round += 1) {
    const request = damaged(dice.of(AUTHENTIC), dice)
    const received = receive(request, SECRETS, SIGNED_AT)
    if (!received.ok) continue
    accepted += 1
    const rightful = isTrulySigned(request) || isChallenge(request, received)
    expect(rightful, `round ${round}: ${Buffer.from(request.raw).toString()}`).toBe(true)
    if ('payload' in received) parseInbound(received.payload)
  }
  // Some damage is none: a repeated header, a byte outside what counts. Most must be refused.
  expect(accepted).toBeGreaterThan(50)
  expect(accepted).toBeLessThan(EACH / 4)
})

test('5,000 payloads damaged before they were signed: each is read or called unreadable', () => {
  const dice = diceFrom(SEED + 1)
  const seen = new Map<string, number>()
  for (let round = 0; round < EACH; round += 1) {
    const payload = structuredClone(dice.of(AUTHENTIC))
    for (let count = dice.below(3); count >= 0; count -= 1) damage(payload, dice)
    const received = receive(signed(payload), SECRETS, SIGNED_AT)
    const kind = 'payload' in received ? kindOf(received.payload) : outcomeOf(received)
    seen.set(kind, (seen.get(kind) ?? 0) + 1)
  }
  for (const kind of ['tap', 'message', 'recalled', 'bot_added', 'person_changed', 'other']) {
    expect(seen.get(kind), kind).toBeGreaterThan(20)
  }
  for (const kind of ['unreadable', 'refused', 'challenge']) {
    expect(seen.get(kind), kind).toBeGreaterThan(20)
  }
})

function kindOf(payload: unknown): string {
  const inbound = parseInbound(payload)
  for (const text of textsIn(inbound)) {
    expect(text.isWellFormed() && !text.includes('\0'), JSON.stringify(text)).toBe(true)
  }
  for (const id of idsIn(inbound)) expect(id).toMatch(/^[\w-]+$/)
  return inbound.type
}

function outcomeOf(received: Received): string {
  return received.ok ? 'challenge' : 'refused'
}

function idsIn(inbound: object): string[] {
  const names = ['openId', 'messageId', 'chatId', 'parentId', 'rootId']
  return Object.entries(inbound).flatMap(([name, value]) =>
    names.includes(name) && typeof value === 'string' ? [value] : [],
  )
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, held]) => [name, ...textsIn(held)])
}

/** The platform's rule once more, written without the product's code. */
function isTrulySigned({ headers, raw }: SignedRequest): boolean {
  const part = (name: string) => headers.get(`x-lark-${name}`) ?? ''
  const timestamp = part('request-timestamp')
  const right = signature(timestamp, part('request-nonce'), SECRETS.encryptKey, raw)
  const ageMs = SIGNED_AT - Number(timestamp) * 1000
  return part('signature') === right && ageMs <= 8 * HOUR_MS && ageMs >= -5 * MINUTE_MS
}

function isChallenge({ raw }: SignedRequest, received: Received): boolean {
  if (!('challenge' in received)) return false
  const { encrypt } = JSON.parse(Buffer.from(raw).toString())
  const bytes = Buffer.from(encrypt, 'base64')
  const key = createHash('sha256').update(SECRETS.encryptKey).digest()
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16))
  const plain = Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString()
  const { type, token } = JSON.parse(plain)
  return type === 'url_verification' && token === SECRETS.verificationToken
}

interface Dice {
  below(limit: number): number
  of<Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item
}

/** Numbers that look random and are the same every time (mulberry32). */
function diceFrom(seed: number): Dice {
  let state = seed
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
  const of = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('nothing to choose from')
    return item
  }
  return { below, of }
}

/** A request as signed, then changed once or twice. */
function damaged(payload: unknown, dice: Dice): SignedRequest {
  let request = signed(payload)
  for (let count = dice.below(2); count >= 0; count -= 1) request = dice.of(DAMAGES)(request, dice)
  return request
}

type Damage = (request: SignedRequest, dice: Dice) => SignedRequest

const LARK_HEADERS = ['x-lark-request-timestamp', 'x-lark-request-nonce', 'x-lark-signature']

const DAMAGES: readonly Damage[] = [
  ({ headers, raw }, dice) => ({
    headers,
    raw: withByte(raw, dice.below(raw.length), dice.below(256)),
  }),
  ({ headers, raw }, dice) => ({ headers, raw: raw.subarray(0, dice.below(raw.length)) }),
  ({ headers, raw }, dice) => ({ headers, raw: raw.subarray(dice.below(raw.length)) }),
  ({ headers, raw }) => ({ headers, raw: Buffer.concat([raw, raw]) }),
  ({ headers, raw }) => ({ headers, raw: Buffer.concat([raw, Buffer.from(' \n')]) }),
  ({ headers, raw }, dice) => ({ headers: withHeader(headers, dice.of(LARK_HEADERS), null), raw }),
  ({ raw }) => ({ headers: new Headers(), raw }),
  ({ headers, raw }, dice) => ({
    headers: withHeader(
      headers,
      dice.of(LARK_HEADERS),
      dice.of(['', '0', '1700000000', 'é', 'x'.repeat(9000)]),
    ),
    raw,
  }),
  ({ headers, raw }) => ({ headers: withHeader(headers, 'content-encoding', 'br'), raw }),
  ({ headers, raw }) => ({ headers: withHeader(headers, 'x-unrelated', '1'), raw }),
  ({ raw }) => signedBody(raw, SIGNED_AT, 'another key'),
  ({ raw }, dice) => signedBody(raw, SIGNED_AT + dice.of([-1, 1]) * 10 ** dice.below(13)),
  ({ headers, raw }, dice) => ({ headers, raw: Buffer.from(reworded(raw, dice)) }),
  ({ raw }, dice) => signedBody(reworded(raw, dice)),
  ({ raw }, dice) => signedBody(reworded(raw, dice), SIGNED_AT, 'another key'),
]

function withByte(raw: Uint8Array, index: number, byte: number): Uint8Array {
  const copy = Buffer.from(raw)
  copy[index] = byte
  return copy
}

function withHeader(headers: Headers, name: string, value: string | null): Headers {
  const copy = new Headers(headers)
  if (value === null) copy.delete(name)
  else copy.set(name, value)
  return copy
}

/** The outer object with another `encrypt`, or with company. */
function reworded(raw: Uint8Array, dice: Dice): string {
  const outer = /^\{"encrypt":"[^"]*"\}/.exec(Buffer.from(raw).toString())?.[0] ?? '{}'
  const encrypt = outer.slice('{"encrypt":"'.length, -'"}'.length)
  return dice.of([
    JSON.stringify({ encrypt, header: { token: 'vtoken-123' }, type: 'url_verification' }),
    JSON.stringify({ encrypt: dice.of(ODD_VALUES) }),
    JSON.stringify({
      encrypt: encrypted(dice.of(['', '{', '[]', '{"type":"url_verification"}', '\0'])),
    }),
    JSON.stringify({ encrypt: encrypt.slice(0, dice.below(encrypt.length + 1)) }),
    JSON.stringify({ encrypt: [encrypt] }),
    JSON.stringify(payloads.CHALLENGE),
    `[${outer}]`,
    `{"encrypt":"x",${outer.slice(1)}`,
  ])
}

const ODD_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  '',
  ' ',
  '\0',
  '\ud83d',
  '\udc00x',
  '𠮷野家\u202e',
  '@_user_1@_user_10@_all',
  '{"text":"\\u0000\\ud800"}',
  '{"text":{}}',
  '../x?y',
  'x'.repeat(20_000),
  [],
  [null, [], {}],
  {},
  { open_id: 'ou_1/..' },
  nested(40),
]

/** Replaces, removes or adds something anywhere in `payload`. */
function damage(payload: unknown, dice: Dice): void {
  const places = placesIn(payload)
  const { holder, key } = dice.of(places)
  switch (dice.below(4)) {
    case 0:
      Reflect.deleteProperty(holder, key)
      return
    case 1:
      Reflect.set(holder, dice.of(['__proto__', 'constructor', 'x\0', '\ud800', 'tag', key]), {})
      return
    default:
      Reflect.set(holder, key, structuredClone(dice.of(ODD_VALUES)))
  }
}

function placesIn(value: unknown): { holder: object; key: string }[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, held]) => [{ holder: value, key }, ...placesIn(held)])
}

function nested(depth: number): unknown {
  return depth === 0 ? 'deep' : [nested(depth - 1)]
}
