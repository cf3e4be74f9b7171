// The steps of the matter itself, each to the file that takes it (process §1.1).
import type { MatterCommand, Request } from './command.ts'
import { decideOnBulletin } from './decide-bulletin.ts'
import { cancel, proposeCancellation, turnDownPetition } from './decide-cancellation.ts'
import { checkedFirst } from './decide-check.ts'
import { decideOnClearance } from './decide-clearance.ts'
import { confirmCorrection, consentToCorrection, correct } from './decide-correction.ts'
import { decideOnDocket } from './decide-docket.ts'
import { confirmErasure, eraseAttachment } from './decide-erasure.ts'
import { decideOnFeedback } from './decide-feedback.ts'
import { decideOnFollowUp } from './decide-follow-up.ts'
import { consentToRedo, declineRedo, recordOpinion } from './decide-opinion.ts'
import { type Decided, type Deed, deedOf } from './decided.ts'
import type { Refused } from './refusal.ts'
import type { Capacity, Scene } from './standing.ts'

export function decideOnMatter(
  scene: Scene,
  capacity: Capacity,
  command: MatterCommand,
  request: Request,
): Decided | Refused {
  return checkedFirst(scene, command, deedOf(capacity, request), (own, deed) =>
    take(own, command, deed),
  )
}

function take(scene: Scene, command: MatterCommand, deed: Deed): Decided | Refused {
  switch (command.action) {
    case 'saveDraft':
    case 'propose':
    case 'deleteDraft':
    case 'withdrawProposal':
    case 'approve':
    case 'returnDraft':
    case 'refuse':
      return decideOnDocket(scene, command, deed)
    case 'feedBack':
    case 'sendBack':
    case 'read':
    case 'giveInstruction':
      return decideOnFeedback(scene, command, deed)
    case 'presentBrief':
    case 'clear':
    case 'amendAndClear':
    case 'returnBrief':
    case 'reportUp':
      return decideOnClearance(scene, command, deed)
    case 'draftBulletin':
    case 'issueBulletin':
    case 'returnBulletin':
      return decideOnBulletin(scene, command, deed)
    case 'settleInstruction':
    case 'docketInstruction':
    case 'redo':
      return decideOnFollowUp(scene, command, deed)
    case 'recordOpinion':
      return recordOpinion(scene, command, deed)
    case 'consentToRedo':
      return consentToRedo(scene, command, deed)
    case 'correct':
      return correct(scene, command, deed)
    case 'confirmCorrection':
      return confirmCorrection(scene, deed)
    case 'consentToCorrection':
      return consentToCorrection(scene, deed)
    case 'eraseAttachment':
      return eraseAttachment(scene, command, deed)
    case 'confirmErasure':
      return confirmErasure(scene, deed)
    case 'proposeCancellation':
      return proposeCancellation(scene, command, deed)
    case 'cancel':
      return cancel(scene, deed)
    case 'dropPetition':
      return turnDownPetition(scene, command.action, deed)
    case 'declinePetition':
      return scene.petition?.kind === 'redo'
        ? declineRedo(scene, deed)
        : turnDownPetition(scene, command.action, deed)
    default:
      return command satisfies never
  }
}
