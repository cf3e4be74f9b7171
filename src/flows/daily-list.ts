// 每日清单: what waits for somebody, in one message on the mornings of working days, and only if there is any.
import { isWorkday } from '../domain/calendar.ts'
import { isOverdue } from '../domain/deadline.ts'
import { idFrom } from '../domain/hash.ts'
import type { MatterId } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { leaderOfLate } from '../domain/reminders.ts'
import { type Day, dayOf, HOUR_MS, type Instant, instantOf } from '../domain/time.ts'
import { type Item, preferencesOf, type Spoken, toldLate, USUAL, waitedFor } from '../store/dues.ts'
import { seenOf } from '../store/inbox.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import { answerMessage } from './reissue.ts'
import { remindedToday } from './reminded-today.ts'
import { speakAll } from './speak-all.ts'
import type { World } from './world.ts'

/** Milliseconds. A list that is late by more than this has lost its use; tomorrow there is another. */
const MORNING_MS = 3 * HOUR_MS

/** One list for each person and day, whatever restarts; a person's own time counts (提醒设置). */
export async function sendDailyLists(world: World, at: Instant): Promise<void> {
  const organisation = await world.organisations.latest()
  const day = dayOf(at)
  const { calendar, rules } = organisation
  if (!isWorkday(calendar, day)) return
  const preferences = await preferencesOf(world.sql)
  const people = organisation.people.filter(({ active, openId }) => {
    const { dailyList, dailyListAt } = preferences.get(openId) ?? USUAL
    const since = at - instantOf(day, dailyListAt ?? rules.digestTime)
    return active && dailyList && since >= 0 && since < MORNING_MS
  })
  const due = await missing(
    world,
    people.map(({ openId }) => openId),
    day,
  )
  if (due.length === 0) return
  const late = await lateByLeader(world, organisation, at)
  const waited = new Set(await waitedFor(world.sql, due))
  const listedFor = due.filter((openId) => waited.has(openId) || late.has(openId))
  const reminded =
    listedFor.length === 0 ? new Set<string>() : await remindedToday(world, organisation, at)
  const items: Item[] = []
  for (const openId of due) {
    const cards = waited.has(openId) ? await waitingCards(world.sql, openId) : []
    const ids = cards.flatMap((card) => card.matterId ?? [])
    const listed = [...new Set(ids)].filter((id) => !reminded.has(`${id}|${openId}`))
    const lines = late.get(openId) ?? []
    items.push({
      key: dailyKey(openId, day),
      messages: listFor(openId, listed, lines, reminded, at),
    })
  }
  await speakAll(world, at, items)
  world.wake()
}

/** What is seen once somebody has had his list of that day. */
export function dailyKey(openId: OpenId, day: Day): string {
  return `daily:${day}:${openId}`
}

/** Those who have not had today's; whoever had nothing to be listed has had it, too. */
async function missing(world: World, people: readonly OpenId[], day: Day): Promise<OpenId[]> {
  const keys = people.map((openId) => dailyKey(openId, day))
  const seen = await seenOf(world.sql, world.appId, keys)
  return people.filter((openId) => !seen.has(dailyKey(openId, day)))
}

function listFor(
  openId: OpenId,
  listed: readonly MatterId[],
  late: readonly { matterId: MatterId; subjectId: string }[],
  reminded: ReadonlySet<string>,
  at: Instant,
): Spoken[] {
  if (listed.length === 0 && late.length === 0) return []
  const except = [...reminded]
    .filter((place) => place.endsWith(`|${openId}`))
    .map((place) => place.split('|')[0] ?? '')
  const subject = { page: 1, daily: true, except, late: late.map(({ subjectId }) => subjectId) }
  const message = answerMessage({ type: 'person', id: openId }, 'todo', subject, {
    id: idFrom('daily', openId, dayOf(at)),
    priority: 2,
  })
  return [{ message, dueAt: at, nudges: [...listed, ...late.map(({ matterId }) => matterId)] }]
}

/** What was told of as three working days late and still is due, by the 副区长 whose list names it (process §3). */
async function lateByLeader(
  world: World,
  organisation: Organisation,
  at: Instant,
): Promise<Map<OpenId, { matterId: MatterId; subjectId: string }[]>> {
  const told = await toldLate(world.sql)
  const matters = await loadMatters(world.sql, [...new Set(told.map((row) => row.matterId))])
  const byLeader = new Map<OpenId, { matterId: MatterId; subjectId: string }[]>()
  for (const row of told) {
    const assignment = matters
      .get(row.matterId)
      ?.assignments.find((held) => held.id === row.subjectId)
    const leader = assignment && leaderOfLate(assignment, organisation)
    if (assignment === undefined || leader === undefined || !isOverdue(assignment, at)) continue
    byLeader.set(leader, [...(byLeader.get(leader) ?? []), row])
  }
  return byLeader
}
