// Whose sign-off it is: of the head as he is now, or of one who has given up the post since (process §6).
import { type Assignment, liveSignOff } from './matter.ts'
import { headOf, type Organisation } from './organisation.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'

/** Whether what is signed and not yet handed in was signed by, or for, somebody who is not the head any more. */
export function isSignedByFormer(assignment: Assignment, organisation: Organisation): boolean {
  const under: readonly string[] = AUTOMATIC_STEPS.askAgain.from
  const signed = under.includes(assignment.status) ? liveSignOff(assignment) : undefined
  if (signed === undefined) return false
  const head = headOf(organisation, assignment.departmentId)
  return (signed.actingFor ?? signed.by) !== head?.openId
}

/** Whether the latest version may be handed in: signed, and by, or for, the head as he is now. */
export function isSignedByHead(assignment: Assignment, organisation: Organisation): boolean {
  return liveSignOff(assignment) !== undefined && !isSignedByFormer(assignment, organisation)
}
