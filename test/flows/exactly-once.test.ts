// Every message in its place exactly once, whatever fails on the way, also when the platform has forgotten it.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import type { MessageStore } from '../../src/store/messages.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card, cards } from '../kit/wanted.ts'
import {
  drawn,
  group,
  type Office,
  openOffice,
  peak,
  person,
  sameTitle,
  seeded,
  T0,
} from './sending.ts'

const database = await freshDatabase()
let office: Office
beforeEach(async () => {
  office = await openOffice(database.sql)
})
afterEach(() => office.close())
afterAll(() => database.drop())

describe('exactly once', () => {
  test('with 429, 5xx, lost answers, resets and hangs at random, two instances bring everything once within the limits', async () => {
    const all = [...cards(200, person), ...cards(100, group)]
    await office.want(all)
    office.feishu.faults.random({ rate: 0.35, seed: 20_260_914, kinds: FAULTS })
    office.feishu.faults.random({ rate: 0.01, seed: 14, kinds: ['hang', LATE_YES] })
    const senders = [1, 2].map(() => office.sender({ lark: office.lark(1_000) }))
    const random = seeded(3)
    const changes = all.filter(() => random() < 0.3)
    await office.work(senders, T0 + 20_000)
    for (const one of changes) await office.change(one.id)
    await office.work(senders, T0 + HOUR_MS)

    const messages = office.feishu.allMessages()
    expect(messages).toHaveLength(300)
    expect(await office.store.parked()).toEqual([])
    const changed = new Set(changes.map((one) => one.id))
    const shownAs = new Map(messages.map(({ card: it }) => [rowIn(it), titleIn(it)]))
    for (const { id } of all) expect(shownAs.get(id)).toBe(changed.has(id) ? '第2版' : '第1版')
    const counters = office.feishu.counters()
    expect(counters.overLimit, JSON.stringify(counters.overLimitBy)).toBe(0)
    expect(peak(counters.peaks, /^app\/1000$/)).toBeLessThanOrEqual(50)
    expect(peak(counters.peaks, /^app\/60000$/)).toBeLessThanOrEqual(1_000)
    expect(peak(counters.peaks, /^(chat|message) /)).toBeLessThanOrEqual(5)
    expect(Object.keys(counters.faults)).toHaveLength(13)
  })

  test('an answer that is lost does not double the message, and what it shows is made sure of', async () => {
    const one = card('ou_1')
    await office.want([one])
    office.feishu.faults.once({ endpoint: 'create' }, 'reset_after')
    const sender = office.sender()
    await sender.flush()
    await office.change(one.id)
    await office.work([sender], T0 + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版' }])
    expect(office.feishu.counters().duplicatesSuppressed).toBe(1)
  })

  test('a card that is to look again as before an update of unknown outcome is updated all the same', async () => {
    const one = card('ou_1')
    const looks = ['已收到', '有进展', '已收到']
    const sender = office.sender({
      render: async (rows) =>
        new Map(rows.map((row) => [row.id, drawn(row.id, looks[row.wanted - 1] ?? '')])),
    })
    await office.want([one])
    await sender.flush()
    office.clock.advance(2_000)
    await office.change(one.id)
    office.feishu.faults.once({ endpoint: 'patch' }, 'reset_after')
    await sender.flush()
    expect(office.seen('ou_1')).toMatchObject([{ title: '有进展' }])
    await office.change(one.id)
    await office.work([sender], T0 + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '已收到', updates: 2 }])
  })

  test('killed between the platform’s yes and its own note, the next sender brings no second message', async () => {
    const many = cards(30, person)
    await office.want(many)
    // This one goes down before it can write anything.
    await office.sender({ store: mortalStore(office.store, 0) }).flush()
    expect(office.feishu.allMessages()).toHaveLength(30)
    const next = office.sender()
    expect(await next.flush()).toMatchObject({ sent: 0 })
    office.clock.advance(30_000)
    await office.work([next], T0 + 2 * MINUTE_MS)
    expect(office.feishu.allMessages()).toHaveLength(30)
    for (const { id } of many) expect(await office.row(id)).toMatchObject({ shown: 1 })
  })

  test('senders that are killed again and again, anywhere in their writing, lose nothing and double nothing', async () => {
    const all = [...cards(90, person), ...cards(30, group)]
    await office.want(all)
    const random = seeded(11)
    for (let life = 0; life < 25; life += 1) {
      const mortal = office.sender({ store: mortalStore(office.store, Math.floor(random() * 12)) })
      for (let look = 0; look < 4; look += 1) {
        await mortal.flush()
        office.clock.advance(Math.floor(random() * 6_000))
      }
    }
    await office.work([office.sender()], T0 + HOUR_MS)
    expect(office.feishu.allMessages()).toHaveLength(120)
    expect(await office.store.parked()).toEqual([])
    for (const { id } of all) expect(await office.row(id)).toMatchObject({ shown: 1 })
    expect(office.feishu.counters().duplicatesSuppressed).toBeGreaterThan(10)
    expect(office.feishu.counters().overLimit).toBe(0)
  })

  test('a sender that was stopped for minutes neither sends nor writes when it goes on', async () => {
    const one = card('ou_1')
    await office.want([one])
    const gate = Promise.withResolvers<void>()
    const stopped = office.sender({
      render: async (rows) => {
        await gate.promise
        return new Map(rows.map(sameTitle))
      },
    })
    const { done } = await stopped.begin()
    office.clock.advance(5 * MINUTE_MS)
    await office.sender().flush()
    await office.change(one.id)
    gate.resolve()
    expect(await done).toBe(0)
    expect(office.feishu.counters().requests).toMatchObject({ create: 1 })
    expect(await office.row(one.id)).toMatchObject({ shown: 1, wanted: 2, lease_by: null })
  })

  test('a token that is revoked in the middle costs each instance one renewal and no message', async () => {
    await office.want(cards(200, person))
    const senders = [office.sender(), office.sender()]
    await office.work(senders, T0 + 2_000)
    office.feishu.expireTokens()
    await office.work(senders, T0 + HOUR_MS)
    expect(office.feishu.allMessages()).toHaveLength(200)
    // One at the start and one renewal, for each instance that came to send anything.
    expect(office.feishu.counters().requests.token).toBeLessThanOrEqual(4)
    expect(office.feishu.counters().refusals['99991663']).toBeGreaterThan(0)
  })
})

