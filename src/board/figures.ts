// The numbers of the overview, all counted within one person's sight.
import { isLit, lampOfClass } from '../domain/lamp-classes.ts'
import type { DepartmentId } from '../domain/organisation.ts'
import { CATEGORIES, type Category, LAMP_ZH, type Lamp } from '../domain/terms.ts'
import { addDays, type Day, dayOf, instantOf, localTime } from '../domain/time.ts'
import { type Group, openGroups, owedByDay } from '../store/board.ts'
import type { Sql } from '../store/connect.ts'
import { lookOf } from './looking.ts'
import type { Visitor } from './session.ts'

export type ByLamp = Readonly<Record<Lamp, number>>

export interface Figures {
  readonly open: number
  readonly dueThisWeek: number
  readonly overdue: number
  readonly byLamp: ByLamp
  /** In the organisation's own order: nobody is ranked (process §3). */
  readonly byDepartment: readonly { readonly id: DepartmentId; readonly lamps: ByLamp }[]
  readonly byCategory: readonly { readonly category: Category; readonly count: number }[]
  /** From this week's Monday on, five weeks. */
  readonly days: readonly { readonly day: Day; readonly count: number }[]
}

export const LAMPS = Object.keys(LAMP_ZH) as Lamp[]

const DAYS_SHOWN = 35

export async function figuresFor(sql: Sql, visitor: Visitor): Promise<Figures> {
  const { organisation, at } = visitor
  const look = lookOf(visitor)
  const [monday] = weekOf(dayOf(at))
  const until = instantOf(addDays(monday, DAYS_SHOWN), '00:00')
  const [groups, days] = await Promise.all([
    openGroups(sql, look, weekEnd(dayOf(at))),
    owedByDay(sql, look, [instantOf(monday, '00:00'), until]),
  ])
  const counts = new Map(days.map(({ day, count }) => [day, count]))
  const marked = groups.map((group) => ({ ...group, lamp: lampOfClass(group, organisation, at) }))
  return {
    open: sum(marked),
    dueThisWeek: sum(marked.filter(({ thisWeek }) => thisWeek)),
    overdue: sum(marked.filter(({ lamp }) => lamp === 'red')),
    byLamp: byLamp(marked),
    byDepartment: organisation.departments
      .map(({ id }) => ({
        id,
        lamps: byLamp(marked.filter(({ department }) => department === id)),
      }))
      .filter(({ lamps }) => Object.values(lamps).some((count) => count > 0)),
    byCategory: CATEGORIES.map((category) => ({
      category,
      count: sum(marked.filter((group) => group.category === category)),
    })).filter(({ count }) => count > 0),
    days: Array.from({ length: DAYS_SHOWN }, (_, index) => {
      const day = addDays(monday, index)
      return { day, count: counts.get(day) ?? 0 }
    }),
  }
}

/** Monday and Sunday of the week that the day is in. */
export function weekOf(day: Day): readonly [Day, Day] {
  const weekday = (localTime(instantOf(day, '00:00')).weekday + 6) % 7
  const monday = addDays(day, -weekday)
  return [monday, addDays(monday, 6)]
}

/** When next week begins. */
export function weekEnd(day: Day): number {
  return instantOf(addDays(weekOf(day)[1], 1), '00:00')
}

type Marked = Group & { readonly lamp: Lamp }

function byLamp(groups: readonly Marked[]): ByLamp {
  const counts = { green: 0, yellow: 0, red: 0, blue: 0, grey: 0 }
  for (const { lamp, count, status } of groups) if (isLit(status)) counts[lamp] += count
  return counts
}

function sum(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((total, { count }) => total + count, 0)
}
