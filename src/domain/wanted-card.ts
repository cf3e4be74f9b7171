// One card that somebody should have, as a value.
import type { OpenId } from './organisation.ts'
import type { CardKind } from './terms.ts'

/** One card that one person or group should have. Its key is everything but `waiting`. */
export interface WantedCard {
  readonly kind: CardKind
  readonly recipientType: 'person' | 'chat'
  readonly recipient: string
  readonly assignmentId: string | null
  /** The subject's turn; 0 for cards that live as long as the matter. */
  readonly turn: number
  /** Whether it asks its recipient to act: the list 我的待办 is made of these. */
  readonly waiting: boolean
}

/** The same card for each of these people, waiting for all of them. */
export function toPeople(
  kind: CardKind,
  people: readonly OpenId[],
  assignmentId: string | null,
  turn: number,
): WantedCard[] {
  return people.map((recipient) => ({
    kind,
    recipientType: 'person',
    recipient,
    assignmentId,
    turn,
    waiting: true,
  }))
}
