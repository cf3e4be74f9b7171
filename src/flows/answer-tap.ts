// A tap on a card: judged, done, answered – always in under three seconds, and never with more than is known.

import { refusalToast } from '../../cards/refusal.ts'
import { renderCard } from '../../cards/render.ts'
import { BUSY_TOAST, PENDING_TOAST, successToast, type Toast } from '../../cards/toast.ts'
import type { CardRow } from '../../cards/view.ts'
import { isPetitionCard } from '../domain/actions.ts'
import { pendingAmendment, withAmendment } from '../domain/amendment.ts'
import type { Request } from '../domain/command.ts'
import type { Matter } from '../domain/matter.ts'
import { activePerson, type OpenId, type Organisation } from '../domain/organisation.ts'
import type { Refusal } from '../domain/refusal.ts'
import { ACTION_ZH, type Action, type CardKind } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import type { FormValues } from '../lark/form-values.ts'
import { commandOf, isAction, readButton } from '../lark/tap-command.ts'
import { loadTap } from '../store/matters.ts'
import { type Acted, act } from './act.ts'
import { answerOwnWord } from './answer-own-word.ts'
import { cardRowOf, cardViewOf, listedIn } from './card-row.ts'
import { Course } from './course.ts'
import { draftBehind } from './draft.ts'
import { codeOf, effectOf, TooLate } from './fault.ts'
import { tappedBy } from './lost-places.ts'
import { noteShown } from './note-shown.ts'
import { within } from './rush.ts'
import type { World } from './world.ts'

/** A tap as the rim understood it. */
export interface Tap {
  readonly eventId: string
  readonly openId: OpenId
  readonly messageId: string | null
  readonly chatId: string | null
  readonly button: unknown
  readonly form: FormValues
}

/** The callback's answer, in the shape the platform takes. */
export interface TapAnswer {
  readonly toast: Toast
  readonly card?: { readonly type: 'raw'; readonly data: object }
}

/** Milliseconds. The platform waits 3 s; the rest is for the road. */
export const ANSWER_WITHIN_MS = 2_200

/** How often a tap whose outcome is unknown is settled afterwards, two seconds apart. */
const SETTLE_ATTEMPTS = 300
const SETTLE_EVERY_MS = 2_000

/** Milliseconds between attempts within the time to answer. */
const RETRY_AFTER_MS = 150

/** Never throws and never takes longer than {@link ANSWER_WITHIN_MS} plus a moment. */
export async function answerTap(world: World, tap: Tap): Promise<TapAnswer> {
  const at = world.clock.now()
  const course = new Course()
  const work = attempt(world, tap, at, course)
  const answer = await within(ANSWER_WITHIN_MS, work, () => ({
    toast: course.timeIsUp() ? PENDING_TOAST : BUSY_TOAST,
  }))
  if (answer.toast === PENDING_TOAST) world.later(() => settle(world, tap, at, work))
  return answer
}

/** Rejects only when nobody waits for the answer any more. */
async function attempt(world: World, tap: Tap, at: Instant, course: Course): Promise<TapAnswer> {
  for (;;) {
    try {
      return await world.inTurn(() => judged(world, tap, at, course))
    } catch (error) {
      if (error instanceof TooLate) return { toast: BUSY_TOAST }
      course.noteFault(error)
      const facts = { event: tap.eventId, code: codeOf(error), unknown: course.isInDoubt }
      world.log.warn('tap_failed', facts)
      if (!course.isAwaited()) throw error
      if (!course.isInDoubt && !isPassing(error)) return { toast: BUSY_TOAST }
      await world.pause(RETRY_AFTER_MS)
      if (!course.isAwaited()) throw error
    }
  }
}

/** Faults that the next moment may cure: a server that restarts, a deadlock, a serialisation failure. */
function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  return (
    effectOf(error) === 'unknown' || code === '40001' || code === '40P01' || code === 'ECONNREFUSED'
  )
}

