// The one decision: a matter, a request and the organisation go in; the changed matter or a refusal comes out.
import {
  type AssignmentCommand,
  isMatterAction,
  type MatterCommand,
  type Request,
} from './command.ts'
import { isFinalAssignment, isHandedIn } from './deadline.ts'
import { decideOnAssignment } from './decide-assignment.ts'
import { decideOnMatter } from './decide-matter.ts'
import type { Decided } from './decided.ts'
import { actThatEnded, lastActOn, lastStepOf } from './history.ts'
import { withoutLapsed } from './lapsed-petitions.ts'
import { type Act, type Assignment, assignmentOf, liveSignOff, type Matter } from './matter.ts'
import { activePerson, type OpenId, type Organisation } from './organisation.ts'
import { resultTurn } from './outcome.ts'
import { isAskedBy, type Petition } from './petition.ts'
import { type Refusal, type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import { type Capacity, capacityFor, type Scene } from './standing.ts'
import {
  ACTION_ZH,
  ASSIGNMENT_STATUS_ZH,
  type AssignmentAction,
  MATTER_STATUS_ZH,
  type MatterAction,
} from './terms.ts'
import {
  type AssignmentRow,
  assignmentRow,
  type MatterRow,
  matterRow,
  standingsFor,
} from './transitions.ts'
import { maySeeMatter } from './visibility.ts'

/**
 * Decides one request on one matter. Pure: the same arguments give the same answer.
 * The order of judgement: known person, may see it, fresh card, right standing, right status, then the
 * step's own rules.
 */
export function decide(
  matter: Matter,
  request: Request,
  organisation: Organisation,
): Decided | Refused {
  const actor = activePerson(organisation, request.actor)
  if (actor === undefined) return refused({ reason: 'stranger' })
  const found =
    request.assignmentId === null ? null : (assignmentOf(matter, request.assignmentId) ?? null)
  const petition = matter.petitions.find((held) => held.position === request.petition) ?? null
  const scene: Scene = {
    matter,
    assignment: found,
    petition,
    organisation,
    actor,
    at: request.at,
  }
  const stale = overtaken(scene, request)
  if (!maySeeMatter(actor, matter, organisation, request.at) && !correctsOwn(scene, request))
    return stale !== null && wasAsked(scene, request) ? stale : refused({ reason: 'notYours' })
  // Before the docketing there is no part to be found, and the matter's own status says why not.
  if (!isMatterAction(request.command.action) && found === null && matter.docketedAt !== null)
    return refused({ reason: 'matterUnknown' })
  if (stale !== null) return stale
  const admitted = admission(scene, request.command.action)
  if ('refusal' in admitted) return refused(admitted.refusal)
  const outcome = step({ ...scene, petition: admitted.petition }, admitted, request)
  return outcome.ok ? { ...outcome, matter: withoutLapsed(outcome.matter, request.at) } : outcome
}

/** Whoever wrote an entry can correct it for good, also when 改批 has taken the matter from him (process §9). */
function correctsOwn({ assignment, actor }: Scene, { command }: Request): boolean {
  return (
    'progressId' in command &&
    assignment?.progress.some(
      (entry) => entry.id === command.progressId && entry.by === actor.openId,
    ) === true
  )
}

/** Everybody who may give this command now, whatever their card says: for words and for card buttons. */
export function mayAct(
  scene: Omit<Scene, 'petition'> & { readonly petition?: Petition | null },
  action: MatterAction | AssignmentAction,
): boolean {
  return refusalFor(scene, action) === null
}

/** Why this command may not be given now, whatever it would say; null where it may. */
export function refusalFor(
  scene: Omit<Scene, 'petition'> & { readonly petition?: Petition | null },
  action: MatterAction | AssignmentAction,
): Refusal | null {
  const admitted = admission({ petition: null, ...scene }, action)
  return 'refusal' in admitted ? admitted.refusal : null
}

function step(scene: Scene, capacity: Capacity, request: Request): Decided | Refused {
  const { assignment } = scene
  const { command } = request
  if ('opinion' in command && carriesSecrecyMark(command.opinion))
    return refused({ reason: 'secrecyMark' })
  if (isMatterCommand(command)) return decideOnMatter(scene, capacity, command, request)
  if (assignment === null) return refused({ reason: 'matterUnknown' })
  return decideOnAssignment({ ...scene, assignment }, capacity, command, request)
}

function isMatterCommand(command: MatterCommand | AssignmentCommand): command is MatterCommand {
  return isMatterAction(command.action)
}

/** A card drawn for an earlier turn, or about a petition that has its word, changes nothing (invariant 5). */
function overtaken({ matter, assignment, petition }: Scene, request: Request): Refused | null {
  const action = request.command.action
  if (petition !== null) return petitionOvertaken(matter, petition, request)
  if (request.turn === null) return null
  const onMatter = isMatterAction(action)
  const subject = onMatter ? matter : assignment
  if (subject === null || turnFor(matter, subject, action) === request.turn) return null
  return overtakenBy(
    actThatEnded(matter, onMatter ? null : request.assignmentId, request.turn),
    request,
  )
}

/** `again`: it was the same person's same act, whose answer may have been lost. */
function overtakenBy(act: Act | null, { actor, command }: Request): Refused {
  const again = act !== null && act.actor === actor && act.action === ACTION_ZH[command.action]
  return refused({ reason: 'overtaken', act, again })
}

/** 督查结果 is each leader's own copy and outlives the turn (process §1.1). */
function turnFor(
  matter: Matter,
  subject: Matter | Assignment,
  action: MatterAction | AssignmentAction,
): number {
  return rowOf(action).card === 'feedback' ? resultTurn(matter) : subject.turn
}

function petitionOvertaken(matter: Matter, petition: Petition, request: Request): Refused | null {
  const { petition: moved } = rowOf(request.command.action)
  if (moved?.from.includes(petition.stage) === true && moved.kinds.includes(petition.kind))
    return null
  return overtakenBy(lastActOn(matter, petition), request)
}

/**
 * A leader whose decision was asked for may learn that the turn is over, by his own hand or because the
 * proposal was withdrawn, although what is now a draft again is the office's own.
 */
function wasAsked(scene: Scene, { command, turn }: Request): boolean {
  if (!isMatterAction(command.action) || turn === null) return false
  const row = matterRow(command.action)
  return (
    actThatEnded(scene.matter, null, turn) !== null &&
    capacityFor(scene, row.by, row.scope) !== null
  )
}

type Admitted = Capacity & { readonly petition: Petition | null }

function rowOf(action: MatterAction | AssignmentAction): MatterRow | AssignmentRow {
  return isMatterAction(action) ? matterRow(action) : assignmentRow(action)
}

/** The petition that the action is about: the card's, or the latest that fits where none is named. */
function petitionMeant(scene: Scene, row: MatterRow | AssignmentRow): Petition | null {
  const moved = row.petition
  if (moved === undefined) return null
  if (scene.petition !== null) return scene.petition
  const id = scene.assignment?.id ?? null
  return (
    scene.matter.petitions.findLast(
      (held) =>
        held.assignmentId === id &&
        moved.kinds.includes(held.kind) &&
        moved.from.includes(held.stage),
    ) ?? null
  )
}

function admission(
  scene: Scene,
  action: MatterAction | AssignmentAction,
): Admitted | { refusal: Refused['refusal'] } {
  const { matter, assignment } = scene
  const row = rowOf(action)
  const status = isMatterAction(action) ? matter.status : assignment?.status
  const by = standingsFor(row, status ?? '')
  const capacity = capacityFor(scene, by, row.scope)
  if (capacity === null) {
    const own = scene.actor.openId === matter.proposedBy && by.includes('approver')
    const standing = by[0] ?? 'supervision'
    return { refusal: own ? { reason: 'ownRequest' } : { reason: 'otherStanding', standing } }
  }
  const kinds = 'kinds' in row ? row.kinds : undefined
  const fits = kinds === undefined || (assignment !== null && kinds.includes(assignment.kind))
  // An assignment moves only while its matter is handled; what was recorded can be corrected later, too.
  const rests = !isMatterAction(action) && row.to.length > 0 && matter.status !== 'handling'
  if (status === undefined || !fits || rests || !(row.from as readonly string[]).includes(status))
    return { refusal: wrongStatus(scene, action) }
  const petition = petitionMeant(scene, row)
  if (row.petition !== undefined && row.petition.optional !== true && petition === null)
    return { refusal: wrongStatus(scene, action) }
  if (
    row.petition?.decides === true &&
    petition !== null &&
    decidesOwn(petition, scene.actor.openId, capacity, action)
  )
    return { refusal: { reason: 'ownRequest' } }
  return { ...capacity, petition: row.petition?.optional === true ? scene.petition : petition }
}

/** Nobody decides on what he asked for, and nobody in his place does (invariant 10). */
function decidesOwn(
  petition: Petition,
  actor: OpenId,
  { actingFor }: Capacity,
  action: MatterAction | AssignmentAction,
): boolean {
  if (isAskedBy(petition, actor)) return true
  return isMatterAction(action) && actingFor !== null && isAskedBy(petition, actingFor)
}

function wrongStatus(
  { matter, assignment }: Scene,
  action: MatterAction | AssignmentAction,
): Refused['refusal'] {
  if (action === 'submit' && assignment !== null && isUnsigned(assignment))
    return { reason: 'unsigned' }
  if (action === 'chase' && assignment !== null && isHandedIn(assignment.status))
    return { reason: 'chaseHandedIn' }
  const onMatter = isMatterAction(action) || assignment === null || matter.status !== 'handling'
  const id = onMatter ? null : assignment.id
  return {
    reason: 'wrongStatus',
    action: ACTION_ZH[action],
    status: onMatter ? MATTER_STATUS_ZH[matter.status] : ASSIGNMENT_STATUS_ZH[assignment.status],
    last: lastStepOf(matter, id),
  }
}

function isUnsigned(assignment: Assignment): boolean {
  return !isFinalAssignment(assignment.status) && liveSignOff(assignment) === undefined
}
