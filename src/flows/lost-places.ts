// Groups without the bot and people whom nothing reaches: 督查室 is told what waits there; in the group all comes back.
import { lostPlaceNotices } from '../../cards/lost-place.ts'
import { departmentOfGroup, hearersOfLoss } from '../domain/lost-place.ts'
import { dayOf, type Instant, instantOf } from '../domain/time.ts'
import type { Inbound } from '../lark/inbound.ts'
import { CODE_OF, lostCauseOf } from '../lark/lost-place.ts'
import { loadMatters } from '../store/matters.ts'
import { type Claimed, messageStore } from '../store/messages.ts'
import {
  hasArrived,
  type LostPlace,
  lostAmong,
  openStatusCards,
  placeTold,
  untoldPlaces,
} from '../store/places.ts'
import { saveDecision } from '../store/save-decision.ts'
import { apart } from './apart.ts'
import { workOf } from './draw-staffing.ts'
import { noChange } from './no-change.ts'
import { answerMessage, reissueOf } from './reissue.ts'
import type { World } from './world.ts'

/**
 * The platform tells of it before a send is refused; the rest follows as from a refusal. It repeats for hours what
 * could not be delivered, perhaps after the bot is back: then something has arrived since.
 */
export async function lost(
  world: World,
  recipient: string,
  cause: keyof typeof CODE_OF,
  toldAt: Instant | null = null,
): Promise<void> {
  if (toldAt !== null && (await hasArrived(world.sql, recipient, toldAt))) return
  world.log.warn('place_lost', { place: recipient, cause })
  await messageStore(world.sql).unreachable(recipient, CODE_OF[cause], world.clock.now())
}

/** Somebody resigned, or his account was suspended or given back. Of other changes the bot makes nothing. */
export async function personChanged(
  world: World,
  { openId, hasLeft, isFrozen, wasFrozen }: Extract<Inbound, { readonly type: 'person_changed' }>,
): Promise<void> {
  if (hasLeft) return lost(world, openId, 'left')
  if (isFrozen === null) return
  const code = (await lostAmong(world.sql, [openId])).get(openId)
  // A cause that is known already holds what waits for its end.
  if (isFrozen) return code === undefined ? lost(world, openId, 'frozen') : undefined
  if (code === CODE_OF.frozen || wasFrozen) await foundAgainInPrivate(world, openId)
}

/**
 * The bot is in a group again: what it could not be sent goes out, and what it has had comes once more, so that nobody
 * looks for the cards above what was said meanwhile.
 */
export async function foundAgain(world: World, chatId: string, eventId: string): Promise<void> {
  const at = world.clock.now()
  const open = await openStatusCards(world.sql, chatId)
  const shown = open.filter((card) => card.messageId !== null)
  const afresh = shown.map((card) => reissueOf(card, card))
  const messages = afresh.map(
    ({ message }) => ({ ...message, recipientType: 'chat', priority: 1 }) as const,
  )
  const superseded = afresh.flatMap((one) => one.superseded)
  await saveDecision(world.sql, { ...noChange(world, at), eventKey: eventId, messages, superseded })
  await messageStore(world.sql).reachable(chatId)
  world.wake()
}

/** Whoever writes in private can be written to: what was left for him is sent after all. */
export async function heardFrom(world: World, openId: string): Promise<void> {
  if ((await lostAmong(world.sql, [openId])).size > 0) await foundAgainInPrivate(world, openId)
}

/**
 * Whoever taps his card is there, as whoever writes is. But who has stopped the bot may tap what he got before: then it
 * is tried once more, and 督查室 is not told on the same day what it knows.
 */
export async function tappedBy(world: World, openId: string, code: string): Promise<void> {
  const cause = lostCauseOf(code)
  const mayBeRefused = cause === 'stopped' || cause === 'muted'
  await foundAgainInPrivate(world, openId, mayBeRefused ? 'kept' : 'forgotten')
}

async function foundAgainInPrivate(
  world: World,
  openId: string,
  told: 'forgotten' | 'kept' = 'forgotten',
): Promise<void> {
  await messageStore(world.sql).reachable(openId, told)
  world.wake()
}

/** Once of each place; once more on a later day when a decision has come to wait there since. */
export async function tellOfLostPlaces(world: World, at: Instant): Promise<void> {
  const places = await untoldPlaces(world.sql, instantOf(dayOf(at), '00:00'))
  const placewise = apart(world.log, 'lost_place_not_told')
  for (const place of places)
    await placewise.piece({ place: place.recipient }, () => tellOf(world, place, at))
  placewise.end()
}

async function tellOf(world: World, place: LostPlace, at: Instant): Promise<void> {
  const { recipient, since } = place
  const messages = await noticesOf(world, place)
  const eventKey = `lost:${recipient}:${since}:${dayOf(at)}`
  await saveDecision(world.sql, { ...noChange(world, at), eventKey, messages })
  await placeTold(world.sql, recipient, at)
}

async function noticesOf(world: World, { recipient, reason }: LostPlace) {
  const cause = lostCauseOf(reason)
  if (cause === null) return []
  const organisation = await world.organisations.latest()
  const everybody = organisation.people.map(({ openId }) => openId)
  const away = await lostAmong(world.sql, everybody)
  const hearers = hearersOfLoss(organisation, recipient, (openId) => away.has(openId))
  if (hearers.length === 0) return []
  const isGroup = departmentOfGroup(organisation, recipient) !== undefined
  const work = isGroup ? [] : await workOf(world, recipient)
  const cards = isGroup ? await openStatusCards(world.sql, recipient) : []
  const loaded = await loadMatters(world.sql, [
    ...new Set(cards.flatMap((card) => card.matterId ?? [])),
  ])
  const place = { recipient, cause, work, matters: [...loaded.values()] }
  return lostPlaceNotices(place, hearers, organisation).map(({ to, text }) =>
    answerMessage({ type: 'person', id: to }, 'text', { text }, { priority: 1 }),
  )
}

/** Reminders and lists for people whom nothing reaches: they have lost their use before anybody reads them. */
export async function unheard(
  world: World,
  rows: readonly Claimed[],
): Promise<ReadonlySet<string>> {
  const nudges = rows.filter(
    ({ priority, messageId, kind }) =>
      priority === 2 && messageId === null && (kind === 'remind' || kind === 'todo'),
  )
  const away = await lostAmong(world.sql, [...new Set(nudges.map(({ recipient }) => recipient))])
  return new Set(nudges.filter(({ recipient }) => away.has(recipient)).map(({ id }) => id))
}
