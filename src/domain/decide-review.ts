// 审核: the office passes what a department handed in, or sends it back (process §1.2).
import type { CommandOf } from './command.ts'
import {
  byItself,
  type Decided,
  type Deed,
  decided,
  moveAssignment,
  moveMatter,
} from './decided.ts'
import { latestReport, liveSubmission, type Matter } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import { reworkDeadlineFault } from './rework.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, AUTOMATIC_ZH } from './terms.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'
import { takenBack } from './voided.ts'

export type ReviewCommand = CommandOf<'pass' | 'returnSubmission'>

export function decideOnReview(
  scene: AssignmentScene,
  command: ReviewCommand,
  deed: Deed,
): Decided | Refused {
  if (liveSubmission(scene.assignment)?.by === deed.actor) return refused({ reason: 'ownRequest' })
  return command.action === 'pass' ? pass(scene, deed) : giveBack(scene, command, deed)
}

/** The lead's material is good: the matter waits for its feedback, who has not given is left out. */
function pass({ matter, assignment }: AssignmentScene, deed: Deed): Decided {
  const report = latestReport(assignment)
  const entry = {
    action: ASSIGNMENT_ACTION_ZH.pass,
    contentHash: report?.contentHash ?? null,
    details: { version: String(report?.reportVersion ?? 0) },
  }
  const passed = moveAssignment(matter, assignment, 'passed', deed, entry)
  const automatic = byItself(deed)
  const left = leaveOut(passed, automatic)
  const to = AUTOMATIC_STEPS.consolidate.to
  return decided(moveMatter(left, to, automatic, { action: AUTOMATIC_ZH }, true), matter)
}

function leaveOut(matter: Matter, deed: Deed): Matter {
  return matter.assignments
    .filter((held) => (AUTOMATIC_STEPS.leaveOut.from as readonly string[]).includes(held.status))
    .reduce(
      (held, assignment) =>
        moveAssignment(held, assignment, AUTOMATIC_STEPS.leaveOut.to, deed, {
          action: AUTOMATIC_ZH,
        }),
      matter,
    )
}

/** The old versions stay; what was signed counts no more, so a new sign-off is needed (invariant 11). */
function giveBack(
  { matter, assignment, at }: AssignmentScene,
  command: CommandOf<'returnSubmission'>,
  deed: Deed,
): Decided | Refused {
  const action = ASSIGNMENT_ACTION_ZH.returnSubmission
  const opinion = command.opinion.trim()
  const { reworkDeadline } = command
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const fault = reworkDeadlineFault(reworkDeadline, at)
  if (fault !== null) return fault
  const contentHash = latestReport(assignment)?.contentHash ?? null
  const entry = { action, details: { opinion }, contentHash }
  const patch = {
    reworkDeadline,
    returnOpinion: opinion,
    ...takenBack(assignment, at),
  }
  return decided(moveAssignment(matter, assignment, 'compiling', deed, entry, patch), matter)
}
