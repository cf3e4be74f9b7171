// Pushes events and callbacks to the app, and repeats events on the platform's schedule.
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Tally } from './counters.ts'
import { asObject, asText, type Json } from './json.ts'
import { type SignedRequest, type SigningKnobs, signedPush } from './signing.ts'
import { changed, type State } from './state.ts'
import { type Outcome, posted } from './transport.ts'

/** Real milliseconds: the app must have answered by then, events and callbacks alike. */
const PUSH_DEADLINE_MS = 3_000

/** After a failed attempt, this long until the next; after the last one the event is lost. */
const RETRY_AFTER_MS: readonly number[] = [15_000, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS]

/** How the way to the app misbehaves for one push. */
export interface DeliveryKnobs {
  /** The same request this many times at once. */
  readonly copies?: number
  /** Real milliseconds before it leaves. */
  readonly delayMs?: number
  /** The app's answer is lost; the platform takes it for a timeout. */
  readonly dropResponse?: boolean
  readonly signing?: SigningKnobs
}

export interface Delivery {
  readonly eventId: string
  readonly type: string
  readonly payload: Json
  readonly request: SignedRequest
  readonly attempts: { readonly at: Instant; readonly outcome: Outcome }[]
  status: 'held' | 'in_flight' | 'acknowledged' | 'waiting' | 'given_up'
  /** When the next attempt is due, while `waiting`. */
  dueAt?: Instant
}

/** The other way to the app, instead of its addresses: a long connection that it has opened. */
type Carry = (plain: string) => Promise<Outcome>

export interface Courier {
  readonly state: State
  readonly tally: Tally
  /** Where pushes go, in turn; without an address events are lost, as without a subscription. */
  urls: readonly string[]
  turn: number
  /** Set while the app is subscribed by long connection; its addresses are not used then. */
  carry: Carry | null
  /** Event types the app does not want; `card.action.trigger` among them means no callbacks. */
  readonly unwanted: Set<string>
  /** Every event so far, oldest first. */
  readonly log: Delivery[]
  /** Callbacks by event id, so that one can be sent again exactly. */
  readonly callbacks: Map<string, SignedRequest>
  readonly held: Delivery[]
  readonly planned: { readonly type: string | undefined; readonly knobs: DeliveryKnobs }[]
  usual: DeliveryKnobs
  holding: boolean
  repeats: 'as_first' | 'afresh'
  inFlight: number
  readonly landed: (() => void)[]
}

export function newCourier(state: State, tally: Tally): Courier {
  return {
    state,
    tally,
    urls: [],
    turn: 0,
    carry: null,
    unwanted: new Set(),
    log: [],
    callbacks: new Map(),
    held: [],
    planned: [],
    usual: {},
    holding: false,
    repeats: 'as_first',
    inFlight: 0,
    landed: [],
  }
}

/** Encrypts and signs a payload at the platform's present time. */
export function sign(courier: Courier, payload: Json, knobs: SigningKnobs = {}): SignedRequest {
  const { state } = courier
  const moment = {
    timestamp: Math.floor(state.clock.now() / 1_000),
    nonce: state.dice.hex(16),
    iv: Buffer.from(state.dice.hex(32), 'hex'),
  }
  return signedPush(payload, state.app, moment, knobs)
}

/** Posts once to the app; of several instances to the next one that listens. */
export function post(courier: Courier, request: SignedRequest): Promise<Outcome> {
  const { urls, carry } = courier
  if (carry !== null) return inFlight(courier, () => carry(request.plain ?? ''))
  const first = courier.turn
  courier.turn += 1
  return inFlight(courier, async () => {
    for (let i = 0; i < urls.length; i += 1) {
      const url = urls[(first + i) % urls.length] ?? ''
      const outcome = await posted(url, request, PUSH_DEADLINE_MS)
      if (outcome.kind !== 'unreachable') return outcome
    }
    return { kind: 'unreachable' }
  })
}

/** Whether the app gets this event, or `card.action.trigger`, at all. */
export function isSubscribed(courier: Courier, type: string): boolean {
  return (courier.urls.length > 0 || courier.carry !== null) && !courier.unwanted.has(type)
}

