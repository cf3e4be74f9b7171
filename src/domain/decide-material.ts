// 配合材料: what a co-department gave is taken or sent back by the lead's officer (process §1.2).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveAssignment } from './decided.ts'
import { lastStepOf } from './history.ts'
import { latestReport } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, ASSIGNMENT_STATUS_ZH } from './terms.ts'
import { takenBack } from './voided.ts'

type MaterialCommand = CommandOf<'receiveMaterial' | 'returnMaterial'>

export function decideOnMaterial(
  scene: AssignmentScene,
  command: MaterialCommand,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment } = scene
  const action = ASSIGNMENT_ACTION_ZH[command.action]
  if (assignment.materialReceivedAt !== null) {
    const status = ASSIGNMENT_STATUS_ZH[assignment.status]
    const last = lastStepOf(matter, assignment.id)
    return refused({ reason: 'wrongStatus', action, status, last })
  }
  return command.action === 'receiveMaterial'
    ? receive(scene, action, deed)
    : giveBack(scene, action, command.opinion, deed)
}

function receive({ matter, assignment, at }: AssignmentScene, action: string, deed: Deed): Decided {
  const contentHash = latestReport(assignment)?.contentHash ?? null
  const patch = { materialReceivedAt: at }
  return decided(
    moveAssignment(matter, assignment, null, deed, { action, contentHash }, patch),
    matter,
  )
}

/** As with the office's own return: the old versions stay, what was signed counts no more (invariants 1 and 11). */
function giveBack(
  { matter, assignment, at }: AssignmentScene,
  action: string,
  text: string,
  deed: Deed,
): Decided | Refused {
  const opinion = text.trim()
  if (opinion === '') return refused({ reason: 'opinionMissing', action })
  const contentHash = latestReport(assignment)?.contentHash ?? null
  const entry = { action, details: { opinion }, contentHash }
  const patch = {
    returnOpinion: opinion,
    ...takenBack(assignment, at),
  }
  return decided(moveAssignment(matter, assignment, 'compiling', deed, entry, patch), matter)
}
