// The lamps of very many matters: which combinations of statuses and deadline show which lamp. There is one rule
// (deadline.ts); here it is asked of every combination, so that a database can count by combinations.
import { reminderInstant } from './calendar.ts'
import { isFinalMatter, isOwing, matterLamp } from './deadline.ts'
import type { Organisation } from './organisation.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  type AssignmentStatus,
  type Lamp,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from './terms.ts'
import { addDays, dayOf, type Instant, instantOf } from './time.ts'

/** Where the lead's effective deadline lies: over, within what is reminded of now, further off; none without a lead. */
export type DueClass = 'none' | 'past' | 'soon' | 'later'

/** What the lamp of a matter follows from, when only its class is known. */
export interface LampClass {
  readonly status: MatterStatus
  readonly lead: AssignmentStatus | null
  readonly due: DueClass
}

type Rules = Pick<Organisation, 'rules' | 'calendar'>

/** Deadlines before this instant have been reminded of by `at`; from it on they have not. */
export function soonBefore({ rules, calendar }: Rules, at: Instant): Instant {
  let day = dayOf(at)
  const isReminded = () =>
    reminderInstant({ deadline: instantOf(day, '00:00'), handedOverAt: 0, rules, calendar }) <= at
  while (isReminded()) day = addDays(day, 1)
  return instantOf(day, '00:00')
}

/** The lamp that every matter of the class shows at `at`. */
export function lampOfClass(
  { status, lead, due }: LampClass,
  organisation: Rules,
  at: Instant,
): Lamp {
  const assignments = lead === null ? [] : [{ ...LEAD, status: lead, deadline: dueIn(due, at) }]
  const docketedAt = BEFORE_DOCKETING.includes(status) ? null : 0
  return matterLamp({ status, docketedAt, assignments }, organisation, at)
}

/** Before 立项 there is no deadline to be early or late for, and no lamp is shown. */
export function isLit(status: MatterStatus): boolean {
  return !BEFORE_DOCKETING.includes(status) || isFinalMatter(status)
}

/** Every class that shows the lamp. */
export function classesOf(lamp: Lamp, organisation: Rules, at: Instant): LampClass[] {
  return ALL_CLASSES.filter(
    (one) => isLit(one.status) && lampOfClass(one, organisation, at) === lamp,
  )
}

/** Statuses of a lead whose department still owes its material: what a calendar of deadlines counts. */
export const OWING: readonly AssignmentStatus[] = (
  Object.keys(ASSIGNMENT_STATUS_ZH) as AssignmentStatus[]
).filter(isOwing)

export const OPEN_MATTER: readonly MatterStatus[] = (
  Object.keys(MATTER_STATUS_ZH) as MatterStatus[]
).filter((status) => !isFinalMatter(status) && status !== 'drafting')

const BEFORE_DOCKETING: readonly MatterStatus[] = ['drafting', 'awaitingApproval', 'refused']

/** A lead with nothing special about it; the class says the rest. */
const LEAD = {
  kind: 'lead',
  handedOverAt: 0,
  extendedTo: null,
  reworkDeadline: null,
} as const

/** Far enough for whatever number of days is reminded ahead. */
const FAR_MS = 400 * 24 * 3_600_000

function dueIn(due: DueClass, at: Instant): Instant {
  if (due === 'past') return at - 1
  return due === 'soon' ? at : at + FAR_MS
}

const ALL_CLASSES: readonly LampClass[] = (Object.keys(MATTER_STATUS_ZH) as MatterStatus[]).flatMap(
  (status) => [
    { status, lead: null, due: 'none' as const },
    ...(Object.keys(ASSIGNMENT_STATUS_ZH) as AssignmentStatus[]).flatMap((lead) =>
      (['past', 'soon', 'later'] as const).map((due) => ({ status, lead, due })),
    ),
  ],
)
