// When an assignment is due and which lamp it shows. Both are computed, never stored (process §1.4).
import { reminderInstant } from './calendar.ts'
import type { Assignment, Matter } from './matter.ts'
import { leadOf } from './matter.ts'
import type { Organisation } from './organisation.ts'
import type { AssignmentStatus, Lamp, MatterStatus } from './terms.ts'
import type { Instant } from './time.ts'

const FINAL_MATTER: readonly MatterStatus[] = ['closed', 'refused', 'cancelled']
const FINAL_ASSIGNMENT: readonly AssignmentStatus[] = [
  'passed',
  'redirected',
  'cancelled',
  'notProvided',
]
/** The department has done its part and waits for somebody's word. */
const WITH_A_LEADER: readonly AssignmentStatus[] = ['awaitingSignOff', 'signedOff']
const HANDED_IN: readonly AssignmentStatus[] = ['submitted', 'delivered']

export function isFinalMatter(status: MatterStatus): boolean {
  return FINAL_MATTER.includes(status)
}

export function isFinalAssignment(status: AssignmentStatus): boolean {
  return FINAL_ASSIGNMENT.includes(status)
}

export function isHandedIn(status: AssignmentStatus): boolean {
  return HANDED_IN.includes(status) || status === 'passed'
}

/** Whether the department still owes its material: it can be late, be reminded and be chased. */
export function isOwing(status: AssignmentStatus): boolean {
  return !isFinalAssignment(status) && !isHandedIn(status)
}

/** What of an assignment its deadline and lamp follow from; a row of a list holds no more. */
export type Timed = Pick<
  Assignment,
  'kind' | 'status' | 'handedOverAt' | 'deadline' | 'extendedTo' | 'reworkDeadline'
>

/** 补正时限 if one runs, else the granted extension, else the original. */
export function effectiveDeadline(
  assignment: Pick<Timed, 'deadline' | 'extendedTo' | 'reworkDeadline'>,
): Instant {
  return assignment.reworkDeadline ?? assignment.extendedTo ?? assignment.deadline
}

export function isOverdue(assignment: Timed, at: Instant): boolean {
  return isOwing(assignment.status) && at > effectiveDeadline(assignment)
}

export function assignmentLamp(
  assignment: Timed,
  organisation: Pick<Organisation, 'rules' | 'calendar'>,
  at: Instant,
): Lamp {
  if (isFinalAssignment(assignment.status)) return 'grey'
  if (isOverdue(assignment, at)) return 'red'
  if ([...WITH_A_LEADER, ...HANDED_IN].includes(assignment.status)) return 'blue'
  const remindAt = reminderInstant({
    deadline: effectiveDeadline(assignment),
    handedOverAt: assignment.handedOverAt,
    rules: organisation.rules,
    calendar: organisation.calendar,
  })
  return at >= remindAt ? 'yellow' : 'green'
}

/** The lamp of the whole matter: that of its lead while departments work, then the office's. */
export function matterLamp(
  matter: Pick<Matter, 'status' | 'docketedAt'> & { readonly assignments: readonly Timed[] },
  organisation: Pick<Organisation, 'rules' | 'calendar'>,
  at: Instant,
): Lamp {
  if (isFinalMatter(matter.status)) return 'grey'
  const lead = leadOf(matter)
  if (matter.status === 'handling' && lead !== undefined)
    return assignmentLamp(lead, organisation, at)
  return matter.docketedAt === null ? 'green' : 'blue'
}
