// After an outage of days: what somebody was to be told of meanwhile, in one list instead of many messages.
import { idFrom } from '../domain/hash.ts'
import type { MissedItem } from '../domain/missed.ts'
import type { OpenId } from '../domain/organisation.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import { type Item, mergedLists, nudgedOn, speak } from '../store/dues.ts'
import { dailyKey } from './daily-list.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** What one person was to be told of and was not, for more than a working day. */
export interface Stale extends MissedItem {
  readonly to: OpenId
}

/** More would be a flood of their own; what is left then is said by itself. */
const LISTS_A_DAY = 5

/** Written in one transaction. */
const BATCH = 50

/** One thing for one person. */
export function missedKey({ subjectId, kind, key, to }: Omit<Stale, 'matterId' | 'tone'>): string {
  return [subjectId, kind, key, to].join('|')
}

/**
 * One list to everybody for whom two matters or more are stale, and answers what the lists of the day say, those that
 * an instance wanted before it ended among them: the rest is still to be said by itself. Of what somebody was told
 * of today already no list speaks; that is put off as anything else.
 */
export async function mergeMissed(
  world: World,
  stale: readonly Stale[],
  at: Instant,
): Promise<ReadonlySet<string>> {
  if (stale.length === 0) return new Set()
  const day = dayOf(at)
  const people = [...new Set(stale.map(({ to }) => to))]
  const ids = people.flatMap((to) =>
    Array.from({ length: LISTS_A_DAY }, (_, index) => listId(to, at, index)),
  )
  const before = await mergedLists(world.sql, ids)
  const told = toldIn(before)
  const nudged = await nudgedOn(world.sql, day, [...new Set(stale.map((one) => one.matterId))])
  const taken = new Set(nudged.map(({ matterId, person }) => `${matterId}|${person}`))
  const open = stale.filter(
    (one) => !told.has(missedKey(one)) && !taken.has(`${one.matterId}|${one.to}`),
  )
  const items = people.flatMap((to) => {
    const had = before.filter(({ person }) => person === to).length
    const missed = open.filter((one) => one.to === to)
    const matters = new Set(missed.map(({ matterId }) => matterId))
    if (matters.size < 2 || had >= LISTS_A_DAY) return []
    // It is the day's list as well: one message, not two on a morning.
    return [listFor(to, missed, had, at), { key: dailyKey(to, day), messages: [] }]
  })
  if (items.length === 0) return told
  for (let from = 0; from < items.length; from += BATCH)
    await speak(world.sql, world.appId, at, day, items.slice(from, from + BATCH))
  return toldIn(await mergedLists(world.sql, ids))
}

function toldIn(lists: Awaited<ReturnType<typeof mergedLists>>): ReadonlySet<string> {
  return new Set(
    lists.flatMap(({ person, missed }) => missed.map((one) => missedKey({ ...one, to: person }))),
  )
}

function listFor(to: OpenId, missed: readonly Stale[], had: number, at: Instant): Item {
  const subject = { page: 1, daily: true, missed: missed.map(({ to: _, ...one }) => one) }
  const id = listId(to, at, had)
  const message = answerMessage({ type: 'person', id: to }, 'todo', subject, { id, priority: 2 })
  const nudges = [...new Set(missed.map(({ matterId }) => matterId))]
  return { key: `merged:${id}`, messages: [{ message, dueAt: at, nudges }] }
}

/** So many of them had come that day before. */
function listId(to: OpenId, at: Instant, had: number): string {
  return idFrom('merged', to, dayOf(at), had)
}
