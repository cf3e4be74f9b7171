// JSON lines for operators, on Workers: the console is what the platform collects.
import type { LogLevel } from './config.ts'
import { masked } from './masked-facts.ts'
import type { Log, LogFacts } from './ports.ts'

const ORDER = ['debug', 'info', 'warn', 'error'] as const

/** A log that drops what is below `level`, in the same lines as on Node. */
export function openWorkerLog(level: LogLevel): Log {
  const from = level === 'silent' ? ORDER.length : ORDER.indexOf(level)
  const at =
    (name: (typeof ORDER)[number]) =>
    (event: string, facts: LogFacts = {}): void => {
      if (ORDER.indexOf(name) < from) return
      const time = new Date().toISOString()
      console[name](JSON.stringify({ level: name, time, ...masked(facts), msg: event }))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
