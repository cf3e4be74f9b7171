// The steps of an assignment, each to the file that takes it (process §1.2).
import type { AssignmentCommand, CommandOf, Request } from './command.ts'
import { decideOnApplication } from './decide-application.ts'
import { chase } from './decide-chase.ts'
import { type CompletionCommand, decideOnCompletion } from './decide-completion.ts'
import { presentCycle } from './decide-cycle.ts'
import { decideOnExtension } from './decide-extension.ts'
import { type InstructionCommand, instruct } from './decide-instruction.ts'
import { decideOnMaterial } from './decide-material.ts'
import { passOn } from './decide-pass-on.ts'
import { decideOnProgress, type ProgressCommand } from './decide-progress.ts'
import { decideOnQuestion } from './decide-question.ts'
import { acknowledge, reacknowledge } from './decide-receipt.ts'
import { decideOnRedirect } from './decide-redirect.ts'
import { decideOnReport, type ReportCommand } from './decide-report.ts'
import { decideOnReview, type ReviewCommand } from './decide-review.ts'
import { type Decided, type Deed, deedOf } from './decided.ts'
import type { Refused } from './refusal.ts'
import type { AssignmentScene, Capacity } from './standing.ts'

export function decideOnAssignment(
  scene: AssignmentScene,
  capacity: Capacity,
  command: AssignmentCommand,
  request: Request,
): Decided | Refused {
  const deed = deedOf(capacity, request)
  switch (command.action) {
    case 'acknowledge':
      return acknowledge(scene, command.suggestion, deed)
    case 'instruct':
    case 'reinstruct':
      return instruct(scene, command, deed)
    case 'finish':
    case 'withdrawFinish':
    case 'compile':
      return decideOnCompletion(scene, command, deed)
    case 'reportProgress':
    case 'withdrawProgress':
    case 'voidProgress':
    case 'refileProgress':
    case 'markRecalled':
      return decideOnProgress(scene, command, deed)
    case 'pass':
    case 'returnSubmission':
      return decideOnReview(scene, command, deed)
    case 'draftReport':
    case 'presentReport':
    case 'signOff':
    case 'amendAndSignOff':
    case 'returnReport':
    case 'withdrawSignOff':
    case 'submit':
    case 'withdrawSubmission':
      return decideOnReport(scene, command, deed)
    default:
      return decideBeside(scene, capacity, command, deed)
  }
}

/** The road from 签收 to 审核. */
type Road =
  | CommandOf<'acknowledge'>
  | InstructionCommand
  | ProgressCommand
  | CompletionCommand
  | ReportCommand
  | ReviewCommand

/** What leaves a department, what comes back to it, and who has the work. */
function decideBeside(
  scene: AssignmentScene,
  capacity: Capacity,
  command: Exclude<AssignmentCommand, Road>,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'askQuestion':
    case 'answerQuestion':
    case 'raiseDispute':
      return decideOnQuestion(scene, command, deed)
    case 'applyRedirect':
    case 'grantRedirect':
    case 'denyRedirect':
    case 'redirect':
      return decideOnRedirect(scene, command, deed)
    case 'proposeExtension':
    case 'presentExtension':
    case 'grantExtension':
    case 'denyExtension':
    case 'grantSpecially':
      return decideOnExtension(scene, command, deed)
    case 'presentCycle':
      return presentCycle(scene, command, deed)
    case 'releaseApplication':
    case 'releaseCycle':
    case 'returnApplication':
      return decideOnApplication(scene, command, deed)
    case 'receiveMaterial':
    case 'returnMaterial':
      return decideOnMaterial(scene, command, deed)
    case 'passOn':
      return passOn(scene, capacity, command, deed)
    case 'chase':
      return chase(scene, command, deed)
    case 'reacknowledge':
      return reacknowledge(scene, deed)
    default:
      return command satisfies never
  }
}
