// What a round of the clock costs: the same number due, among a thousand open matters and among a million.
import { sendAgedAfresh } from '../../../src/flows/afresh.ts'
import { sendDailyLists } from '../../../src/flows/daily-list.ts'
import { fireDues } from '../../../src/flows/fire-dues.ts'
import type { Sql } from '../../../src/store/connect.ts'
import { type Bench, CORES, demand } from '../bench.ts'
import type { Figure } from '../figures.ts'
import { median } from '../figures.ts'
import { fillOpen } from '../open-matters.ts'
import { AT, worldOn } from '../world.ts'

const FEW = 1_000
const MANY = 1_000_000
const MANY_QUICKLY = 100_000

/** Reminders of real matters that fall due in each round. */
const DUE = 100

interface Measured {
  readonly ms: readonly number[]
  readonly residentMb: number
}

export async function duesCase(bench: Bench): Promise<readonly Figure[]> {
  const many = bench.quick ? MANY_QUICKLY : MANY
  const few = await among(bench, FEW)
  const lots = await among(bench, many)
  const ms = median(few.ms)
  const memory = lots.residentMb / few.residentMb
  return [
    {
      what: `a round with ${DUE} due: among ${many} open matters ÷ among ${FEW} (${Math.round(ms)} ms)`,
      values: lots.ms.map((one) => one / ms),
      goal: { most: 1.5, must: true },
      cores: CORES.alone,
    },
    {
      what: `the same, memory of the process ÷ (${Math.round(few.residentMb)} MB)`,
      values: [memory],
      goal: { most: 1.1, must: true },
      cores: CORES.alone,
    },
  ]
}

async function among({ stage, rounds }: Bench, open: number): Promise<Measured> {
  const copy = await stage.copy()
  try {
    await fillOpen(copy.sql, open)
    const ms: number[] = []
    // The first round only compiles and fills the cache, and sends the lists of the day.
    for (let round = 0; round <= rounds; round += 1) {
      await fallDue(copy.sql, round)
      ms.push(await look(copy.sql))
    }
    return { ms: ms.slice(1), residentMb: process.memoryUsage().rss / 1024 / 1024 }
  } finally {
    await copy.drop()
  }
}

/** The reminders of the next hundred matters of the stage come due. */
async function fallDue(sql: Sql, round: number): Promise<void> {
  const at = new Date(AT).toISOString()
  const { count } = await sql`
    update due set due_at = ${at}::text::timestamptz
    where kind = 'remind' and subject_id in (
      select id from assignment where kind = 'lead' and id::text not like '30000000-%'
      order by id limit ${DUE} offset ${round * DUE})`
  demand(count === DUE, `${count} fell due`)
}

async function look(sql: Sql): Promise<number> {
  const world = worldOn(sql)
  const startedAt = performance.now()
  await sendAgedAfresh(world, AT)
  await sendDailyLists(world, AT)
  await fireDues(world, AT)
  const took = performance.now() - startedAt
  const at = new Date(AT).toISOString()
  const [left] = await sql<{ count: number }[]>`
    select count(*)::int as count from due where fired_at is null and due_at <= ${at}::text::timestamptz`
  demand(left?.count === 0, `${left?.count} were left`)
  return took
}
