// 批量立项: 全部同意 for what is still open, 退回 for one row.
import { batchCard } from '../../cards/batch.ts'
import { approvedAllToast, refusedRowsToast } from '../../cards/batch-toast.ts'
import { refusalToast } from '../../cards/refusal.ts'
import { successToast } from '../../cards/toast.ts'
import { isBatchedOpen } from '../domain/batch.ts'
import { idFrom } from '../domain/hash.ts'
import type { Matter } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { wantedCards } from '../domain/wanted-cards.ts'
import { textIn } from '../lark/form-readers.ts'
import { loadMatters } from '../store/matters.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { act } from './act.ts'
import { actAll, type Each } from './act-all.ts'
import type { TapAnswer } from './answer-tap.ts'
import { batchView } from './draw-listed.ts'
import { neutral, type OwnWord } from './own-word.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

export async function answerBatch(world: World, word: OwnWord): Promise<TapAnswer> {
  const { button } = word
  if (button.action === 'approve') return approveAll(world, word)
  return button.action === 'returnDraft' ? returnOne(world, word) : neutral(word.organisation)
}

/** Every row that still waits; one that was returned, taken back or changed meanwhile is left as it is. */
async function approveAll(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, row, organisation, at, mayWrite } = word
  const { batch = '', batched = [] } = row.subject
  const matters = await present(world, word)
  const opinion = textIn(tap.form, 'opinion') ?? ''
  const each = batched.flatMap((one): Each[] => {
    const matter = matters.get(one.matterId)
    if (matter === undefined || !isBatchedOpen(one, matter)) return []
    return [{ matter, command: { action: 'approve', opinion, batch }, turn: one.turn }]
  })
  const count = each.length
  if (count === 0) return shown(world, word, approvedAllToast([], [], batched.length))
  const acted = await actAll(
    world,
    each,
    organisation,
    {
      actor: tap.openId,
      at,
      sourceEventId: tap.eventId,
      tapped: row.id,
      isSeparable: true,
      holdsAfterChange: true,
      entails: (approved) => ({
        messages: handoverLists(approved, organisation, batch, { eventId: tap.eventId, at }),
      }),
    },
    mayWrite,
  )
  world.count.tap('approve', acted.outcome)
  if (acted.outcome === 'duplicate' || acted.outcome === 'changed')
    return shown(world, word, approvedAllToast([], [], count))
  if (acted.outcome === 'refused') {
    const [first] = acted.refused
    if (first !== undefined) world.count.refusal(first.refusal.reason)
    return shown(world, word, refusedRowsToast(acted.refused, numbered(word), organisation), true)
  }
  const toast = approvedAllToast(acted.matters, acted.refused, count)
  return shown(world, word, toast)
}

/** 退回 of one row is 退回修改 of that matter: the row beside it never knows. */
async function returnOne(world: World, word: OwnWord): Promise<TapAnswer> {
  const { tap, row, button, organisation, at, mayWrite } = word
  const chosen = (row.subject.batched ?? []).find(({ matterId }) => matterId === button.choice)
  const matter = chosen && (await present(world, word)).get(chosen.matterId)
  if (chosen === undefined || matter === undefined) return neutral(organisation)
  const opinion = textIn(tap.form, 'opinion') ?? ''
  const request = {
    command: { action: 'returnDraft' as const, opinion },
    assignmentId: null,
    actor: tap.openId,
    turn: chosen.turn,
    at,
    sourceEventId: tap.eventId,
  }
  const entailed = { eventKey: tap.eventId, tapped: row.id, messages: [], subjects: [] }
  const acted = await act(world, matter, organisation, request, entailed, mayWrite)
  world.count.tap('returnDraft', acted.outcome)
  if (acted.outcome === 'refused') {
    world.count.refusal(acted.refusal.reason)
    const toast = refusalToast(acted.refusal, { organisation, matter: acted.matter })
    return shown(world, word, toast, true)
  }
  const toast = successToast('returnDraft', acted.matter, null, organisation, at)
  return shown(world, word, toast)
}

function present(world: World, { row }: OwnWord): Promise<ReadonlyMap<string, Matter>> {
  const ids = (row.subject.batched ?? []).map(({ matterId }) => matterId)
  return loadMatters(world.sql, ids)
}

/** The number of each row as the card writes it. */
function numbered({ row }: OwnWord): ReadonlyMap<string, number> {
  const batched = row.subject.batched ?? []
  return new Map(batched.map(({ matterId }, index) => [matterId, index + 1]))
}

/**
 * One list to everyone who gets a 交办通知 of what this tap hands over; the cards themselves wait in it. Its id
 * follows from the tap, so that a tap that is settled twice makes one.
 */
function handoverLists(
  approved: readonly Matter[],
  organisation: Organisation,
  batch: string,
  { eventId, at }: { readonly eventId: string; readonly at: Instant },
): NewMessage[] {
  const held = new Map<string, Set<string>>()
  for (const matter of approved) {
    for (const { kind, recipient } of wantedCards(matter, organisation, at)) {
      if (kind !== 'handover') continue
      held.set(recipient, (held.get(recipient) ?? new Set()).add(matter.id))
    }
  }
  return [...held].map(([openId, ids]) =>
    answerMessage(
      { type: 'person', id: openId },
      'todo',
      { handovers: [...ids], page: 1 },
      { id: idFrom(batch, 'handovers', eventId, openId), priority: 1 },
    ),
  )
}

/**
 * The card as it now stands, with a word about it; what was typed comes back only after a refusal. It is sent once more
 * all the same: of two rows decided at once nobody knows whose answer the platform shows last.
 */
async function shown(
  world: World,
  word: OwnWord,
  toast: TapAnswer['toast'],
  isRefused = false,
): Promise<TapAnswer> {
  const { row, organisation, tap, at } = word
  const view = await batchView(world, row, organisation, at, isRefused ? tap.form : null)
  return { toast, card: { type: 'raw', data: batchCard(view) } }
}
