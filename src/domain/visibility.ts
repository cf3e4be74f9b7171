// Who sees what (process §8). The same rule answers cards, words, lists, files and pages.
import type { Assignment, Matter } from './matter.ts'
import { instructionOf } from './matter.ts'
import type { Organisation, Person } from './organisation.ts'
import { delegatesOn, hasRole, headOf } from './organisation.ts'
import type { AssignmentStatus } from './terms.ts'
import { dayOf, type Instant } from './time.ts'

const RELEASED: readonly AssignmentStatus[] = ['submitted', 'passed']

/** Whether the person may know of this matter at all. Drafts are the office's own. */
export function maySeeMatter(
  person: Person,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): boolean {
  if (!person.active) return false
  if (hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')) return true
  if (matter.status === 'drafting') return false
  if (hasRole(person, 'DISTRICT_MAYOR', 'OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR')) return true
  if (person.openId === matter.approver || isDecideDelegate(person, matter, organisation, at))
    return true
  if (matter.feedback.some((feedback) => feedback.leader === person.openId)) return true
  if (matter.docketedAt === null) return false
  if (hasRole(person, 'DISTRICT_VICE_MAYOR'))
    return matter.assignments.some((held) => person.portfolio.includes(held.departmentId))
  return matter.assignments.some((held) => maySeeAssignment(person, held, organisation, at))
}

/**
 * Whether the person may read what the department has not released yet: the instruction, progress
 * and drafts (process §1.2: department papers stay in the department).
 */
export function maySeePapers(
  person: Person,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): boolean {
  return person.active && maySeeAssignment(person, assignment, organisation, at)
}

/** Whether the report of an assignment has left the department. */
export function isReleased(assignment: Assignment): boolean {
  return RELEASED.includes(assignment.status)
}

function maySeeAssignment(
  person: Person,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): boolean {
  const own = person.departmentId === assignment.departmentId
  if (own && hasRole(person, 'DEPT_HEAD', 'DEPT_SUPERVISION_OFFICER')) return true
  const head = headOf(organisation, assignment.departmentId)
  if (head?.openId === person.openId) return true
  if (own && instructionOf(assignment)?.handlers.includes(person.openId)) return true
  return (
    own &&
    head !== undefined &&
    (['INSTRUCT', 'SIGN_REPORT'] as const).some((scope) =>
      delegatesOn(organisation, head.openId, scope, dayOf(at)).some(
        (delegate) => delegate.openId === person.openId,
      ),
    )
  )
}

function isDecideDelegate(
  person: Person,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): boolean {
  return (
    matter.approver !== null &&
    delegatesOn(organisation, matter.approver, 'DECIDE', dayOf(at)).some(
      (delegate) => delegate.openId === person.openId,
    )
  )
}
