// What the flows need from outside, as plain types: a clock and a log.
import type { Instant } from './domain/time.ts'

/** The process's only clock. Tests and the demo give their own. */
export interface Clock {
  now(): Instant
}

/** Holds one value for whoever comes later: where a bot lives for one request only, the next one starts with it. */
export interface Memory<Value> {
  held: Value | null
}

/** Facts for operators. Values are ids, counts and names of things – never a secret or people's text. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Log {
  debug(event: string, facts?: LogFacts): void
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, facts?: LogFacts): void
}
