// In which standing somebody may act on a matter, asked anew at every command (process §6, invariants 4 and 10).
import type { Assignment, Matter } from './matter.ts'
import { instructionOf } from './matter.ts'
import type { DelegationScope, OpenId, Organisation, Person } from './organisation.ts'
import { activePerson, approversFor, delegatesOn, hasRole, headOf } from './organisation.ts'
import type { Standing } from './terms.ts'
import { dayOf, type Instant } from './time.ts'

/** What a decision is made on. */
export interface Scene {
  readonly matter: Matter
  readonly assignment: Assignment | null
  readonly organisation: Organisation
  readonly actor: Person
  readonly at: Instant
}

/** A scene with an assignment in it. */
export interface AssignmentScene extends Scene {
  readonly assignment: Assignment
}

/** Acting in one's own right, or for somebody by delegation. */
export interface Capacity {
  readonly standing: Standing
  readonly actingFor: OpenId | null
}

/** The capacity in which the actor may take a step open to any of `standings`, if there is one. */
export function capacityFor(
  scene: Scene,
  standings: readonly Standing[],
  scope?: DelegationScope,
): Capacity | null {
  for (const standing of standings) {
    if (holds(scene, standing)) return { standing, actingFor: null }
  }
  if (scope === undefined) return null
  for (const standing of standings) {
    const principal = principalOf(scene, standing)
    if (principal !== null && isDelegate(scene, principal, scope))
      return { standing, actingFor: principal }
  }
  return null
}

/** Who decides in this standing on `at`'s day: the delegate while a delegation holds, else the principal. */
export function decidersFor(
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
  standing: 'head' | 'approver',
  scope: DelegationScope,
  at: Instant,
): { person: Person; actingFor: OpenId | null }[] {
  const principal = principalIn(matter, assignment, organisation, standing)
  if (principal === null) return []
  const delegates = delegatesOn(organisation, principal, scope, dayOf(at)).filter((person) =>
    capacityFor({ matter, assignment, organisation, actor: person, at }, [standing], scope),
  )
  if (delegates.length > 0) return delegates.map((person) => ({ person, actingFor: principal }))
  const person = activePerson(organisation, principal)
  return person === undefined ? [] : [{ person, actingFor: null }]
}

function holds({ matter, assignment, organisation, actor }: Scene, standing: Standing): boolean {
  switch (standing) {
    case 'matterOfficer':
      return (
        (actor.openId === matter.officer && hasRole(actor, 'SUPERVISION_OFFICER')) ||
        hasRole(actor, 'SUPERVISION_CHIEF')
      )
    case 'supervision':
      return hasRole(actor, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')
    case 'approver':
      return (
        actor.openId === principalIn(matter, assignment, organisation, standing) &&
        actor.openId !== matter.proposedBy
      )
    case 'officer':
      return (
        assignment !== null &&
        actor.departmentId === assignment.departmentId &&
        hasRole(actor, 'DEPT_SUPERVISION_OFFICER')
      )
    case 'head':
      return actor.openId === principalIn(matter, assignment, organisation, standing)
    case 'handler':
      return (
        assignment !== null && instructionOf(assignment)?.handlers.includes(actor.openId) === true
      )
    case 'author':
      return assignment?.progress.some((entry) => entry.by === actor.openId) === true
    case 'reader':
      return matter.feedback.some((feedback) => feedback.leader === actor.openId)
    default:
      return standing satisfies never
  }
}

function principalOf(scene: Scene, standing: Standing): OpenId | null {
  return standing === 'head' || standing === 'approver'
    ? principalIn(scene.matter, scene.assignment, scene.organisation, standing)
    : null
}

/**
 * The leader in this standing as the organisation is now: whoever left the post decides no more, nor does
 * a delegate for him.
 */
function principalIn(
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
  standing: 'head' | 'approver',
): OpenId | null {
  if (standing === 'approver') {
    const allowed = matter.lead === null ? [] : approversFor(organisation, matter.lead)
    return allowed.find((person) => person.openId === matter.approver)?.openId ?? null
  }
  return assignment === null
    ? null
    : (headOf(organisation, assignment.departmentId)?.openId ?? null)
}

function isDelegate(scene: Scene, principal: OpenId, scope: DelegationScope): boolean {
  const { actor, assignment, matter, organisation, at } = scene
  const given = delegatesOn(organisation, principal, scope, dayOf(at)).some(
    (person) => person.openId === actor.openId,
  )
  if (!given) return false
  if (hasRole(actor, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')) return false
  if (scope === 'DECIDE') return actor.openId !== matter.proposedBy
  if (assignment === null || actor.departmentId !== assignment.departmentId) return false
  // Nobody answers in another's place what he put to him himself, and a sign-off is a leader's.
  return scope === 'INSTRUCT'
    ? actor.openId !== assignment.acknowledgedBy
    : hasRole(actor, 'DEPT_DEPUTY') && !draftersOf(assignment).includes(actor.openId)
}

/** Who put up a version of the report; whoever changed the text while signing it did not draft it. */
function draftersOf({ reports, signOffs }: Assignment): OpenId[] {
  const putUp = reports.filter(
    ({ reportVersion, by, at }) =>
      !signOffs.some(
        (held) => held.reportVersion === reportVersion && held.by === by && held.at === at,
      ),
  )
  return putUp.map((report) => report.by)
}