/** After 已收到，正在处理: makes the tap's effect certain. The same event never has two (its key says so). */
async function settle(
  world: World,
  tap: Tap,
  at: Instant,
  first: Promise<TapAnswer>,
): Promise<void> {
  try {
    await first
    return
  } catch {
    // The outcome stayed unknown: go on below.
  }
  for (let count = 0; count < SETTLE_ATTEMPTS; count += 1) {
    try {
      await judged(world, tap, at, Course.afterwards())
      return
    } catch (error) {
      world.log.warn('tap_unsettled', { event: tap.eventId, code: codeOf(error) })
      await world.pause(SETTLE_EVERY_MS)
    }
  }
}

async function judged(world: World, tap: Tap, at: Instant, course: Course): Promise<TapAnswer> {
  course.mayGoOn()
  const button = readButton(tap.button)
  if (button === null) return { toast: await neutral(world, tap.openId) }
  const loaded = await loadTap(world.sql, button.cardId, world.appId, tap.eventId)
  const organisation = await world.organisations.current(loaded.organisationVersion)
  const row = loaded.card === null ? null : cardRowOf(loaded.card)
  if (row === null) return { toast: await neutral(world, tap.openId) }
  noteThere(world, tap, row, loaded.outOfReach, organisation)
  if (!isAction(button.action) || isOwnWord(row))
    return answerOwnWord(world, {
      tap,
      button,
      loaded,
      row,
      organisation,
      at,
      mayWrite: course.mayWrite,
      isAwaited: course.isAwaited,
    })
  const command = commandOf(button.action, tap.form, organisation.rules.defaultDeadlineTime)
  const matter = loaded.matter ?? (loaded.card && (await draftBehind(world, loaded.card, at)))
  if (matter === null || command === null) return { toast: await neutral(world, tap.openId) }
  const part = matter.assignments.find((held) => held.id === row.assignmentId)
  const amendment = part && pendingAmendment(row.subject.amendment, part)
  const request: Request = {
    command: part && amendment ? withAmendment(command, part, amendment) : command,
    assignmentId: row.assignmentId,
    actor: tap.openId,
    turn: isPetitionCard(row.kind) ? null : button.turn,
    petition: isPetitionCard(row.kind) ? row.turn : null,
    at,
    sourceEventId: tap.eventId,
  }
  const judgedBy = loaded.card === null ? [] : [loaded.card]
  const what = { messages: [], subjects: listedIn(row), judgedBy }
  const entailed = { eventKey: tap.eventId, tapped: row.id, ...what }
  const shownAs = loaded.card?.messageId ?? null
  const { isAwaited } = course
  const { action } = button
  const scene: Answering = { world, tap, row, organisation, at, action, shownAs, isAwaited }
  if (loaded.seen) return answerTo(scene, { outcome: 'duplicate', matter })
  const acted = await act(world, matter, organisation, request, entailed, course.mayWrite)
  world.count.tap(button.action, acted.outcome)
  return answerTo(scene, acted)
}

/** Whoever taps a card of his own can be reached after all; whoever has left is not looked for. */
function noteThere(
  world: World,
  { openId }: Tap,
  { recipient }: CardRow,
  outOfReach: string | null,
  organisation: Organisation,
): void {
  if (outOfReach === null || recipient !== openId) return
  if (activePerson(organisation, openId) === undefined) return
  world.later(() => tappedBy(world, openId, outOfReach))
}

/** Cards whose buttons are no steps of a life cycle, or name their subject in the row. */
const OWN_WORDS: readonly CardKind[] = [
  'note',
  'todo',
  'confirm',
  'minutes',
  'batch',
  'remind',
  'chase',
]

/** A 请确认 that asks for somebody's consent is about a petition; one that asks whoever typed is the card's own. */
function isOwnWord(row: CardRow): boolean {
  return (
    OWN_WORDS.includes(row.kind) && !(row.kind === 'confirm' && row.turn > 0 && !row.subject.action)
  )
}

/** One sentence that tells a stranger nothing. */
async function neutral(world: World, openId: OpenId): Promise<Toast> {
  const organisation = await world.organisations.latest()
  const known = activePerson(organisation, openId) !== undefined
  return refusalToast({ reason: known ? 'notYours' : 'stranger' }, { organisation, matter: null })
}

