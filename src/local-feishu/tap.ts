// Taps: prepared on the card as it is shown, sent once or several times, answered in place.
import { DAY_MS } from '../domain/time.ts'
import { type CallbackError, type Judged, judgedAnswer } from './callback-answer.ts'
import { bump } from './counters.ts'
import { type Courier, callApp, type DeliveryKnobs, isSubscribed } from './deliver.ts'
import { callbackPayload, identity } from './events.ts'
import { asObject, asText, type Json } from './json.ts'
import type { Platform } from './platform.ts'
import { type Chat, changed, type Message, type Toast, type User } from './state.ts'
import { type StayReason, type Touch, touched } from './touch.ts'

/** A card of schema 2.0 reacts for this long after it was sent. */
const INTERACTIVE_MS = 14 * DAY_MS

export interface TapResult {
  readonly status: 'answered' | 'failed' | 'not_sent'
  readonly toast?: Toast
  /** The card the answer brought, already in place for everyone. */
  readonly card?: Json
  readonly errorCode?: CallbackError
  /** In words, for the test's reader: why it failed. */
  readonly why?: string
  /** Why the client kept the tap to itself. */
  readonly notSent?: StayReason
  /** What the confirm dialog said. */
  readonly confirmText?: string
  /** Real milliseconds between sending and answer. */
  readonly elapsedMs: number
  /** Empty when nothing was sent. */
  readonly eventId: string
}

/**
 * A tap that is decided but not sent; sending it twice is the network's duplicate, not a double
 * click.
 */
export interface PreparedTap {
  /** The callback before encryption; undefined when the client would send nothing. */
  readonly payload: Json | undefined
  send(knobs?: DeliveryKnobs): Promise<TapResult>
}

export interface TapGround {
  readonly platform: Platform
  readonly courier: Courier
  readonly user: User
  readonly chat: Chat
  readonly message: Message
}

/** Decides on the card as the person sees it now. Throws for what no person could do. */
export function preparedTap(ground: TapGround, button: string, touch: Touch): PreparedTap {
  const { message } = ground
  const card = message.card
  if (message.recalledAt !== undefined) throw new Error(`message ${message.id} was recalled`)
  if (card === undefined) throw new Error(`message ${message.id} is not a card`)
  const made = touched(card, button, touch)
  const heard = 'confirmText' in made ? { confirmText: made.confirmText } : {}
  if (made.kind === 'stays') return unsent({ status: 'not_sent', notSent: made.reason, ...heard })
  if (made.kind === 'fails') return unsent({ status: 'failed', errorCode: 200530 })
  const kept = touch.force === true ? undefined : outOfReach(ground, card)
  if (kept !== undefined) return unsent({ status: 'not_sent', notSent: kept, ...heard })
  const payload = callbackPayload(ground.platform.state, callbackEvent(ground, made.action))
  return {
    payload,
    send: async (knobs) => ({ ...(await sent(ground, payload, knobs)), ...heard }),
  }
}

/**
 * Sends a callback and puts the answer in place. While it is on its way the card is locked (11310).
 */
async function sent(ground: TapGround, payload: Json, knobs?: DeliveryKnobs): Promise<TapResult> {
  const { platform, courier, message } = ground
  const eventId = asText(asObject(payload.header)?.event_id) ?? ''
  const startedAt = performance.now()
  platform.tally.callbacks.sent += 1
  message.pendingTaps += 1
  const judged = await answerTo(courier, { payload, card: message.card ?? {}, knobs })
  message.pendingTaps -= 1
  const elapsedMs = performance.now() - startedAt
  if (judged.kind === 'failed') {
    bump(platform.tally.callbacks.failed, String(judged.errorCode))
    const { errorCode, why } = judged
    return { status: 'failed', errorCode, why, elapsedMs, eventId }
  }
  platform.tally.callbacks.answered += 1
  shown(ground, judged)
  const { toast, card } = judged
  return {
    status: 'answered',
    ...(toast !== undefined && { toast }),
    ...(card !== undefined && { card }),
    elapsedMs,
    eventId,
  }
}

async function answerTo(
  courier: Courier,
  tap: { payload: Json; card: Json; knobs: DeliveryKnobs | undefined },
): Promise<Judged> {
  if (!isSubscribed(courier, 'card.action.trigger')) {
    return { kind: 'failed', errorCode: 200340, why: 'callbacks are not subscribed' }
  }
  const outcome = await callApp(courier, tap.payload, tap.knobs)
  return judgedAnswer(courier.state, tap.card, outcome)
}

function shown(ground: TapGround, answer: { toast?: Toast; card?: Json }): void {
  const { platform, message, user } = ground
  if (answer.toast !== undefined) message.toasts.set(user.openId, answer.toast)
  if (answer.card !== undefined && message.recalledAt === undefined) {
    message.card = answer.card
    message.content = JSON.stringify(answer.card)
    message.updatedAt = platform.state.clock.now()
    message.updates += 1
  }
  changed(platform.state, 'message', message.id)
}

/** Forwarded copies only react when the card allows it, and no card for longer than its life. */
function outOfReach(ground: TapGround, card: Json): StayReason | undefined {
  const { message, platform } = ground
  const forwardable = asObject(card.config)?.enable_forward_interaction === true
  if (message.forwardedFrom !== undefined && !forwardable) return 'forwarded'
  const age = platform.state.clock.now() - message.createdAt
  return age > INTERACTIVE_MS ? 'outdated' : undefined
}

function callbackEvent(ground: TapGround, action: Json): Json {
  const { state } = ground.platform
  return {
    operator: { tenant_key: state.app.tenantKey, ...identity(state, ground.user) },
    token: `c-${state.dice.hex(40)}`,
    action,
    host: 'im_message',
    context: { open_message_id: ground.message.id, open_chat_id: ground.chat.id },
  }
}

function unsent(result: Omit<TapResult, 'elapsedMs' | 'eventId'>): PreparedTap {
  return {
    payload: undefined,
    send: () => Promise.resolve({ ...result, elapsedMs: 0, eventId: '' }),
  }
}
