// The bot's own statements by the bot's own client, and nothing else: no HTTP, no deciding, no drawing.
import { connect, type Sql } from '../../../src/store/connect.ts'
import { silent } from '../../kit/databases.ts'
import { answer, cpuMicros } from '../processes.ts'
import { readStatements, type Statement, type Statements } from '../statements.ts'

export interface Run {
  readonly from: number
  readonly to: number
  readonly inFlight: number
}

export interface Ran {
  readonly elapsedMs: number
  readonly latencies: readonly number[]
  /** How many saves had which outcome. */
  readonly outcomes: Readonly<Record<string, number>>
}

let sql: Sql
let taps: readonly Statements[] = []

answer({
  read: async ({ file }: { file: string }) => {
    taps = await readStatements(file)
  },
  open: ({ databaseUrl }: { databaseUrl: string }) => {
    sql = connect(databaseUrl, { log: silent })
  },
  run,
  cpu: cpuMicros,
  close: () => sql.end({ timeout: 5 }),
})

async function run({ from, to, inFlight }: Run): Promise<Ran> {
  const latencies: number[] = []
  const outcomes: Record<string, number> = {}
  let next = from
  const work = async () => {
    while (next < to) {
      const statements = taps[next++] ?? []
      const began = performance.now()
      for (const statement of statements) {
        const [row] = await perform(statement)
        const outcome = row?.saved?.outcome
        if (outcome !== undefined) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      }
      latencies.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: inFlight }, work))
  return { elapsedMs: performance.now() - began, latencies, outcomes }
}

/** Exactly as the tagged template would have it. */
function perform({ strings, values }: Statement): Promise<{ saved?: { outcome?: string } }[]> {
  return sql(templateOf(strings), ...(values as string[])) as never
}

const templates = new Map<string, TemplateStringsArray>()

function templateOf(strings: readonly string[]): TemplateStringsArray {
  const key = strings.join('?')
  const known = templates.get(key) ?? Object.assign([...strings], { raw: strings })
  templates.set(key, known)
  return known
}
