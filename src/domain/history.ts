// Questions to a matter's history: which act moved what on.
import type { Act, AssignmentId, Matter } from './matter.ts'
import type { Petition } from './petition.ts'

/** The last step that used up a turn of the matter (assignmentId null) or of one of its assignments. */
export function lastStepOf(matter: Matter, assignmentId: AssignmentId | null): Act | null {
  return (
    matter.history.findLast((act) => act.assignmentId === assignmentId && act.turn !== null) ?? null
  )
}

/** The act that used up a turn of the matter (assignmentId null) or of one of its assignments. */
export function actThatEnded(
  matter: Matter,
  assignmentId: string | null,
  turn: number,
): Act | null {
  return (
    matter.history.findLast((act) => act.assignmentId === assignmentId && act.turn === turn) ?? null
  )
}

/** The last step that moved a petition on. */
export function lastActOn(matter: Matter, petition: Petition): Act | null {
  return actsOn(matter, petition).at(-1) ?? null
}

/** Every step that moved a petition on, oldest first. */
export function actsOn(matter: Matter, { position }: Petition): Act[] {
  return matter.history.filter((act) => act.details.petition === String(position))
}