describe('after the platform has forgotten the uuid', () => {
  /** The answer to the first request is lost, and the next try comes an hour later. */
  async function lostFor(kind: 'reset_after' | 'reset_before', to = 'ou_1') {
    await office.want([card(to, { kind: 'text' })])
    const sender = office.sender()
    await sender.flush()
    const lost = card(to)
    await office.want([lost])
    office.clock.advance(2_000)
    office.feishu.faults.once({ endpoint: 'create' }, kind)
    await sender.flush()
    office.clock.advance(61 * MINUTE_MS)
    return { sender, lost }
  }

  test('the message is there: it is found and not sent again', async () => {
    const { sender, lost } = await lostFor('reset_after')
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toHaveLength(2)
    expect(await office.row(lost.id)).toMatchObject({
      message_id: office.seen('ou_1')[1]?.messageId,
      shown: 1,
    })
  })

  test('the message is not there: it is sent', async () => {
    const { sender, lost } = await lostFor('reset_before')
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toHaveLength(2)
    expect(await office.row(lost.id)).toMatchObject({ shown: 1, first_attempt_at: null })
    expect(office.feishu.counters().requests.patch).toBeUndefined()
  })

  test('two might be meant: nothing is sent, a person is asked', async () => {
    const { sender, lost } = await lostFor('reset_after')
    await database.sql`
      insert into message (id, recipient_type, recipient, kind, due_at, created_at, first_attempt_at,
        parked_at, parked_reason)
      select gen_random_uuid(), recipient_type, recipient, kind, due_at, created_at, first_attempt_at,
        due_at, 'no_success'
      from message where id = ${lost.id}`
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toHaveLength(2)
    expect(await office.store.parked()).toContainEqual(
      expect.objectContaining({ id: lost.id, reason: 'cannot_tell' }),
    )
  })

  test('it cannot be looked up: nothing is sent, a person is asked', async () => {
    const { sender, lost } = await lostFor('reset_after')
    await database.sql`truncate chat`
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toHaveLength(2)
    expect(await office.store.parked()).toMatchObject([{ id: lost.id, reason: 'cannot_tell' }])
  })

  test('looking fails for now: it looks again later', async () => {
    const { sender } = await lostFor('reset_after')
    office.feishu.faults.once({ endpoint: 'list' }, 'http500')
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toHaveLength(2)
    expect(await office.store.parked()).toEqual([])
  })
})

/** Everything that can befall a request; `hang` with an end breaks off then. */
const FAULTS: Parameters<Office['feishu']['faults']['random']>[0]['kinds'] = [
  'status429',
  'status429_without_reset',
  'code99991400_as_400',
  'http500',
  'http502',
  'http504',
  'html',
  'truncated_json',
  'reset_before',
  'reset_after',
  { kind: 'hang', ms: 30 },
  { kind: 'refused', code: 230020 },
  { kind: 'ok_with_code', code: 99991663 },
]

/** The platform takes it, and never says so. */
const LATE_YES = { kind: 'hang', processed: true } as const

/** A store whose process dies after so many notes about deliveries: nothing after that is written. */
function mortalStore(store: MessageStore, writes: number): MessageStore {
  let left = writes
  const alive = () => {
    left -= 1
    if (left < 0) throw new Error('killed')
  }
  return {
    ...store,
    claim: async (claim) => (left < 0 ? [] : await store.claim(claim)),
    shown: async (row, seen) => {
      alive()
      return await store.shown(row, seen)
    },
    adopted: async (row, message) => {
      alive()
      return await store.adopted(row, message)
    },
  }
}

function rowIn(card: unknown): string {
  return /"c":"([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? ''
}

function titleIn(card: unknown): string {
  return /第\d+版/.exec(JSON.stringify(card))?.[0] ?? ''
}