export interface Answering {
  readonly world: World
  readonly tap: Tap
  readonly row: CardRow
  readonly organisation: Organisation
  readonly at: Instant
  readonly action: Action
  /** The message that the platform knows the row by; a forwarded copy is another one. */
  readonly shownAs: string | null
  /** Whether somebody will see the answer and the card in it. */
  readonly isAwaited: () => boolean
}

/** Toast and card for what became of the tap; the card that is answered is noted as shown. */
export function answerTo(scene: Answering, acted: Acted): TapAnswer {
  const { row, organisation, at, action } = scene
  const { matter } = acted
  if (acted.outcome === 'refused' && !isDoneBy(scene.tap, matter))
    return refusedAnswer(scene, acted.refusal, matter)
  const assignment = matter.assignments.find((held) => held.id === row.assignmentId) ?? null
  const toast: Toast =
    acted.outcome === 'done' || isDoneBy(scene.tap, matter)
      ? successToast(action, matter, assignment, organisation, at)
      : repeated(scene, matter)
  const data = renderCard(cardViewOf(row, matter, organisation, at))
  if (acted.outcome === 'done' && acted.tapped !== null) noteShown(scene, acted.tapped, data)
  return { toast, card: { type: 'raw', data } }
}

/** The same event once more, or its retry after a fault: it gets the answer that it got, or should have got. */
function isDoneBy(tap: Tap, matter: Matter): boolean {
  return matter.history.some((done) => done.sourceEventId === tap.eventId)
}

/** What the event did left no entry under its id; the latest like it says when it was. */
function repeated({ row, organisation, action }: Answering, matter: Matter): Toast {
  const held = matter.history.findLast(
    (done) => done.action === ACTION_ZH[action] && done.assignmentId === row.assignmentId,
  )
  const refusal = { reason: 'overtaken', act: held ?? null, again: true } as const
  return refusalToast(refusal, { organisation, matter })
}

function refusedAnswer(scene: Answering, refusal: Refusal, matter: Matter): TapAnswer {
  const { world, row, organisation, at, tap } = scene
  world.count.refusal(refusal.reason)
  const toast = refusalToast(refusal, { organisation, matter })
  const data = cardAfterRefusal(scene, refusal, matter)
  world.log.info('tap_refused', { event: tap.eventId, matter: matter.id, reason: refusal.reason })
  return data === null
    ? { toast }
    : { toast, card: { type: 'raw', data: renderCard(data(at, organisation, row)) } }
}

type Draw = (at: Instant, organisation: Organisation, row: CardRow) => ReturnType<typeof cardViewOf>

/**
 * Strangers to the matter never get a card. An overtaken card is drawn afresh for whoever it belongs to; others
 * who may see the matter get its 督查事项 card. Any other refusal gives the form back as it was filled in.
 */
function cardAfterRefusal(scene: Answering, refusal: Refusal, matter: Matter): Draw | null {
  const { tap, row } = scene
  switch (refusal.reason) {
    case 'stranger':
    case 'notYours':
    case 'otherStanding':
    case 'ownRequest':
    case 'matterUnknown':
      return null
    case 'overtaken':
    case 'wrongStatus': {
      if (row.recipientType === 'person' && row.recipient === tap.openId)
        return (at, organisation) => cardViewOf(row, matter, organisation, at)
      if (!maySee(scene, matter)) return null
      return (at, organisation) => {
        const status: CardRow = {
          ...row,
          kind: 'status',
          recipientType: 'person',
          recipient: tap.openId,
          assignmentId: null,
          turn: 0,
        }
        return cardViewOf(status, matter, organisation, at)
      }
    }
    default:
      return (at, organisation) => cardViewOf(row, matter, organisation, at, tap.form)
  }
}

/** Whoever was asked may hear that a turn is over although the matter has gone back to the office's drafts. */
function maySee({ tap, organisation, at }: Answering, matter: Matter): boolean {
  const person = activePerson(organisation, tap.openId)
  return person !== undefined && maySeeMatter(person, matter, organisation, at)
}
