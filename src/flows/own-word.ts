// What the cards with buttons of their own words share: judging on the present state, saving, showing.
import { refusalToast } from '../../cards/refusal.ts'
import { renderCard } from '../../cards/render.ts'
import type { Toast } from '../../cards/toast.ts'
import type { CardRow } from '../../cards/view.ts'
import type { AssignmentCommand, MatterCommand, Request } from '../domain/command.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { ButtonCarries } from '../lark/tap-command.ts'
import { type LoadedTap, loadTap } from '../store/matters.ts'
import { type NewMessage, type Save, type Saved, saveDecision } from '../store/save-decision.ts'
import { type Acted, act } from './act.ts'
import { type Answering, answerTo, type Tap, type TapAnswer } from './answer-tap.ts'
import { cardRowOf, cardViewOf } from './card-row.ts'
import { noChange } from './no-change.ts'
import { noteShown } from './note-shown.ts'
import type { World } from './world.ts'

export interface OwnWord {
  readonly tap: Tap
  readonly button: ButtonCarries
  readonly loaded: LoadedTap
  readonly row: CardRow
  readonly organisation: Organisation
  readonly at: Instant
  readonly mayWrite: () => void
  readonly isAwaited: () => boolean
}

export function neutral(organisation: Organisation): TapAnswer {
  return { toast: refusalToast({ reason: 'notYours' }, { organisation, matter: null }) }
}

/**
 * Gives the command that the card stands for, and shows what became of it on the card. `change` is what the
 * card itself keeps of the answer; `key` lets only one of its buttons have an effect.
 */
export async function perform(
  world: World,
  word: OwnWord,
  command: MatterCommand | AssignmentCommand,
  change: Omit<Save['subjects'][number], 'id'>,
  key: string = word.tap.eventId,
): Promise<{ readonly answer: TapAnswer; readonly acted: Acted } | null> {
  const { tap, row, loaded, organisation, at, mayWrite } = word
  const { matter } = loaded
  if (matter === null) return null
  const request: Request = {
    command,
    assignmentId: row.assignmentId,
    actor: tap.openId,
    turn: row.kind === 'confirm' && row.turn > 0 ? row.turn : null,
    at,
    sourceEventId: tap.eventId,
  }
  const subjects = [{ id: row.id, ...change }]
  const entailed = { eventKey: key, tapped: row.id, messages: [], subjects }
  const acted = loaded.seen
    ? ({ outcome: 'duplicate', matter } as const)
    : await act(world, matter, organisation, request, entailed, mayWrite)
  world.count.tap(command.action, acted.outcome)
  const after = { ...row, subject: { ...row.subject, ...change.subject } }
  const scene: Answering = {
    world,
    tap,
    row: acted.outcome === 'done' ? after : row,
    organisation,
    at,
    action: command.action,
    shownAs: loaded.card?.messageId ?? null,
    isAwaited: word.isAwaited,
  }
  return { answer: answerTo(scene, acted), acted }
}

/** The same tap on what is there now, after another one was first. */
export async function reloaded(world: World, word: OwnWord): Promise<OwnWord> {
  const loaded = await loadTap(world.sql, word.row.id, world.appId, word.tap.eventId)
  const row = loaded.card === null ? null : cardRowOf(loaded.card)
  return { ...word, loaded, row: row ?? word.row }
}

/** The card as it is, with a word about it. */
export function shown(
  { loaded, organisation, at }: OwnWord,
  row: CardRow,
  toast: Toast,
  typed: Tap['form'] | null = null,
): TapAnswer {
  if (loaded.matter === null) return { toast }
  const view = cardViewOf(row, loaded.matter, organisation, at, typed)
  return { toast, card: { type: 'raw', data: renderCard(view) } }
}

/**
 * Saves what the card itself keeps, and shows it; `rests`: nothing more is to come of it. `key` as in {@link perform};
 * null when another tap had it.
 */
export async function settle(
  world: World,
  word: OwnWord,
  subject: Save['subjects'][number]['subject'],
  key: string,
  toast: Toast,
  rests = true,
): Promise<TapAnswer | null> {
  const { row } = word
  const subjects = [{ id: row.id, subject, ...(rests ? { settled: true } : {}) }]
  const saved = await save(world, word, { key, subjects })
  if (saved.outcome !== 'saved') return null
  const answer = shown(word, { ...row, subject: { ...row.subject, ...subject } }, toast)
  if (answer.card !== undefined) noteAnswered(world, word, saved.tapped, answer.card.data)
  return answer
}

/** Notes that the answer shows the tapped card; `tapped` is its version, null when nothing came of the tap. */
export function noteAnswered(
  world: World,
  { row, tap, loaded, isAwaited }: OwnWord,
  tapped: number | null,
  data: object,
): void {
  const shownAs = loaded.card?.messageId ?? null
  if (tapped !== null) noteShown({ world, row, tap, shownAs, isAwaited }, tapped, data)
}

/** The page that a button turns to; the first, when it names none. */
export function pageIn({ button }: OwnWord): number {
  return Math.max(1, Number.parseInt(button.choice ?? '1', 10) || 1)
}

export async function save(
  world: World,
  { tap, at, mayWrite, row }: OwnWord,
  what: {
    readonly key?: string
    readonly messages?: readonly NewMessage[]
    readonly superseded?: readonly string[]
    readonly judgedBy?: Save['judgedBy']
    readonly subjects?: Save['subjects']
  },
): Promise<Saved> {
  mayWrite()
  const saved = await saveDecision(world.sql, {
    ...noChange(world, at),
    eventKey: what.key ?? tap.eventId,
    tapped: row.id,
    messages: what.messages ?? [],
    superseded: what.superseded ?? [],
    judgedBy: what.judgedBy ?? [],
    subjects: what.subjects ?? [],
  })
  world.wake()
  return saved
}
