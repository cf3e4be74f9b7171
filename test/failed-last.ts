// Names what failed once more in the last lines of a run: of a long output often only the end is kept.
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestModule } from 'vitest/node'

interface Told {
  readonly message: string
}

/** So much of what went wrong: enough to know it again, and no failure pushes out another. */
const LINES = 6
const CHARACTERS = 800

export class FailedLast implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly Told[]): void {
    const failed = modules.flatMap((one) => [
      ...one.errors().map((error) => [one.relativeModuleId, error] as const),
      ...[...one.children.allSuites()].flatMap((suite) =>
        suite
          .errors()
          .map((error) => [`${one.relativeModuleId} › ${suite.fullName}`, error] as const),
      ),
      ...[...one.children.allTests('failed')].flatMap((test) =>
        (test.result().errors ?? []).map(
          (error) => [`${one.relativeModuleId} › ${test.fullName}`, error] as const,
        ),
      ),
    ])
    const all = [...failed, ...unhandled.map((error) => ['outside any test', error] as const)]
    if (all.length === 0) return
    const said = all.map(([where, error]) => `✗ ${where}\n${shortened(error)}`)
    process.stdout.write(`\n${all.length} failed:\n${said.join('\n')}\n`)
  }
}

function shortened({ message }: Told): string {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, LINES)
  return lines
    .map((line) => `  ${line}`)
    .join('\n')
    .slice(0, CHARACTERS)
}
