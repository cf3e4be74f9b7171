// Between a stored card and the row a card is drawn from.
import type { CardRow, CardSubject, CardView, Typed } from '../../cards/view.ts'
import type { Matter } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { CardKind } from '../domain/terms.ts'
import { CARD_TITLE_ZH } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import type { StoredCard } from '../store/matters.ts'
import type { JsonRow } from '../store/rows.ts'

type Stored = Pick<
  StoredCard,
  'id' | 'recipientType' | 'recipient' | 'kind' | 'assignmentId' | 'turn' | 'subject'
> &
  Partial<Pick<StoredCard, 'settled'>>

/** The row to draw from, or null for texts, which are no cards. */
export function cardRowOf(stored: Stored): CardRow | null {
  if (!isCardKind(stored.kind)) return null
  const subject = stored.subject as CardSubject & { superseded?: boolean; turn?: number }
  return {
    id: stored.id,
    kind: stored.kind,
    recipientType: stored.recipientType,
    recipient: stored.recipient,
    assignmentId: stored.assignmentId,
    turn: stored.turn ?? subject.turn ?? 0,
    superseded: subject.superseded === true,
    settled: stored.settled === true,
    subject,
  }
}

export function cardViewOf(
  card: CardRow,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  typed: Typed | null = null,
): CardView {
  const assignment = matter.assignments.find((held) => held.id === card.assignmentId) ?? null
  return { matter, assignment, organisation, card, at, typed }
}

export function isCardKind(kind: string): kind is CardKind {
  return Object.hasOwn(CARD_TITLE_ZH, kind)
}

/** The 拟立项清单 that a 督查立项 card corrects a row of: what becomes of the row shows there too. */
export function listedIn({ subject: { ofList } }: CardRow): { id: string; subject: JsonRow }[] {
  return ofList === undefined ? [] : [{ id: ofList, subject: {} }]
}
