// Several decisions in one transaction: all of them or none, numbers without a gap, one effect to one event.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { MatterCommand } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Matter } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import { type Save, saveDecisions } from '../../src/store/save-decision.ts'
import { openProduct, type Product } from '../kit/product.ts'
import { biogas, MONDAY, named, yunling } from '../kit/yunling.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(() => product.close())

const idOf = (serial: number) => `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`

function saveOf(
  before: Matter,
  actor: string,
  command: MatterCommand,
  eventKey: string | null,
): Save {
  const request = { command, assignmentId: null, actor, turn: null, at: MONDAY, sourceEventId: 'e' }
  const decided = decide(before, request, yunling)
  if (!decided.ok) throw new Error(decided.refusal.reason)
  return {
    appId: 'cli_test',
    eventKey,
    at: MONDAY,
    change: { before, decided },
    wants: [],
    numberPrefix: '云政督',
    tapped: null,
    messages: [],
    superseded: [],
    subjects: [],
  }
}

const propose = (serial: number, eventKey: string | null = null) =>
  saveOf(
    newMatter(idOf(serial), named('蒋小棠'), biogas, MONDAY),
    named('蒋小棠'),
    { action: 'propose', docket: {} },
    eventKey,
  )

/** What the saves left of a matter, as the next step finds it. */
const after = ({ change }: Save): Matter => {
  if (change === null) throw new Error('no change')
  return { ...change.decided.matter, version: change.before.version + 1 }
}

const count = async () =>
  (await product.bot.sql<{ count: number }[]>`select count(*)::int as count from matter`)[0]?.count

test('一并保存，编号相连；其中一件已被改动的，一件也不保存', async () => {
  const { sql } = product.bot
  const saves = [propose(1, 'first'), propose(2), propose(3)]
  expect(await saveDecisions(sql, saves)).toMatchObject({ outcome: 'saved' })
  const approve = (serial: number) => {
    const put = saves[serial - 1]
    if (put === undefined) throw new Error('no such matter')
    return saveOf(after(put), named('佟雅宁'), { action: 'approve', opinion: '' }, null)
  }
  const stale = { ...approve(2), change: propose(2).change }
  expect(await saveDecisions(sql, [approve(1), stale, approve(3)])).toEqual({ outcome: 'conflict' })
  expect(await sql`select from matter where number is not null`).toHaveLength(0)
  const saved = await saveDecisions(sql, [approve(1), approve(2), approve(3)])
  expect(saved.outcome === 'saved' && saved.each.map(({ numberSerial }) => numberSerial)).toEqual([
    1, 2, 3,
  ])
})

test('每一件带来的公文都随它保存', async () => {
  const { sql } = product.bot
  const withPaper = (serial: number): Save => {
    const save = propose(serial)
    const matterId = save.change?.before.id ?? null
    const paper = { id: idOf(900 + serial), matterId, assignmentId: null, contentHash: null }
    return { ...save, documents: [{ ...paper, kind: 'notice', facts: {} }] }
  }
  await saveDecisions(sql, [withPaper(41), withPaper(42)])
  const kept =
    await sql`select id from document where matter_id in (${idOf(41)}, ${idOf(42)}) order by id`
  expect(kept.map(({ id }) => id)).toEqual([idOf(941), idOf(942)])
})

test('同一事件再来一次，什么也不发生', async () => {
  const before = await count()
  expect(await saveDecisions(product.bot.sql, [propose(11, 'first'), propose(12)])).toEqual({
    outcome: 'duplicate',
  })
  expect(await count()).toBe(before)
})

test('两份名单次序相反、同时保存，都不会卡死', async () => {
  const { sql } = product.bot
  const put = Array.from({ length: 8 }, (_, index) => propose(21 + index))
  await saveDecisions(sql, put)
  const one = put.map((held) =>
    saveOf(after(held), named('佟雅宁'), { action: 'approve', opinion: '' }, null),
  )
  // Both are on their way at once only over lines that are open already.
  await Promise.all([sql`select pg_sleep(0.1)`, sql`select pg_sleep(0.1)`])
  const results = await Promise.all([saveDecisions(sql, one), saveDecisions(sql, one.toReversed())])
  expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved'])
})

test('两份名单都是新立的事项、次序相反、同时保存，都不会卡死', async () => {
  const { sql } = product.bot
  const one = Array.from({ length: 3 }, (_, index) => propose(31 + index))
  const results = await sql.begin(async (tx) => {
    // Each has written the first of its matters, and none the next, before either goes on.
    await tx`lock table audit_entry in exclusive mode`
    const saving = [saveDecisions(sql, one), saveDecisions(sql, one.toReversed())]
    await vi.waitUntil(async () => (await waiting()) === saving.length, { timeout: 10_000 })
    return { saving }
  })
  const outcomes = (await Promise.all(results.saving)).map(({ outcome }) => outcome)
  expect(outcomes.toSorted()).toEqual(['conflict', 'saved'])
})

/** How many saves wait for a lock. */
async function waiting(): Promise<number> {
  const rows = await product.bot.sql`
    select from pg_stat_activity where datname = current_database()
      and wait_event_type = 'Lock' and query ~ 'save_decisions'`
  return rows.length
}
