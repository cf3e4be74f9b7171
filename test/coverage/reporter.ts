// Prints which test exercises which row of the procedure, after a whole run, and fails it on a row that none does.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'
import type { Recorded } from './record.ts'
import { ROWS } from './rows.ts'
import { STILL_BARE } from './still-bare.ts'

const TESTS = new URL('../', import.meta.url)

export class CoverageReporter implements Reporter {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Each run of a watch begins with an empty folder. */
  onTestRunStart(): void {
    mkdirSync(this.#folder, { recursive: true })
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const records = readdirSync(this.#folder).map(
      (name) => JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as Recorded,
    )
    rmSync(this.#folder, { recursive: true, force: true })
    if (!isWhole(modules)) return
    const rows = covered(records)
    const lines = rows.map(({ row, by }) => `  ${row}  ⇐  ${by[0] ?? '没有测试'}${more(by)}`)
    const bare = rows.filter(({ by }) => by.length === 0).map(({ row }) => row)
    const head = `程序、卡片、指令逐项对照：${rows.length}项，${bare.length}项没有测试。`
    process.stdout.write(`\n${head}\n${lines.join('\n')}\n`)
    // The list of what is still without one only gets shorter.
    tell(
      '新出现没有测试的',
      bare.filter((row) => !STILL_BARE.includes(row)),
      true,
    )
    tell(
      '仍没有测试的',
      bare.filter((row) => STILL_BARE.includes(row)),
      false,
    )
    tell(
      '已有测试，可从清单中去掉的',
      STILL_BARE.filter((row) => !bare.includes(row)),
      false,
    )
  }
}

/** Each row with its tests, the most telling one first: the test in which the fewest other rows happen. */
function covered(records: readonly Recorded[]) {
  const rows = ROWS.map(({ row, isIn }) => ({ row, in: records.filter(isIn) }))
  const counts = new Map<string, number>()
  for (const { test } of rows.flatMap((one) => one.in))
    counts.set(test, (counts.get(test) ?? 0) + 1)
  const breadth = ({ test, isBeside }: Recorded) =>
    isBeside ? Number.POSITIVE_INFINITY : (counts.get(test) ?? 0)
  return rows.map((one) => {
    const telling = one.in.toSorted((a, b) => breadth(a) - breadth(b) || Number(a.test > b.test))
    return { row: one.row, by: [...new Set(telling.map(({ test }) => test))] }
  })
}

function tell(what: string, rows: readonly string[], fails: boolean): void {
  if (rows.length === 0) return
  process.stdout.write(`\n${what}：\n${rows.map((row) => `  ${row}`).join('\n')}\n`)
  if (fails) process.exitCode = 1
}

/** Only a run of every test file can tell that something is missing. */
function isWhole(modules: readonly TestModule[]): boolean {
  const ran = new Set(modules.map(({ moduleId }) => moduleId.split('/test/').at(-1)))
  return readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .every((name) => ran.has(name))
}

function more(by: readonly string[]): string {
  return by.length > 1 ? `（另${by.length - 1}处）` : ''
}
