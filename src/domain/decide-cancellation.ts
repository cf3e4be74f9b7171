// 撤销: proposed by a leader of the office, effective with the approving leader's tap (process §1.1).
import type { CommandOf } from './command.ts'
import {
  type Decided,
  type Deed,
  decided,
  moveAssignment,
  moveMatter,
  noteOnMatter,
} from './decided.ts'
import { withNewPetition, withPetition } from './petition.ts'
import { pendingOf, somebodyElseApproves } from './put-petition.ts'
import { type Refused, refused } from './refusal.ts'
import { carriesSecrecyMark } from './secrecy.ts'
import type { Scene } from './standing.ts'
import { type AssignmentStatus, MATTER_ACTION_ZH } from './terms.ts'
import { AUTOMATIC_STEPS } from './transitions.ts'
import { takenBack } from './voided.ts'

export function proposeCancellation(
  scene: Scene,
  command: CommandOf<'proposeCancellation'>,
  deed: Deed,
): Decided | Refused {
  const { matter } = scene
  const action = MATTER_ACTION_ZH.proposeCancellation
  const pending = pendingOf(matter, 'cancellation')
  if (pending !== null) return pending
  const reason = command.reason.trim()
  if (reason === '') return refused({ reason: 'reasonMissing', action })
  if (carriesSecrecyMark(reason)) return refused({ reason: 'secrecyMark' })
  if (!somebodyElseApproves(scene)) return refused({ reason: 'ownRequest' })
  const asked = withNewPetition(matter, {
    kind: 'cancellation',
    assignmentId: null,
    stage: 'awaitingLeader',
    by: deed.actor,
    at: deed.at,
    facts: { reason },
  })
  const entry = { action, details: { petition: String(asked.position), reason } }
  return decided(noteOnMatter(asked.matter, deed, entry), matter)
}

/** 同意撤销: the matter and every department's part of it are over, and so is all that still waited for a word. */
export function cancel({ matter, petition, at }: Scene, deed: Deed): Decided | Refused {
  if (petition === null) return refused({ reason: 'matterUnknown' })
  const action = MATTER_ACTION_ZH.cancel
  const reason = petition.kind === 'cancellation' ? petition.facts.reason : ''
  const granted = withPetition(matter, petition, 'granted', {}, at)
  const entry = { action, details: { petition: String(petition.position), reason } }
  const cancelled = moveMatter({ ...granted, closedAt: at }, 'cancelled', deed, entry, true)
  const ended = cancelled.assignments
    .filter((held) => ENDED_WITH_IT.includes(held.status))
    .reduce(
      (held, assignment) =>
        moveAssignment(
          held,
          assignment,
          AUTOMATIC_STEPS.cancel.to,
          deed,
          { action },
          takenBack(assignment, at),
        ),
      cancelled,
    )
  return decided(ended, matter)
}

const ENDED_WITH_IT: readonly AssignmentStatus[] = AUTOMATIC_STEPS.cancel.from

/** 取消 on a 请确认 that asked for one's consent: what was asked for is not done. */
export function turnDownPetition(
  { matter, petition }: Scene,
  action: 'dropPetition' | 'declinePetition',
  deed: Deed,
): Decided | Refused {
  if (petition === null) return refused({ reason: 'matterUnknown' })
  const stage = action === 'dropPetition' ? 'dropped' : 'denied'
  const moved = withPetition(matter, petition, stage, {}, deed.at)
  const entry = {
    action: MATTER_ACTION_ZH[action],
    details: { petition: String(petition.position) },
  }
  return decided(noteOnMatter(moved, deed, entry), matter)
}