/** Pushes an event; resolves after its first attempt, or at once while events are held. */
export async function pushEvent(courier: Courier, payload: Json): Promise<void> {
  const header = asObject(payload.header)
  const type = asText(header?.event_type) ?? ''
  if (!isSubscribed(courier, type)) return
  const knobs = knobsFor(courier, type)
  const delivery: Delivery = {
    eventId: asText(header?.event_id) ?? '',
    type,
    payload,
    request: sign(courier, payload, knobs.signing),
    attempts: [],
    status: 'held',
  }
  courier.tally.events.created += 1
  courier.log.push(delivery)
  if (courier.holding) courier.held.push(delivery)
  else await attempt(courier, delivery, delivery.request, knobs)
}

/**
 * Pushes a callback once – the platform never repeats one – and gives the answer to its first copy.
 */
export async function callApp(
  courier: Courier,
  payload: Json,
  given: DeliveryKnobs = {},
): Promise<Outcome> {
  const knobs = { ...knobsFor(courier, 'card.action.trigger'), ...given }
  const request = sign(courier, payload, knobs.signing)
  const eventId = asText(asObject(payload.header)?.event_id)
  if (eventId !== undefined) courier.callbacks.set(eventId, request)
  return inFlight(courier, () => pushed(courier, request, knobs))
}

/** Makes the attempts whose time has come, all at once; gives their number. */
export async function deliverDue(courier: Courier): Promise<number> {
  const now = courier.state.clock.now()
  const due = courier.log.filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
  for (const delivery of due) delete delivery.dueAt
  courier.tally.events.retries += due.length
  await Promise.all(
    due.map((delivery) => {
      const { request, payload } = delivery
      const again = courier.repeats === 'as_first' ? request : sign(courier, payload)
      return attempt(courier, delivery, again, courier.usual)
    }),
  )
  return due.length
}

/** One attempt, and what follows from it. */
export async function attempt(
  courier: Courier,
  delivery: Delivery,
  request: SignedRequest,
  knobs: DeliveryKnobs,
): Promise<void> {
  delivery.status = 'in_flight'
  courier.tally.events.attempts += 1
  const outcome = await inFlight(courier, () => pushed(courier, request, knobs))
  delivery.attempts.push({ at: courier.state.clock.now(), outcome })
  judge(courier, delivery, outcome)
  changed(courier.state, 'delivery', delivery.eventId)
}

/** Resolves when nothing is on its way to the app. */
export function settled(courier: Courier): Promise<void> {
  if (courier.inFlight === 0) return Promise.resolve()
  return new Promise((resolve) => {
    courier.landed.push(resolve)
  })
}

function judge(courier: Courier, delivery: Delivery, outcome: Outcome): void {
  if (outcome.kind === 'answered' && outcome.status === 200) {
    delivery.status = 'acknowledged'
    courier.tally.events.acknowledged += 1
    return
  }
  const wait = RETRY_AFTER_MS[delivery.attempts.length - 1]
  if (wait === undefined) {
    delivery.status = 'given_up'
    courier.tally.events.givenUp += 1
    return
  }
  delivery.status = 'waiting'
  delivery.dueAt = courier.state.clock.now() + wait
}

async function pushed(
  courier: Courier,
  request: SignedRequest,
  knobs: DeliveryKnobs,
): Promise<Outcome> {
  const { copies = 1, delayMs, dropResponse } = knobs
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs))
  const outcomes = await Promise.all(Array.from({ length: copies }, () => post(courier, request)))
  const [first] = outcomes
  return first === undefined || dropResponse ? { kind: 'timeout' } : first
}

function knobsFor(courier: Courier, type: string): DeliveryKnobs {
  const index = courier.planned.findIndex((plan) => (plan.type ?? type) === type)
  const plan = index < 0 ? undefined : courier.planned.splice(index, 1)[0]
  return { ...courier.usual, ...plan?.knobs }
}

async function inFlight<T>(courier: Courier, work: () => Promise<T>): Promise<T> {
  courier.inFlight += 1
  try {
    return await work()
  } finally {
    courier.inFlight -= 1
    if (courier.inFlight === 0) for (const resolve of courier.landed.splice(0)) resolve()
  }
}
