// The matter behind a 督查立项 card that the database has no matter for: one not yet saved, or one deleted.
import type { Docket, Matter } from '../domain/matter.ts'
import { newMatter } from '../domain/new-matter.ts'
import type { Instant } from '../domain/time.ts'
import { loadTrail, type StoredCard } from '../store/matters.ts'
import type { World } from './world.ts'

type DraftCard = Pick<
  StoredCard,
  'kind' | 'recipient' | 'matterId' | 'turn' | 'settled' | 'subject'
>

/** A version no saved matter has, so that what was deleted is never saved again. */
const NEVER_SAVED = -1

/** Null for cards of other kinds, which always have a matter. */
export async function draftBehind(
  world: World,
  card: DraftCard,
  at: Instant,
): Promise<Matter | null> {
  if (card.kind !== 'draft' || card.matterId === null) return null
  const blank = blankDraft(card, at)
  if (blank === null || !card.settled) return blank
  const history = await loadTrail(world.sql, card.matterId)
  return { ...blank, version: NEVER_SAVED, turn: (card.turn ?? blank.turn) + 1, history }
}

/** What the words behind 立项 make of it, before anything was saved. */
export function blankDraft(card: DraftCard, at: Instant): Matter | null {
  if (card.kind !== 'draft' || card.matterId === null) return null
  const prefill = (card.subject.prefill ?? {}) as Partial<Docket>
  return newMatter(card.matterId, card.recipient, prefill, at)
}
