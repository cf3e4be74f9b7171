// The table of mirrored tasks on a real Postgres: in line with the matter, claimed once, at a pace the platform allows.
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { MirroredTask, WantedTask } from '../../src/domain/mirror.ts'
import type { Instant } from '../../src/domain/time.ts'
import { type ClaimedTask, countTasks, mirroring, mirrorStore } from '../../src/store/mirror.ts'
import { distrustUnsent } from '../../src/store/restore.ts'
import { freshDatabase } from '../kit/postgres.ts'

const database = await freshDatabase()
const { sql } = database
const store = mirrorStore(sql)
const T0: Instant = Date.parse('2026-09-14T01:00:00Z')
const MATTER = crypto.randomUUID()
const PART = crypto.randomUUID()

afterAll(() => database.drop())
beforeEach(async () => {
  await sql`truncate mirrored_task`
  await sql`update task_mirror set paused_until = null`
})

function task(recipient: string, more: Partial<WantedTask> = {}): WantedTask {
  return { kind: 'instruct', recipient, assignmentId: PART, turn: 1, ...more }
}

async function mirror(tasks: readonly WantedTask[], at = T0): Promise<void> {
  await sql`select ${mirroring(sql, [{ matter: MATTER, tasks }], at)}`
}

let leases = 0
async function claim(at = T0, limit = 100): Promise<readonly ClaimedTask[]> {
  leases += 1
  return await store.claim({ at, leaseMs: 30_000, lease: `a ${leases}`, limit })
}

async function one(at = T0): Promise<ClaimedTask> {
  const [row] = await claim(at)
  if (row === undefined) throw new Error('nothing is due')
  return row
}

const rows = () =>
  sql`select recipient, done, wanted, shown, guid from mirrored_task order by recipient, kind`

const ASKED: MirroredTask = {
  summary: '领导批办',
  description: '',
  dueAt: T0,
  assignee: 'ou_a',
  origin: '督办',
  tip: '',
  page: null,
}

describe('in line', () => {
  test('a task exists once for its card, is done when the card waits no more, and open when it waits again', async () => {
    await mirror([task('ou_a'), task('ou_b', { assignmentId: null })])
    await mirror([task('ou_a'), task('ou_b', { assignmentId: null }), task('ou_a', { turn: 2 })])
    expect(await rows()).toHaveLength(3)
    await mirror([task('ou_a')])
    expect((await rows()).map(({ done }) => done)).toEqual([false, true, true])
    await mirror([task('ou_b', { assignmentId: null })])
    expect((await rows()).filter(({ done }) => !done)).toMatchObject([{ recipient: 'ou_b' }])
  })

  test('what is over and was over stays as it was', async () => {
    await mirror([task('ou_a')])
    await mirror([])
    const before = await rows()
    await mirror([task('ou_b')])
    expect((await rows())[0]).toEqual(before[0])
  })
})

describe('claims', () => {
  test('eight in a second and a half, whoever asks; the rest when there is room', async () => {
    await mirror(Array.from({ length: 20 }, (_, i) => task(`ou_${i}`)))
    expect(await claim(T0, 5)).toHaveLength(5)
    expect(await claim(T0)).toHaveLength(3)
    expect(await claim(T0 + 1_499)).toEqual([])
    expect(await store.nextDueAt(T0 + 100)).toBe(T0 + 1_500)
    expect(await claim(T0 + 1_500)).toHaveLength(8)
  })

  test('a row that needed no request gives its place back', async () => {
    await mirror(Array.from({ length: 12 }, (_, i) => task(`ou_${i}`)))
    for (const row of await claim()) await store.shown(row, 'h', true)
    expect(await claim()).toHaveLength(4)
  })

  test('a row is one sender’s until its lease ends; then nothing the first one says counts', async () => {
    await mirror([task('ou_a')])
    const late = await one()
    expect(await claim(T0 + 29_999)).toEqual([])
    const taken = await one(T0 + 30_000)
    expect(taken.attempts).toBe(2)
    expect(await store.asking(late, ASKED, T0)).toBe(false)
    await store.made(late, 'late', 'h', true)
    await store.givenUp(late, 'x', T0)
    expect(await rows()).toMatchObject([{ guid: null, shown: 0 }])
    expect(await store.asking(taken, ASKED, T0)).toBe(true)
    await store.made(taken, 'guid-1', 'h', true)
    expect(await rows()).toMatchObject([{ guid: 'guid-1', shown: 1 }])
    expect(await store.nextDueAt(T0)).toBeNull()
  })

  test('what was asked for stays written down until its outcome is known', async () => {
    await mirror([task('ou_a')])
    const row = await one()
    await store.asking(row, ASKED, T0)
    await store.released(row, { until: T0 + 1_000, counts: true, inDoubt: true })
    const again = await one(T0 + 2_000)
    expect([again.asked, again.askedAt, again.attempts]).toEqual([ASKED, T0, 2])
    await store.released(again, { until: T0 + 3_000, counts: false, inDoubt: false })
    expect(await one(T0 + 4_000)).toMatchObject({ asked: null, attempts: 2 })
  })

  test('a change while the request was under way is not lost', async () => {
    await mirror([task('ou_a')])
    const row = await one()
    await store.asking(row, ASKED, T0)
    await mirror([], T0 + 10)
    await store.made(row, 'guid-1', 'h', true)
    expect(await one(T0 + 2_000)).toMatchObject({ done: true, guid: 'guid-1' })
  })

  test('nothing goes out while the platform asked for patience', async () => {
    await mirror([task('ou_a')])
    await store.pauseAll(T0 + 60_000)
    expect(await claim(T0 + 59_999)).toEqual([])
    expect(await store.nextDueAt(T0)).toBe(T0 + 60_000)
    expect(await claim(T0 + 60_000)).toHaveLength(1)
  })

  test('what is given up is left alone, and counted as long as its card waits', async () => {
    await mirror([task('ou_a'), task('ou_b')])
    for (const row of await claim()) await store.givenUp(row, '1470400', T0)
    await mirror([task('ou_a')])
    expect(await claim(T0 + 60_000)).toEqual([])
    expect(await store.nextDueAt(T0)).toBeNull()
    expect(await countTasks(sql)).toEqual({ waiting: 0, givenUp: 1 })
  })
})

test('after a restore, what may have been made since the backup is not made again', async () => {
  await mirror([task('ou_a'), task('ou_b')])
  const [made] = await claim(T0, 1)
  if (made === undefined) throw new Error('nothing is due')
  await store.asking(made, ASKED, T0)
  await store.made(made, 'guid-1', 'h', true)
  await mirror([task('ou_a'), task('ou_b')])
  await distrustUnsent(sql, T0, T0 + 60_000)
  expect(await claim(T0 + 60_000)).toMatchObject([{ guid: 'guid-1' }])
})
