// Who has which card of a matter.
import type { Matter } from '../../src/domain/matter.ts'
import type { OpenId, Organisation } from '../../src/domain/organisation.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import type { Instant } from '../../src/domain/time.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { named, yunling } from './yunling.ts'

/** Whoever has a card of this kind, right after the last act unless told. */
export function holdersOf(
  matter: Matter,
  kind: CardKind,
  organisation: Organisation = yunling,
  at: Instant = lastActIn(matter),
): OpenId[] {
  return wantedCards(matter, organisation, at)
    .filter((card) => card.kind === kind)
    .map((card) => card.recipient)
}

/** The kinds of cards that somebody has right after the last act. */
export function cardsTo(
  matter: Matter,
  name: string,
  organisation: Organisation = yunling,
): string[] {
  return wantedCards(matter, organisation, lastActIn(matter))
    .filter((card) => card.recipient === named(name))
    .map((card) => `${card.kind}${card.waiting ? '' : '（已办）'}`)
}

function lastActIn({ history }: Matter): Instant {
  return history.at(-1)?.at ?? 0
}
