// 拟立项清单: a row is corrected or dropped, a page turned, and what is left put forward together.
import { refusedRowsToast } from '../../cards/batch-toast.ts'
import { minutesCard } from '../../cards/minutes.ts'
import {
  checkedAllToast,
  DRAFT_SENT_TOAST,
  NOTHING_LEFT_TOAST,
  proposedAllToast,
  ROW_GONE_TOAST,
  rowRemovedToast,
} from '../../cards/minutes-toast.ts'
import { pageToast, type Toast } from '../../cards/toast.ts'
import type { CardSubject } from '../../cards/view.ts'
import { type Common, withCommon } from '../domain/batch.ts'
import { checkersOf, isOpenDraft } from '../domain/check.ts'
import type { Docket, Matter, MatterId } from '../domain/matter.ts'
import type { DocketGap } from '../domain/refusal.ts'
import { docketIn } from '../lark/tap-command.ts'
import { cardOf } from '../store/lists.ts'
import type { StoredCard } from '../store/matters.ts'
import type { Save } from '../store/save-decision.ts'
import { actAll, type Each, type RefusedOne } from './act-all.ts'
import type { TapAnswer } from './answer-tap.ts'
import { batchCards, batchesOf } from './batches.ts'
import { minutesView, type Standing, standingRows } from './draw-listed.ts'
import { neutral, noteAnswered, type OwnWord, pageIn, reloaded, save } from './own-word.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

/** As in {@link actAll}: how often another tap, or a draft of the list, may be saved first. */
const ATTEMPTS = 12

/** What crosses with another tap on the same list is judged anew on what that one left. */
export async function answerMinutes(world: World, word: OwnWord, attempt = 1): Promise<TapAnswer> {
  const answer = await judged(world, word)
  if (answer !== null) return answer
  if (attempt === ATTEMPTS)
    throw new Error(`list ${word.row.id} was always changed by somebody else first`)
  // Its answer may reach the platform before that of the other tap, and so be seen by nobody.
  const again = { ...(await reloaded(world, word)), isAwaited: () => false }
  return answerMinutes(world, again, attempt + 1)
}

/** Null when the list, or a draft of it, is no longer as it was read. */
async function judged(world: World, word: OwnWord): Promise<TapAnswer | null> {
  const { button, row, organisation, at } = word
  if (row.subject.proposed !== undefined) return shown(world, word, row.subject, NOTHING_LEFT_TOAST)
  const common = commonIn(word)
  const standing = await standingRows(world, row, at)
  const chosen = standing.find((one) => one.row.id === button.choice)
  switch (button.action) {
    case 'page':
      return turn(world, word, common)
    case 'edit':
      return chosen
        ? edit(world, word, common, chosen)
        : shown(world, word, { common }, ROW_GONE_TOAST)
    case 'remove':
      return chosen
        ? remove(world, word, common, chosen)
        : shown(world, word, { common }, ROW_GONE_TOAST)
    case 'proposeAll':
      return proposeAll(world, word, common, standing)
    default:
      return neutral(organisation)
  }
}

/** What is common to all rows, as kept and as filled in now. Every button sends the form, so nothing is lost. */
function commonIn({ tap, row, organisation }: OwnWord): Common {
  const typed = docketIn(tap.form, organisation.rules.defaultDeadlineTime)
  const names = [
    'source',
    'sourceDocument',
    'approver',
    'copies',
    'seal',
    'electronic',
    'signature',
    'notSecret',
  ] as const
  const given = names.filter((name) => typed[name] !== undefined).map((name) => [name, typed[name]])
  return { ...row.subject.common, ...Object.fromEntries(given) }
}

function turn(world: World, word: OwnWord, common: Common): Promise<TapAnswer | null> {
  const page = pageIn(word)
  return kept(world, word, { common, page }, pageToast(page))
}

