// In which standing somebody may act on a matter, asked anew at every command (process §6, invariants 4 and 10).
import type { Assignment, Matter } from './matter.ts'
import { leadOf } from './matter.ts'
import type { DelegationScope, OpenId, Organisation, Person, Role } from './organisation.ts'
import {
  activePerson,
  approversFor,
  delegatesOn,
  hasRole,
  headOf,
  peopleWith,
  viceMayorFor,
} from './organisation.ts'
import type { Petition } from './petition.ts'
import { standsInFor } from './staffing.ts'
import { ACTION_ZH, type Standing } from './terms.ts'
import { dayOf, type Instant } from './time.ts'

/** What a decision is made on. */
export interface Scene {
  readonly matter: Matter
  readonly assignment: Assignment | null
  /** The petition that is acted on, where the step is about one. */
  readonly petition: Petition | null
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
  scene: Omit<Scene, 'petition'>,
  standings: readonly Standing[],
  scope?: DelegationScope,
): Capacity | null {
  for (const standing of standings) {
    if (holds(scene, standing)) return { standing, actingFor: null }
  }
  for (const standing of standings) {
    const stoodFor = workPrincipal(scene, standing)
    if (stoodFor !== undefined) return { standing, actingFor: stoodFor.openId }
  }
  if (scope === undefined) return null
  for (const standing of standings) {
    const principal = principalsIn(scene, standing).find((held) =>
      isDelegate(scene, held, scope, standing),
    )
    if (principal !== undefined) return { standing, actingFor: principal }
  }
  return null
}

/** Somebody who decides, in his own right or for somebody. */
export interface Decider {
  readonly person: Person
  readonly actingFor: OpenId | null
}

/** Standings that 交接 hands over: one's own daily work, never a leader's word. */
const WORK: readonly Standing[] = [
  'matterOfficer',
  'supervision',
  'officer',
  'handler',
  'leadOfficer',
]

function workPrincipal(scene: Omit<Scene, 'petition'>, standing: Standing): Person | undefined {
  if (!WORK.includes(standing)) return undefined
  const { organisation, actor, at } = scene
  return standsInFor(organisation, actor.openId, dayOf(at)).find((person) =>
    holds({ ...scene, actor: person }, standing),
  )
}

/** Who decides in this standing on `at`'s day: the delegate while a delegation holds, else the principal. */
export function decidersFor(
  matter: Matter,
  assignment: Assignment | null,
  organisation: Organisation,
  standing: PrincipalStanding,
  scope: DelegationScope,
  at: Instant,
): Decider[] {
  const place = { matter, assignment, organisation, at }
  return principalsIn(place, standing).flatMap((principal): Decider[] => {
    const delegates = delegatesOn(organisation, principal, scope, dayOf(at)).filter(
      (actor) => capacityFor({ ...place, actor }, [standing], scope)?.actingFor === principal,
    )
    if (delegates.length > 0) return delegates.map((person) => ({ person, actingFor: principal }))
    const person = activePerson(organisation, principal)
    return person === undefined ? [] : [{ person, actingFor: null }]
  })
}

/**
 * Those of the deciders whose word would not be one on their own request; where that leaves nobody, the principals
 * whose delegates they are. So a delegation never leaves a step waiting for nobody (process §6, invariant 10).
 */
export function freeAmong(
  deciders: readonly Decider[],
  organisation: Organisation,
  isBarred: (decider: Decider) => boolean,
): Decider[] {
  const free = deciders.filter((held) => !isBarred(held))
  if (free.length > 0) return free
  const principals = deciders.map(({ actingFor }) => actingFor).filter((held) => held !== null)
  return [...new Set(principals)]
    .map((principal) => activePerson(organisation, principal))
    .filter((person) => person !== undefined)
    .map((person) => ({ person, actingFor: null }))
    .filter((held) => !isBarred(held))
}

