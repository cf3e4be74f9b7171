// The manners at the door: what comes of the bot's own accord is judged once more when it is about to be sent.
import { addWorkdays, isQuiet, nextLoudInstant } from '../domain/calendar.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { dayOf, type Instant, instantOf } from '../domain/time.ts'
import { takeRoom } from '../store/dues.ts'
import type { Claimed } from '../store/messages.ts'
import type { Held } from './send.ts'
import type { World } from './world.ts'

/**
 * Of its own accord the bot says nothing in the quiet hours, also when it was to be said before and could not be;
 * only what is 特急 goes out. The office's 催办 keeps them, too (process §3, Manners).
 */
export async function heldBack(
  world: World,
  row: Claimed,
  matters: ReadonlyMap<MatterId, Matter>,
  organisation: Organisation,
  at: Instant,
): Promise<Held | null> {
  const { calendar, rules } = organisation
  const ownAccord = row.priority === 2 || row.kind === 'chase'
  if (!ownAccord || row.messageId !== null) return null
  const matter = row.matterId === null ? undefined : matters.get(row.matterId)
  if (matter?.urgency !== 'immediate' && isQuiet(calendar, rules.quietHours, at))
    return { until: nextLoudInstant(calendar, rules.quietHours, at) }
  if (row.priority < 2 || (await hasRoom(world, row, at))) return null
  const morning = instantOf(addWorkdays(calendar, dayOf(at), 1), rules.reminderTimeOfDay)
  return { until: nextLoudInstant(calendar, rules.quietHours, morning) }
}

/** What a day could not send counts for the day that does: still one for each matter, person and day. */
async function hasRoom(world: World, row: Claimed, at: Instant): Promise<boolean> {
  const { id: messageId, matterId, recipient: person, createdAt } = row
  const day = dayOf(at)
  if (matterId === null || dayOf(createdAt) === day) return true
  return takeRoom(world.sql, { matterId, person, day, messageId })
}

/** Yesterday's 每日清单, never sent: today has its own. What merges an outage is sent late rather than never. */
export function isOfAnotherDay(row: Claimed, at: Instant): boolean {
  const { daily, missed } = row.subject
  const isDaily = daily === true && missed === undefined
  return isDaily && row.messageId === null && dayOf(row.createdAt) !== dayOf(at)
}