/** The 督查立项 card of one row, filled in as far as is known; an older copy points to it. */
async function edit(
  world: World,
  word: OwnWord,
  common: Common,
  { row: listed, matter, isSaved }: Standing,
): Promise<TapAnswer | null> {
  const { row } = word
  if (!isOpenDraft(matter)) return kept(world, word, { common }, ROW_GONE_TOAST)
  const wanted = {
    kind: 'draft' as const,
    recipient: row.recipient,
    matterId: listed.id,
    assignmentId: null,
    turn: matter.turn,
    waiting: true,
  }
  const latest = await cardOf(world.sql, wanted)
  const prefill = { ...withCommon(listed.docket, common) }
  const notes = isSaved || listed.notes.length === 0 ? {} : { notUnderstood: [...listed.notes] }
  const { message, superseded } = reissueOf(
    { ...wanted, subject: { prefill, ofList: row.id, ...notes } },
    latest,
  )
  return kept(world, word, { common }, DRAFT_SENT_TOAST, { messages: [message], superseded })
}

/** The row goes, and with it the draft that was saved of it and any card that still stands for it. */
async function remove(
  world: World,
  word: OwnWord,
  common: Common,
  { row: listed, matter, isSaved }: Standing,
): Promise<TapAnswer | null> {
  const { row, tap, organisation, at, mayWrite } = word
  const rows = (row.subject.rows ?? []).filter(({ id }) => id !== listed.id)
  const subject = { common, rows }
  const toast = rowRemovedToast(matter.title)
  if (!isOpenDraft(matter)) return kept(world, word, { common }, ROW_GONE_TOAST)
  if (!isSaved) {
    const place = { matterId: listed.id, assignmentId: null, turn: matter.turn }
    const open = await cardOf(world.sql, { kind: 'draft', recipient: row.recipient, ...place })
    return kept(world, word, subject, toast, open === null ? {} : withdrawn(open))
  }
  const deletion = { matter, command: { action: 'deleteDraft' as const }, turn: matter.turn }
  const given = {
    actor: tap.openId,
    at,
    sourceEventId: tap.eventId,
    tapped: row.id,
    isSeparable: false,
    holdsAfterChange: false,
    entails: () => ({ subjects: [asRead(word, subject)] }),
  }
  const acted = await actAll(world, [deletion], organisation, given, mayWrite)
  if (acted.outcome === 'changed') return null
  world.count.tap('deleteDraft', acted.outcome)
  if (acted.outcome === 'refused') return shown(world, word, { common }, ROW_GONE_TOAST)
  return shown(world, word, subject, toast, acted.outcome === 'done' ? acted.tapped : null)
}

/** The card of a draft that was never saved, unless something was done on it meanwhile. */
function withdrawn({ id, wanted }: StoredCard): Pick<Save, 'superseded' | 'judgedBy'> {
  return { superseded: [id], judgedBy: [{ id, wanted }] }
}

/** All rows or none: whatever any of them lacks is named, row by row (conversation §1.6). */
async function proposeAll(
  world: World,
  word: OwnWord,
  common: Common,
  standing: readonly Standing[],
): Promise<TapAnswer | null> {
  const { row, tap, organisation, at, mayWrite } = word
  const open = standing.filter(({ matter }) => isOpenDraft(matter))
  if (open.length === 0) return shown(world, word, { common }, NOTHING_LEFT_TOAST)
  const rows = open.map(({ matter, isSaved }) => ({
    matter,
    isSaved,
    docket: mergedDocket(matter, common),
  }))
  const batches = batchesOf(word, rows)
  const each = rows.map(({ matter, docket, isSaved }): Each => {
    const batch = batches.of.get(matter.id)
    const command = {
      action: 'propose' as const,
      docket,
      ...(batch === undefined ? {} : { batch }),
    }
    return { matter, command, turn: isSaved ? matter.turn : null }
  })
  const subject = { common, proposed: open.length }
  const acted = await actAll(
    world,
    each,
    organisation,
    {
      actor: tap.openId,
      at,
      sourceEventId: tap.eventId,
      tapped: row.id,
      isSeparable: false,
      holdsAfterChange: false,
      entails: (proposed) => ({
        messages: batchCards(proposed, batches.all),
        subjects: [{ ...asRead(word, subject), settled: true }],
      }),
    },
    mayWrite,
  )
  if (acted.outcome === 'changed') return null
  world.count.tap('propose', acted.outcome)
  if (acted.outcome === 'refused') return refusedRows(world, word, common, standing, acted.refused)
  if (acted.outcome === 'duplicate')
    return shown(world, word, subject, proposedAllToast(open.length, batches.all.length))
  const toast = proposedToast(word, acted.matters, batches.all.length)
  return shown(world, word, subject, toast, acted.tapped)
}

