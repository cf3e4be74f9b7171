// Which buttons a card shows, read off the transition tables: a card never offers what decide would refuse.
import type { Assignment, Matter } from './matter.ts'
import { hasFinished } from './matter.ts'
import type { OpenId } from './organisation.ts'
import type { Action, AssignmentAction, CardKind, MatterAction } from './terms.ts'
import {
  ASSIGNMENT_TRANSITIONS,
  assignmentRow,
  MATTER_TRANSITIONS,
  matterRow,
} from './transitions.ts'

/** The subject's turn now: a card drawn for an earlier one is only a record. */
export function turnOf(matter: Matter, assignment: Assignment | null): number {
  return assignment === null ? matter.turn : assignment.turn
}

/** The commands that the card of this kind gives in the present state, in the tables' order. */
export function actionsOn(
  kind: CardKind,
  matter: Matter,
  assignment: Assignment | null,
  recipient: OpenId,
): Action[] {
  return assignment === null
    ? matterActions(kind, matter, recipient)
    : assignmentActions(kind, assignment, recipient)
}

function matterActions(kind: CardKind, matter: Matter, recipient: OpenId): MatterAction[] {
  return (Object.keys(MATTER_TRANSITIONS) as MatterAction[]).filter((action) => {
    const row = matterRow(action)
    if (row.card !== kind || !row.from.includes(matter.status)) return false
    if (action === 'read')
      return matter.feedback.some((held) => held.leader === recipient && held.readAt === null)
    // What came from above goes back up through 分管副区长 and 区长, never straight to feedback.
    return action !== 'feedBack' || !matter.superior
  })
}

function assignmentActions(
  kind: CardKind,
  assignment: Assignment,
  recipient: OpenId,
): AssignmentAction[] {
  return (Object.keys(ASSIGNMENT_TRANSITIONS) as AssignmentAction[]).filter((action) => {
    const row = assignmentRow(action)
    if (row.card !== kind || !row.from.includes(assignment.status)) return false
    if (row.kinds !== undefined && !row.kinds.includes(assignment.kind)) return false
    if (action === 'instruct' || action === 'reinstruct')
      return (action === 'instruct') === (assignment.status === 'awaitingInstruction')
    return action !== 'finish' || !hasFinished(assignment, recipient)
  })
}
