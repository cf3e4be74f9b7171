// Back to work: departments whose material was good once, with a new deadline (process §1.1, §1.2).
import { type Deed, type Entry, moveAssignment, moveMatter } from './decided.ts'
import type { Assignment, Matter } from './matter.ts'
import type { DepartmentId } from './organisation.ts'
import { type Refused, refused } from './refusal.ts'
import { statusTakenUp } from './take-up.ts'
import type { AssignmentStatus } from './terms.ts'
import type { Instant } from './time.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'
import { takenBack } from './voided.ts'

const REOPENED_FROM: readonly AssignmentStatus[] = AUTOMATIC_STEPS.rework.from

export interface Rework {
  readonly departments: readonly DepartmentId[]
  /** What they are to do, for their eyes. */
  readonly opinion: string
  readonly reworkDeadline: Instant | null
}

/** The parts of these departments that can be opened again; those of others stay as they are. */
export function reopenable(matter: Matter, departments: readonly DepartmentId[]): Assignment[] {
  return matter.assignments.filter(
    (held) => departments.includes(held.departmentId) && REOPENED_FROM.includes(held.status),
  )
}

/** What stands in the way; without the lead nobody would bring the matter to its end again. */
export function reworkBarred(
  matter: Matter,
  { departments, reworkDeadline }: Rework,
  at: Instant,
): Refused | null {
  const chosen = reopenable(matter, departments)
  if (!chosen.some((held) => held.kind === 'lead')) return refused({ reason: 'departmentsMissing' })
  return reworkDeadlineFault(reworkDeadline, at)
}

/** 补正时限 is named with every return, and still to come. */
export function reworkDeadlineFault(reworkDeadline: Instant | null, at: Instant): Refused | null {
  if (reworkDeadline === null) return refused({ reason: 'reworkDeadline', fault: 'missing' })
  return reworkDeadline <= at ? refused({ reason: 'reworkDeadline', fault: 'past' }) : null
}

/** The matter in hand again: what was signed and handed in counts no more, the old versions stay (invariant 11). */
export function reworked(matter: Matter, rework: Rework, deed: Deed, entry: Entry): Matter {
  const { at } = deed
  const moved = moveMatter({ ...matter, closedAt: null }, 'handling', deed, entry, true)
  const { petition: _, ...details } = entry.details ?? {}
  const { reworkDeadline, opinion: returnOpinion } = rework
  return reopenable(matter, rework.departments).reduce((held, assignment) => {
    const patch = { reworkDeadline, returnOpinion, ...takenBack(assignment, at) }
    const to = statusTakenUp(assignment)
    return moveAssignment(held, assignment, to, deed, { ...entry, details }, patch)
  }, moved)
}
