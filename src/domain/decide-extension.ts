// 延期: asked for before the deadline, let out by the head, decided by the office (process §4).
import { addWorkdays } from './calendar.ts'
import type { CommandOf, ExtensionAsked } from './command.ts'
import { effectiveDeadline } from './deadline.ts'
import { byItself, type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import { extensionBarred, timeFault } from './extension.ts'
import type { Assignment, Matter } from './matter.ts'
import type { OpenId, Organisation } from './organisation.ts'
import {
  type ExtensionFacts,
  isPetition,
  openPetition,
  withNewPetition,
  withPetition,
} from './petition.ts'
import { type BlankField, type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, AUTOMATIC_ZH } from './terms.ts'
import { dayOf, type Instant, instantOf } from './time.ts'
import { ASSIGNMENT_TRANSITIONS } from './transitions.ts'

type ExtensionCommand = CommandOf<
  'proposeExtension' | 'presentExtension' | 'grantExtension' | 'denyExtension' | 'grantSpecially'
>

export function decideOnExtension(
  scene: AssignmentScene,
  command: ExtensionCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'proposeExtension':
      return propose(scene, command, deed)
    case 'presentExtension':
      return present(scene, command, deed)
    case 'grantExtension':
      return grant(scene, command, deed)
    case 'denyExtension':
      return deny(scene, command.opinion, deed)
    case 'grantSpecially':
      return grantSpecially(scene, command, deed)
    default:
      return command satisfies never
  }
}

/** A handler's or an officer's wish; what it does not say yet the officer fills in (process §4). */
function propose(scene: AssignmentScene, asked: ExtensionAsked, deed: Deed): Decided | Refused {
  const { matter, assignment, at } = scene
  const barred = extensionBarred(scene)
  if (barred !== null) return barred
  if (carriesSecrecyMark(textOf(asked))) return refused({ reason: 'secrecyMark' })
  const fault = asked.to === null ? null : timeFault(scene, asked.to)
  if (fault !== null) return fault
  const open = openPetition(matter.petitions, 'extension', assignment.id)
  if (open !== undefined && open.stage !== 'proposed')
    return refused({ reason: 'applicationPending', stage: open.stage })
  if (open !== undefined && saysNothingNew(open.facts, asked))
    return refused({ reason: 'applicationPending', stage: 'proposed' })
  const from = effectiveDeadline(assignment)
  if (open !== undefined) {
    const facts = { ...withoutBlanks(asked), from }
    return noted(scene, withPetition(matter, open, 'proposed', facts, at), open.position, deed)
  }
  const begun = withNewPetition(matter, {
    kind: 'extension',
    assignmentId: assignment.id,
    stage: 'proposed',
    by: deed.actor,
    at,
    facts: { ...facts(asked), from },
  })
  return noted(scene, begun.matter, begun.position, deed)
}

function noted(
  { matter: before, assignment }: AssignmentScene,
  matter: Matter,
  position: number,
  deed: Deed,
): Decided {
  const details = { petition: String(position) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.proposeExtension, details }
  return decided(noteOnAssignment(matter, assignment, deed, entry), before)
}

function facts({ to, reasonKind, reason, progress }: ExtensionAsked) {
  return { to, reasonKind, reason: reason.trim(), progress: progress.trim() }
}

/** A second word about the same wish changes what it says and leaves the rest. */
function withoutBlanks(asked: ExtensionAsked): Partial<ExtensionFacts> {
  return Object.fromEntries(
    Object.entries(facts(asked)).filter(([, value]) => value !== null && value !== ''),
  )
}

function saysNothingNew(held: ExtensionFacts, asked: ExtensionAsked): boolean {
  return Object.entries(withoutBlanks(asked)).every(
    ([name, value]) => held[name as keyof ExtensionFacts] === value,
  )
}

function textOf({ reason, progress }: ExtensionAsked): string {
  return `${reason}\n${progress}`
}

function present(scene: AssignmentScene, asked: ExtensionAsked, deed: Deed): Decided | Refused {
  const { matter, assignment, petition, at } = scene
  const barred = extensionBarred(scene)
  if (barred !== null) return barred
  if (petition === null || !isPetition(petition, 'extension')) return gone()
  if (carriesSecrecyMark(textOf(asked))) return refused({ reason: 'secrecyMark' })
  const missing = blanksIn(asked)
  if (asked.to === null || missing.length > 0) return refused({ reason: 'blanks', missing })
  const fault = timeFault(scene, asked.to)
  if (fault !== null) return fault
  const presented = { ...facts(asked), from: effectiveDeadline(assignment), opinion: '' }
  const presentedBy = deed.actor
  const moved = withPetition(matter, petition, 'awaitingHead', { ...presented, presentedBy }, at)
  const details = { petition: String(petition.position) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.presentExtension, details }
  return decided(noteOnAssignment(moved, assignment, deed, entry), matter)
}

function blanksIn({ to, reasonKind, reason, progress }: ExtensionAsked): BlankField[] {
  return [
    ...(to === null ? (['to'] as const) : []),
    ...(reasonKind === null ? (['reasonKind'] as const) : []),
    ...(reason.trim() === '' ? (['extensionReason'] as const) : []),
    ...(progress.trim() === '' ? (['progress'] as const) : []),
  ]
}

