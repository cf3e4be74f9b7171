// The two that are compared on Postgres: the bot and the bare client, after enough work to be what they are in service.
import { type Bench, CONNECTIONS, demand, type Pair, requestsOf } from './bench.ts'
import type { Ran, Run } from './processes/bare-sql.ts'
import type { Done, Each } from './processes/load.ts'
import { type Child, startChild } from './processes.ts'

/** How often the whole stage is tapped through. A bot runs for months, and takes some thousand taps to be compiled. */
const TIMES = 5

export async function openParties(
  given: Pick<Bench, 'stage' | 'statements' | 'load'>,
): Promise<Pair<Child>> {
  const ours = startChild('bot')
  const bare = startChild('bare-sql')
  await bare.ask('read', { file: given.statements })
  for (let time = 0; time < TIMES; time += 1) await tapThrough(given, ours)
  await callThrough(given, bare)
  return { ours, bare }
}

async function tapThrough({ stage, load }: Pick<Bench, 'stage' | 'load'>, bot: Child) {
  const copy = await stage.copy()
  const port = await bot.ask<number>('open', { databaseUrl: copy.url })
  const each: Each = { port, requests: requestsOf(stage), connections: CONNECTIONS }
  const { answers } = await load.ask<Done>('each', each)
  demand(Object.keys(answers).length === 1, `answers ${JSON.stringify(answers)}`)
  await bot.ask('settled')
  await bot.ask('close')
  await copy.drop()
}

async function callThrough({ stage }: Pick<Bench, 'stage'>, bare: Child) {
  const copy = await stage.copy()
  await bare.ask('open', { databaseUrl: copy.url })
  const run: Run = { from: 0, to: stage.buttons.length, inFlight: CONNECTIONS }
  await bare.ask<Ran>('run', run)
  await bare.ask('close')
  await copy.drop()
}
