// Events from the platform, each with one effect however often they come. Throws when nothing was saved: then
// the platform is told so and sends again.

import { WITHDRAW_MINUTES } from '../domain/decide-progress.ts'
import { MINUTE_MS } from '../domain/time.ts'
import type { Inbound } from '../lark/inbound.ts'
import { isSeen } from '../store/inbox.ts'
import { progressFrom } from '../store/lists.ts'
import { loadMatter } from '../store/matters.ts'
import { act } from './act.ts'
import { hear } from './hear.ts'
import type { World } from './world.ts'

export type Event = Exclude<Inbound, { readonly type: 'tap' }>

export async function ingest(
  world: World,
  event: Event,
  botOpenId: () => Promise<string | null>,
): Promise<void> {
  switch (event.type) {
    case 'message':
      if (await isSeen(world.sql, world.appId, event.messageId)) return
      return hear(world, event, await botOpenId())
    case 'recalled':
      return recall(world, event.messageId, event.eventId)
    case 'bot_added':
    case 'bot_removed':
      world.log.info(event.type, { chat: event.chatId, external: event.external })
      return
    default:
      world.log.debug('event_passed_over', { type: event.type })
  }
}

/** A message recalled within five minutes takes its entry with it; later the entry stays, marked (conversation §3). */
async function recall(world: World, messageId: string, eventId: string): Promise<void> {
  const entry = await progressFrom(world.sql, messageId)
  if (entry === null) return
  const matter = await loadMatter(world.sql, entry.matterId)
  const held = matter?.assignments
    .flatMap((one) => one.progress)
    .find((one) => one.id === entry.progressId)
  if (matter === null || held === undefined || held.recalledAt !== null) return
  const at = world.clock.now()
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
