// What falls due of a matter by the clock, derived from its present state as the cards are (process §3).
import {
  addWorkdays,
  isWorkday,
  previousWorkday,
  reminderInstant,
  workingHoursAfter,
} from './calendar.ts'
import { effectiveDeadline, isOwing } from './deadline.ts'
import { cycleMonth, owesCycle } from './decide-cycle.ts'
import type { Assignment, Matter } from './matter.ts'
import type { Organisation } from './organisation.ts'
import { opinionSince } from './outcome.ts'
import { addDays, type Day, dayFrom, dayOf, type Instant, instantOf, timeOfDayOf } from './time.ts'

/**
 * `remind` 提前催办; `unsigned` not signed for; `uninstructed` without 批办; `dueDay` and `dueDayHead` the day of
 * the deadline; `late` and `veryLate` one and three working days after it; `cycle` the month's 阶段进展; `opinion`
 * the deputies have not answered.
 */
export const DUE_KINDS = [
  'opinion',
  'cycle',
  'remind',
  'unsigned',
  'uninstructed',
  'dueDay',
  'dueDayHead',
  'late',
  'veryLate',
] as const
export type DueKind = (typeof DUE_KINDS)[number]

/** One thing that is to happen once: subject, kind and key name it. */
export interface WantedDue {
  /** The assignment's id, or the matter's. */
  readonly subjectId: string
  readonly kind: DueKind
  /** What makes it one: the effective deadline it is for, the instant it counts from, a month. */
  readonly key: string
  readonly at: Instant
}

/** Everything that is to fall due from now on. What has happened already is left alone by the store. */
export function wantedDues(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): readonly WantedDue[] {
  if (matter.status === 'awaitingOpinion') return opinionDue(matter, organisation)
  if (matter.status !== 'handling') return []
  return matter.assignments
    .filter((held) => isOwing(held.status))
    .flatMap((held) => [
      ...deadlineDues(held, matter, organisation),
      ...waitingDues(held, matter, organisation),
      ...cycleDue(held, matter, organisation, at),
    ])
}

/** Working hours that a working day of patience is for 急件 and 特急 (process §3). */
const HURRIED_HOURS = 2

/** So many working days after `at`: the same time then; for 急件 and 特急 two working hours for each. */
function patience(
  { urgency }: Matter,
  { calendar, rules }: Organisation,
  at: Instant,
  days: number,
): Instant {
  return urgency === 'normal'
    ? instantOf(addWorkdays(calendar, dayOf(at), days), timeOfDayOf(at))
    : workingHoursAfter(calendar, rules.workHours, at, days * HURRIED_HOURS)
}

function deadlineDues(
  assignment: Assignment,
  matter: Matter,
  organisation: Organisation,
): WantedDue[] {
  const { rules, calendar } = organisation
  const deadline = effectiveDeadline(assignment)
  const due = (kind: DueKind, at: Instant): WantedDue => ({
    subjectId: assignment.id,
    kind,
    key: String(deadline),
    at,
  })
  const { handedOverAt } = assignment
  const day = toldOn(organisation, deadline)
  return [
    due('remind', reminderInstant({ deadline, handedOverAt, rules, calendar })),
    due('dueDay', instantOf(day, rules.reminderTimeOfDay)),
    due('dueDayHead', instantOf(day, HEAD_TIME)),
    due('late', patience(matter, organisation, deadline, 1)),
    due('veryLate', patience(matter, organisation, deadline, 3)),
    // A deadline of the same day: whoever was just handed the matter is not told of the morning he did not have it.
  ].filter(({ kind, at }) => kind === 'remind' || at >= handedOverAt)
}

/** On the day of the deadline the head hears an hour after his people (process §3). */
const HEAD_TIME = '10:00'

/** The day of the deadline; the working day before, where it could not be said in time on the day itself. */
function toldOn({ calendar, rules }: Organisation, deadline: Instant): Day {
  const day = dayOf(deadline)
  const inTime = isWorkday(calendar, day) && instantOf(day, rules.reminderTimeOfDay) < deadline
  return inTime ? day : previousWorkday(calendar, day)
}

function waitingDues(
  assignment: Assignment,
  matter: Matter,
  organisation: Organisation,
): WantedDue[] {
  const { id, status, handedOverAt, acknowledgedAt } = assignment
  const due = (kind: DueKind, since: Instant): WantedDue => ({
    subjectId: id,
    kind,
    key: String(since),
    at: patience(matter, organisation, since, 1),
  })
  if (status === 'awaitingReceipt') return [due('unsigned', handedOverAt)]
  if (status === 'awaitingInstruction' && acknowledgedAt !== null)
    return [due('uninstructed', acknowledgedAt)]
  return []
}

/** The next day of 阶段进展 after the hand-over that has not been asked for (interface §4, cycleDay). */
function cycleDue(
  assignment: Assignment,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): WantedDue[] {
  const from = Math.max(at, assignment.handedOverAt)
  const present = cycleInstant(dayOf(from), organisation)
  const next = present > from ? present : cycleInstant(firstOfNext(dayOf(from)), organisation)
  const late =
    owesCycle(matter, assignment, at) && present <= at && present > assignment.handedOverAt
  const due = late ? present : next
  if (!owesCycle(matter, assignment, due)) return []
  return [{ subjectId: assignment.id, kind: 'cycle', key: cycleMonth(due), at: due }]
}

/** On cycleDay of the day's month at the time of reminders, on the working day before when that is a day off. */
function cycleInstant(day: Day, { rules, calendar }: Organisation): Instant {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const wished = dayFrom(year, month, Math.min(rules.cycleDay, lastOf(day)))
  const worked = isWorkday(calendar, wished) ? wished : previousWorkday(calendar, wished)
  return instantOf(worked, rules.reminderTimeOfDay)
}

function firstOfNext(day: Day): Day {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return month === 12 ? dayFrom(year + 1, 1, 1) : dayFrom(year, month + 1, 1)
}

function lastOf(day: Day): number {
  return Number(addDays(firstOfNext(day), -1).slice(8))
}

function opinionDue(matter: Matter, { rules }: Organisation): WantedDue[] {
  const since = opinionSince(matter)
  if (since === null) return []
  const day = addDays(dayOf(since), rules.satisfactionDays)
  const at = instantOf(day, rules.reminderTimeOfDay)
  return [{ subjectId: matter.id, kind: 'opinion', key: String(since), at }]
}
