// A petition that nobody can act on any more has lapsed: its part of the matter moved on without it.
import { effectiveDeadline } from './deadline.ts'
import { type Assignment, assignmentOf, type Matter } from './matter.ts'
import { isOpenPetition, isPetition, type Petition, withPetition } from './petition.ts'
import type { Instant } from './time.ts'
import { ASSIGNMENT_TRANSITIONS, type AssignmentRow } from './transitions.ts'

/** The matter with every such petition closed, so that no card of it waits for anybody. */
export function withoutLapsed(matter: Matter, at: Instant): Matter {
  return matter.petitions
    .filter((held) => isOpenPetition(held) && hasLapsed(matter, held, at))
    .reduce((held, petition) => withPetition(held, petition, 'dropped', {}, at), matter)
}

function hasLapsed(matter: Matter, petition: Petition, at: Instant): boolean {
  const { assignmentId, stage } = petition
  if (assignmentId === null) return false
  const assignment = assignmentOf(matter, assignmentId)
  if (assignment === undefined || !isMovable(petition, assignment)) return true
  // An extension that is still being written when the time is over cannot be asked for in time.
  return (
    isPetition(petition, 'extension') && stage === 'proposed' && at >= effectiveDeadline(assignment)
  )
}

function isMovable({ kind, stage }: Petition, { status }: Assignment): boolean {
  const rows: readonly AssignmentRow[] = Object.values(ASSIGNMENT_TRANSITIONS)
  return rows.some(
    (row) =>
      row.petition?.kinds.includes(kind) === true &&
      row.petition.from.includes(stage) &&
      row.from.includes(status),
  )
}
