// Properties of random walks: every walk is taken once, and every property of a file is held against each of its steps.
import fc from 'fast-check'
import { test } from 'vitest'
import { type Taken, walk, walks } from './walk.ts'

const RUNS = Number(process.env.DUBAN_RUNS ?? 1_000)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)
const PATH = process.env.DUBAN_PATH

/** Walks are much work for a machine that others use, too. */
const TIMEOUT_MS = 60_000 + RUNS * 300

/** Throws where the step breaks the property. */
type Holds = (taken: Taken) => void

export interface Properties {
  /** What may never happen, as a test; a failure says how to walk the same way again. */
  always(title: string, holds: Holds): void
}

/** `file` is what its properties are run again with. */
export function properties(file: string): Properties {
  const all = new Map<string, Holds>()
  let broken: ReadonlyMap<string, number> | undefined
  const always = (title: string, holds: Holds) => {
    all.set(title, holds)
    test(
      title,
      () => {
        if (PATH !== undefined) return explain(file, title, holds, PATH)
        broken ??= brokenIn(all)
        const index = broken.get(title)
        if (index !== undefined) explain(file, title, holds, String(index))
      },
      TIMEOUT_MS,
    )
  }
  return { always }
}

/** For each property that some walk breaks, which is the first. */
function brokenIn(all: ReadonlyMap<string, Holds>): ReadonlyMap<string, number> {
  const broken = new Map<string, number>()
  let index = 0
  const property = fc.property(walks, (given) => {
    for (const taken of walk(given))
      for (const [title, holds] of all)
        if (!broken.has(title) && !isKept(holds, taken)) broken.set(title, index)
    index += 1
  })
  fc.assert(property, { seed: SEED, numRuns: RUNS })
  return broken
}

function isKept(holds: Holds, taken: Taken): boolean {
  try {
    holds(taken)
    return true
  } catch {
    return false
  }
}

/** The same walk again, made as short as it can be, with what broke. */
function explain(file: string, title: string, holds: Holds, path: string): void {
  const property = fc.property(walks, (given) => walk(given).forEach(holds))
  const run = fc.check(property, { seed: SEED, numRuns: 1, path })
  if (!run.failed) return
  const again = `DUBAN_SEED=${SEED} DUBAN_PATH=${path}`
  const command = `${again} npx vitest run --config test/vitest.config.ts ${file} -t '${title}'`
  throw new Error(`${fc.defaultReportMessage(run)}\n\n再走一遍：${command}`, {
    cause: run.errorInstance,
  })
}
