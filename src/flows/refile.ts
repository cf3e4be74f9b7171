// 更正归属: an entry that was put under the wrong matter goes to the right one, and says so where it was.
import { unknownNumberAnswer } from '../../cards/answers.ts'
import { refusalText } from '../../cards/refusal.ts'
import {
  REFILE_HERE,
  REFILE_NOT_YOURS,
  REFILE_NUMBER_WANTED,
  severalNumbered,
} from '../../cards/turn-answers.ts'
import type { AssignmentCommand, CommandOf } from '../domain/command.ts'
import { mayAct } from '../domain/decide.ts'
import { progressIdOf } from '../domain/decide-progress.ts'
import type { Assignment, Matter, Progress } from '../domain/matter.ts'
import { activePerson, type OpenId, type Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { fold } from '../lark/fold.ts'
import { type NumberRef, numberAt } from '../lark/numbers.ts'
import { act } from './act.ts'
import { findByNumber } from './find-matter.ts'
import type { OwnWord } from './own-word.ts'
import { noteOf } from './reissue.ts'
import type { World } from './world.ts'

export interface Refiling {
  readonly actor: OpenId
  readonly at: Instant
  readonly organisation: Organisation
  /** Where the entry stands now. */
  readonly matter: Matter
  readonly progressId: string
  readonly number: NumberRef | null
  /** The tap or the words that ask for it. */
  readonly sourceEventId: string
  readonly mayWrite?: () => void
}

/** The command that marks the old place, once the entry stands in the new one; or why not, in words. */
export type Refiled =
  | { readonly ok: true; readonly command: CommandOf<'refileProgress'> }
  | { readonly ok: false; readonly words: string }

/** By the card's form, where the number was typed into a field. */
export function refileFromForm(
  world: World,
  { tap, organisation, at, mayWrite }: OwnWord,
  matter: Matter,
  progressId: string,
): Promise<Refiled> {
  const typed = tap.form.target
  const number = typeof typed === 'string' ? (numberAt(fold(typed.trim()))?.number ?? null) : null
  return refile(world, {
    actor: tap.openId,
    at,
    organisation,
    matter,
    progressId,
    number,
    sourceEventId: tap.eventId,
    mayWrite,
  })
}

/** Records the entry where it belongs. Doing it twice makes one there. */
export async function refile(world: World, refiling: Refiling): Promise<Refiled> {
  const { actor, at, organisation, matter, progressId, sourceEventId } = refiling
  const entry = entryOf(matter, progressId)
  if (entry === undefined || entry.by !== actor || isOver(entry))
    return { ok: false, words: refusalText({ reason: 'progressGone' }, { organisation, matter }) }
  const target = await targetOf(world, refiling)
  if ('words' in target) return { ok: false, words: target.words }
  if (target.id === matter.id) return { ok: false, words: REFILE_HERE }
  const place = placeFor(target, actor, organisation, at)
  if (place === null) return { ok: false, words: REFILE_NOT_YOURS }
  const command: AssignmentCommand = {
    action: 'reportProgress',
    progress: entry,
    files: entry.files,
    sourceMessageId: entry.sourceMessageId,
  }
  const request = { command, assignmentId: place.id, actor, turn: null, at, sourceEventId }
  const subject = { progressId: progressIdOf(place.id, sourceEventId) }
  const note = noteOf({ type: 'person', id: actor }, subject, {
    matterId: target.id,
    assignmentId: place.id,
  })
  const eventKey = `refile:${entry.id}:${target.id}`
  const entailed = { eventKey, tapped: null, messages: [note], subjects: [] }
  const acted = await act(world, target, organisation, request, entailed, refiling.mayWrite)
  if (acted.outcome === 'refused')
    return { ok: false, words: refusalText(acted.refusal, { organisation, matter: target }) }
  const { id, number } = target
  return {
    ok: true,
    command: { action: 'refileProgress', progressId, target: id, targetNumber: number ?? '' },
  }
}

async function targetOf(
  world: World,
  { actor, at, organisation, number }: Refiling,
): Promise<Matter | { readonly words: string }> {
  const person = activePerson(organisation, actor)
  if (person === undefined || number === null) return { words: REFILE_NUMBER_WANTED }
  const found = await findByNumber(world, number, { person, organisation, at })
  const said = `${number.serial}号`
  switch (found.found) {
    case 'one':
      return found.matter
    case 'several':
      return { words: severalNumbered(said) }
    case 'none':
      return { words: unknownNumberAnswer(said) }
    default:
      return found satisfies never
  }
}

function entryOf(matter: Matter, progressId: string): Progress | undefined {
  return matter.assignments.flatMap((held) => held.progress).find((held) => held.id === progressId)
}

function isOver({ withdrawnAt, voidedAt, refiledTo }: Progress): boolean {
  return withdrawnAt !== null || voidedAt !== null || refiledTo !== null
}

/** The assignment of a matter in which this person may report progress now. */
function placeFor(
  matter: Matter,
  openId: OpenId,
  organisation: Organisation,
  at: Instant,
): Assignment | null {
  const actor = activePerson(organisation, openId)
  if (actor === undefined) return null
  return (
    matter.assignments.find((assignment) =>
      mayAct({ matter, assignment, organisation, actor, at }, 'reportProgress'),
    ) ?? null
  )
}
