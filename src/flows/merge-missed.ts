// After an outage of days: what somebody was to be told of meanwhile, in one list instead of many messages.
import { idFrom } from '../domain/hash.ts'
import type { MissedItem } from '../domain/missed.ts'
import type { OpenId } from '../domain/organisation.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import { type Item, mergedLists, nudgedOn } from '../store/dues.ts'
import type { Apart } from './apart.ts'
import { dailyKey } from './daily-list.ts'
import { answerMessage } from './reissue.ts'
import { speakAll } from './speak-all.ts'
import type { World } from './world.ts'

/** What one person was to be told of and was not, for more than a working day. */
export interface Stale extends MissedItem {
  readonly to: OpenId
}

/** More would be a flood of their own; what is left then is said by itself. */
const LISTS_A_DAY = 5

/** One thing for one person. */
export function missedKey({ subjectId, kind, key, to }: Omit<Stale, 'matterId' | 'tone'>): string {
  return [subjectId, kind, key, to].join('|')
}

/** The room that a day has for one message about a matter to a person. */
export function roomOf({ matterId, to }: Pick<Stale, 'matterId' | 'to'>): string {
  return `${matterId}|${to}`
}

/**
 * One list to everybody for whom two matters or more are stale, and answers what such lists say – those of whatever
 * day, as an instance may have ended behind one of them: the rest is still to be said by itself. Where the day's room
 * is `taken`, and of what somebody was told of today already, no list speaks; that is put off as anything else.
 */
export async function mergeMissed(
  world: World,
  stale: readonly Stale[],
  taken: ReadonlySet<string>,
  at: Instant,
  dueByDue: Apart,
): Promise<ReadonlySet<string>> {
  if (stale.length === 0) return new Set()
  const day = dayOf(at)
  const people = [...new Set(stale.map(({ to }) => to))]
  const before = await mergedLists(world.sql, people)
  const told = toldIn(before)
  const nudged = await nudgedOn(world.sql, day, [...new Set(stale.map((one) => one.matterId))])
  const full = new Set([
    ...taken,
    ...nudged.map(({ matterId, person }) => roomOf({ matterId, to: person })),
  ])
  const open = stale.filter((one) => !told.has(missedKey(one)) && !full.has(roomOf(one)))
  const ids = new Set(before.map(({ id }) => id))
  const items = people.flatMap((to) => {
    const id = nextList(to, at, ids)
    const missed = open.filter((one) => one.to === to)
    const matters = new Set(missed.map(({ matterId }) => matterId))
    if (matters.size < 2 || id === undefined) return []
    // It is the day's list as well: one message, not two on a morning.
    return [listFor(to, missed, id, at), { key: dailyKey(to, day), messages: [] }]
  })
  if (items.length === 0) return told
  // What no list could be written for is said by itself.
  await dueByDue.piece({ lists: items.length }, () => speakAll(world, at, items))
  return toldIn(await mergedLists(world.sql, people))
}

function toldIn(lists: Awaited<ReturnType<typeof mergedLists>>): ReadonlySet<string> {
  return new Set(
    lists.flatMap(({ person, missed }) => missed.map((one) => missedKey({ ...one, to: person }))),
  )
}

function listFor(to: OpenId, missed: readonly Stale[], id: string, at: Instant): Item {
  const subject = { page: 1, daily: true, missed: missed.map(({ to: _, ...one }) => one) }
  const message = answerMessage({ type: 'person', id: to }, 'todo', subject, { id, priority: 2 })
  const nudges = [...new Set(missed.map(({ matterId }) => matterId))]
  return { key: `merged:${id}`, messages: [{ message, dueAt: at, nudges }] }
}

/** The same for every instance that knows of the same ones; undefined when the day has had its fill. */
function nextList(to: OpenId, at: Instant, had: ReadonlySet<string>): string | undefined {
  return Array.from({ length: LISTS_A_DAY }, (_, index) =>
    idFrom('merged', to, dayOf(at), index),
  ).find((id) => !had.has(id))
}
