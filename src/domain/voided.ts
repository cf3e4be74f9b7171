// What was signed and handed in once and counts no more: it stays on record and lets nothing go up (invariants 1, 11).
import type { Assignment, SignOff, Submission } from './matter.ts'
import type { Instant } from './time.ts'

/** Neither the sign-offs nor the submissions of this part count any more: a new sign-off is needed. */
export function takenBack(
  assignment: Assignment,
  at: Instant,
): Pick<Assignment, 'signOffs' | 'submissions'> {
  return { signOffs: voided(assignment, at), submissions: withdrawn(assignment, at) }
}

export function voided(assignment: Assignment, at: Instant): SignOff[] {
  return assignment.signOffs.map((held) => ({ ...held, voidedAt: held.voidedAt ?? at }))
}

export function withdrawn(assignment: Assignment, at: Instant): Submission[] {
  return assignment.submissions.map((held) => ({ ...held, withdrawnAt: held.withdrawnAt ?? at }))
}
