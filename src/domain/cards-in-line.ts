// What a save brings in line of a matter's cards, and what it leaves with whoever got it.
import type { Matter } from './matter.ts'
import type { Organisation } from './organisation.ts'
import type { CardKind } from './terms.ts'
import type { Instant } from './time.ts'
import type { WantedCard } from './wanted-card.ts'
import { DERIVED_KINDS, wantedCards } from './wanted-cards.ts'

/** The cards that should live, and the kinds of which no others may. */
export interface InLine {
  readonly wants: readonly WantedCard[]
  readonly kinds: readonly CardKind[]
}

/** Of a draft that is deleted. */
export const NO_CARDS: InLine = { wants: [], kinds: DERIVED_KINDS }

/**
 * The results of a matter that was closed before and still is stay with whoever got them, for the record: no new head
 * finds the 通报 of past years in his chat because a leader has read his copy or posts have changed (process §6).
 */
export function cardsInLine(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  before: Pick<Matter, 'status'>,
): InLine {
  const wants = wantedCards(matter, organisation, at)
  if (before.status !== 'closed' || matter.status !== 'closed')
    return { wants, kinds: DERIVED_KINDS }
  return {
    wants: wants.filter(({ kind, waiting }) => kind !== 'feedback' || waiting),
    kinds: DERIVED_KINDS.filter((kind) => kind !== 'feedback'),
  }
}
