// 我的待办: the cards that wait for one person, as one page of a list.
import { handoversGreeting, lateLine, todoCard } from '../../cards/todo.ts'
import type { CardRow, TodoRow } from '../../cards/view.ts'
import { assignmentLamp, effectiveDeadline, isOverdue, matterLamp } from '../domain/deadline.ts'
import type { Matter } from '../domain/matter.ts'
import { missedIn } from '../domain/missed.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  CARD_TITLE_ZH,
  type CardKind,
  LAMP_ZH,
  MATTER_STATUS_ZH,
} from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { mattersOf } from '../store/dues.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters, type StoredCard } from '../store/matters.ts'
import { isCardKind } from './card-row.ts'
import { blankDraft } from './draft.ts'
import { missedRows } from './draw-missed.ts'
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
  const missed = missedIn(card.subject)
  if (missed !== null) {
    const all = await missedRows(world, missed, asker, organisation, at)
    const { shown, part } = pageOf(all, page)
    return todoCard({ card, asker, organisation, rows: part, total: all.length, page: shown, at })
  }
  const waiting = await waitingOn(world, card, asker)
  const { shown, part } = pageOf(waiting, page)
  const rows = await todoRows(world, part, organisation, at)
  const total = waiting.length
  const late = await lateLines(world, card.subject.late ?? [], organisation, at)
  const list = { card, asker, organisation, rows, total, page: shown, late, at }
  const isHandover = card.subject.handovers !== undefined
  return todoCard(isHandover ? { ...list, greeting: handoversGreeting(total) } : list)
}

/** What stands on a page, or on the last where there are fewer. */
function pageOf<Row>(rows: readonly Row[], page: number): { shown: number; part: readonly Row[] } {
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS))
  const shown = Math.min(Math.max(1, page), pages)
  return { shown, part: rows.slice((shown - 1) * PAGE_ROWS, shown * PAGE_ROWS) }
}

/** What is three working days late and still open, as a 副区长 reads it (process §3). */
async function lateLines(
  world: World,
  assignmentIds: readonly string[],
  organisation: Organisation,
  at: Instant,
): Promise<string[]> {
  if (assignmentIds.length === 0) return []
  const matters = await mattersOf(world.sql, assignmentIds)
  return [...(await loadMatters(world.sql, matters)).values()].flatMap((matter) =>
    matter.assignments
      .filter((held) => assignmentIds.includes(held.id) && isOverdue(held, at))
      .map((held) => lateLine(matter, held, organisation, at)),
  )
}

/** What waits for the asker; of a hand-over list only what it hands over. */
async function waitingOn(world: World, card: CardRow, asker: OpenId): Promise<StoredCard[]> {
  const { handovers, except = [] } = card.subject
  const waiting = (await waitingCards(world.sql, asker)).filter(
    ({ matterId }) => matterId === null || !except.includes(matterId),
  )
  if (handovers === undefined) return waiting
  return waiting.filter(
    ({ kind, matterId }) =>
      kind === 'handover' && matterId !== null && handovers.includes(matterId),
  )
}

/** The page on which one of the waiting cards stands; the first, when it waits no longer. */
export async function pageHolding(
  world: World,
  card: CardRow,
  asker: OpenId,
  cardId: string,
  organisation: Organisation,
  at: Instant,
): Promise<number> {
  const missed = missedIn(card.subject)
  const ids =
    missed === null
      ? (await waitingOn(world, card, asker)).map(({ id }) => id)
      : (await missedRows(world, missed, asker, organisation, at)).map((row) => row.cardId)
  const index = ids.indexOf(cardId)
  return Math.floor(Math.max(0, index) / PAGE_ROWS) + 1
}

/** The waiting cards as lines of a list. */
export async function todoRows(
  world: World,
  cards: readonly StoredCard[],
  organisation: Organisation,
  at: Instant,
): Promise<TodoRow[]> {
  const ids = [...new Set(cards.flatMap((card) => card.matterId ?? []))]
  const matters = await loadMatters(world.sql, ids)
  return cards.flatMap((card): TodoRow[] => {
    const listed = listRow(card)
    if (listed !== null) return [listed]
    const saved = card.matterId === null ? undefined : matters.get(card.matterId)
    const matter = saved ?? blankDraft(card, at)
    return matter === null || !isCardKind(card.kind)
      ? []
      : [rowOf(card, card.kind, matter, organisation, at)]
  })
}

/** 拟立项清单 and 批量立项 stand for several matters and have no deadline of their own. */
function listRow({ id, kind, subject }: StoredCard): TodoRow | null {
  if (kind !== 'minutes' && kind !== 'batch') return null
  const held = kind === 'minutes' ? subject.rows : subject.batched
  const count = Array.isArray(held) ? held.length : 0
  const title = `${CARD_TITLE_ZH[kind]}（${count}项）`
  const statusZh =
    kind === 'minutes' ? MATTER_STATUS_ZH.drafting : MATTER_STATUS_ZH.awaitingApproval
  return {
    cardId: id,
    kind,
    title,
    number: null,
    deadline: null,
    lampZh: '',
    statusZh,
    internal: false,
  }
}

function rowOf(
  card: StoredCard,
  kind: CardKind,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): TodoRow {
  const held = matter.assignments.find((one) => one.id === card.assignmentId)
  const shared = {
    cardId: card.id,
    kind,
    title: matter.title,
    number: matter.number,
    internal: matter.classification === 'internal',
  }
  if (held === undefined)
    return {
      ...shared,
      deadline: matter.deadline,
      lampZh: LAMP_ZH[matterLamp(matter, organisation, at)],
      statusZh: MATTER_STATUS_ZH[matter.status],
    }
  return {
    ...shared,
    deadline: effectiveDeadline(held),
    lampZh: LAMP_ZH[assignmentLamp(held, organisation, at)],
    statusZh: ASSIGNMENT_STATUS_ZH[held.status],
  }
}
