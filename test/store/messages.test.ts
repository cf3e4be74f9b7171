// The messages table on a real Postgres: once per decision, claimed fairly, at a pace the platform allows.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/domain/time.ts'
import { noChange } from '../../src/flows/no-change.ts'
import { type Claimed, messageStore } from '../../src/store/messages.ts'
import { lostAmong, placeTold, untoldPlaces } from '../../src/store/places.ts'
import { saveDecision } from '../../src/store/save-decision.ts'
import { shownByAnswer, want } from '../../src/store/want.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card, cards } from '../kit/wanted.ts'

const database = await freshDatabase()
const { sql } = database
const store = messageStore(sql)
const T0: Instant = Date.parse('2026-09-14T01:00:00Z')
const MATTER = crypto.randomUUID()

afterAll(() => database.drop())
beforeEach(async () => {
  await sql`truncate message, chat, send_log, inbox`
  await sql`update send_gate set paused_until = null`
})

let leases = 0
async function claim(at: Instant, limit = 100): Promise<readonly Claimed[]> {
  leases += 1
  return await store.claim({ at, leaseMs: 30_000, lease: `a ${leases}`, limit })
}

/** A card that was shown as of its first version, and whose second is on its way. */
async function updating(): Promise<Claimed> {
  const wanted = card('ou_a')
  await want(sql, T0, [wanted])
  await sent(await claim(T0), T0)
  await sql`update message set wanted = 2 where id = ${wanted.id}`
  const [underWay] = await claim(T0 + 1)
  if (underWay === undefined) throw new Error('not claimed')
  return underWay
}

/** Its third version comes with a callback's answer. */
async function answerNext(id: string): Promise<void> {
  await sql`update message set wanted = 3 where id = ${id}`
  const place = { messageId: 'om_x', chatId: 'oc_x' }
  await shownByAnswer(sql, { id, wanted: 3, hash: 'h3', ...place })
}

/** Something was done on the card. */
function tapped(id: string) {
  const done = { tapped: id, subjects: [{ id, subject: {} }] }
  return saveDecision(sql, { ...noChange({ appId: 'cli_test' }, T0 + 2), ...done })
}

function recipients(rows: readonly Claimed[]): string[] {
  return rows.map((row) => row.recipient)
}

async function sent(rows: readonly Claimed[], at: Instant): Promise<void> {
  for (const row of rows) {
    const message = { messageId: `om_${row.id}`, chatId: `oc_with_${row.recipient}` }
    expect(await store.shown(row, { at, hash: 'h', message })).toBe(true)
  }
}

