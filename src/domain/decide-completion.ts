// 办理完毕: each handler says so; with the last word, or the officer's, the material is compiled (process §1.2 step 5).
import type { CommandOf, ProgressText } from './command.ts'
import { decideOnProgress } from './decide-progress.ts'
import { type Decided, type Deed, decided, moveAssignment } from './decided.ts'
import { idFrom } from './hash.ts'
import { assignmentOf, type Completion, hasFinished, type Matter } from './matter.ts'
import type { OpenId } from './organisation.ts'
import { type Refused, refused } from './refusal.ts'
import { handlersAtWork } from './staffing.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, ASSIGNMENT_STATUS_ZH } from './terms.ts'
import { dayOf } from './time.ts'

export type CompletionCommand = CommandOf<'finish' | 'withdrawFinish' | 'compile'>

export function decideOnCompletion(
  scene: AssignmentScene,
  command: CompletionCommand,
  deed: Deed,
): Decided | Refused {
  switch (command.action) {
    case 'finish':
      return finish(scene, command.progress, deed)
    case 'withdrawFinish':
      return withdrawFinish(scene, deed)
    case 'compile':
      return compile(scene, deed)
    default:
      return command satisfies never
  }
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
  const last = handlersAtWork(assignment, organisation, dayOf(at)).every((one) =>
    hasFinished({ ...assignment, completions }, one),
  )
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