function holds(scene: Omit<Scene, 'petition'>, standing: Standing): boolean {
  const { matter, assignment, actor } = scene
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
        principalsIn(scene, standing).includes(actor.openId) && actor.openId !== matter.proposedBy
      )
    case 'officer':
      return (
        assignment !== null &&
        actor.departmentId === assignment.departmentId &&
        hasRole(actor, 'DEPT_SUPERVISION_OFFICER')
      )
    case 'leadOfficer':
      return (
        actor.departmentId === leadOf(matter)?.departmentId &&
        hasRole(actor, 'DEPT_SUPERVISION_OFFICER')
      )
    case 'head':
    case 'chief':
    case 'officeLeader':
    case 'officeDeputy':
    case 'viceMayor':
    case 'mayor':
      return principalsIn(scene, standing).includes(actor.openId)
    case 'handler':
      return (
        assignment !== null &&
        actor.departmentId === assignment.departmentId &&
        assignment.handlers.includes(actor.openId)
      )
    case 'author':
      return assignment?.progress.some((entry) => entry.by === actor.openId) === true
    case 'reader':
      return matter.feedback.some((feedback) => feedback.leader === actor.openId)
    default:
      return standing satisfies never
  }
}

/** Standings that belong to a post, so that whoever holds it may delegate them (process §6). */
export type PrincipalStanding =
  | 'head'
  | 'approver'
  | 'viceMayor'
  | 'mayor'
  | 'chief'
  | 'officeLeader'
  | 'officeDeputy'

/**
 * Who holds the post behind a standing as the organisation is now: whoever left it decides no more, nor does
 * a delegate for him.
 */
function principalsIn(
  { matter, assignment, organisation }: Pick<Scene, 'matter' | 'assignment' | 'organisation'>,
  standing: Standing,
): OpenId[] {
  const having = (...roles: readonly Role[]) =>
    peopleWith(organisation, ...roles).map((person) => person.openId)
  const only = (person: Person | undefined) => (person === undefined ? [] : [person.openId])
  const lead = leadOf(matter)?.departmentId ?? matter.lead
  switch (standing) {
    case 'head':
      return only(assignment === null ? undefined : headOf(organisation, assignment.departmentId))
    case 'approver':
      return approverNow(matter, organisation)
    case 'viceMayor':
      return only(lead === null ? undefined : viceMayorFor(organisation, lead))
    case 'mayor':
      return having('DISTRICT_MAYOR')
    case 'chief':
      return having('SUPERVISION_CHIEF')
    case 'officeLeader':
      return having('OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR')
    case 'officeDeputy':
      return having('OFFICE_DEPUTY_DIRECTOR')
    default:
      return []
  }
}

/**
 * The chosen leader while the post is still his; after the docketing also when the lead went to a department
 * outside his portfolio, and whoever has the portfolio now when he left.
 */
function approverNow(matter: Matter, organisation: Organisation): OpenId[] {
  if (matter.lead === null || matter.approver === null) return []
  const allowed = approversFor(organisation, matter.lead)
  const chosen = activePerson(organisation, matter.approver)
  if (chosen !== undefined && allowed.includes(chosen)) return [chosen.openId]
  if (matter.docketedAt === null) return []
  const leads = chosen !== undefined && hasRole(chosen, 'DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR')
  if (leads) return [chosen.openId]
  const [successor] = allowed
  return successor === undefined ? [] : [successor.openId]
}

function isDelegate(
  scene: Omit<Scene, 'petition'>,
  principal: OpenId,
  scope: DelegationScope,
  standing: Standing,
): boolean {
  const { actor, assignment, matter, organisation, at } = scene
  const given = delegatesOn(organisation, principal, scope, dayOf(at)).some(
    (person) => person.openId === actor.openId,
  )
  if (!given) return false
  // 督查室 stands in for its own 主任 and for nobody else, whatever else he is.
  const within = standing === 'chief'
  if (!within && hasRole(actor, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')) return false
  if (scope === 'DECIDE')
    return actor.openId !== matter.proposedBy && !hasPutUp(scene, null, 'propose')
  if (assignment === null || actor.departmentId !== assignment.departmentId) return false
  // Nobody answers in another's place what he put to him himself, and a sign-off is a leader's.
  return scope === 'INSTRUCT'
    ? actor.openId !== assignment.acknowledgedBy && !hasPutUp(scene, assignment, 'acknowledge')
    : hasRole(actor, 'DEPT_DEPUTY') &&
        !draftersOf(assignment).includes(actor.openId) &&
        !hasPutUp(scene, assignment, 'presentReport')
}

/** Whoever had it put up by a stand-in (交接) put it up himself (invariant 10). */
function hasPutUp(
  { matter, actor }: Omit<Scene, 'petition'>,
  assignment: Assignment | null,
  action: 'propose' | 'acknowledge' | 'presentReport',
): boolean {
  return matter.history.some(
    (act) =>
      act.actingFor === actor.openId &&
      act.assignmentId === (assignment?.id ?? null) &&
      act.action === ACTION_ZH[action],
  )
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
