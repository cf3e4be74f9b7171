// What can go wrong between the app and the platform, on demand or by a seeded draw.
import { type Dice, diceFrom } from './dice.ts'
import type { Json } from './json.ts'

export type FaultKind =
  /** 429 with the reset header. */
  | 'status429'
  | 'status429_without_reset'
  /** The older form: HTTP 400 with code 99991400 and the reset header. */
  | 'code99991400_as_400'
  | 'http500'
  | 'http502'
  | 'http504'
  /** A proxy's HTML page instead of JSON, as HTTP 200. */
  | 'html'
  /** HTTP 200 with a code that is not 0; 99991663 unless told otherwise. */
  | 'ok_with_code'
  /** An ordinary refusal with the given status and code. */
  | 'refused'
  /** Processed, but the JSON breaks off half-way. */
  | 'truncated_json'
  | 'reset_before'
  /** Processed, but the connection breaks before the answer: accepted, answer lost. */
  | 'reset_after'
  /** No answer for `ms`, or until the platform is closed; then the connection breaks. */
  | 'hang'
  /** Processed and answered after `ms`, whether or not somebody still waits for the answer. */
  | 'slow'

export interface Fault {
  readonly kind: FaultKind
  /** For `hang` and `slow`, real milliseconds. */
  readonly ms?: number
  /** For the 429 kinds; 1 by default. */
  readonly resetSeconds?: number
  /** For `ok_with_code` and `refused`. */
  readonly code?: number
  readonly status?: number
  readonly msg?: string
  /**
   * Whether the request takes effect all the same. By default only where the kind says so, and for
   * `http504`.
   */
  readonly processed?: boolean
}

/** A request as fault rules see it. */
export interface FaultyRequest {
  readonly endpoint: string
  readonly method: string
  readonly path: string
  readonly body: Json
}

interface FaultMatch {
  /** One of the endpoint names, `create`, `patch`, `token` …; all when absent. */
  readonly endpoint?: string
  readonly where?: (request: FaultyRequest) => boolean
}

export interface Faults {
  /** The next matching request only; several wait in line. */
  once(match: FaultMatch, fault: Fault | FaultKind): void
  /** Every matching request, until the returned function is called. */
  always(match: FaultMatch, fault: Fault | FaultKind): () => void
  /** Each matching request with probability `rate`, by a generator of its own. */
  random(options: {
    rate: number
    seed: number
    kinds: readonly (Fault | FaultKind)[]
    match?: FaultMatch
  }): () => void
  /** While down, every connection is broken off at once. */
  setDown(down: boolean): void
  isDown(): boolean
  clear(): void
}

interface Rule {
  readonly match: FaultMatch
  readonly once: boolean
  draw(): Fault | undefined
}

/** The rules in force. */
export interface FaultRules {
  rules: Rule[]
  down: boolean
}

export function noFaults(): FaultRules {
  return { rules: [], down: false }
}

/** The fault that befalls a request, if any; a rule for one request is used up. */
export function drawFault(known: FaultRules, request: FaultyRequest): Fault | undefined {
  for (const rule of known.rules) {
    if (!matches(rule.match, request)) continue
    const fault = rule.draw()
    if (fault === undefined) continue
    if (rule.once) remove(known, rule)
    return fault
  }
  return undefined
}

/** The switches for tests. */
export function faultSwitches(known: FaultRules): Faults {
  return {
    once: (match, fault) => {
      added(known, { match, once: true, draw: () => faultOf(fault) })
    },
    always: (match, fault) => added(known, { match, once: false, draw: () => faultOf(fault) }),
    random: ({ rate, seed, kinds, match = {} }) => {
      const dice = diceFrom(seed)
      return added(known, { match, once: false, draw: () => drawn(dice, rate, kinds) })
    },
    setDown: (down) => {
      known.down = down
    },
    isDown: () => known.down,
    clear: () => {
      known.rules = []
      known.down = false
    },
  }
}

function added(known: FaultRules, rule: Rule): () => void {
  known.rules.push(rule)
  return () => remove(known, rule)
}

/**
 * Two draws per request whatever comes out, so that one more kind does not shift all that follows.
 */
function drawn(dice: Dice, rate: number, kinds: readonly (Fault | FaultKind)[]): Fault | undefined {
  const hit = dice.next() < rate
  const kind = kinds[Math.floor(dice.next() * kinds.length)]
  return hit && kind !== undefined ? faultOf(kind) : undefined
}

function faultOf(fault: Fault | FaultKind): Fault {
  return typeof fault === 'string' ? { kind: fault } : fault
}

function matches(match: FaultMatch, request: FaultyRequest): boolean {
  if (match.endpoint !== undefined && match.endpoint !== request.endpoint) return false
  return match.where === undefined || match.where(request)
}

function remove(known: FaultRules, rule: Rule): void {
  known.rules = known.rules.filter((other) => other !== rule)
}