function grant(
  scene: AssignmentScene,
  command: CommandOf<'grantExtension'>,
  deed: Deed,
): Decided | Refused {
  const { petition, at } = scene
  if (petition === null || !isPetition(petition, 'extension')) return gone()
  const to = command.to ?? petition.facts.to
  if (to === null) return refused({ reason: 'blanks', missing: ['to'] })
  const fault = timeFault(scene, to)
  if (fault !== null) return fault
  const given = { opinion: command.opinion.trim(), grantedTo: to, ...decidedBy(deed) }
  const matter = withPetition(scene.matter, petition, 'granted', given, at)
  const action = ASSIGNMENT_ACTION_ZH.grantExtension
  return extended(
    scene,
    matter,
    { to, action, position: petition.position, opinion: command.opinion },
    deed,
  )
}

/** 特批延期, also after the deadline; whatever was asked for meanwhile has its answer (process §4). */
function grantSpecially(
  scene: AssignmentScene,
  command: CommandOf<'grantSpecially'>,
  deed: Deed,
): Decided | Refused {
  const { assignment, at } = scene
  const { to } = command
  const reason = command.reason.trim()
  if (carriesSecrecyMark(reason)) return refused({ reason: 'secrecyMark' })
  const missing = [
    ...(to === null ? (['to'] as const) : []),
    ...(reason === '' ? (['specialReason'] as const) : []),
  ]
  if (to === null || missing.length > 0) return refused({ reason: 'blanks', missing })
  const fault = timeFault(scene, to)
  if (fault !== null) return fault
  const open = openPetition(scene.matter.petitions, 'extension', assignment.id)
  const settled =
    open === undefined ? scene.matter : withPetition(scene.matter, open, 'dropped', {}, at)
  const { matter, position } = withNewPetition(settled, {
    kind: 'extension',
    assignmentId: assignment.id,
    stage: 'granted',
    by: deed.actor,
    at,
    facts: {
      to,
      reasonKind: null,
      reason,
      progress: '',
      from: effectiveDeadline(assignment),
      grantedTo: to,
      special: true,
      ...decidedBy(deed),
    },
  })
  const action = ASSIGNMENT_ACTION_ZH.grantSpecially
  return extended(scene, matter, { to, action, position, opinion: reason }, deed)
}

function decidedBy(deed: Deed): { decidedBy: OpenId; decidedFor: OpenId | null } {
  return { decidedBy: deed.actor, decidedFor: deed.actingFor }
}

interface Extended {
  readonly to: Instant
  readonly action: string
  readonly position: number
  readonly opinion: string
}

/** The deadline moves, with the old and the new one in the trail; where the lead's moves, the others' follow. */
function extended(
  { matter: before, assignment, organisation, at }: AssignmentScene,
  matter: Matter,
  { to, action, position, opinion }: Extended,
  deed: Deed,
): Decided {
  const said = opinion.trim() === '' ? {} : { opinion: opinion.trim() }
  const details = { petition: String(position), ...movedBetween(assignment, to), ...said }
  const patch = laterDeadline(assignment, to)
  const moved = noteOnAssignment(matter, assignment, deed, { action, details }, patch)
  if (assignment.kind === 'co') return decided(moved, before)
  const automatic = byItself(deed)
  const followed = moved.assignments
    .filter((held) => held.kind === 'co' && isExtendable(held))
    .reduce((held, co) => follow(held, co, to, organisation, automatic, at), moved)
  return decided(followed, before)
}

/** A co-department has its material ready as long before the lead's new deadline as the rules say. */
function follow(
  matter: Matter,
  co: Assignment,
  leadTo: Instant,
  organisation: Organisation,
  deed: Deed,
  at: Instant,
): Matter {
  const { rules, calendar } = organisation
  const day = addWorkdays(calendar, dayOf(leadTo), -rules.coDeadlineWorkdays)
  const to = instantOf(day, rules.defaultDeadlineTime)
  if (to <= effectiveDeadline(co) || to <= at) return matter
  const entry = { action: AUTOMATIC_ZH, details: movedBetween(co, to) }
  return noteOnAssignment(matter, co, deed, entry, laterDeadline(co, to))
}

/** 补正时限 counts before a granted extension, so while one runs it is what moves (process §1.4). */
function laterDeadline(assignment: Assignment, to: Instant): Partial<Assignment> {
  return assignment.reworkDeadline === null ? { extendedTo: to } : { reworkDeadline: to }
}

function movedBetween(assignment: Assignment, to: Instant): Record<string, string> {
  return {
    from: new Date(effectiveDeadline(assignment)).toISOString(),
    to: new Date(to).toISOString(),
  }
}

function isExtendable({ status }: Assignment): boolean {
  return (ASSIGNMENT_TRANSITIONS.grantExtension.from as readonly string[]).includes(status)
}

function deny(scene: AssignmentScene, opinion: string, deed: Deed): Decided | Refused {
  const { matter, assignment, petition, at } = scene
  const said = opinion.trim()
  const action = ASSIGNMENT_ACTION_ZH.denyExtension
  if (petition === null || !isPetition(petition, 'extension')) return gone()
  if (said === '') return refused({ reason: 'opinionMissing', action })
  const facts = { opinion: said, ...decidedBy(deed) }
  const denied = withPetition(matter, petition, 'denied', facts, at)
  const details = { petition: String(petition.position), opinion: said }
  return decided(noteOnAssignment(denied, assignment, deed, { action, details }), matter)
}

function gone(): Refused {
  return refused({ reason: 'matterUnknown' })
}
