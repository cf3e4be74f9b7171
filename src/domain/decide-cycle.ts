// 阶段进展 of long matters: once a month the lead tells how far it is (process §1.2, interface §4 cycleDay).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import type { Assignment, Matter } from './matter.ts'
import { isPetition, petitionsOf, withNewPetition, withPetition } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, ASSIGNMENT_STATUS_ZH, AUTOMATIC_ZH, PETITION_ZH } from './terms.ts'
import { dayOf, type Instant } from './time.ts'
import { ASSIGNMENT_TRANSITIONS } from './transitions.ts'

/** Whether this part of the matter owes a 阶段进展 for the month of `at` and has not been asked for it. */
export function owesCycle(matter: Matter, assignment: Assignment, at: Instant): boolean {
  const open: readonly string[] = ASSIGNMENT_TRANSITIONS.presentCycle.from
  return (
    matter.cycle === 'monthly' &&
    matter.status === 'handling' &&
    assignment.kind === 'lead' &&
    open.includes(assignment.status) &&
    !petitionsOf(matter.petitions, 'cycle', assignment.id).some(
      ({ facts }) => facts.month === cycleMonth(at),
    )
  )
}

/** The month's 阶段进展 is asked for, by the clock and nobody else. `sourceEventId` names what was due. */
export function beginCycle(
  matter: Matter,
  assignment: Assignment,
  at: Instant,
  sourceEventId: string,
): Decided | Refused {
  if (!owesCycle(matter, assignment, at))
    return refused({
      reason: 'wrongStatus',
      action: PETITION_ZH.cycle,
      status: ASSIGNMENT_STATUS_ZH[assignment.status],
      last: null,
    })
  const month = cycleMonth(at)
  const begun = withNewPetition(matter, {
    kind: 'cycle',
    assignmentId: assignment.id,
    stage: 'proposed',
    by: 'system',
    at,
    facts: { month, achievement: '', problem: '' },
  })
  const deed: Deed = { actor: 'system', actingFor: null, at, sourceEventId }
  const entry = { action: AUTOMATIC_ZH, details: { petition: String(begun.position), month } }
  return decided(noteOnAssignment(begun.matter, assignment, deed, entry), matter)
}

/** 呈领导同意: what was done this month, and what stands in the way. */
export function presentCycle(
  { matter, assignment, petition, at }: AssignmentScene,
  command: CommandOf<'presentCycle'>,
  deed: Deed,
): Decided | Refused {
  if (petition === null || !isPetition(petition, 'cycle'))
    return refused({ reason: 'matterUnknown' })
  const achievement = command.achievement.trim()
  const problem = command.problem.trim()
  if (carriesSecrecyMark(`${achievement}\n${problem}`)) return refused({ reason: 'secrecyMark' })
  if (achievement === '') return refused({ reason: 'blanks', missing: ['achievement'] })
  const facts = { achievement, problem, presentedBy: deed.actor, opinion: '' }
  const presented = withPetition(matter, petition, 'awaitingHead', facts, at)
  const details = { petition: String(petition.position) }
  const entry = { action: ASSIGNMENT_ACTION_ZH.presentCycle, details }
  return decided(noteOnAssignment(presented, assignment, deed, entry), matter)
}

/** The month that a 阶段进展 of this instant is for, `2026-10`. */
export function cycleMonth(at: Instant): string {
  return dayOf(at).slice(0, 7)
}
