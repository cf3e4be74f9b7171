// Who sees what (process §8). The same rule answers cards, words, lists, files and pages.
import type { Assignment, Matter } from './matter.ts'
import type { DepartmentId, OpenId, Organisation, Person } from './organisation.ts'
import { activePerson, delegatesOn, hasRole, headOf } from './organisation.ts'
import type { Feedback } from './outcome.ts'
import { standsInFor } from './staffing.ts'
import type { AssignmentStatus } from './terms.ts'
import { dayOf, type Instant } from './time.ts'

const RELEASED: readonly AssignmentStatus[] = ['submitted', 'passed']

/**
 * What one person may see of all matters, as data, so that a list of a hundred thousand is narrowed in the
 * database by the very rule that a card is judged by.
 */
export type Sight =
  | { readonly kind: 'nothing' }
  /** 督查室: drafts too. */
  | { readonly kind: 'everything' }
  /** 区长, 区政府办主任 and 副主任. */
  | { readonly kind: 'allButDrafts' }
  | {
      readonly kind: 'some'
      /** Whose matters to approve count: one's own, and those of leaders one decides for. */
      readonly approvers: readonly OpenId[]
      /** Who was given the result, reads the matter. */
      readonly reader: OpenId
      /** Docketed matters that were handed to one of these. */
      readonly departments: readonly DepartmentId[]
      /** Docketed matters of one's own department on which one is a handler now. */
      readonly handlerIn: DepartmentId | null
      /** Oneself, and those whose work one does meanwhile. */
      readonly workers: readonly OpenId[]
    }

/** As much of a matter as the rule asks for; a whole matter is one, and so is a row of a list. */
export interface Seen extends Pick<Matter, 'status' | 'approver' | 'docketedAt'> {
  readonly feedback: readonly Pick<Feedback, 'leader'>[]
  readonly assignments: readonly SeenAssignment[]
}

export interface SeenAssignment extends Pick<Assignment, 'departmentId' | 'handlers' | 'status'> {}

/** The rule: what a person sees on a day, by role, post, portfolio and delegation. */
export function sightOf(person: Person, organisation: Organisation, at: Instant): Sight {
  if (!person.active) return { kind: 'nothing' }
  if (hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')) return { kind: 'everything' }
  if (hasRole(person, 'DISTRICT_MAYOR', 'OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR'))
    return { kind: 'allButDrafts' }
  const viceMayor = hasRole(person, 'DISTRICT_VICE_MAYOR')
  const principals = principalsOf(person, organisation, at)
  // Whoever decides in the place of the office or the 区长 sees what they see.
  const office = ['DISTRICT_MAYOR', 'OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR'] as const
  if (principals.some((held) => hasRole(held, 'SUPERVISION_CHIEF', ...office)))
    return { kind: 'allButDrafts' }
  const stoodFor = standsInFor(organisation, person.openId, dayOf(at))
  if (stoodFor.some((held) => hasRole(held, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')))
    return { kind: 'everything' }
  const own = viceMayor
    ? person.portfolio
    : [person, ...stoodFor].flatMap((held) => departmentsReadBy(held, organisation, at))
  return {
    kind: 'some',
    approvers: [person.openId, ...principals.map((held) => held.openId)],
    reader: person.openId,
    departments: [...new Set([...own, ...principals.flatMap((held) => held.portfolio)])],
    handlerIn: viceMayor ? null : person.departmentId,
    workers: [person.openId, ...stoodFor.map((held) => held.openId)],
  }
}

/** Whether the matter is within somebody's sight. Drafts are the office's own. */
export function isInSight(sight: Sight, matter: Seen): boolean {
  if (sight.kind === 'nothing') return false
  if (sight.kind === 'everything') return true
  if (matter.status === 'drafting') return false
  if (sight.kind === 'allButDrafts') return true
  if (matter.approver !== null && sight.approvers.includes(matter.approver)) return true
  if (matter.feedback.some((feedback) => feedback.leader === sight.reader)) return true
  return (
    matter.docketedAt !== null &&
    matter.assignments.some(
      (held) =>
        // What was given to another department is its no more.
        held.status !== 'redirected' &&
        (sight.departments.includes(held.departmentId) ||
          (held.departmentId === sight.handlerIn &&
            sight.workers.some((worker) => isHandler(held, worker)))),
    )
  )
}

/** Whether the person may know of this matter at all. */
export function maySeeMatter(
  person: Person,
  matter: Seen,
  organisation: Organisation,
  at: Instant,
): boolean {
  return isInSight(sightOf(person, organisation, at), matter)
}

/**
 * Whether the person may read what the department has not released yet: the instruction, progress
 * and drafts (process §1.2: department papers stay in the department).
 */
export function maySeePapers(
  person: Person,
  assignment: SeenAssignment,
  organisation: Organisation,
  at: Instant,
): boolean {
  if (!person.active) return false
  const workers = [person, ...standsInFor(organisation, person.openId, dayOf(at))]
  const read = workers.flatMap((held) => departmentsReadBy(held, organisation, at))
  if (read.includes(assignment.departmentId)) return true
  return (
    person.departmentId === assignment.departmentId &&
    workers.some(({ openId }) => isHandler(assignment, openId))
  )
}

/** Who may ask for 超期, 临期 and 统计 (conversation §3): 督查室, and leaders of district, office and departments. */
export function mayLookOver(person: Person): boolean {
  return hasRole(
    person,
    'SUPERVISION_CHIEF',
    'SUPERVISION_OFFICER',
    'DISTRICT_MAYOR',
    'DISTRICT_VICE_MAYOR',
    'OFFICE_DIRECTOR',
    'OFFICE_DEPUTY_DIRECTOR',
    'DEPT_HEAD',
  )
}

/** Whether the report of an assignment has left the department. */
export function isReleased(assignment: Pick<Assignment, 'status'>): boolean {
  return RELEASED.includes(assignment.status)
}

function isHandler({ handlers }: SeenAssignment, openId: OpenId): boolean {
  return handlers.includes(openId)
}

/** The departments whose papers are the person's to read: as head, as officer, as the head's delegate. */
function departmentsReadBy(
  person: Person,
  organisation: Organisation,
  at: Instant,
): DepartmentId[] {
  // One's own may have left the organisation; its matters are still there.
  const ids = [person.departmentId, ...organisation.departments.map(({ id }) => id)]
  return [...new Set(ids)].filter((id) => {
    const head = headOf(organisation, id)
    if (head?.openId === person.openId) return true
    if (person.departmentId !== id) return false
    if (hasRole(person, 'DEPT_HEAD', 'DEPT_SUPERVISION_OFFICER')) return true
    return (
      head !== undefined &&
      (['INSTRUCT', 'SIGN_REPORT'] as const).some((scope) =>
        delegatesOn(organisation, head.openId, scope, dayOf(at)).some(
          (delegate) => delegate.openId === person.openId,
        ),
      )
    )
  })
}

/** The leaders whom the person decides for on that day. */
function principalsOf(person: Person, organisation: Organisation, at: Instant): Person[] {
  const given = organisation.delegations.filter((held) => held.delegate === person.openId)
  return given
    .map(({ principal }) => principal)
    .filter((principal) =>
      delegatesOn(organisation, principal, 'DECIDE', dayOf(at)).some(
        (delegate) => delegate.openId === person.openId,
      ),
    )
    .map((principal) => activePerson(organisation, principal))
    .filter((held) => held !== undefined)
}