/** With whom they are now: the leaders, or whoever checks them first (核稿). */
function proposedToast(
  { organisation, at }: OwnWord,
  proposed: readonly Matter[],
  cards: number,
): Toast {
  const forCheck = proposed.find(({ checkAsked }) => checkAsked !== null)
  return forCheck === undefined
    ? proposedAllToast(proposed.length, cards)
    : checkedAllToast(proposed.length, checkersOf(forCheck, organisation, at), organisation)
}

/** What a draft says itself goes before what is common; a tick that is missing counts as not said. */
function mergedDocket(matter: Matter, common: Common): Partial<Docket> {
  const { source, sourceDocument, approver, copies, seal, electronic, signature, notSecret } =
    matter
  const own = { source, sourceDocument, approver, copies, seal, electronic, signature, notSecret }
  return withCommon(own, common)
}

async function refusedRows(
  world: World,
  word: OwnWord,
  common: Common,
  standing: readonly Standing[],
  refused: readonly RefusedOne[],
): Promise<TapAnswer> {
  const numbers = new Map(standing.map(({ row }, index) => [row.id, index + 1]))
  for (const { refusal } of refused.slice(0, 1)) world.count.refusal(refusal.reason)
  const gaps = new Map<MatterId, readonly DocketGap[]>(
    refused.flatMap(({ matter, refusal }) =>
      refusal.reason === 'docket' ? [[matter.id, refusal.gaps] as const] : [],
    ),
  )
  const toast = refusedRowsToast(refused, numbers, word.organisation)
  return shown(world, word, { common }, toast, null, gaps)
}

/** Keeps what the list itself says, with what goes out because of it, and shows it. */
async function kept(
  world: World,
  word: OwnWord,
  subject: CardSubject,
  toast: Toast,
  more: Partial<Pick<Save, 'messages' | 'superseded' | 'judgedBy'>> = {},
): Promise<TapAnswer | null> {
  const saved = await save(world, word, { ...more, subjects: [asRead(word, subject)] })
  if (saved.outcome === 'conflict') return null
  return shown(world, word, subject, toast, saved.outcome === 'saved' ? saved.tapped : null)
}

/** What the list says from now on, where it still says what the tap was judged by. */
function asRead({ row, loaded }: OwnWord, subject: CardSubject): Save['subjects'][number] {
  const read = loaded.card === null ? {} : { read: loaded.card.wanted }
  return { id: row.id, subject: { ...subject }, ...read }
}

/**
 * Whether the answer to an earlier tap may still be on its way. Of two, nobody knows which one the platform shows last:
 * then the list is sent once more.
 */
function isAnswering({ loaded: { card } }: OwnWord): boolean {
  return card !== null && card.shown < card.wanted
}

async function shown(
  world: World,
  word: OwnWord,
  subject: CardSubject,
  toast: Toast,
  tapped: number | null = null,
  gaps: ReadonlyMap<MatterId, readonly DocketGap[]> = new Map(),
): Promise<TapAnswer> {
  const { row, organisation, at } = word
  const now = { ...row, subject: { ...row.subject, ...subject } }
  const data = minutesCard(await minutesView(world, now, organisation, at, { gaps }))
  if (!isAnswering(word)) noteAnswered(world, word, tapped, data)
  return { toast, card: { type: 'raw', data } }
}
