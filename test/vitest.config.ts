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

const records = mkdtempSync(join(tmpdir(), 'duban-coverage-'))

function group(
  name: string,
  order: number,
  maxWorkers: number,
  include: string[],
  exclude: string[],
) {
  const sequence = { groupOrder: order, sequencer: SlowFirst }
  return { extends: true as const, test: { name, include, exclude, maxWorkers, sequence } }
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
    projects: [
      group('with the year', 0, 2, WITH_THE_YEAR, []),
      // A good part of these waits, too: for a browser, for the platform's pace, for a process that was killed.
      group('all else', 1, 3, ['test/**/*.test.ts'], WITH_THE_YEAR),
    ],
    // What a browser shows is asked for until it is there; on a loaded machine that takes more than a second.
    expect: { poll: { timeout: 10_000 } },
  },
})
