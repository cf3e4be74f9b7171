// Buttons that are no step of a life cycle: turning a list over, keeping or dropping words, confirming.

import {
  CANCELLED_TOAST,
  DROPPED_TOAST,
  pageToast,
  REISSUED_TOAST,
} from '../../cards/own-word-toast.ts'
import { refusalToast } from '../../cards/refusal.ts'
import { renderCard } from '../../cards/render.ts'
import type { CardRow } from '../../cards/view.ts'
import type { AssignmentCommand, MatterCommand, Request } from '../domain/command.ts'
import { progressIdOf } from '../domain/decide-progress.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Action } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import type { ButtonCarries } from '../lark/tap-command.ts'
import { type LoadedTap, loadCard } from '../store/matters.ts'
import { type NewMessage, type Save, saveDecision } from '../store/save-decision.ts'
import { act } from './act.ts'
import { type Answering, answerTo, type Tap, type TapAnswer } from './answer-tap.ts'
import { cardViewOf } from './card-row.ts'
import { drawTodo } from './draw-todo.ts'
import { refileTarget } from './refile.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

export interface OwnWord {
  readonly tap: Tap
  readonly button: ButtonCarries
  readonly loaded: LoadedTap
  readonly row: CardRow
  readonly organisation: Organisation
  readonly at: Instant
  readonly mayWrite: () => void
}

/** These cards are their recipient's alone; whoever else taps gets one neutral sentence. */
export async function answerOwnWord(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, row, organisation } = word
  if (row.recipient !== tap.openId) return neutral(organisation)
  switch (row.kind) {
    case 'todo':
      return answerTodo(world, word)
    case 'note':
      return answerNote(world, word)
    case 'confirm':
      return answerConfirm(world, word)
    default:
      return neutral(organisation)
  }
}

function neutral(organisation: Organisation): TapAnswer {
  return { toast: refusalToast({ reason: 'notYours' }, { organisation, matter: null }) }
}

async function answerTodo(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, button, row, organisation, at } = word
  if (button.action === 'page') {
    const page = Number(button.choice ?? '1')
    const data = await drawTodo(
      world,
      row,
      tap.openId,
      Number.isInteger(page) ? page : 1,
      organisation,
      at,
    )
    return { toast: pageToast(page), card: { type: 'raw', data } }
  }
  const chosen = button.choice === null ? null : await loadCard(world.sql, button.choice)
  if (button.action !== 'open' || chosen === null || chosen.recipient !== tap.openId)
    return neutral(organisation)
  if (chosen.waiting) {
    const { message, superseded } = reissueOf(chosen, chosen, null)
    await save(world, word, { messages: [message], superseded })
  }
  const data = await drawTodo(world, row, tap.openId, row.subject.page ?? 1, organisation, at)
  return { toast: REISSUED_TOAST, card: { type: 'raw', data } }
}

async function answerNote(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, loaded, tap } = word
  if (loaded.matter === null || row.assignmentId === null) return neutral(word.organisation)
  if (button.action === 'drop') {
    if (row.subject.progressId !== undefined) return neutral(word.organisation)
    await save(world, word, {
      subjects: [{ id: row.id, subject: { dropped: true }, settled: true }],
    })
    const dropped = { ...row, subject: { ...row.subject, dropped: true } }
    return shown(word, dropped, DROPPED_TOAST)
  }
  if (button.action === 'keep') {
    const { text = '', files = [], sourceMessageId = null } = row.subject
    const progress = { achievement: text, problem: '', onsite: '' }
    const command: AssignmentCommand = {
      action: 'reportProgress',
      progress,
      files,
      sourceMessageId,
    }
    const progressId = progressIdOf(row.assignmentId, tap.eventId)
    return perform(world, word, command, { progressId })
  }
  return correctNote(world, word)
}

async function correctNote(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, organisation } = word
  const { progressId } = row.subject
  if (progressId === undefined) return neutral(organisation)
  switch (button.action) {
    case 'withdrawProgress':
    case 'voidProgress':
      return perform(world, word, { action: button.action, progressId }, {})
    case 'refileProgress': {
      const target = await refileTarget(world, word)
      return 'toast' in target ? target : perform(world, word, target, {})
    }
    default:
      return neutral(organisation)
  }
}

async function answerConfirm(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button, row, organisation } = word
  if (button.action === 'cancel') {
    await save(world, word, {
      subjects: [{ id: row.id, subject: { cancelled: true }, settled: true }],
    })
    return shown(word, { ...row, subject: { ...row.subject, cancelled: true } }, CANCELLED_TOAST)
  }
  const { action } = row.subject
  if (action === undefined) return neutral(organisation)
  const command: MatterCommand | AssignmentCommand = { action }
  return perform(world, word, command, {})
}

/** Gives the command that the card stands for, and shows what became of it on the card. */
async function perform(
  world: World,
  word: OwnWord,
  command: MatterCommand | AssignmentCommand,
  subject: Save['subjects'][number]['subject'],
): Promise<TapAnswer> {
  const { tap, row, loaded, organisation, at, mayWrite } = word
  const { matter } = loaded
  if (matter === null) return neutral(organisation)
  const request: Request = {
    command,
    assignmentId: row.assignmentId,
    actor: tap.openId,
    turn: row.kind === 'confirm' ? row.turn : null,
    at,
    sourceEventId: tap.eventId,
  }
  const subjects = [{ id: row.id, subject }]
  const after = { ...row, subject: { ...row.subject, ...subject } }
  const action: Action = command.action
  const scene: Answering = {
    world,
    tap,
    row: after,
    organisation,
    at,
    action,
    shownAs: loaded.card?.messageId ?? null,
  }
  if (loaded.seen) return answerTo(scene, { outcome: 'duplicate', matter })
  const entailed = { eventKey: tap.eventId, tapped: row.id, messages: [], subjects }
  const acted = await act(world, matter, organisation, request, entailed, mayWrite)
  world.count.tap(action, acted.outcome)
  return answerTo(acted.outcome === 'done' ? scene : { ...scene, row }, acted)
}

function shown(word: OwnWord, row: CardRow, toast: TapAnswer['toast']): TapAnswer {
  const { loaded, organisation, at } = word
  if (loaded.matter === null) return { toast }
  return {
    toast,
    card: { type: 'raw', data: renderCard(cardViewOf(row, loaded.matter, organisation, at)) },
  }
}

async function save(
  world: World,
  { tap, at, mayWrite, row }: OwnWord,
  what: {
    readonly messages?: readonly NewMessage[]
    readonly superseded?: readonly string[]
    readonly subjects?: Save['subjects']
  },
): Promise<void> {
  mayWrite()
  await saveDecision(world.sql, {
    appId: world.appId,
    eventKey: tap.eventId,
    at,
    change: null,
    wants: null,
    numberPrefix: '',
    tapped: row.id,
    messages: what.messages ?? [],
    superseded: what.superseded ?? [],
    subjects: what.subjects ?? [],
  })
  world.wake()
}
