// What has fallen due is said, once, by whichever instance comes first: reminders, escalation, the monthly question.
import { randomUUID } from 'node:crypto'
import { addWorkdays, isQuiet } from '../domain/calendar.ts'
import type { CommandOf } from '../domain/command.ts'
import { effectiveDeadline } from '../domain/deadline.ts'
import { beginCycle } from '../domain/decide-cycle.ts'
import type { Matter } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { refused } from '../domain/refusal.ts'
import type { Said } from '../domain/reminders.ts'
import { DAY_MS, dayOf, type Instant, instantOf, timeOfDayOf } from '../domain/time.ts'
import { DUE_KINDS } from '../domain/wanted-dues.ts'
import { type DueRow, dueBy, type Item, type Spoken } from '../store/dues.ts'
import { loadMatters } from '../store/matters.ts'
import { actByClock } from './act.ts'
import { apart } from './apart.ts'
import { draftedChase } from './drafted-chase.ts'
import { mergeMissed, missedKey, roomOf, type Stale } from './merge-missed.ts'
import { fallingRow, keyOf, putOff } from './put-off.ts'
import { answerMessage } from './reissue.ts'
import { speakAll } from './speak-all.ts'
import type { World } from './world.ts'

/** Looked at together, so that somebody who has much to hear after an outage hears it in one message. */
const AT_ONCE = 20_000

/** Matters read at a time. */
const BATCH = 100

/** A thing that is due and what it comes to; no more of its matter than what is said needs. */
interface Judged {
  readonly row: DueRow
  /** To whom; empty when the cause is gone. */
  readonly said: readonly Said[]
  readonly assignmentId: string | null
  /** Which of the matter's parts it is about: the lead comes first. */
  readonly order: number
  /** How urgent its matter is; the same for all its parts. */
  readonly rank: number
  /** Milliseconds that it goes earlier than others. */
  readonly hurry: number
  /** 催办通知单 as it would be sent, where the office is to look at one. */
  readonly draft: CommandOf<'chase'> | null
}

/** Says what is due. A matter that cannot be judged stays due, and keeps back no other. */
export async function fireDues(world: World, at: Instant): Promise<void> {
  const organisation = await world.organisations.latest()
  const rows = await sayable(world, organisation, at)
  if (rows.length === 0) return
  const items: Item[] = []
  const judged: Judged[] = []
  const dueByDue = apart(world.log, 'due_not_said')
  // A few matters at a time: ten thousand that are due at nine o'clock are not in memory together.
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows.slice(from, from + BATCH)
    const matters = await loadMatters(world.sql, [...new Set(part.map((row) => row.matterId))])
    for (const row of part) {
      const matter = matters.get(row.matterId)
      if (matter === undefined) continue
      const facts = { matter: row.matterId, kind: row.kind }
      const outcome = await dueByDue.piece(facts, () => judge(world, row, matter, organisation, at))
      if (outcome === undefined) continue
      if ('row' in outcome) judged.push(outcome)
      else items.push(outcome)
    }
  }
  const gravest = gravestOf(judged)
  const stale = staleOf(judged, gravest, organisation, at)
  const merged = await mergeMissed(world, stale, draftedIn(judged), at, dueByDue)
  items.push(...itemsFor(judged, gravest, merged, organisation, at))
  await speakAll(world, at, items)
  world.wake()
  dueByDue.end()
}

/**
 * What may be said now. In the quiet hours that is what is 特急 (process §3, Manners); the rest stays as it is due, so
 * that the morning can tell what an outage kept back. What is stale by then waits to be merged, 特急 or not.
 */
async function sayable(world: World, organisation: Organisation, at: Instant): Promise<DueRow[]> {
  const { calendar, rules } = organisation
  if (!isQuiet(calendar, rules.quietHours, at)) return dueBy(world.sql, at, AT_ONCE)
  const rows = await dueBy(world.sql, at, AT_ONCE, 'immediate')
  return rows.filter((row) => !isStale(row, organisation, at))
}

/** A working day late: by then it is news of yesterday. */
function isStale(row: DueRow, { calendar }: Organisation, at: Instant): boolean {
  const nextDay = addWorkdays(calendar, dayOf(row.at), 1)
  return instantOf(nextDay, timeOfDayOf(row.at)) <= at
}

