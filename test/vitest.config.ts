// How the tests run: few at a time (the machine that runs them has two cores), one Postgres for all.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { CoverageReporter } from './coverage/reporter.ts'
import { FailedLast } from './failed-last.ts'
import { SlowFirst } from './slow-first.ts'

/**
 * The year is to take no more than three minutes, so it has a core for itself: beside it runs only what mostly waits,
 * for a database that does not answer or a process that ends.
 */
const WITH_THE_YEAR = [
  'test/year/**/*.test.ts',
  ...['database-faults', 'graceful-stop', 'postgres-stopped', 'killed-in-between'].map(
    (name) => `test/reliability/${name}.test.ts`,
  ),
  'test/store/backup.test.ts',
]

/** These stand in for modules of the product, which only an isolated file can do. */
const WITH_STAND_INS = ['test/flows/round-apart.test.ts']

/** What keeps nothing between two files: they share their modules, and the product is read once and not two hundred times. */
const SHARING = [
  ...['domain', 'cards', 'documents', 'minutes', 'ledger', 'lark'],
  ...['flows', 'board', 'connect', 'local-feishu'],
].map((folder) => `test/${folder}/**/*.test.ts`)

const records = mkdtempSync(join(tmpdir(), 'duban-coverage-'))

interface Group {
  readonly name: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly isolate: boolean
  /** One after the other, but for those of the same number. */
  readonly order: number
}

function group({ name, include, exclude, isolate, order }: Group) {
  const sequence = { groupOrder: order }
  const files = { include: [...include], exclude: [...exclude] }
  return { extends: true as const, test: { name, ...files, isolate, sequence } }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/kit/global-setup.ts'],
    setupFiles: ['test/coverage/each-test.ts'],
    // What failed is told after the long table, in the last lines: of a long output only these may be kept.
    reporters: [new CoverageReporter(records), 'default', new FailedLast()],
    env: { DUBAN_COVERAGE: records },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: SlowFirst },
    maxWorkers: 2,
    projects: [
      group({ name: 'year', include: WITH_THE_YEAR, exclude: [], isolate: true, order: 0 }),
      group({
        name: 'apart',
        include: ['test/**/*.test.ts'],
        exclude: [...WITH_THE_YEAR, ...SHARING],
        isolate: true,
        order: 1,
      }),
      group({
        name: 'sharing',
        include: SHARING,
        exclude: WITH_STAND_INS,
        isolate: false,
        order: 1,
      }),
      group({ name: 'stand-ins', include: WITH_STAND_INS, exclude: [], isolate: true, order: 1 }),
    ],
    // What a browser shows is asked for until it is there; on a loaded machine that takes more than a second.
    expect: { poll: { timeout: 10_000 } },
  },
})
