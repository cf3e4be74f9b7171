// The 请确认 card of a change of people, drawn from how the change stands and what waits for whom.
import { staffingCard, type Work } from '../../cards/staffing.ts'
import type { CardRow } from '../../cards/view.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { Staffing, StaffingCommand } from '../domain/staffing.ts'
import type { FormValues } from '../lark/form-values.ts'
import { waitingCards } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import { isCardKind } from './card-row.ts'
import type { World } from './world.ts'

/** The card of a row about a change of people, as it stands now. */
export async function drawStaffing(
  world: World,
  row: CardRow,
  staffing: Staffing,
  typed: FormValues | null = null,
): Promise<object> {
  const organisation = await world.organisations.latest()
  const { facts } = staffing
  const whose = staffing.stage === 'done' ? null : giverIn(facts)
  const work = whose === null ? [] : await workOf(world, whose)
  return staffingCard({ card: row, staffing, organisation, work, at: world.clock.now(), typed })
}

/** Whose work changes hands with it. */
function giverIn(facts: StaffingCommand): OpenId | null {
  if (facts.kind === 'handOver') return facts.from
  return facts.kind === 'deactivate' ? facts.openId : null
}

/** Everything that waits for one person, the most pressing first. */
export async function workOf(world: World, openId: OpenId): Promise<Work[]> {
  const cards = await waitingCards(world.sql, openId)
  const ids = [...new Set(cards.flatMap((card) => card.matterId ?? []))]
  const matters = await loadMatters(world.sql, ids)
  return cards.flatMap(({ kind, matterId }) => {
    const matter = matterId === null ? undefined : matters.get(matterId)
    return matter === undefined || !isCardKind(kind) ? [] : [{ kind, matter }]
  })
}
