// Events from the platform, each with one effect however often they come. Throws when nothing was saved: then
// the platform is told so and sends again.

import { WITHDRAW_MINUTES } from '../domain/decide-progress.ts'
import { MINUTE_MS } from '../domain/time.ts'
import type { Inbound } from '../lark/inbound.ts'
import { isSeen } from '../store/inbox.ts'
import { progressFrom } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import { act } from './act.ts'
import { TooLate } from './fault.ts'
import { type HeardMessage, hear } from './hear.ts'
import { foundAgain, lost, personChanged } from './lost-places.ts'
import { isRecalled, noteRecalled } from './recalled.ts'
import type { World } from './world.ts'

export type Event = Exclude<Inbound, { readonly type: 'tap' }>

/** Milliseconds. The platform waits 3 s for an event as for a tap, and sends again what was refused. */
const SAVED_WITHIN_MS = 2_200

/** Rejects when the event was not saved, or not in time: then it may still be, and its repeat has no effect. */
export async function ingest(
  world: World,
  event: Event,
  botOpenId: () => Promise<string | null>,
): Promise<void> {
  const work = takeIn(world, event, botOpenId)
  const late = world.pause(SAVED_WITHIN_MS).then(() => {
    throw new TooLate()
  })
  try {
    await Promise.race([work, late])
  } catch (error) {
    if (error instanceof TooLate) world.later(() => work)
    throw error
  }
}

async function takeIn(
  world: World,
  event: Event,
  botOpenId: () => Promise<string | null>,
): Promise<void> {
  switch (event.type) {
    case 'message':
      return takeInMessage(world, event, botOpenId)
    case 'recalled':
      return recall(world, event.messageId, event.eventId)
    case 'bot_added':
      return foundAgain(world, event.chatId, event.eventId)
    case 'bot_removed':
      return lost(world, event.chatId, 'removed', event.at)
    case 'chat_disbanded':
      return lost(world, event.chatId, 'disbanded', event.at)
    case 'person_changed':
      return personChanged(world, event)
    default:
      world.log.debug('event_passed_over', { type: event.type })
  }
}

/** The platform is asked for the bot's own id only where it matters: being down, it holds up nothing else. */
async function takeInMessage(
  world: World,
  message: HeardMessage,
  botOpenId: () => Promise<string | null>,
): Promise<void> {
  if (await isSeen(world.sql, world.appId, message.messageId)) return
  if (await isRecalled(world, message.messageId)) return
  const bot = message.mentions.length === 0 ? null : await botOpenId()
  if (bot === null && message.chatType === 'group' && message.mentions.length > 0)
    throw new Error('whether the bot is mentioned cannot be told before the platform has named it')
  return hear(world, message, bot)
}

/** A message recalled within five minutes takes its entry with it; later the entry stays, marked (conversation §3). */
async function recall(world: World, messageId: string, eventId: string): Promise<void> {
  const at = world.clock.now()
  // The recall may come before the message, or before its words were kept.
  await noteRecalled(world, messageId, at)
  const entry = await progressFrom(world.sql, messageId)
  if (entry === null) return
  const matter = await loadMatter(world.sql, entry.matterId)
  const held = matter?.assignments
    .flatMap((one) => one.progress)
    .find((one) => one.id === entry.progressId)
  if (matter === null || held === undefined || held.recalledAt !== null) return
  const young = at - held.at <= WITHDRAW_MINUTES * MINUTE_MS
  const action = young ? ('withdrawProgress' as const) : ('markRecalled' as const)
  const request = {
    command: { action, progressId: entry.progressId },
    assignmentId: entry.assignmentId,
    actor: entry.by,
    turn: null,
    at,
    sourceEventId: eventId,
  }
  const organisation = await world.organisations.latest()
  const entailed = { eventKey: eventId, tapped: null, messages: [], subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed)
  if (acted.outcome === 'refused')
    world.log.info('recall_without_effect', { event: eventId, reason: acted.refusal.reason })
}
