// The sender: every message in its place exactly once, within the platform's limits, whatever fails on the way.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import type { Render } from '../../src/flows/send.ts'
import type { MessageStore } from '../../src/store/messages.ts'
import { freshDatabase } from '../kit/postgres.ts'
import {
  card,
  cards,
  drawn,
  GROUPS,
  type Office,
  openOffice,
  PEOPLE,
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

const person = (i: number) => PEOPLE[i % PEOPLE.length] ?? 'ou_0'
const group = (i: number) => GROUPS[i % GROUPS.length] ?? 'oc_0'

describe('what people see', () => {
  test('a wanted card is sent once, and later changed in its place', async () => {
    const one = card('ou_1')
    const sender = office.sender()
    await office.want([one])
    expect(await sender.flush()).toEqual({ sent: 1, nextAt: null })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第1版', updates: 0 }])
    office.clock.advance(2_000)
    await office.change(one.id)
    expect(await sender.flush()).toMatchObject({ sent: 1 })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版', updates: 1 }])
  })

  test('ten changes before the sender looks make one request', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    office.clock.advance(2_000)
    for (let i = 0; i < 10; i += 1) await office.change(one.id)
    await sender.flush()
    expect(office.feishu.counters().requests).toMatchObject({ create: 1, patch: 1 })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第11版' }])
  })

  test('a card that would look the same costs no request, and nothing of the pace', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender({ render: async (rows) => new Map(rows.map(sameTitle)) })
    await sender.flush()
    for (let i = 0; i < 20; i += 1) {
      await office.change(one.id)
      await sender.flush()
    }
    expect(office.feishu.counters().requests.patch).toBeUndefined()
    expect(await office.row(one.id)).toMatchObject({ wanted: 21, shown: 21 })
    expect(await database.sql`select from send_log`).toHaveLength(1)
  })

  test('a change made while the card is being drawn is shown afterwards', async () => {
    const one = card('ou_1')
    await office.want([one])
    let meddled = false
    const render: Render = async (rows) => {
      const map = new Map(rows.map((row) => [row.id, drawn(row.id, `第${row.wanted}版`)]))
      if (!meddled) await office.change(one.id)
      meddled = true
      return map
    }
    await office.work([office.sender({ render })], T0 + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版', updates: 1 }])
  })

  test('what has nothing to show any more is not sent', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender({ render: async (rows) => new Map(rows.map((r) => [r.id, null])) })
    expect(await sender.flush()).toEqual({ sent: 0, nextAt: null })
    expect(office.feishu.allMessages()).toEqual([])
  })

  test('a text is said once; what was said is not changed', async () => {
    const one = card('ou_1', { kind: 'text' })
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    await office.change(one.id)
    office.clock.advance(2_000)
    await sender.flush()
    expect(office.seen('ou_1')).toMatchObject([{ text: one.id, updates: 0 }])
    expect(await office.row(one.id)).toMatchObject({ shown: 2 })
  })

  test('an answer goes as a reply; if what it answers is gone, by itself', async () => {
    const words = await office.feishu.person('ou_1').say('查 27号')
    const recalled = await office.feishu.person('ou_2').say('查 28号')
    await office.feishu.person('ou_2').recall(recalled)
    await office.want([
      card('ou_1', { kind: 'text', replyTo: words }),
      card('ou_2', { kind: 'text', replyTo: recalled }),
    ])
    await office.work([office.sender()], T0 + MINUTE_MS)
    expect(office.seen('ou_1').at(-1)).toMatchObject({ replyTo: words })
    expect(office.seen('ou_2').at(-1)).toMatchObject({ senderType: 'app' })
    expect(office.seen('ou_2').at(-1)).not.toHaveProperty('replyTo')
  })

  test('one card that cannot be drawn stops no other, and in the end is parked', async () => {
    const bad = card('ou_1', { dueAt: T0 - 1 })
    await office.want([bad, ...cards(20, person)])
    const render: Render = async (rows) => {
      if (rows.some((row) => row.id === bad.id)) throw new Error('cannot draw')
      return new Map(rows.map(sameTitle))
    }
    const sender = office.sender({ render })
    expect(await sender.flush()).toMatchObject({ sent: 20 })
    await office.work([sender], T0 + 2 * HOUR_MS)
    expect(await office.store.parked()).toMatchObject([{ id: bad.id, reason: 'no_success' }])
  })
})

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

