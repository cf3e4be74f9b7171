// npm run bench: the figures behind the promises, as ratios measured on this machine. See `--help`.
import { availableParallelism } from 'node:os'
import { type Bench, type Case, LOAD_CORE, type Pair } from './bench.ts'
import { atRestCase } from './cases/at-rest.ts'
import { boardCase } from './cases/board.ts'
import { burstCase } from './cases/burst.ts'
import { callbackCase } from './cases/callback.ts'
import { duesCase } from './cases/dues.ts'
import { receiveCase } from './cases/receive.ts'
import { renderCase } from './cases/render.ts'
import { type Figure, failsMust, table } from './figures.ts'
import { openParties } from './parties.ts'
import { type Child, startChild } from './processes.ts'
import { openStage } from './stage.ts'
import { recordStatements } from './statements.ts'

const CASES: Readonly<Record<string, Case>> = {
  receive: receiveCase,
  callback: callbackCase,
  burst: burstCase,
  rest: atRestCase,
  render: renderCase,
  board: boardCase,
  dues: duesCase,
}

const HELP = `npm run bench -- [--quick] [--check] [case …]

  --quick   shorter rounds: at most 90 s on a calm machine
  --check   exit code 1 when a "must" is missed
  case      ${Object.keys(CASES).join(', ')}; all when none is named
`

const words = process.argv.slice(2)
if (words.includes('--help')) process.stdout.write(HELP)
else process.exitCode = await run(words)

async function run(given: readonly string[]): Promise<number> {
  const named = given.filter((word) => !word.startsWith('--'))
  const unknown = named.filter((name) => !Object.hasOwn(CASES, name))
  if (unknown.length > 0) {
    process.stderr.write(`no case ${unknown.join(', ')}\n${HELP}`)
    return 2
  }
  const quick = given.includes('--quick')
  const stage = await openStage(quick ? 1_200 : 2_400)
  const load = startChild('load', LOAD_CORE)
  let opened: Promise<Pair<Child>> | undefined
  const figures: Figure[] = []
  try {
    const statements = await recordStatements(stage)
    const parties = () => (opened ??= openParties({ stage, statements, load }))
    const bench: Bench = { rounds: quick ? 5 : 9, quick, stage, statements, load, parties }
    for (const [name, measure] of Object.entries(CASES)) {
      if (named.length > 0 && !named.includes(name)) continue
      process.stderr.write(`${name} …\n`)
      figures.push(...(await measure(bench)))
    }
    process.stdout.write(`${heading(bench)}\n\n${table(figures)}\n`)
  } finally {
    const pair = await opened?.catch(() => undefined)
    await Promise.all([load.end(), pair?.ours.end(), pair?.bare.end()])
    await stage.close()
  }
  return given.includes('--check') && figures.some(failsMust) ? 1 : 0
}

function heading({ rounds, stage }: Bench): string {
  return (
    `Medians of ${rounds} rounds in which the sides take turns; Node ${process.versions.node}, ` +
    `PostgreSQL ${stage.postgresVersion} of the benchmark's own with fsync on, ` +
    `${availableParallelism()} cores. Ratios are taken within a round; ` +
    'figures with a unit are this machine’s and move with its other work.'
  )
}
