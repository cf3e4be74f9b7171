// What happened, in numbers: for tests that assert that something never happened, or exactly once.
import type { FaultKind } from './faults.ts'

export interface Counters {
  /** By endpoint name, refused and faulted ones included. */
  readonly requests: Readonly<Record<string, number>>
  /** Refusals the platform itself gave, by code. Injected ones are under `faults`. */
  readonly refusals: Readonly<Record<string, number>>
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>
  readonly tokensIssued: number
  /** Requests refused because a limit was exceeded. */
  readonly overLimit: number
  /** The same by window: `send/1000`, `patch/60000`, `chat oc_…/1000`, `message om_…/1000`. */
  readonly overLimitBy: Readonly<Record<string, number>>
  /**
   * The most that ever stood in one window; `app` is create, reply and patch together, which
   * nothing refuses.
   */
  readonly peaks: Readonly<Record<string, number>>
  /** The bot's messages, by chat. */
  readonly messagesCreated: Readonly<Record<string, number>>
  /** Sends that were answered with the first message of the same uuid. */
  readonly duplicatesSuppressed: number
  readonly events: {
    readonly created: number
    readonly attempts: number
    readonly acknowledged: number
    readonly retries: number
    readonly givenUp: number
  }
  readonly callbacks: {
    readonly sent: number
    readonly answered: number
    /** By the error code the person saw. */
    readonly failed: Readonly<Record<string, number>>
  }
}

/** The counters while they are being counted. */
export interface Tally {
  requests: Map<string, number>
  refusals: Map<string, number>
  faults: Map<FaultKind, number>
  overLimit: Map<string, number>
  messagesCreated: Map<string, number>
  duplicatesSuppressed: number
  events: {
    created: number
    attempts: number
    acknowledged: number
    retries: number
    givenUp: number
  }
  callbacks: { sent: number; answered: number; failed: Map<string, number> }
}

export function emptyTally(): Tally {
  return {
    requests: new Map(),
    refusals: new Map(),
    faults: new Map(),
    overLimit: new Map(),
    messagesCreated: new Map(),
    duplicatesSuppressed: 0,
    events: { created: 0, attempts: 0, acknowledged: 0, retries: 0, givenUp: 0 },
    callbacks: { sent: 0, answered: 0, failed: new Map() },
  }
}

export function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** A copy that later events do not change. */
export function countersFrom(
  tally: Tally,
  more: { tokensIssued: number; peaks: Readonly<Record<string, number>> },
): Counters {
  return {
    requests: Object.fromEntries(tally.requests),
    refusals: Object.fromEntries(tally.refusals),
    faults: Object.fromEntries(tally.faults),
    tokensIssued: more.tokensIssued,
    overLimit: [...tally.overLimit.values()].reduce((sum, count) => sum + count, 0),
    overLimitBy: Object.fromEntries(tally.overLimit),
    peaks: more.peaks,
    messagesCreated: Object.fromEntries(tally.messagesCreated),
    duplicatesSuppressed: tally.duplicatesSuppressed,
    events: { ...tally.events },
    callbacks: {
      sent: tally.callbacks.sent,
      answered: tally.callbacks.answered,
      failed: Object.fromEntries(tally.callbacks.failed),
    },
  }
}
