// A department's part of a matter as it is handed over.
import { idFrom } from './hash.ts'
import type { Assignment, Matter } from './matter.ts'
import type { DepartmentId } from './organisation.ts'
import type { AssignmentKind } from './terms.ts'
import type { Instant } from './time.ts'

/** A hand-over as it begins: nothing said, nothing done, the matter's deadline for this kind of part. */
export function newAssignment(
  matter: Matter,
  departmentId: DepartmentId,
  kind: AssignmentKind,
  at: Instant,
): Assignment {
  const co = kind === 'co'
  return {
    id: idFrom(matter.id, 'assignment', departmentId, matter.turn, ...again(matter, departmentId)),
    matterId: matter.id,
    departmentId,
    kind,
    status: 'awaitingReceipt',
    turn: 1,
    task: co && matter.coTask !== '' ? matter.coTask : matter.content,
    handedOverAt: at,
    deadline: (co ? matter.coDeadline : null) ?? matter.deadline ?? at,
    extendedTo: null,
    reworkDeadline: null,
    returnOpinion: '',
    suggestion: '',
    acknowledgedBy: null,
    acknowledgedAt: null,
    reportDraft: null,
    handlers: [],
    materialReceivedAt: null,
    correctedAt: null,
    chases: [],
    instructions: [],
    completions: [],
    progress: [],
    reports: [],
    signOffs: [],
    submissions: [],
  }
}

/** A department that the matter went away from and comes back to begins anew. */
function again({ assignments }: Matter, departmentId: DepartmentId): number[] {
  const before = assignments.filter((held) => held.departmentId === departmentId).length
  return before === 0 ? [] : [before]
}
