// A 更正 that has all its consents: what becomes of the matter and of each department's part (process §1.1).
import {
  addedDepartments,
  type CorrectableField,
  changedFields,
  removedDepartments,
  touchesFormat,
} from './correction.ts'
import { isFinalAssignment, isHandedIn } from './deadline.ts'
import { type Deed, moveAssignment, replaceAssignment } from './decided.ts'
import type { Assignment, Docket, Matter } from './matter.ts'
import { newAssignment } from './new-assignment.ts'
import { partsInOrder } from './parts-in-order.ts'
import { type AssignmentStatus, MATTER_ACTION_ZH } from './terms.ts'
import type { Instant } from './time.ts'
import { ASSIGNMENT_TRANSITIONS, AUTOMATIC_STEPS } from './transitions.ts'
import { takenBack, voided } from './voided.ts'

/** The matter with the correction in it. Its own audit entry is the caller's. */
export function corrected(matter: Matter, patch: Partial<Docket>, deed: Deed): Matter {
  const fields = changedFields(matter, patch)
  const after: Matter = { ...matter, ...patch }
  const left = removedDepartments(matter, patch).reduce(
    (held, id) => withoutDepartment(held, id, deed),
    after,
  )
  const kept = left.assignments
    .filter((held) => !isFinalAssignment(held.status))
    .reduce((held, assignment) => withPart(held, assignment, matter, fields, deed), left)
  const added = addedDepartments(matter, patch).map((id) => newAssignment(kept, id, 'co', deed.at))
  return { ...kept, assignments: partsInOrder([...kept.assignments, ...added]) }
}

/** A granted extension that the corrected deadline of the superior organ cuts short, with what is left of it. */
export function cutExtensions(
  before: Matter,
  patch: Partial<Docket>,
): readonly { readonly assignment: Assignment; readonly from: Instant; readonly to: Instant }[] {
  const limit = before.superior ? (patch.superiorDeadline ?? null) : null
  if (limit === null) return []
  return before.assignments
    .filter((assignment) => !isFinalAssignment(assignment.status))
    .flatMap((assignment) =>
      assignment.extendedTo === null || assignment.extendedTo <= limit
        ? []
        : [{ assignment, from: assignment.extendedTo, to: limit }],
    )
}

/** Whether what this department reports is about other words than before. */
export function isAboutOther(
  before: Matter,
  patch: Partial<Docket>,
  assignment: Assignment,
): boolean {
  const after = { ...before, ...patch }
  return before.title !== after.title || taskIn(after, assignment) !== taskIn(before, assignment)
}

/** A department that no longer helps: its part is over. */
function withoutDepartment(matter: Matter, departmentId: string, deed: Deed): Matter {
  const held = matter.assignments.find(
    (one) => one.departmentId === departmentId && !isFinalAssignment(one.status),
  )
  if (held === undefined) return matter
  const patch = takenBack(held, deed.at)
  return moveAssignment(matter, held, AUTOMATIC_STEPS.cancel.to, deed, ENTRY, patch)
}

const ENTRY = { action: MATTER_ACTION_ZH.correct } as const

function withPart(
  after: Matter,
  assignment: Assignment,
  before: Matter,
  fields: readonly CorrectableField[],
  deed: Deed,
): Matter {
  const times = timesIn(after, assignment, fields)
  const isRetold = taskIn(after, assignment) !== taskIn(before, assignment)
  const task = isRetold ? taskIn(after, assignment) : assignment.task
  const part = { ...times, task }
  const isOther = isRetold || before.title !== after.title
  const pointsChanged = isRetold || times.deadline !== assignment.deadline || touchesFormat(fields)
  const correctedAt =
    pointsChanged && ACKNOWLEDGED.includes(assignment.status)
      ? { correctedAt: deed.at }
      : { correctedAt: assignment.correctedAt }
  // Nothing that was signed under other words goes up (invariant 1).
  if (isOther && UNDER_SIGNATURE.includes(assignment.status))
    return moveAssignment(after, assignment, AUTOMATIC_STEPS.recompile.to, deed, ENTRY, {
      ...part,
      ...correctedAt,
      signOffs: voided(assignment, deed.at),
      returnOpinion: '标题或督查内容已更正，请按更正后的内容整理，重新呈领导审签。',
    })
  // What is asked has changed, so everybody who works on it is asked afresh.
  if (pointsChanged && !isHandedIn(assignment.status))
    return moveAssignment(after, assignment, null, deed, ENTRY, { ...part, ...correctedAt })
  return replaceAssignment(after, { ...assignment, ...part })
}

const ACKNOWLEDGED: readonly AssignmentStatus[] = ASSIGNMENT_TRANSITIONS.reacknowledge.from
const UNDER_SIGNATURE: readonly AssignmentStatus[] = AUTOMATIC_STEPS.recompile.from

function taskIn(matter: Docket, { kind }: Assignment): string {
  return kind === 'co' && matter.coTask !== '' ? matter.coTask : matter.content
}

/**
 * The original deadline becomes the corrected one. A granted extension that still reaches further holds, and so
 * does a running 补正时限: both were given later, for this very work. No extension reaches past the superior's
 * deadline (process §4), also when that is what was corrected.
 */
function timesIn(
  after: Matter,
  assignment: Assignment,
  fields: readonly CorrectableField[],
): Pick<Assignment, 'deadline' | 'extendedTo'> {
  const own = assignment.kind === 'lead' ? after.deadline : (after.coDeadline ?? after.deadline)
  const isMoved = fields.includes(assignment.kind === 'lead' ? 'deadline' : 'coDeadline')
  const deadline: Instant = isMoved ? (own ?? assignment.deadline) : assignment.deadline
  const limit = after.superior ? after.superiorDeadline : null
  const extendedTo =
    assignment.extendedTo === null || limit === null
      ? assignment.extendedTo
      : Math.min(assignment.extendedTo, limit)
  return { deadline, extendedTo: extendedTo !== null && extendedTo > deadline ? extendedTo : null }
}