describe('what the platform refuses', () => {
  async function shown(more: Parameters<typeof card>[1], to = 'ou_1') {
    const one = card(to, more)
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    office.clock.advance(2_000)
    return { one, sender }
  }

  test('a card that waits for a decision comes back once when somebody recalls it, not twice', async () => {
    const { one, sender } = await shown({ waiting: true })
    for (const count of [2, 2]) {
      await office.lark().recall(office.seen('ou_1').at(-1)?.messageId ?? '')
      await office.change(one.id)
      await office.work([sender], office.clock.now() + 5_000)
      office.clock.advance(5_000)
      expect(office.seen('ou_1')).toHaveLength(count)
    }
    expect(await office.store.parked()).toEqual([])
  })

  test('after 14 days a waiting card and a group’s status card are sent anew, a settled one rests', async () => {
    const waiting = await shown({ waiting: true })
    const status = await shown({ kind: 'status' }, 'oc_1')
    const settled = await shown({ settled: true }, 'ou_2')
    office.clock.advance(15 * DAY_MS)
    for (const { one } of [waiting, status, settled]) await office.change(one.id)
    await office.work([office.sender()], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1').map((message) => message.title)).toEqual(['第1版', '第2版'])
    expect(office.feishu.allMessages('oc_1')).toHaveLength(2)
    expect(office.seen('ou_2')).toHaveLength(1)
    expect(await office.row(settled.one.id)).toMatchObject({ shown: 2, parked_at: null })
    expect(await office.store.parked()).toEqual([])
  })

  test('a group without the bot: parked, and sent when the bot is back', async () => {
    await office.feishu.removeBot('oc_1')
    const one = card('oc_1')
    await office.want([one, card('oc_2')])
    const sender = office.sender()
    await sender.flush()
    expect(await office.store.parked()).toMatchObject([{ id: one.id, reason: '230002' }])
    expect(office.feishu.allMessages('oc_2')).toHaveLength(1)
    await office.feishu.addBot('oc_1')
    await office.store.reachable('oc_1')
    office.clock.advance(2_000)
    await sender.flush()
    expect(office.feishu.allMessages('oc_1')).toHaveLength(1)
  })

  test('a card the platform does not take is parked with the card’s own error, the others go on', async () => {
    const bad = card('ou_1', { dueAt: T0 - 1 })
    await office.want([bad, ...cards(10, person)])
    const render: Render = async (rows) =>
      new Map(rows.map((row) => (row.id === bad.id ? [row.id, outdated()] : sameTitle(row))))
    expect(await office.sender({ render }).flush()).toMatchObject({ sent: 10 })
    expect(await office.store.parked()).toMatchObject([{ id: bad.id, reason: '230099/200861' }])
  })

  test('a card that is being tapped is patched a moment later', async () => {
    const { one, sender } = await shown({ waiting: true })
    const lock = { kind: 'refused', code: 230099, msg: 'ErrMsg: card action is lock; ' } as const
    office.feishu.faults.once({ endpoint: 'patch' }, lock)
    await office.change(one.id)
    const { nextAt } = await sender.flush()
    expect(nextAt).toBeLessThanOrEqual(office.clock.now() + 1_000)
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版' }])
  })

  test('a limit with a reset time is waited for to the second, by everybody', async () => {
    office.feishu.faults.once({ endpoint: 'create' }, { kind: 'status429', resetSeconds: 7 })
    await office.want([card('ou_1')])
    const senders = [office.sender(), office.sender()]
    expect(await senders[0]?.flush()).toEqual({ sent: 0, nextAt: T0 + 7_000 })
    await office.want([card('ou_2')])
    expect(await senders[1]?.flush()).toEqual({ sent: 0, nextAt: T0 + 7_000 })
    office.clock.advance(7_000)
    expect(await senders[1]?.flush()).toMatchObject({ sent: 2 })
  })

  test('a lost secret parks nothing', async () => {
    office.feishu.setAppEnabled(false)
    await office.want(cards(20, person))
    const sender = office.sender()
    await office.work([sender], T0 + HOUR_MS)
    expect(await office.store.parked()).toEqual([])
    office.feishu.setAppEnabled(true)
    await office.work([sender], T0 + HOUR_MS + 2 * MINUTE_MS)
    expect(office.feishu.allMessages()).toHaveLength(20)
  })
})

describe('time', () => {
  test('when the platform was away for an hour, everything due is there within a minute of its return', async () => {
    await office.want([card('ou_1'), card('ou_2')])
    office.feishu.faults.setDown(true)
    const senders = [office.sender(), office.sender()]
    await office.work(senders, T0 + HOUR_MS)
    await office.want(cards(30, person))
    await office.work(senders, T0 + HOUR_MS + MINUTE_MS)
    const tries = office.lines.filter((line) => line.startsWith('lark_')).length
    expect(tries).toBeLessThan(1_000)
    office.feishu.faults.setDown(false)
    await office.work(senders, T0 + HOUR_MS + 2 * MINUTE_MS)
    expect(office.feishu.allMessages()).toHaveLength(32)
    expect(await office.store.parked()).toEqual([])
  })

  test('one noisy group with three hundred messages delays fifty others by nothing', async () => {
    await office.want(cards(300, () => 'oc_0', { dueAt: T0 - 1_000 }))
    await office.want(cards(45, (i) => `ou_${i}`))
    const sender = office.sender()
    await sender.flush()
    for (let i = 0; i < 45; i += 1) expect(office.seen(`ou_${i}`)).toHaveLength(1)
    expect(office.feishu.allMessages('oc_0')).toHaveLength(5)
    await office.work([sender], T0 + 10 * MINUTE_MS)
    expect(office.feishu.allMessages('oc_0')).toHaveLength(300)
    expect(office.feishu.counters().overLimit).toBe(0)
  })

  test('the answer to somebody who just acted does not wait for a flood of reminders', async () => {
    await office.want(cards(1_200, person, { priority: 2 }))
    const sender = office.sender()
    await office.work([sender], T0 + 20_000)
    const asked = office.clock.now()
    await office.want([card('ou_59', { priority: 0, kind: 'text' })])
    await office.work([sender], asked + 500)
    expect(office.seen('ou_59').filter((message) => message.msgType === 'text')).toHaveLength(1)
  })

  test('messages to one message id never overtake each other', async () => {
    const one = card('ou_1')
    await office.want([one])
    const senders = [office.sender(), office.sender(), office.sender()]
    await office.work(senders, T0 + 1_000)
    office.feishu.faults.always({ endpoint: 'patch' }, { kind: 'slow', ms: 20 })
    for (let version = 2; version <= 12; version += 1) {
      await office.change(one.id)
      await Promise.all(senders.map((sender) => sender.flush()))
      office.clock.advance(400)
    }
    await office.work(senders, office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第12版' }])
    expect(peak(office.feishu.counters().peaks, /^message /)).toBeLessThanOrEqual(5)
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

function sameTitle(row: { id: string }) {
  return [row.id, drawn(row.id, '一样')] as const
}

/** A card of the old kind, as the platform no longer takes it. */
function outdated() {
  const elements = [{ tag: 'action', actions: [] }]
  return { msgType: 'interactive', content: { schema: '2.0', body: { elements } } } as const
}

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

function peak(peaks: Readonly<Record<string, number>>, which: RegExp): number {
  const found = Object.entries(peaks).filter(([key]) => which.test(key))
  expect(found.length).toBeGreaterThan(0)
  return Math.max(...found.map(([, count]) => count))
}
