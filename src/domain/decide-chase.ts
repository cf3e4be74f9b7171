// 催办 by the office: on any open assignment, not too often, and not while a granted extension runs (process §3).
import { workingHoursBetween } from './calendar.ts'
import type { Chase } from './chase.ts'
import type { CommandOf } from './command.ts'
import { effectiveDeadline } from './deadline.ts'
import { type Decided, type Deed, decided, noteOnAssignment } from './decided.ts'
import { grantedExtension } from './extension.ts'
import { idFrom } from './hash.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'

/** UTF-16 units. A chase is a few sentences. */
const TEXT_MAX = 500

export function chase(
  { matter, assignment, organisation, at }: AssignmentScene,
  command: CommandOf<'chase'>,
  deed: Deed,
): Decided | Refused {
  const { rules, calendar } = organisation
  const last = assignment.chases.at(-1)
  const rested = last === undefined || workingHoursBetween(calendar, rules.workHours, last.at, at)
  if (rested !== true && rested < rules.chaseCooldownHours)
    return refused({ reason: 'chaseTooSoon', hours: rules.chaseCooldownHours })
  if (grantedExtension(matter, assignment) !== undefined && at <= effectiveDeadline(assignment))
    return refused({ reason: 'chaseExtended' })
  const text = command.text.trim()
  if (carriesSecrecyMark(text)) return refused({ reason: 'secrecyMark' })
  if (text.length > TEXT_MAX) return refused({ reason: 'tooLong', field: 'chase', limit: TEXT_MAX })
  if (text === '') return refused({ reason: 'chaseEmpty' })
  const position = assignment.chases.length + 1
  const made: Chase = {
    id: idFrom(assignment.id, 'chase', position),
    assignmentId: assignment.id,
    position,
    text,
    deadline: command.deadline,
    by: deed.actor,
    at,
  }
  const entry = { action: ASSIGNMENT_ACTION_ZH.chase, details: { text } }
  const patch = { chases: [...assignment.chases, made] }
  return decided(noteOnAssignment(matter, assignment, deed, entry, patch), matter)
}
