// A petition that nobody can act on any more has lapsed: its part of the matter moved on without it.
import { effectiveDeadline } from './deadline.ts'
import { assignmentOf, type Matter } from './matter.ts'
import { isOpenPetition, isPetition, type Petition, withPetition } from './petition.ts'
import type { Instant } from './time.ts'
import {
  ASSIGNMENT_TRANSITIONS,
  type AssignmentRow,
  MATTER_TRANSITIONS,
  type MatterRow,
} from './transitions.ts'

/** The matter with every such petition closed, so that no card of it waits for anybody. */
export function withoutLapsed(matter: Matter, at: Instant): Matter {
  return matter.petitions
    .filter((held) => isOpenPetition(held) && hasLapsed(matter, held, at))
    .reduce((held, petition) => withPetition(held, petition, 'dropped', {}, at), matter)
}

function hasLapsed(matter: Matter, petition: Petition, at: Instant): boolean {
  const { assignmentId, stage } = petition
  if (assignmentId === null) return !isMovable(MATTER_ROWS, petition, matter.status)
  const assignment = assignmentOf(matter, assignmentId)
  if (assignment === undefined || !isMovable(ASSIGNMENT_ROWS, petition, assignment.status))
    return true
  // An extension that is still being written when the time is over cannot be asked for in time.
  return (
    isPetition(petition, 'extension') && stage === 'proposed' && at >= effectiveDeadline(assignment)
  )
}

/** What can only be dropped any more has lapsed already. */
const { dropPetition: _, ...MATTER_STEPS } = MATTER_TRANSITIONS
const MATTER_ROWS: readonly MatterRow[] = Object.values(MATTER_STEPS)
const ASSIGNMENT_ROWS: readonly AssignmentRow[] = Object.values(ASSIGNMENT_TRANSITIONS)

/** Whether there is a step that still moves the petition on, where what it is about now stands. */
function isMovable(
  rows: readonly (MatterRow | AssignmentRow)[],
  { kind, stage }: Petition,
  status: string,
): boolean {
  return rows.some(
    (row) =>
      row.petition?.kinds.includes(kind) === true &&
      row.petition.from.includes(stage) &&
      (row.from as readonly string[]).includes(status),
  )
}
