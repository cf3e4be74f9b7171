// 更正归属: an entry that was put under the wrong matter goes to the right one, and says so where it was.
import { refusalToast } from '../../cards/refusal.ts'
import type { AssignmentCommand, CommandOf } from '../domain/command.ts'
import { mayAct } from '../domain/decide.ts'
import type { Assignment, Matter, Progress } from '../domain/matter.ts'
import { activePerson } from '../domain/organisation.ts'
import type { Refusal } from '../domain/refusal.ts'
import { fold } from '../lark/fold.ts'
import { type NumberRef, numberAt } from '../lark/numbers.ts'
import { act } from './act.ts'
import type { OwnWord } from './answer-own-word.ts'
import type { TapAnswer } from './answer-tap.ts'
import { findByNumber } from './find-matter.ts'
import type { World } from './world.ts'

interface Refiling {
  readonly actor: string
  readonly at: number
  readonly organisation: OwnWord['organisation']
  readonly entry: Progress
  readonly number: NumberRef | null
  readonly mayWrite: () => void
}

/** The command that marks the old place, once the entry stands in the new one; or what to answer instead. */
export async function refileTarget(
  world: World,
  { tap, row, loaded, organisation, at, mayWrite }: OwnWord,
): Promise<CommandOf<'refileProgress'> | TapAnswer> {
  const entry = loaded.matter?.assignments
    .flatMap((held) => held.progress)
    .find((held) => held.id === row.subject.progressId)
  const typed = tap.form.target
  const number = typeof typed === 'string' ? (numberAt(fold(typed.trim()))?.number ?? null) : null
  const refile = { actor: tap.openId, at, organisation, number, mayWrite }
  const refusal = (reason: Refusal) => ({
    toast: refusalToast(reason, { organisation, matter: loaded.matter }),
  })
  if (entry === undefined) return refusal({ reason: 'progressGone' })
  const moved = await copyToTarget(world, { ...refile, entry })
  return 'reason' in moved ? refusal(moved) : moved
}

/** Records the entry where it belongs. Doing it twice makes one: its id there comes from its id here. */
export async function copyToTarget(
  world: World,
  { actor, at, organisation, entry, number, mayWrite }: Refiling,
): Promise<CommandOf<'refileProgress'> | Refusal> {
  const person = activePerson(organisation, actor)
  if (person === undefined) return { reason: 'stranger' }
  if (entry.by !== actor || entry.refiledTo !== null) return { reason: 'progressGone' }
  const found =
    number === null ? null : await findByNumber(world, number, { person, organisation, at })
  if (found?.found !== 'one') return { reason: 'matterUnknown' }
  const target = found.matter
  const held = placeFor(target, actor, organisation, at)
  if (held === null || held.id === entry.assignmentId) return { reason: 'matterUnknown' }
  const command: AssignmentCommand = {
    action: 'reportProgress',
    progress: entry,
    files: entry.files,
    sourceMessageId: entry.sourceMessageId,
  }
  const sourceEventId = `refile:${entry.id}`
  const request = { command, assignmentId: held.id, actor, turn: null, at, sourceEventId }
  const entailed = { eventKey: sourceEventId, tapped: null, messages: [], subjects: [] }
  const acted = await act(world, target, organisation, request, entailed, mayWrite)
  if (acted.outcome === 'refused' && acted.refusal.reason !== 'overtaken') return acted.refusal
  return {
    action: 'refileProgress',
    progressId: entry.id,
    target: target.id,
    targetNumber: target.number ?? '',
  }
}

/** The assignment of a matter in which this person may report progress now. */
export function placeFor(
  matter: Matter,
  openId: string,
  organisation: OwnWord['organisation'],
  at: number,
): Assignment | null {
  const actor = activePerson(organisation, openId)
  if (actor === undefined) return null
  return (
    matter.assignments.find((assignment) =>
      mayAct({ matter, assignment, organisation, actor, at }, 'reportProgress'),
    ) ?? null
  )
}
