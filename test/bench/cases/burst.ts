// A thousand taps on one button at the same moment, against as many bare calls on one hot row.
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
import type { Copy, Stage } from '../stage.ts'
import { repeatStatements } from '../statements.ts'
import { type Button, eventOf, signedTap } from '../taps.ts'
import { AT } from '../world.ts'

const TAPS = 1_000

/** Milliseconds that the platform waits for a callback. */
const PLATFORM_WAITS_MS = 3_000

interface Side {
  readonly p99: number
  readonly slowest: number
  /** Answers that only said 稍后 or 正在处理, because time ran out. */
  readonly putOff: number
}

export async function burstCase(bench: Bench): Promise<readonly Figure[]> {
  const { stage, statements } = bench
  const file = await repeatStatements(stage, statements, { warmUp: WARM_UP, times: TAPS })
  const { ours: bot, bare } = await bench.parties()
  await bare.ask('read', { file })
  const rounds = await inRounds<Side>(bench, async (copies, order) => {
    const sides: { ours?: Side; bare?: Side } = {}
    for (const side of order) {
      sides[side] =
        side === 'ours' ? await press(bot, bench, copies.ours) : await call(bare, copies.bare)
    }
    demand(sides.ours !== undefined && sides.bare !== undefined, 'a side was left out')
    return { ours: sides.ours, bare: sides.bare }
  })
  return figures(rounds)
}

function figures(rounds: readonly Pair<Side>[]): Figure[] {
  const ours = Math.round(median(rounds.map((round) => round.ours.p99)))
  const bare = Math.round(median(rounds.map((round) => round.bare.p99)))
  return [
    {
      what: '1,000 taps on one button: the slowest answer',
      unit: 'ms',
      values: rounds.map((round) => round.ours.slowest),
      goal: { most: PLATFORM_WAITS_MS, must: true },
      cores: CORES.shared,
    },
    {
      what: `1,000 taps on one button: p99 ÷ 1,000 bare calls on one hot row (${ours} ÷ ${bare} ms)`,
      values: rounds.map((round) => round.ours.p99 / round.bare.p99),
      goal: { most: 3, must: true },
      cores: CORES.shared,
    },
    {
      what: '1,000 taps on one button: answers put off for want of time',
      values: rounds.map((round) => round.ours.putOff),
      goal: { most: 0, must: false },
      cores: CORES.shared,
    },
  ]
}

async function press(bot: Child, { stage, load }: Bench, copy: Copy): Promise<Side> {
  const port = await bot.ask<number>('open', { databaseUrl: copy.url })
  const warm = requestsOf(stage).slice(0, WARM_UP)
  const warmUp: Each = { port, requests: warm, connections: CONNECTIONS }
  await load.ask<Done>('each', warmUp)
  const button = hotButton(stage)
  const requests = Array.from({ length: TAPS }, (_, index) =>
    signedTap(button, `${eventOf(WARM_UP)}-${index}`, AT),
  )
  const burst: Each = { port, requests, connections: TAPS }
  const { latencies, answers } = await load.ask<Done>('each', burst)
  await bot.ask('settled')
  await bot.ask('close')
  const decided = sum(answers, / \+card$/)
  demand(sum(answers, /^200 \w+ /) === TAPS, `answers ${JSON.stringify(answers)}`)
  demand(sum(answers, /^200 success /) <= 1, `answers ${JSON.stringify(answers)}`)
  await demandOnce(copy, button)
  return { ...spread(latencies), putOff: TAPS - decided }
}

async function call(bare: Child, copy: Copy): Promise<Side> {
  await bare.ask('open', { databaseUrl: copy.url })
  const warmUp: Run = { from: 0, to: WARM_UP, inFlight: CONNECTIONS }
  await bare.ask<Ran>('run', warmUp)
  const burst: Run = { from: WARM_UP, to: WARM_UP + TAPS, inFlight: TAPS }
  const { latencies, outcomes } = await bare.ask<Ran>('run', burst)
  const { saved, conflict } = outcomes
  demand(saved === 1 && conflict === TAPS - 1, `outcomes ${JSON.stringify(outcomes)}`)
  await bare.ask('close')
  return { ...spread(latencies), putOff: 0 }
}

function spread(latencies: readonly number[]) {
  return { p99: quantile(latencies, 0.99), slowest: Math.max(...latencies) }
}

function sum(answers: Done['answers'], pattern: RegExp): number {
  const counts = Object.entries(answers).map(([kind, count]) => (pattern.test(kind) ? count : 0))
  return counts.reduce((total, count) => total + count, 0)
}

async function demandOnce({ sql }: Copy, { matterId }: Button): Promise<void> {
  const [found] = await sql`
    select count(*) from audit_entry where matter_id = ${matterId} and action = '签收并呈批'`
  demand(found?.count === 2, `${found?.count} entries instead of 2`)
}

function hotButton({ buttons }: Stage): Button {
  const button = buttons[WARM_UP]
  demand(button !== undefined, 'no matter is left to tap on')
  return button
}
