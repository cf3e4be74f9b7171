// Where a department goes on that is asked once more: after what it had handed in, or where it had been left out.
import { type Assignment, hasFinished, instructionOf } from './matter.ts'
import type { AssignmentStatus } from './terms.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'

/**
 * 退回部门 and 重新办理 send what was handed in back to 汇总中 (process §1.2). A department that had not given goes on
 * where it was left out: nobody compiles what nobody has received, instructed or handled.
 */
export function statusTakenUp(assignment: Assignment): AssignmentStatus {
  if (assignment.status !== 'notProvided') return AUTOMATIC_STEPS.rework.to
  if (assignment.acknowledgedAt === null) return 'awaitingReceipt'
  if (instructionOf(assignment) === undefined) return 'awaitingInstruction'
  const { handlers, reports } = assignment
  const isHandled = reports.length > 0 || handlers.every((one) => hasFinished(assignment, one))
  return isHandled ? 'compiling' : 'handling'
}
