// 转办: a task goes from one handler to a colleague; an officer's own one by the head alone (process §6).
import type { CommandOf } from './command.ts'
import { type Decided, type Deed, decided, moveAssignment } from './decided.ts'
import { hasFinished, instructionOf } from './matter.ts'
import { activePerson, handlersOf, hasRole, type OpenId } from './organisation.ts'
import { type Refused, refused } from './refusal.ts'
import type { AssignmentScene, Capacity } from './standing.ts'
import { ASSIGNMENT_ACTION_ZH } from './terms.ts'

export function passOn(
  scene: AssignmentScene,
  capacity: Capacity,
  { from, to }: CommandOf<'passOn'>,
  deed: Deed,
): Decided | Refused {
  const { matter, assignment, organisation } = scene
  const people = handlersOf(organisation, assignment.departmentId)
  const taker = people.find((person) => person.openId === to)
  if (taker === undefined) return refused({ reason: 'handlerUnknown' })
  if (!assignment.handlers.includes(from)) return refused({ reason: 'passOn', fault: 'notHandler' })
  if (assignment.handlers.includes(to)) return refused({ reason: 'passOn', fault: 'already' })
  if (hasFinished(assignment, from)) return refused({ reason: 'passOn', fault: 'finished' })
  const giver = activePerson(organisation, from)
  const isOfficers = giver !== undefined && hasRole(giver, 'DEPT_SUPERVISION_OFFICER')
  if (isOfficers && capacity.standing !== 'head')
    return refused({ reason: 'passOn', fault: 'officersOwn' })
  const handlers = assignment.handlers.map((held) => (held === from ? to : held))
  if (leavesNoLeader(scene, handlers))
    return refused({ reason: 'instruction', missing: ['leaderHandler'] })
  const entry = { action: ASSIGNMENT_ACTION_ZH.passOn, details: { from, to } }
  return decided(moveAssignment(matter, assignment, null, deed, entry, { handlers }), matter)
}

/** Mode ① is a leader's own work, whoever else joins in. */
function leavesNoLeader(
  { assignment, organisation }: AssignmentScene,
  handlers: readonly OpenId[],
): boolean {
  if (instructionOf(assignment)?.mode !== 'leader') return false
  const leaders = handlersOf(organisation, assignment.departmentId).filter((person) =>
    hasRole(person, 'DEPT_DEPUTY'),
  )
  return leaders.length > 0 && !leaders.some((person) => handlers.includes(person.openId))
}
