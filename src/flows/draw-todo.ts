// 我的待办: the cards that wait for one person, as one page of a list.
import { todoCard } from '../../cards/todo.ts'
import type { CardRow, TodoRow } from '../../cards/view.ts'
import { assignmentLamp, effectiveDeadline, matterLamp } from '../domain/deadline.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { ASSIGNMENT_STATUS_ZH, LAMP_ZH, MATTER_STATUS_ZH } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters, type StoredCard } from '../store/matters.ts'
import { isCardKind } from './card-row.ts'
import type { World } from './world.ts'

/** Rows on one page (conversation §2). */
const PAGE_ROWS = 15

export async function drawTodo(
  world: World,
  card: CardRow,
  asker: OpenId,
  page: number,
  organisation: Organisation,
  at: Instant,
): Promise<object> {
  const waiting = await waitingCards(world.sql, asker)
  const pages = Math.max(1, Math.ceil(waiting.length / PAGE_ROWS))
  const shown = Math.min(Math.max(1, page), pages)
  const cards = waiting.slice((shown - 1) * PAGE_ROWS, shown * PAGE_ROWS)
  const rows = await rowsOf(world, cards, organisation, at)
  return todoCard({ card, asker, organisation, rows, total: waiting.length, page: shown, at })
}

async function rowsOf(
  world: World,
  cards: readonly StoredCard[],
  organisation: Organisation,
  at: Instant,
): Promise<TodoRow[]> {
  const ids = [...new Set(cards.flatMap((card) => card.matterId ?? []))]
  const matters = await loadMatters(world.sql, ids)
  return cards.flatMap((card): TodoRow[] => {
    const matter = card.matterId === null ? undefined : matters.get(card.matterId)
    if (matter === undefined || !isCardKind(card.kind)) return []
    const held = matter.assignments.find((one) => one.id === card.assignmentId)
    const lamp =
      held === undefined
        ? matterLamp(matter, organisation, at)
        : assignmentLamp(held, organisation, at)
    return [
      {
        cardId: card.id,
        kind: card.kind,
        title: matter.title,
        number: matter.number,
        deadline: held === undefined ? matter.deadline : effectiveDeadline(held),
        lampZh: LAMP_ZH[lamp],
        statusZh:
          held === undefined ? MATTER_STATUS_ZH[matter.status] : ASSIGNMENT_STATUS_ZH[held.status],
        internal: matter.classification === 'internal',
      },
    ]
  })
}
