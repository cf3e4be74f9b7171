// The petition that a card is about: such a card carries its position in place of a turn.
import { petitionBehind } from '../src/domain/actions.ts'
import { isPetition, type PetitionAs } from '../src/domain/petition.ts'
import type { PetitionKind } from '../src/domain/terms.ts'
import type { CardView } from './view.ts'

/** The card's petition, if it is of one of these kinds. */
export function petitionOn<Kind extends PetitionKind>(
  { matter, card: row }: CardView,
  ...kinds: readonly Kind[]
): PetitionAs<Kind> | null {
  const petition = petitionBehind(matter, row.kind, row.turn)
  return petition !== null && isPetition(petition, ...kinds) ? petition : null
}
