// What every flow is given: the store, the clock, and the means to be heard.
import type { Organisation } from '../domain/organisation.ts'
import type { Answer } from '../lark/fault.ts'
import type { Clock, Log, Memory } from '../ports.ts'
import type { Sql } from '../store/connect.ts'
import type { Answered } from '../store/want.ts'

export interface World {
  /** The one client of this process. */
  readonly sql: Sql
  readonly appId: string
  readonly clock: Clock
  readonly log: Log
  readonly organisations: Organisations
  /** Whether Feishu tasks mirror the cards that wait for people. */
  readonly mirrors: boolean
  /** Counts what happened, by names that carry no people's text. */
  readonly count: Count
  /** Tells the sender that something is wanted. */
  readonly wake: () => void
  /** Work that goes on after an answer has been given; its end is waited for at a graceful stop. */
  readonly later: (work: () => Promise<void>) => void
  /** Resolves after that many real milliseconds: deadlines towards the platform, never business time. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Does work when its turn comes: in a rush only so many taps are judged at a time. */
  readonly inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>
  /** A file that somebody sent, by its message; longer than `maxBytes`: terminal, `too_big`. */
  readonly fetchFile: (
    messageId: string,
    fileKey: string,
    maxBytes: number,
  ) => Promise<Answer<Uint8Array<ArrayBuffer>>>
  /** Notes what a callback's answer shows, together with what else there is to note. */
  readonly noteShown: (answered: Answered) => Promise<void>
}

export interface Count {
  tap(action: string, outcome: string): void
  refusal(reason: string): void
  /** How many messages are due and not sent, and how many were given up, as last looked. */
  messages(waiting: number, parked: number): void
  /** The same of the tasks that mirror cards. */
  tasks(waiting: number, givenUp: number): void
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
export function rememberOrganisation(source: {
  readonly load: () => Promise<Organisation | null>
  /** The database's version; 0 before anything was applied. */
  readonly version: () => Promise<number>
  readonly memory?: Memory<Organisation>
}): Organisations {
  const { memory = { held: null } } = source
  const current = async (version: number): Promise<Organisation> => {
    if (memory.held?.version === version) return memory.held
    const loaded = await source.load()
    if (loaded === null) throw new NoOrganisation('no organisation has been applied')
    memory.held = loaded
    return loaded
  }
  return { current, latest: async () => current(await source.version()) }
}
