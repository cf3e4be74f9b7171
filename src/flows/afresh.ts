// Cards grow old: the platform updates none after 14 days, so after day 10 there are new ones (conversation §1.10).
import { randomUUID } from 'node:crypto'
import { isQuiet } from '../domain/calendar.ts'
import { WITHDRAW_MINUTES } from '../domain/decide-progress.ts'
import { DAY_MS, dayOf, type Instant, MINUTE_MS } from '../domain/time.ts'
import { speak } from '../store/dues.ts'
import { agedCards, ripeNotes } from '../store/lists.ts'
import type { Claimed } from '../store/messages.ts'
import { type NewMessage, type Save, saveDecision } from '../store/save-decision.ts'
import { apart } from './apart.ts'
import { contentHash } from './content-hash.ts'
import { noChange } from './no-change.ts'
import { reissueOf } from './reissue.ts'
import { remindedToday } from './reminded-today.ts'
import type { Said } from './send.ts'
import type { World } from './world.ts'

const AGED_AFTER_MS = 10 * DAY_MS

/**
 * Decision cards that are still open are sent once more. That is of the bot's own accord, so it rests in the
 * quiet hours, except for what is 特急 (process §3).
 */
export async function sendAgedAfresh(world: World, at: Instant): Promise<void> {
  const organisation = await world.organisations.latest()
  const { calendar, rules } = organisation
  const quiet = isQuiet(calendar, rules.quietHours, at)
  const aged = await agedCards(world.sql, at - AGED_AFTER_MS, quiet)
  if (aged.length === 0) return
  const about = [...new Set(aged.flatMap((card) => card.matterId ?? []))]
  const reminded = await remindedToday(world, organisation, at, about)
  const cardwise = apart(world.log, 'card_not_sent_afresh')
  for (const card of aged) {
    if (reminded.has(`${card.matterId}|${card.recipient}`)) continue
    const { message, superseded } = reissueOf(card, card)
    const nudges = card.matterId === null ? [] : [card.matterId]
    const spoken = { message: { ...message, priority: 2 as const }, dueAt: at, nudges }
    // Without room today it is tried again tomorrow: the key is of the day.
    const key = `afresh:${card.id}:${dayOf(at)}`
    const item = { key, messages: [spoken], superseded }
    await cardwise.piece({ card: card.id }, () =>
      speak(world.sql, world.appId, at, dayOf(at), [item]),
    )
    world.wake()
  }
  cardwise.end()
}

/** What 记入进展 offers changes when five minutes are over: 作废 and 更正归属 instead of 撤回 (process §9). */
export async function ripenNotes(world: World, at: Instant): Promise<void> {
  for (const id of await ripeNotes(world.sql, at - WITHDRAW_MINUTES * MINUTE_MS)) {
    const subjects = [{ id, subject: { old: true } }]
    await saveDecision(world.sql, { ...onceFor(world, id, at), subjects })
  }
}

/**
 * A group's 督查事项 card: the first change after day 10 comes as a new message, and the old one points there.
 * Answers what the row itself shows now.
 */
export async function statusInTime(
  world: World,
  row: Claimed,
  drawn: Said,
  pointer: () => Said,
  at: Instant,
): Promise<Said> {
  const { sentAt } = row
  const changed = contentHash(drawn.content) !== row.shownHash
  if (sentAt === null || at - sentAt <= AGED_AFTER_MS || !changed) return drawn
  const { recipientType, recipient, kind, matterId, assignmentId, turn, settled } = row
  const next: NewMessage = {
    id: randomUUID(),
    recipientType,
    recipient,
    kind,
    matterId,
    assignmentId,
    turn,
    issue: row.issue + 1,
    subject: {},
    waiting: false,
    settled,
    priority: 1,
    replyTo: null,
  }
  const subjects = [{ id: row.id, subject: { superseded: true }, settled: true }]
  await saveDecision(world.sql, { ...onceFor(world, row.id, at), messages: [next], subjects })
  return pointer()
}

/** Each row is replaced, or drawn old, once: the key says which. */
function onceFor(world: World, rowId: string, at: Instant): Save {
  return { ...noChange(world, at), eventKey: `afresh:${rowId}` }
}
