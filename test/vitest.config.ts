// How the tests run: two workers at most (the machine that runs them is small), one Postgres for all.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { CoverageReporter } from './coverage/reporter.ts'
import { FailedLast } from './failed-last.ts'
import { SlowFirst } from './slow-first.ts'

const records = mkdtempSync(join(tmpdir(), 'duban-coverage-'))

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    globalSetup: ['test/kit/global-setup.ts'],
    setupFiles: ['test/coverage/each-test.ts'],
    // What failed is told after the long table, in the last lines: of a long output only these may be kept.
    reporters: [new CoverageReporter(records), 'default', new FailedLast()],
    env: { DUBAN_COVERAGE: records },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: SlowFirst },
    // What a browser shows is asked for until it is there; on a loaded machine that takes more than a second.
    expect: { poll: { timeout: 10_000 } },
  },
})
