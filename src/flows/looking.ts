// 超期, 临期 and 统计: asked within one person's sight by the one rule, in the database and once more on each row.
import { type Counted, figuresCard } from '../../cards/figures.ts'
import { LIST_ROWS, type ListKind, type ListRow, listCard } from '../../cards/list.ts'
import type { CardRow } from '../../cards/view.ts'
import { effectiveDeadline } from '../domain/deadline.ts'
import { classesOf, lampOfClass, soonBefore } from '../domain/lamp-classes.ts'
import { leadOf } from '../domain/matter.ts'
import { activePerson, type OpenId, type Organisation } from '../domain/organisation.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  CATEGORIES,
  type Lamp,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { isInSight, mayLookOver, sightOf } from '../domain/visibility.ts'
import { type BoardRow, boardRows, type Filter, type Look, openGroups } from '../store/board.ts'
import type { World } from './world.ts'

const LAMP_OF: Record<ListKind, Lamp> = { overdue: 'red', dueSoon: 'yellow' }

/** One page of the list as it is now; nothing for who is not here any more. */
export async function drawList(
  world: World,
  row: CardRow,
  kind: ListKind,
  wantedPage: number,
  organisation: Organisation,
  at: Instant,
): Promise<object> {
  const asker = row.recipient
  const look = lookOf(asker, organisation, at)
  const filter = { ...EVERYTHING, lamps: classesOf(LAMP_OF[kind], organisation, at) }
  const pageOf = (page: number) =>
    boardRows(world.sql, look, filter, { limit: LIST_ROWS, offset: (page - 1) * LIST_ROWS })
  const wanted = Math.max(1, wantedPage)
  const found = await pageOf(wanted)
  const last = Math.max(1, Math.ceil(found.total / LIST_ROWS))
  const { rows, total } = wanted > last ? await pageOf(last) : found
  const seen = rows.filter((one) => isInSight(look.sight, one)).flatMap(listRow)
  const page = Math.min(wanted, last)
  return listCard({ card: row, kind, asker, organisation, rows: seen, total, page, at })
}

export async function drawFigures(
  world: World,
  asker: OpenId,
  organisation: Organisation,
  at: Instant,
): Promise<object> {
  const look = lookOf(asker, organisation, at)
  const nothing = { limit: 0, offset: 0 }
  const [groups, ...ended] = await Promise.all([
    openGroups(world.sql, look, at),
    ...ENDED.map(async (status) => ({
      status,
      count: (await boardRows(world.sql, look, { ...EVERYTHING, status }, nothing)).total,
    })),
  ])
  const lit = groups.map((group) => ({ ...group, lamp: lampOfClass(group, organisation, at) }))
  const counted: Counted = {
    byStatus: [
      ...STATUSES.map((status) => ({ status, count: sum(lit, (one) => one.status === status) })),
      ...ended,
    ],
    byDepartment: organisation.departments
      .map(({ id }) => ({
        id,
        open: sum(lit, (one) => one.department === id),
        dueSoon: sum(lit, (one) => one.department === id && one.lamp === 'yellow'),
        overdue: sum(lit, (one) => one.department === id && one.lamp === 'red'),
      }))
      .filter(({ open }) => open > 0),
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: sum(lit, (one) => one.category === category),
    })).filter(({ count }) => count > 0),
  }
  return figuresCard(counted, asker, organisation, at)
}

/** What is open, unless something else is asked for. */
export const EVERYTHING: Filter = {
  status: 'open',
  lamps: null,
  department: null,
  category: null,
  owed: null,
  words: '',
  sort: 'due',
}

const ENDED: readonly MatterStatus[] = ['closed', 'refused', 'cancelled']
const STATUSES = (Object.keys(MATTER_STATUS_ZH) as MatterStatus[]).filter(
  (status) => status !== 'drafting' && !ENDED.includes(status),
)

/** Asked for by the lead's part, as the office counts; a stranger sees nothing. */
function lookOf(asker: OpenId, organisation: Organisation, at: Instant): Look {
  const person = activePerson(organisation, asker)
  const sight =
    person === undefined || !mayLookOver(person)
      ? ({ kind: 'nothing' } as const)
      : sightOf(person, organisation, at)
  return { sight, viewpoint: null, at, soonBefore: soonBefore(organisation, at) }
}

function listRow(row: BoardRow): ListRow[] {
  const lead = leadOf(row)
  if (lead === undefined) return []
  const held = row.assignments.find((one) => one === lead)
  return [
    {
      matterId: row.id,
      title: row.title,
      number: row.number,
      lead: held?.departmentId ?? row.lead,
      deadline: effectiveDeadline(lead),
      statusZh: ASSIGNMENT_STATUS_ZH[lead.status],
    },
  ]
}

function sum<One extends { readonly count: number }>(
  groups: readonly One[],
  counts: (one: One) => boolean,
): number {
  return groups.filter(counts).reduce((total, { count }) => total + count, 0)
}
