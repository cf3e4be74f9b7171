// The steps of an assignment: receiving, instructing, handing in, passing (process §1.2).
import type { AssignmentCommand, CommandOf, ProgressText, Request } from './command.ts'
import { decideOnApplication } from './decide-application.ts'
import { chase } from './decide-chase.ts'
import { presentCycle } from './decide-cycle.ts'
import { decideOnExtension } from './decide-extension.ts'
import { decideOnMaterial } from './decide-material.ts'
import { passOn } from './decide-pass-on.ts'
import { decideOnProgress } from './decide-progress.ts'
import { decideOnQuestion } from './decide-question.ts'
import { acknowledge, reacknowledge } from './decide-receipt.ts'
import { decideOnRedirect } from './decide-redirect.ts'
import { decideOnReport } from './decide-report.ts'
import { decideOnReview } from './decide-review.ts'
import { type Decided, type Deed, decided, deedOf, moveAssignment } from './decided.ts'
import { idFrom } from './hash.ts'
import {
  assignmentOf,
  type Completion,
  hasFinished,
  type Instruction,
  type Matter,
} from './matter.ts'
import { handlersOf, hasRole, type OpenId, officersOf, type Person } from './organisation.ts'
import { type Refused, refused } from './refusal.ts'
import { isAtWork } from './staffing.ts'
import type { AssignmentScene, Capacity } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, ASSIGNMENT_STATUS_ZH, MODE_ZH, type Mode } from './terms.ts'
import { dayOf } from './time.ts'

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
      return finish(scene, command.progress, deed)
    case 'withdrawFinish':
      return withdrawFinish(scene, deed)
    case 'compile':
      return compile(scene, deed)
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

type Road = CommandOf<
  | 'acknowledge'
  | 'instruct'
  | 'reinstruct'
  | 'finish'
  | 'withdrawFinish'
  | 'compile'
  | 'reportProgress'
  | 'withdrawProgress'
  | 'voidProgress'
  | 'refileProgress'
  | 'markRecalled'
  | 'pass'
  | 'returnSubmission'
  | 'draftReport'
  | 'presentReport'
  | 'signOff'
  | 'amendAndSignOff'
  | 'returnReport'
  | 'withdrawSignOff'
  | 'submit'
  | 'withdrawSubmission'
>

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

function instruct(
  scene: AssignmentScene,
  command: CommandOf<'instruct' | 'reinstruct'>,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, organisation, at } = scene
  const { mode, opinion, innerDeadline } = command
  const handlers = chosenHandlers(scene, command)
  const nameable = handlersOf(organisation, assignment.departmentId)
  if (!handlers.every((handler) => nameable.some((person) => person.openId === handler)))
    return refused({ reason: 'handlerUnknown' })
  const missing = missingIn(mode, handlers, nameable)
  if (mode === null || missing.length > 0) return refused({ reason: 'instruction', missing })
  const position = assignment.instructions.length + 1
  const instruction: Instruction = {
    id: idFrom(assignment.id, 'instruction', position),
    assignmentId: assignment.id,
    position,
    mode,
    opinion,
    handlers,
    innerDeadline,
    by: deed.actor,
    actingFor: deed.actingFor,
    at,
  }
  const entry = {
    action: ASSIGNMENT_ACTION_ZH[command.action],
    details: { mode: MODE_ZH[mode], opinion, handlers: handlers.join(',') },
  }
  const patch = {
    handlers,
    instructions: [...assignment.instructions, instruction],
    // 办理完毕 was said of what the old instruction asked for.
    completions: assignment.completions.map((held) => ({
      ...held,
      withdrawnAt: held.withdrawnAt ?? at,
    })),
  }
  return decided(moveAssignment(matter, assignment, 'handling', deed, entry, patch), matter)
}

/**
 * Mode ① is a leader's own work: without one among the handlers there is nobody to remind. A department
 * that has no 分管领导 names whom it has.
 */
