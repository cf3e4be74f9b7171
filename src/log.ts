// JSON lines for operators, on Node.
import { pino } from 'pino'
import type { LogLevel } from './config.ts'
import { masked } from './masked-facts.ts'
import type { Log } from './ports.ts'

/**
 * A log that drops what is below `level`. Times are UTC.
 *
 * @param write gets each line, its newline included; standard output when left out
 */
export function openLog(level: LogLevel, write?: (line: string) => void): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  }
  const lines = write === undefined ? pino(options) : pino(options, { write })
  return {
    debug: (event, facts = {}) => lines.debug(masked(facts), event),
    info: (event, facts = {}) => lines.info(masked(facts), event),
    warn: (event, facts = {}) => lines.warn(masked(facts), event),
    error: (event, facts = {}) => lines.error(masked(facts), event),
  }
}
