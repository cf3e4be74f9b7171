// From where somebody looks: what they may see, whose part of a matter counts for them, what its lamp shows there.
import { effectiveDeadline, matterLamp } from '../domain/deadline.ts'
import { soonBefore } from '../domain/lamp-classes.ts'
import { leadOf } from '../domain/matter.ts'
import { type DepartmentId, hasRole, type Person } from '../domain/organisation.ts'
import type { Lamp } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { isInSight, sightOf } from '../domain/visibility.ts'
import type { BoardPart, BoardRow, Look } from '../store/board.ts'
import type { Visitor } from './session.ts'

export type Seat = 'leader' | 'supervision' | 'department'

/** Which of the three boards the person has. */
export function seatOf(person: Person): Seat {
  if (hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')) return 'supervision'
  const leads = ['DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR', 'OFFICE_DIRECTOR'] as const
  return hasRole(person, ...leads, 'OFFICE_DEPUTY_DIRECTOR') ? 'leader' : 'department'
}

export function lookOf({ person, organisation, at }: Visitor): Look {
  return {
    sight: sightOf(person, organisation, at),
    viewpoint: viewpointOf(person),
    at,
    soonBefore: soonBefore(organisation, at),
  }
}

/** Rows that the rule itself lets through; the database has narrowed by the same, so that this drops none. */
export function seenRows({ sight }: Look, rows: readonly BoardRow[]): readonly BoardRow[] {
  return rows.filter((row) => isInSight(sight, row))
}

/** The part that counts here: the own department's, else the lead's. The store picks by the same order. */
export function partOf(row: BoardRow, viewpoint: DepartmentId | null): BoardPart | undefined {
  const own = row.assignments.find(
    ({ departmentId, status }) => departmentId === viewpoint && status !== 'redirected',
  )
  return own ?? leadOf(row)
}

export function dueOf(row: BoardRow, viewpoint: DepartmentId | null): Instant | null {
  const part = partOf(row, viewpoint)
  return part === undefined ? row.deadline : effectiveDeadline(part)
}

export function lampOf(row: BoardRow, { organisation, person, at }: Visitor): Lamp {
  const part = partOf(row, viewpointOf(person))
  const assignments = part === undefined ? [] : [{ ...part, kind: 'lead' as const }]
  return matterLamp({ ...row, assignments }, organisation, at)
}

export function viewpointOf(person: Person): DepartmentId | null {
  return seatOf(person) === 'department' ? person.departmentId : null
}