function missingIn(
  mode: Mode | null,
  handlers: readonly OpenId[],
  nameable: readonly Person[],
): ('mode' | 'handlers' | 'leaderHandler')[] {
  const leaders = nameable.filter((person) => hasRole(person, 'DEPT_DEPUTY'))
  const leaderless =
    mode === 'leader' &&
    handlers.length > 0 &&
    leaders.length > 0 &&
    !leaders.some((person) => handlers.includes(person.openId))
  return [
    ...(mode === null ? (['mode'] as const) : []),
    ...(handlers.length === 0 ? (['handlers'] as const) : []),
    ...(leaderless ? (['leaderHandler'] as const) : []),
  ]
}

/** Mode ③ is the officers' own work, so they need not be picked. */
function chosenHandlers(
  { assignment, organisation }: AssignmentScene,
  command: CommandOf<'instruct' | 'reinstruct'>,
): OpenId[] {
  const picked = [...new Set(command.handlers)]
  if (picked.length > 0 || command.mode !== 'officer') return picked
  return officersOf(organisation, assignment.departmentId).map((person) => person.openId)
}

/** Words typed beside 办理完毕 are recorded first, as progress of their own; nothing typed is lost. */
function finish(
  scene: AssignmentScene,
  progress: ProgressText | undefined,
  deed: Deed,
): Decided | Refused {
  if (hasFinished(scene.assignment, handlerBehind(scene, deed)))
    return refused({ reason: 'alreadyFinished' })
  if (progress === undefined || Object.values(progress).every((text) => text.trim() === ''))
    return finished(scene, scene.matter, deed)
  const command = { action: 'reportProgress', progress, files: [], sourceMessageId: null } as const
  const recorded = decideOnProgress(scene, command, deed)
  if (!recorded.ok) return recorded
  const assignment = assignmentOf(recorded.matter, scene.assignment.id) ?? scene.assignment
  return finished({ ...scene, matter: recorded.matter, assignment }, scene.matter, deed)
}

/** Whose task it is: the actor's own, or that of whom he stands in for (交接). */
function handlerBehind({ actor }: AssignmentScene, { actingFor }: Deed): OpenId {
  return actingFor ?? actor.openId
}

function finished(scene: AssignmentScene, before: Matter, deed: Deed): Decided {
  const { matter, assignment, organisation, at } = scene
  const handler = handlerBehind(scene, deed)
  const completion: Completion = {
    id: idFrom(assignment.id, 'completion', handler, assignment.completions.length),
    assignmentId: assignment.id,
    handler,
    at,
    withdrawnAt: null,
  }
  const completions = [...assignment.completions, completion]
  const last = assignment.handlers
    .filter((one) => isAtWork(organisation, one, dayOf(at)))
    .every((one) => hasFinished({ ...assignment, completions }, one))
  const entry = { action: ASSIGNMENT_ACTION_ZH.finish }
  const to = last ? 'compiling' : null
  return decided(moveAssignment(matter, assignment, to, deed, entry, { completions }, last), before)
}

function withdrawFinish(scene: AssignmentScene, deed: Deed): Decided | Refused {
  const { matter, assignment, at } = scene
  const handler = handlerBehind(scene, deed)
  const action = ASSIGNMENT_ACTION_ZH.withdrawFinish
  const open = assignment.completions.findLast(
    (held) => held.handler === handler && held.withdrawnAt === null,
  )
  const last = matter.history.findLast((act) => act.assignmentId === assignment.id) ?? null
  if (open === undefined || !hasFinished(assignment, handler) || assignment.reports.length > 0)
    return refused({
      reason: 'wrongStatus',
      action,
      status: ASSIGNMENT_STATUS_ZH[assignment.status],
      last,
    })
  const completions = assignment.completions.map((held) =>
    held.id === open.id ? { ...held, withdrawnAt: at } : held,
  )
  const back = assignment.status === 'compiling'
  return decided(
    moveAssignment(
      matter,
      assignment,
      back ? 'handling' : null,
      deed,
      { action },
      { completions },
      back,
    ),
    matter,
  )
}

function compile({ matter, assignment }: AssignmentScene, deed: Deed): Decided {
  const entry = { action: ASSIGNMENT_ACTION_ZH.compile }
  return decided(moveAssignment(matter, assignment, 'compiling', deed, entry), matter)
}