describe('once', () => {
  test('a decision card exists once per subject, turn, recipient and issue, however often it is wanted', async () => {
    const first = card('ou_a', { matterId: MATTER, turn: 3 })
    expect(await want(sql, T0, [first])).toEqual([first.id])
    expect(await want(sql, T0, [card('ou_a', { matterId: MATTER, turn: 3 })])).toEqual([])
    const others = [
      card('ou_b', { matterId: MATTER, turn: 3 }),
      card('ou_a', { matterId: MATTER, turn: 4 }),
      card('ou_a', { matterId: MATTER, turn: 3, issue: 2 }),
      card('ou_a', { matterId: MATTER, turn: 3, kind: 'consolidate' }),
      card('ou_a', { matterId: MATTER, assignmentId: crypto.randomUUID(), turn: 3 }),
    ]
    expect(await want(sql, T0, others)).toHaveLength(5)
  })

  test('of answers and texts there may be any number', async () => {
    const answers = cards(3, () => 'ou_a', { matterId: MATTER, kind: 'status' })
    expect(await want(sql, T0, answers)).toHaveLength(3)
  })

  test('a claimed row is nobody else’s until its lease ends, then the late one may write nothing', async () => {
    await want(sql, T0, [card('ou_a')])
    const [late] = await claim(T0)
    expect(await claim(T0 + 29_999)).toEqual([])
    expect(await store.nextDueAt(T0 + 1_000)).toBe(T0 + 30_000)
    const [next] = await claim(T0 + 30_000)
    if (late === undefined || next === undefined) throw new Error('not claimed')
    expect(next).toMatchObject({ id: late.id, attempts: 2, triedSince: T0 })

    const message = { messageId: 'om_late', chatId: 'oc_1' }
    const at = T0 + 31_000
    expect(await store.shown(late, { at, hash: 'late', message })).toBe(false)
    expect(await store.park(late, '230002', at)).toBe(false)
    expect(await store.released(late, { until: at, counts: true, triedSince: null })).toBe(false)
    expect(await store.anew(late)).toBe(false)
    expect(await store.shown(next, { at, hash: 'next', message })).toBe(true)
    expect(await claim(at)).toEqual([])
  })

  test('two instances that claim together share the rows and take none twice', async () => {
    await want(
      sql,
      T0,
      cards(40, (i) => `ou_${i}`),
    )
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim(T0, 10)))
    const ids = claims.flat().map((row) => row.id)
    expect(ids).toHaveLength(40)
    expect(new Set(ids).size).toBe(40)
  })

  test('what became wanted while the older state was on its way is due at once', async () => {
    const wanted = card('ou_a')
    await want(sql, T0, [wanted])
    const [row] = await claim(T0)
    if (row === undefined) throw new Error('not claimed')
    await sql`update message set wanted = wanted + 2 where id = ${wanted.id}`
    await sent([row], T0)
    expect(await claim(T0 + 1)).toMatchObject([{ shown: 1, wanted: 3, messageId: `om_${row.id}` }])
  })

  test('a callback’s answer spares the request', async () => {
    const wanted = card('ou_a')
    await want(sql, T0, [wanted])
    await sent(await claim(T0), T0)
    await sql`update message set wanted = 2 where id = ${wanted.id}`
    const answered = { id: wanted.id, wanted: 2, hash: 'h2', messageId: 'om_x', chatId: 'oc_x' }
    await shownByAnswer(sql, answered)
    expect(await claim(T0 + 5_000)).toEqual([])
  })

  test('an answer that meets an update on its way leads to one more update, for nobody knows which came last', async () => {
    const underWay = await updating()
    await answerNext(underWay.id)
    await store.shown(underWay, { at: T0 + 2, hash: 'h2' })
    expect(await claim(T0 + 3)).toMatchObject([{ wanted: 3, shown: 2, shownHash: 'h2' }])
  })

  test('so it does when the sender of that update dies, for it may still arrive', async () => {
    const underWay = await updating()
    await answerNext(underWay.id)
    expect(await claim(T0 + 30_001)).toMatchObject([{ wanted: 3, shown: 1 }])
  })

  test('whether one is on its way is asked when the tap is saved: it may have ended before the answer is noted', async () => {
    const underWay = await updating()
    expect(await tapped(underWay.id)).toMatchObject({ outcome: 'saved', tapped: null })
    await store.shown(underWay, { at: T0 + 2, hash: 'h2' })
    expect(await tapped(underWay.id)).toMatchObject({ outcome: 'saved', tapped: 4 })
  })

  test('and when nobody knows what became of the last update', async () => {
    const unknown = await updating()
    await store.released(unknown, { until: T0 + 2_000, counts: true, triedSince: null })
    await answerNext(unknown.id)
    expect(await claim(T0 + 2_001)).toMatchObject([{ wanted: 3, shown: 1 }])
  })

  test('an answer on a card whose sender died before it could say so tells where the message is', async () => {
    const wanted = card('ou_a')
    await want(sql, T0, [wanted])
    await claim(T0)
    await sql`update message set wanted = 2 where id = ${wanted.id}`
    const answered = { id: wanted.id, wanted: 2, hash: 'h2', messageId: 'om_x', chatId: 'oc_x' }
    await shownByAnswer(sql, answered)
    expect(await claim(T0 + 30_001)).toMatchObject([
      { shown: 0, messageId: 'om_x', chatId: 'oc_x' },
    ])
  })
})

