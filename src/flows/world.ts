// What every flow is given: the store, the clock, and the means to be heard.
import type { Organisation } from '../domain/organisation.ts'
import type { Clock, Log } from '../ports.ts'
import type { Sql } from '../store/connect.ts'

export interface World {
  /** The client of the hot path; drizzle must not touch it. */
  readonly sql: Sql
  readonly appId: string
  readonly clock: Clock
  readonly log: Log
  readonly organisations: Organisations
  /** Counts what happened, by names that carry no people's text. */
  readonly count: Count
  /** Tells the sender that something is wanted. */
  readonly wake: () => void
  /** Work that goes on after an answer has been given; its end is waited for at a graceful stop. */
  readonly later: (work: () => Promise<void>) => void
  /** Resolves after that many real milliseconds: deadlines towards the platform, never business time. */
  readonly pause: (milliseconds: number) => Promise<void>
}

export interface Count {
  tap(action: string, outcome: string): void
  refusal(reason: string): void
}

export interface Organisations {
  /** The organisation, at least as new as `version` says the database's is. */
  current(version: number): Promise<Organisation>
  /** The newest one, asked of the database. */
  latest(): Promise<Organisation>
}

/** Nobody may act before an organisation was applied; starting up sees to that. */
export class NoOrganisation extends Error {}

/** Keeps one copy in memory and reads it anew when the database's is of another version. */
export function rememberOrganisation(load: () => Promise<Organisation | null>): Organisations {
  let held: Organisation | null = null
  const latest = async () => {
    const loaded = await load()
    if (loaded === null) throw new NoOrganisation('no organisation has been applied')
    held = loaded
    return loaded
  }
  return {
    latest,
    current: async (version) => (held !== null && held.version === version ? held : latest()),
  }
}
