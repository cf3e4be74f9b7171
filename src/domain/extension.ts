// The rules of 延期 that others ask for, too: what waits, what was granted, what cannot be asked for (process §4).
import { effectiveDeadline } from './deadline.ts'
import type { Assignment, Matter } from './matter.ts'
import { openPetition, type PetitionAs, petitionsOf } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import type { AssignmentScene } from './standing.ts'
import type { Instant } from './time.ts'

/**
 * Whether an extension that was asked for in time waits for its decision: escalation rests meanwhile
 * (process §3). What the head has not let out by the deadline was not asked for in time.
 */
export function extensionUndecided(matter: Matter, assignment: Assignment, at: Instant): boolean {
  const open = openPetition(matter.petitions, 'extension', assignment.id)
  if (open?.stage === 'awaitingHead') return at < effectiveDeadline(assignment)
  return open?.stage === 'awaitingOffice'
}

/** The extension by which the assignment is due later than it was, if one was granted and still counts. */
export function grantedExtension(
  matter: Matter,
  assignment: Assignment,
): PetitionAs<'extension'> | undefined {
  return petitionsOf(matter.petitions, 'extension', assignment.id).findLast(
    ({ stage, facts }) => stage === 'granted' && facts.grantedTo === effectiveDeadline(assignment),
  )
}

/** Why an extension cannot go on its way now, whatever it says; null when it can. */
export function extensionBarred(scene: AssignmentScene): Refused | null {
  const { matter, assignment, organisation, at } = scene
  if (at >= effectiveDeadline(assignment)) return refused({ reason: 'extensionTooLate' })
  const limit = organisation.rules.maxExtensions
  const granted = petitionsOf(matter.petitions, 'extension', assignment.id).filter(
    ({ stage, facts }) => stage === 'granted' && facts.special !== true,
  )
  return granted.length >= limit ? refused({ reason: 'extensionsUsedUp', limit }) : null
}

/** A new date is later than the old one, still to come, and never past the superior's deadline (process §4). */
export function timeFault(
  { matter, assignment, at }: AssignmentScene,
  to: Instant,
): Refused | null {
  const from = effectiveDeadline(assignment)
  if (to <= from) return refused({ reason: 'extensionTo', fault: 'notLater', limit: from })
  if (to <= at) return refused({ reason: 'extensionTo', fault: 'past', limit: at })
  const limit = matter.superior ? matter.superiorDeadline : null
  return limit !== null && to > limit
    ? refused({ reason: 'extensionTo', fault: 'superior', limit })
    : null
}
