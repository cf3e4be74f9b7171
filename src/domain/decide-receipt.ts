// 签收并呈批: the department takes the task, and takes note of what was corrected (process §1.1, §1.2).
import { type Decided, type Deed, decided, moveAssignment, noteOnAssignment } from './decided.ts'
import { assignmentOf } from './matter.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'

/** 接受任务 and 汇报任务 in one tap, and two entries in the trail. */
export function acknowledge(
  scene: AssignmentScene,
  suggestion: string,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, at } = scene
  if (carriesSecrecyMark(suggestion)) return refused({ reason: 'secrecyMark' })
  const action = ASSIGNMENT_ACTION_ZH.acknowledge
  const by = deed.actor === 'system' ? null : deed.actor
  const received = moveAssignment(
    matter,
    assignment,
    'received',
    deed,
    { action },
    { acknowledgedBy: by, acknowledgedAt: at, suggestion },
    false,
  )
  const held = assignmentOf(received, assignment.id) ?? assignment
  const details = suggestion === '' ? {} : { suggestion }
  const briefed = moveAssignment(received, held, 'awaitingInstruction', deed, { action, details })
  return decided(briefed, matter)
}

/** 签收并呈批 once more: the department has taken note of a 更正 (process §1.1). */
export function reacknowledge(
  { matter, assignment, actor }: AssignmentScene,
  deed: Deed,
): Decided | Refused {
  const action = ASSIGNMENT_ACTION_ZH.reacknowledge
  if (assignment.correctedAt === null) {
    const act =
      matter.history.findLast(
        (held) => held.assignmentId === assignment.id && held.action === action,
      ) ?? null
    return refused({ reason: 'overtaken', act, again: act?.actor === actor.openId })
  }
  const entry = { action, details: { corrected: String(assignment.correctedAt) } }
  const patch = { correctedAt: null }
  return decided(noteOnAssignment(matter, assignment, deed, entry, patch), matter)
}
