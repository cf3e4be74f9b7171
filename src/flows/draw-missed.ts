// What an outage had held up, as the rows of one list: those that still are open, the nearest deadline first.
import { MISSED_OPINION_ZH, missedZh } from '../../cards/missed.ts'
import type { TodoRow } from '../../cards/view.ts'
import { assignmentLamp, effectiveDeadline } from '../domain/deadline.ts'
import type { Matter } from '../domain/matter.ts'
import { isStillMissed, type MissedItem, missedIn } from '../domain/missed.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { ASSIGNMENT_STATUS_ZH, LAMP_ZH, MATTER_STATUS_ZH } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters, type StoredCard } from '../store/matters.ts'
import type { Claimed } from '../store/messages.ts'
import { isCardKind } from './card-row.ts'
import type { World } from './world.ts'

/** Every row has 办理 where a card about it waits for the reader. */
export async function missedRows(
  world: World,
  missed: readonly MissedItem[],
  asker: OpenId,
  organisation: Organisation,
  at: Instant,
): Promise<TodoRow[]> {
  const matters = await loadMatters(world.sql, [...new Set(missed.map((one) => one.matterId))])
  const waiting = await waitingCards(world.sql, asker)
  return missed
    .flatMap((one) => {
      const matter = matters.get(one.matterId)
      if (matter === undefined || !isStillMissed(one, matter)) return []
      return [rowOf(one, matter, waiting, organisation, at)]
    })
    .toSorted((one, other) => (one.deadline ?? 0) - (other.deadline ?? 0))
}

/** All that an outage had held up was done before its list could be sent. */
export async function isMissedNoMore(
  world: World,
  { subject, recipient, messageId }: Claimed,
  organisation: Organisation,
  at: Instant,
): Promise<boolean> {
  const missed = missedIn(subject)
  if (missed === null || messageId !== null) return false
  return (await missedRows(world, missed, recipient, organisation, at)).length === 0
}

function rowOf(
  { subjectId, tone }: MissedItem,
  matter: Matter,
  waiting: readonly StoredCard[],
  organisation: Organisation,
  at: Instant,
): TodoRow {
  const held = matter.assignments.find(({ id }) => id === subjectId)
  const card = waiting.find(
    (one) => one.matterId === matter.id && (one.assignmentId ?? subjectId) === subjectId,
  )
  const shared = {
    cardId: card?.id ?? null,
    kind: card !== undefined && isCardKind(card.kind) ? card.kind : ('remind' as const),
    title: matter.title,
    number: matter.number,
    internal: matter.classification === 'internal',
  }
  if (held === undefined)
    return {
      ...shared,
      deadline: null,
      lampZh: '',
      statusZh: MATTER_STATUS_ZH[matter.status],
      missed: MISSED_OPINION_ZH,
    }
  return {
    ...shared,
    deadline: effectiveDeadline(held),
    lampZh: LAMP_ZH[assignmentLamp(held, organisation, at)],
    statusZh: ASSIGNMENT_STATUS_ZH[held.status],
    missed: missedZh(held, tone, organisation, at),
  }
}
