// A whole callback, signed HTTP to drawn card, against the same statements run bare; and the same event once more.
import { verifyAudit } from '../../../src/store/audit.ts'
import {
  type Bench,
  CONNECTIONS,
  CORES,
  demand,
  inRounds,
  type Pair,
  requestsOf,
  WARM_UP,
} from '../bench.ts'
import { type Figure, median, quantile } from '../figures.ts'
import type { Ran, Run } from '../processes/bare-sql.ts'
import type { Done, Each } from '../processes/load.ts'
import type { Child } from '../processes.ts'
import type { Copy } from '../stage.ts'

/** Taps of one side before the other's turn: what the machine does besides then hits both alike. */
const SLICE = 200

interface Side {
  readonly perSecond: number
  readonly p99: number
  /** Microseconds of CPU per tap, of the measured process alone. */
  readonly micros: number
}

/** A slice of either side: milliseconds. */
type Slice = Pick<Done, 'elapsedMs' | 'latencies'>

export async function callbackCase(bench: Bench): Promise<readonly Figure[]> {
  const parties = await bench.parties()
  await parties.bare.ask('read', { file: bench.statements })
  const again: number[] = []
  const rounds = await inRounds<Side>(bench, async (copies, order) => {
    const port = await parties.ours.ask<number>('open', { databaseUrl: copies.ours.url })
    await parties.bare.ask('open', { databaseUrl: copies.bare.url })
    const tap = tapping(bench, port)
    const sides = await playRound(bench, parties, tap, order)
    const count = bench.stage.buttons.length
    await demandDone(copies.ours, count, count)
    await demandDone(copies.bare, count, 0)
    again.push(await microsAgain(parties.ours, tap, count))
    await demandDone(copies.ours, count, count)
    await Promise.all([parties.ours.ask('close'), parties.bare.ask('close')])
    return sides
  })
  return figures(rounds, again)
}

function figures(rounds: readonly Pair<Side>[], again: readonly number[]): Figure[] {
  const both = (of: (side: Side) => number) =>
    `${Math.round(median(rounds.map(({ ours }) => of(ours))))} ÷ ${Math.round(median(rounds.map(({ bare }) => of(bare))))}`
  return [
    {
      what: `full callback: throughput ÷ its statements bare (${both((side) => side.perSecond)} /s)`,
      values: rounds.map(({ ours, bare }) => ours.perSecond / bare.perSecond),
      goal: { least: 0.6, must: true },
      cores: CORES.shared,
    },
    {
      what: `full callback: p99 ÷ its statements bare (${both((side) => side.p99)} ms)`,
      values: rounds.map(({ ours, bare }) => ours.p99 / bare.p99),
      goal: { most: 3, must: true },
      cores: CORES.shared,
    },
    {
      what: `full callback: the process’s own CPU ÷ the bare client’s (${both((side) => side.micros)} µs)`,
      values: rounds.map(({ ours, bare }) => ours.micros / bare.micros),
      cores: CORES.shared,
    },
    {
      what: 'the same event again: CPU ÷ the first time; nothing written',
      values: rounds.map(({ ours }, index) => (again[index] ?? Number.NaN) / ours.micros),
      goal: { most: 0.7, must: false },
      cores: CORES.shared,
    },
  ]
}

async function playRound(
  { stage }: Bench,
  { ours: bot, bare }: Pair<Child>,
  tap: ReturnType<typeof tapping>,
  order: readonly (keyof Pair<Side>)[],
): Promise<Pair<Side>> {
  const slices: Pair<Slice[]> = { ours: [], bare: [] }
  const micros = { ours: 0, bare: 0 }
  await tap(0, WARM_UP)
  await repeat(bare, 0, WARM_UP)
  const count = stage.buttons.length
  for (let from = WARM_UP; from < count; from += SLICE) {
    const to = Math.min(from + SLICE, count)
    for (const side of order) {
      const child = side === 'ours' ? bot : bare
      const before = await child.ask<number>('cpu')
      slices[side].push(side === 'ours' ? await tap(from, to) : await repeat(bare, from, to))
      if (side === 'ours') await bot.ask('settled')
      micros[side] += (await child.ask<number>('cpu')) - before
    }
  }
  const measured = count - WARM_UP
  return {
    ours: sideOf(slices.ours, micros.ours / measured),
    bare: sideOf(slices.bare, micros.bare / measured),
  }
}

function sideOf(slices: readonly Slice[], micros: number): Side {
  const latencies = slices.flatMap((slice) => slice.latencies)
  const elapsedMs = slices.reduce((sum, slice) => sum + slice.elapsedMs, 0)
  const perSecond = (1_000 * latencies.length) / elapsedMs
  return { perSecond, p99: quantile(latencies, 0.99), micros }
}

/** Taps from one button of the stage up to another; every answer must be of the one expected kind. */
function tapping({ stage, load }: Bench, port: number) {
  const requests = requestsOf(stage)
  return async (from: number, to: number): Promise<Done> => {
    const each: Each = { port, requests: requests.slice(from, to), connections: CONNECTIONS }
    const done = await load.ask<Done>('each', each)
    const kinds = Object.keys(done.answers)
    demand(kinds.length === 1 && /^200 success .* \+card$/.test(kinds[0] ?? ''), `answers ${kinds}`)
    return done
  }
}

async function repeat(bare: Child, from: number, to: number): Promise<Ran> {
  const run: Run = { from, to, inFlight: CONNECTIONS }
  const ran = await bare.ask<Ran>('run', run)
  demand(ran.outcomes.saved === to - from, `bare outcomes ${JSON.stringify(ran.outcomes)}`)
  return ran
}

async function microsAgain(
  bot: Child,
  tap: ReturnType<typeof tapping>,
  count: number,
): Promise<number> {
  const before = await bot.ask<number>('cpu')
  await tap(WARM_UP, count)
  return ((await bot.ask<number>('cpu')) - before) / (count - WARM_UP)
}

/** Every matter moved on once, with entries, card and event; so many answers noted as shown; the chains hold. */
async function demandDone({ sql }: Copy, count: number, shown: number): Promise<void> {
  const [found] = await sql`
    select
      (select count(*) from assignment where kind = 'lead' and status = 'awaitingInstruction') as moved,
      (select count(*) from audit_entry where action = '签收并呈批') as entries,
      (select count(*) from message where kind = 'instruct' and waiting) as cards,
      (select count(*) from inbox where key like 'tap-%') as events,
      (select count(*) from message where kind = 'handover' and settled and shown = wanted) as shown`
  const due = { moved: count, entries: 2 * count, cards: count, events: count, shown }
  for (const [name, wanted] of Object.entries(due)) {
    demand(found?.[name] === wanted, `${name}: ${found?.[name]} of ${wanted}`)
  }
  demand((await verifyAudit(sql)) === null, 'an audit chain is broken')
}
