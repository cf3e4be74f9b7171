// The pace of sending, on a real Postgres: never more than the platform counts, and little less.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/domain/time.ts'
import { type Claimed, messageStore } from '../../src/store/messages.ts'
import { want } from '../../src/store/want.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card, cards } from '../kit/wanted.ts'

const database = await freshDatabase()
const { sql } = database
const store = messageStore(sql)
const T0: Instant = Date.parse('2026-09-14T01:00:00Z')

afterAll(() => database.drop())
beforeEach(async () => {
  await sql`truncate message, chat, send_log`
  await sql`update send_gate set paused_until = null`
})

let leases = 0
async function claim(at: Instant, limit = 100): Promise<readonly Claimed[]> {
  leases += 1
  return await store.claim({ at, leaseMs: 30_000, lease: `a ${leases}`, limit })
}

describe('pace', () => {
  test('two instances with clocks that differ never pay for more than the platform lets through', async () => {
    const places = (i: number) => (i % 3 === 0 ? 'oc_busy' : `ou_${i % 400}`)
    for (const priority of [0, 1, 2] as const) await want(sql, T0, cards(900, places, { priority }))
    let seed = 7
    const random = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const paid: { at: Instant; recipient: string }[] = []
    for (let at = T0; at < T0 + 75_000; at += 100 + random() * 900) {
      // Servers with synchronised clocks differ by hundredths of a second; here it is a tenth.
      const seenAt = random() < 0.5 ? at : at - 100
      const limit = Math.ceil(random() * 60)
      const rows = await claim(Math.round(seenAt), limit)
      paid.push(...rows.map((row) => ({ at, recipient: row.recipient })))
      await sql`update message set shown = wanted where lease_by is not null and shown = 0`
    }
    // Of the half second to spare, four tenths are left for the road.
    expect(most(paid, 1_400)).toBeLessThanOrEqual(50)
    expect(most(paid, 60_400)).toBeLessThanOrEqual(1_000)
    const busy = paid.filter((one) => one.recipient === 'oc_busy')
    expect(most(busy, 1_400)).toBeLessThanOrEqual(5)
    expect(paid.length).toBeGreaterThan(1_000)
    expect(busy.length).toBeGreaterThan(100)
  })

  test('nextDueAt is the first moment at which something can be claimed, not earlier and not later', async () => {
    await want(
      sql,
      T0,
      cards(400, (i) => (i % 2 === 0 ? 'oc_busy' : `ou_${i}`)),
    )
    let at = T0
    for (let round = 0; round < 60; round += 1) {
      const rows = await claim(at)
      expect(rows.length, `round ${round}`).toBeGreaterThan(0)
      await sql`update message set shown = wanted where lease_by is not null and shown = 0`
      const next = await store.nextDueAt(at)
      if (next === null) break
      expect(await claim(next - 1)).toEqual([])
      at = next
    }
    expect(at).toBeGreaterThan(T0 + 30_000)
  })

  test('in the middle of a flood an answer finds room within a fraction of a second, and little is given away', async () => {
    const minutes = 3
    await want(
      sql,
      T0,
      cards(minutes * 1_000, (i) => `ou_${i % 700}`, { priority: 2 }),
    )
    const waits: number[] = []
    let answered = 0
    let at = T0
    while (at < T0 + minutes * 60_000) {
      const askedFor = Math.floor((at - T0) / 2_000)
      if (askedFor > answered) {
        const dueAt = T0 + askedFor * 2_000
        await want(sql, at, [card(`ou_asks_${askedFor}`, { priority: 0, dueAt })])
        answered = askedFor
      }
      for (const row of await claim(at)) if (row.priority === 0) waits.push(at - row.dueAt)
      await sql`update message set shown = wanted where lease_by is not null and shown = 0`
      const next = (await store.nextDueAt(at)) ?? at + 2_000
      at = Math.min(Math.max(next, at + 1), T0 + (answered + 1) * 2_000)
    }
    const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
      select count(*) as count from message where shown = wanted`
    expect(count / (minutes * 1_000)).toBeGreaterThanOrEqual(0.98)
    expect(waits.sort((a, b) => a - b)[Math.floor(waits.length * 0.95)]).toBeLessThanOrEqual(500)
  })

  test('a request that could not start in time is paid for again, or not at all', async () => {
    await want(sql, T0, [card('ou_1')])
    const [row] = await claim(T0)
    if (row === undefined) throw new Error('not claimed')
    const payment = await store.payAgain(row, T0 + 400)
    expect(payment).not.toBeNull()
    expect(await sql`select id from send_log`).toEqual([{ id: payment }])
    await store.pauseAll(T0 + 9_000)
    expect(await store.payAgain({ ...row, payment: payment ?? 0 }, T0 + 800)).toBeNull()
    expect(await sql`select id from send_log`).toEqual([])
  })

  test('a clock that is set back by an hour does not stop the sending', async () => {
    await want(sql, T0 - 3_600_000, [card('ou_1'), card('ou_2')])
    expect(await claim(T0, 1)).toHaveLength(1)
    expect(await claim(T0 - 3_600_000, 1)).toHaveLength(1)
  })

  test('with nothing due, looking costs no walk through the messages there are', async () => {
    await want(
      sql,
      T0,
      cards(5_000, (i) => `ou_${i}`, { dueAt: T0 + 1_000 }),
    )
    await sql`update message set shown = wanted where recipient like 'ou_%1'`
    await sql`analyze message`
    const plan = await sql`
      explain select from message m
      where m.priority = 1 and m.due_at <= ${new Date(T0)} and m.wanted > m.shown
        and m.parked_at is null and (m.lease_until is null or m.lease_until <= ${new Date(T0)})`
    expect(JSON.stringify(plan)).toContain('Index Scan using message_due')
    expect(await claim(T0)).toEqual([])
  })
})

/** The most that lie within any stretch of `ms`. */
function most(paid: readonly { at: Instant }[], ms: number): number {
  let first = 0
  let peak = 0
  paid.forEach(({ at }, last) => {
    while ((paid[first]?.at ?? at) <= at - ms) first += 1
    peak = Math.max(peak, last - first + 1)
  })
  return peak
}