describe('order', () => {
  test('answers to people go before next steps, those before what the bot says of its own accord; then by age', async () => {
    await want(sql, T0, [card('ou_1', { priority: 2, dueAt: T0 - 9_000 })])
    await want(sql, T0, [card('ou_2', { priority: 1, dueAt: T0 - 1_000 })])
    await want(sql, T0, [card('ou_3', { priority: 1, dueAt: T0 - 2_000 })])
    await want(sql, T0, [card('ou_4', { priority: 0 })])
    expect(recipients(await claim(T0))).toEqual(['ou_4', 'ou_3', 'ou_2', 'ou_1'])
  })

  test('nothing goes before its time', async () => {
    await want(sql, T0, [card('ou_1', { dueAt: T0 + 60_000 })])
    expect(await claim(T0 + 59_999)).toEqual([])
    expect(await store.nextDueAt(T0)).toBe(T0 + 60_000)
    expect(await claim(T0 + 60_000)).toHaveLength(1)
  })

  test('a noisy group is passed over once it has had its share, and holds up nobody', async () => {
    await want(
      sql,
      T0 - 1_000,
      cards(300, () => 'oc_noisy'),
    )
    await want(
      sql,
      T0,
      cards(45, (i) => `ou_${i}`),
    )
    const taken = recipients(await claim(T0))
    expect(taken.filter((one) => one === 'oc_noisy')).toHaveLength(5)
    expect(taken.filter((one) => one !== 'oc_noisy')).toHaveLength(45)
    expect(await store.nextDueAt(T0)).toBe(T0 + 1_500)
  })

  test('a place that asked for patience waits alone', async () => {
    await want(sql, T0, [card('oc_slow'), card('oc_fine')])
    await store.pausePlace('oc_slow', T0 + 7_000)
    expect(recipients(await claim(T0))).toEqual(['oc_fine'])
    expect(await store.nextDueAt(T0)).toBe(T0 + 7_000)
    expect(recipients(await claim(T0 + 7_000))).toEqual(['oc_slow'])
  })

  test('when the platform asks the whole app for patience, nobody sends, and a shorter wish does not shorten it', async () => {
    await want(sql, T0, [card('ou_1')])
    await store.pauseAll(T0 + 5_000)
    await store.pauseAll(T0 + 2_000)
    expect(await claim(T0 + 4_999)).toEqual([])
    expect(await store.nextDueAt(T0)).toBe(T0 + 5_000)
    expect(await claim(T0 + 5_000)).toHaveLength(1)
  })
})

describe('parked', () => {
  test('a parked row is not sent, and is listed with its reason', async () => {
    await want(sql, T0, [card('oc_gone')])
    const [row] = await claim(T0)
    if (row === undefined) throw new Error('not claimed')
    await store.unreachable('oc_gone', '230002', T0)
    await store.park(row, '230002', T0)
    expect(await store.parked()).toMatchObject([
      { id: row.id, recipient: 'oc_gone', reason: '230002', parkedAt: T0 },
    ])
    expect(await store.nextDueAt(T0)).toBeNull()
    expect(await claim(T0 + 3_600_000)).toEqual([])
  })

  test('once something gets through, the place is known to be reached, and the rest is sent after all', async () => {
    await want(sql, T0, [card('ou_back'), card('ou_back')])
    const [one, other] = await claim(T0)
    if (one === undefined || other === undefined) throw new Error('not claimed')
    await store.unreachable('ou_back', '230013', T0)
    await store.park(one, '230013', T0)
    await placeTold(sql, 'ou_back', T0)
    const message = { messageId: 'om_1', chatId: 'oc_1' }
    await store.shown(other, { at: T0 + 1_000, hash: 'h', message })
    expect((await claim(T0 + 1_500)).map((row) => row.id)).toEqual([one.id])
    expect(await lostAmong(sql, ['ou_back'])).toEqual(new Map())
    expect(await untoldPlaces(sql, T0)).toEqual([])
  })

  test('when the bot is back in the group, what was parked for that reason is sent after all', async () => {
    await want(sql, T0, [card('oc_gone'), card('oc_gone')])
    const [one, other] = await claim(T0)
    if (one === undefined || other === undefined) throw new Error('not claimed')
    await store.unreachable('oc_gone', '230002', T0)
    await store.park(one, '230002', T0)
    await store.park(other, 'cannot_tell', T0)
    await store.reachable('oc_gone')
    expect((await claim(T0 + 1_500)).map((row) => row.id)).toEqual([one.id])
    expect(await store.parked()).toMatchObject([{ id: other.id }])
  })

  test('what was parked in a lost place is made sure of, for an earlier update may have had no outcome', async () => {
    const one = card('oc_gone')
    await want(sql, T0, [one])
    await sent(await claim(T0), T0)
    await sql`update message set wanted = 2 where id = ${one.id}`
    const [refused] = await claim(T0 + 1)
    if (refused === undefined) throw new Error('not claimed')
    await store.unreachable('oc_gone', '230002', T0 + 2)
    await store.park(refused, '230002', T0 + 2)
    await store.reachable('oc_gone')
    expect(await claim(T0 + 1_500)).toMatchObject([{ id: one.id, shown: 1, shownHash: null }])
  })
})