async function judge(
  world: World,
  row: DueRow,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<Judged | Item> {
  if (row.kind === 'cycle') return cycle(world, row, matter, organisation, at)
  const falling = fallingRow(row, matter, organisation, at)
  if (falling.is === 'rests') return { postponed: row, until: nextMorning(organisation, at) }
  const assignment = matter.assignments.find((held) => held.id === row.subjectId)
  return {
    row,
    said: falling.is === 'gone' ? [] : falling.said,
    assignmentId: assignment?.id ?? null,
    order: assignment === undefined ? 0 : matter.assignments.indexOf(assignment),
    rank: RANK[matter.urgency],
    hurry: hurry(row, matter, at),
    draft:
      row.kind === 'veryLate' && assignment !== undefined
        ? draftedChase(matter, assignment, organisation, at)
        : null,
  }
}

/** The month's question is a step of the matter, with its entry in the trail. */
async function cycle(
  world: World,
  row: DueRow,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<Item> {
  const key = `cycle:${row.subjectId}:${row.key}`
  const begin = (held: Matter) => {
    const assignment = held.assignments.find((one) => one.id === row.subjectId)
    return assignment === undefined
      ? refused({ reason: 'matterUnknown' })
      : beginCycle(held, assignment, at, key)
  }
  const entailed = { eventKey: key, tapped: null, messages: [], subjects: [] }
  await actByClock(world, matter, organisation, begin, at, entailed)
  return { due: row, messages: [] }
}

/** 09:00 of the next working day. */
function nextMorning({ calendar, rules }: Organisation, at: Instant): Instant {
  return instantOf(addWorkdays(calendar, dayOf(at), 1), rules.reminderTimeOfDay)
}

/**
 * Who hears what by itself: of one part only the gravest, and not what a list says that merges what is stale. The most
 * urgent matters come first, as the many of nine o'clock are not written at once; of one matter the gravest part: the
 * others find the day's room taken and are put off for that person.
 */
function itemsFor(
  judged: readonly Judged[],
  gravest: ReadonlyMap<string, DueRow>,
  merged: ReadonlySet<string>,
  organisation: Organisation,
  at: Instant,
): Item[] {
  return judged.toSorted(moreUrgentFirst).map((one): Item => {
    const { row } = one
    const heard = one.said.filter(
      ({ to }) => gravest.get(placeOf(row, to)) === row && !merged.has(missedKey({ ...row, to })),
    )
    return { due: row, messages: heard.map((said) => spoken(one, said, organisation, at)) }
  })
}

function moreUrgentFirst(one: Judged, other: Judged): number {
  return other.rank - one.rank || gravity(other.row) - gravity(one.row) || one.order - other.order
}

/** For each part and person the row that says the most. */
function gravestOf(judged: readonly Judged[]): ReadonlyMap<string, DueRow> {
  const gravest = new Map<string, DueRow>()
  for (const { row, said } of judged)
    for (const { to } of said) {
      const place = placeOf(row, to)
      const held = gravest.get(place)
      if (held === undefined || gravity(row) > gravity(held)) gravest.set(place, row)
    }
  return gravest
}

function gravity({ kind }: DueRow): number {
  return DUE_KINDS.indexOf(kind)
}

function placeOf({ subjectId }: DueRow, person: OpenId): string {
  return `${subjectId}|${person}`
}

/** What is late by a working day or more. */
function staleOf(
  judged: readonly Judged[],
  gravest: ReadonlyMap<string, DueRow>,
  organisation: Organisation,
  at: Instant,
): Stale[] {
  return judged.flatMap(({ row, said }) => {
    if (!isStale(row, organisation, at)) return []
    const { matterId, subjectId, kind, key } = row
    return said
      .filter(({ to }) => gravest.get(placeOf(row, to)) === row)
      .map(({ to, tone }) => ({ matterId, subjectId, kind, key, tone, to }))
  })
}

/** Where a drafted 催办, which waits for a tap, has the day's room. */
function draftedIn(judged: readonly Judged[]): ReadonlySet<string> {
  return new Set(
    judged.flatMap(({ row: { matterId }, said, draft }) =>
      draft === null ? [] : said.map(({ to }) => roomOf({ matterId, to })),
    ),
  )
}

function spoken(
  { row, assignmentId, hurry: earlier, draft }: Judged,
  { to, tone }: Said,
  organisation: Organisation,
  at: Instant,
): Spoken {
  const { matterId } = row
  const cause = { due: row.kind, key: keyOf(row) }
  const about =
    draft === null
      ? { kind: 'remind', subject: { ...cause, tone, saidAt: at } }
      : { kind: 'confirm', subject: { ...cause, action: draft.action, command: draft } }
  const message = answerMessage({ type: 'person', id: to }, about.kind, about.subject, {
    matterId,
    assignmentId,
    id: randomUUID(),
    settled: false,
    priority: 2,
  })
  return {
    message,
    dueAt: at - earlier,
    nudges: [matterId],
    otherwise: putOff(row, to, nextMorning(organisation, at)),
  }
}

const RANK = { immediate: 2, urgent: 1, normal: 0 } as const

/** Milliseconds that a message goes earlier than others: the most urgent first, then the nearest deadline. */
function hurry({ subjectId }: DueRow, matter: Matter, at: Instant): number {
  const assignment = matter.assignments.find((held) => held.id === subjectId)
  const left = assignment === undefined ? 0 : (effectiveDeadline(assignment) - at) / DAY_MS
  return (
    RANK[matter.urgency] * 1_000 + Math.max(0, 900 - Math.max(0, Math.min(900, Math.round(left))))
  )
}
