// 改派: a department says that the task is not its own, or 督查室主任 sees that it is another's (process §1.2).
import { addWorkdays } from './calendar.ts'
import type { CommandOf } from './command.ts'
import { effectiveDeadline } from './deadline.ts'
import { type Decided, type Deed, decided, moveAssignment, noteOnAssignment } from './decided.ts'
import { staffGaps } from './docket.ts'
import { type Assignment, assignmentOf, type Matter } from './matter.ts'
import { newAssignment } from './new-assignment.ts'
import { type DepartmentId, departmentOf, viceMayorFor } from './organisation.ts'
import { partsInOrder } from './parts-in-order.ts'
import { isPetition, openPetition, withNewPetition, withPetition } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'
import { dayOf, type Instant } from './time.ts'

type RedirectCommand = CommandOf<'applyRedirect' | 'grantRedirect' | 'denyRedirect' | 'redirect'>

export function decideOnRedirect(
  scene: AssignmentScene,
  command: RedirectCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'applyRedirect':
      return apply(scene, command.reason, deed)
    case 'grantRedirect':
      return grant(scene, command, deed)
    case 'denyRedirect':
      return deny(scene, command.opinion, deed)
    case 'redirect':
      return redirect(scene, command, deed)
    default:
      return command satisfies never
  }
}

/** Only in the first working days, and before 签收: whoever has signed for it has taken it. */
function apply(scene: AssignmentScene, text: string, deed: Deed): Decided | Refused {
  const { matter, assignment, organisation, at } = scene
  const workdays = organisation.rules.redirectWorkdays
  const lastDay = addWorkdays(organisation.calendar, dayOf(assignment.handedOverAt), workdays)
  if (dayOf(at) > lastDay) return refused({ reason: 'redirectTooLate', workdays })
  const reason = text.trim()
  if (carriesSecrecyMark(reason)) return refused({ reason: 'secrecyMark' })
  const open = openPetition(matter.petitions, 'redirect', assignment.id)
  if (open !== undefined) return refused({ reason: 'applicationPending', stage: open.stage })
  if (reason === '') return refused({ reason: 'blanks', missing: ['redirectReason'] })
  const begun = withNewPetition(matter, {
    kind: 'redirect',
    assignmentId: assignment.id,
    stage: 'awaitingHead',
    by: deed.actor,
    at,
    facts: { reason },
  })
  const details = { petition: String(begun.position) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.applyRedirect, details }
  return decided(noteOnAssignment(begun.matter, assignment, deed, entry), matter)
}

function grant(
  scene: AssignmentScene,
  command: CommandOf<'grantRedirect'>,
  deed: Deed,
): Decided | Refused {
  const { matter, petition, at } = scene
  if (petition === null || !isPetition(petition, 'redirect'))
    return refused({ reason: 'matterUnknown' })
  const lead = command.lead
  if (lead === null) return refused({ reason: 'redirectTo', fault: 'missing' })
  const fault = placeFault(scene, lead)
  if (fault !== null) return fault
  const opinion = command.opinion.trim()
  const facts = { lead, opinion, decidedBy: deed.actor, decidedFor: deed.actingFor }
  const granted = withPetition(matter, petition, 'granted', facts, at)
  const details = { petition: String(petition.position), ...said(opinion) }
  const action = ASSIGNMENT_ACTION_ZH.grantRedirect
  return decided(moved(granted, scene, lead, { action, details }, deed), matter)
}

/** 督查室主任 of his own accord: an application that waits has its answer with it. */
function redirect(
  scene: AssignmentScene,
  command: CommandOf<'redirect'>,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, at } = scene
  const reason = command.reason.trim()
  if (carriesSecrecyMark(reason)) return refused({ reason: 'secrecyMark' })
  const fault = placeFault(scene, command.department)
  if (fault !== null) return fault
  const open = openPetition(matter.petitions, 'redirect', assignment.id)
  const settled = open === undefined ? matter : withPetition(matter, open, 'dropped', {}, at)
  const details = {
    ...(open === undefined ? {} : { petition: String(open.position) }),
    ...said(reason),
  }
  const action = ASSIGNMENT_ACTION_ZH.redirect
  return decided(moved(settled, scene, command.department, { action, details }, deed), matter)
}

function said(opinion: string): Record<string, string> {
  return opinion === '' ? {} : { opinion }
}

/** Whoever is to take it has people for every step, and time left for them; a lead has a leader above it. */
function placeFault(scene: AssignmentScene, id: DepartmentId): Refused | null {
  const { matter, assignment, organisation, at } = scene
  const department = departmentOf(organisation, id)
  if (department === undefined) return refused({ reason: 'redirectTo', fault: 'missing' })
  const inside = matter.assignments.some(
    (held) => held.departmentId === id && held.status !== 'redirected',
  )
  if (inside)
    return refused({ reason: 'redirectTo', fault: 'inside', department: department.shortName })
  const noLeader = assignment.kind === 'lead' && viceMayorFor(organisation, id) === undefined
  const missing = [...staffGaps(organisation, id), ...(noLeader ? (['viceMayor'] as const) : [])]
  if (missing.length > 0)
    return refused({ reason: 'redirectLacks', department: department.shortName, missing })
  return effectiveDeadline(assignment) <= at
    ? refused({ reason: 'redirectTo', fault: 'late' })
    : null
}

/** The old part ends for good; the new one begins with the same task, kind and deadline. */
function moved(
  matter: Matter,
  { assignment, at }: AssignmentScene,
  to: DepartmentId,
  entry: { readonly action: string; readonly details: Readonly<Record<string, string>> },
  deed: Deed,
): Matter {
  const details = { ...entry.details, department: to }
  const ended = moveAssignment(matter, assignment, 'redirected', deed, { ...entry, details })
  const old = assignmentOf(ended, assignment.id) ?? assignment
  const begun = handedOn(ended, old, to, at)
  const lead = old.kind === 'lead' ? to : ended.lead
  const co = old.kind === 'co' ? replaced(ended.co, old.departmentId, to) : ended.co
  return { ...ended, lead, co, assignments: partsInOrder([...ended.assignments, begun]) }
}

function handedOn(matter: Matter, old: Assignment, to: DepartmentId, at: Instant): Assignment {
  const fresh = newAssignment(matter, to, old.kind, at)
  // What the old department was granted is not the new one's own extension, but its time is.
  const deadline = old.deadline > at ? old.deadline : effectiveDeadline(old)
  return { ...fresh, task: old.task, deadline, extendedTo: old.extendedTo }
}

function replaced(
  ids: readonly DepartmentId[],
  from: DepartmentId,
  to: DepartmentId,
): DepartmentId[] {
  return ids.map((id) => (id === from ? to : id))
}

function deny(scene: AssignmentScene, text: string, deed: Deed): Decided | Refused {
  const { matter, assignment, petition, at } = scene
  const opinion = text.trim()
  const action = ASSIGNMENT_ACTION_ZH.denyRedirect
  if (petition === null || !isPetition(petition, 'redirect'))
    return refused({ reason: 'matterUnknown' })
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const facts = { opinion, decidedBy: deed.actor, decidedFor: deed.actingFor }
  const denied = withPetition(matter, petition, 'denied', facts, at)
  const details = { petition: String(petition.position), opinion }
  return decided(noteOnAssignment(denied, assignment, deed, { action, details }), matter)
}
