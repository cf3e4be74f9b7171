// 批办: the head says who handles it and how, at first and again later (process §1.2 step 3).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveAssignment } from './decided.ts'
import { idFrom } from './hash.ts'
import type { Instruction } from './matter.ts'
import { handlersOf, hasRole, type OpenId, officersOf, type Person } from './organisation.ts'
import { type Refused, refused } from './refusal.ts'
import type { AssignmentScene } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH, MODE_ZH, type Mode } from './terms.ts'

export type InstructionCommand = CommandOf<'instruct' | 'reinstruct'>

export function instruct(
  scene: AssignmentScene,
  command: InstructionCommand,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, organisation, at } = scene
  const { mode, opinion, innerDeadline } = command
  const handlers = chosenHandlers(scene, command)
  const nameable = handlersOf(organisation, assignment.departmentId)
  if (!handlers.every((handler) => nameable.some((person) => person.openId === handler)))
    return refused({ reason: 'handlerUnknown' })
  const missing = missingIn(mode, handlers, opinion, nameable)
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
 * 批办 is the head's 具体办理意见: how, by whom and what is to be done (process §1.2 step 3). Mode ① is a leader's own
 * work: without one among the handlers there is nobody to remind. A department that has no 分管领导 names whom it has.
 */
function missingIn(
  mode: Mode | null,
  handlers: readonly OpenId[],
  opinion: string,
  nameable: readonly Person[],
): ('mode' | 'handlers' | 'opinion' | 'leaderHandler')[] {
  const leaders = nameable.filter((person) => hasRole(person, 'DEPT_DEPUTY'))
  const leaderless =
    mode === 'leader' &&
    handlers.length > 0 &&
    leaders.length > 0 &&
    !leaders.some((person) => handlers.includes(person.openId))
  return [
    ...(mode === null ? (['mode'] as const) : []),
    ...(handlers.length === 0 ? (['handlers'] as const) : []),
    ...(opinion.trim() === '' ? (['opinion'] as const) : []),
    ...(leaderless ? (['leaderHandler'] as const) : []),
  ]
}

/** Mode ③ is the officers' own work, so they need not be picked. */
function chosenHandlers(
  { assignment, organisation }: AssignmentScene,
  command: InstructionCommand,
): OpenId[] {
  const picked = [...new Set(command.handlers)]
  if (picked.length > 0 || command.mode !== 'officer') return picked
  return officersOf(organisation, assignment.departmentId).map((person) => person.openId)
}
