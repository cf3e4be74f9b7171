// Work that is done piece by piece, so that one piece that fails does not keep back the rest: nobody's reminder hangs
// on another matter being whole.
import type { Log, LogFacts } from '../ports.ts'
import { codeOf, isGone } from './fault.ts'

export interface Apart {
  /**
   * What the piece comes to; undefined when it failed, which the log then tells with these facts. Rejects at once only
   * when the database is gone: then nothing else could be done either.
   */
  piece<Value>(facts: LogFacts, work: () => Value | Promise<Value>): Promise<Value | undefined>
  /** @throws what the first piece that failed threw, once the rest is done. */
  end(): void
}

/** `event`: what the log calls a piece that failed. */
export function apart(log: Log, event: string): Apart {
  const faults: unknown[] = []
  return {
    piece: async (facts, work) => {
      try {
        return await work()
      } catch (error) {
        if (isGone(error)) throw error
        log.error(event, { ...facts, code: codeOf(error) })
        faults.push(error)
        return undefined
      }
    },
    end: () => {
      if (faults.length > 0) throw faults[0]
    },
  }
}
