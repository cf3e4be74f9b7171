// What is due and was put off for one of those it concerns: its key names him, and it is said to him alone.
import type { Matter } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { type Falling, fallingDue } from '../domain/reminders.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import type { DueRow } from '../store/dues.ts'

/** What waits for this person until then. The day makes it another one than what was put off before. */
export function putOff(row: DueRow, person: OpenId, until: Instant): DueRow {
  return { ...row, key: `${keyOf(row)}@${person}@${dayOf(until)}`, at: until }
}

/** The key of the thing itself, for whomever it was put off. */
export function keyOf({ key }: DueRow): string {
  return key.split('@')[0] ?? ''
}

/** What it means in the matter's present state, to those for whom it still waits. */
export function fallingRow(
  row: DueRow,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Falling {
  const person = row.key.split('@')[1]
  const falling = fallingDue(matter, { ...row, key: keyOf(row) }, organisation, at)
  if (falling.is !== 'said' || person === undefined) return falling
  return { is: 'said', said: falling.said.filter(({ to }) => to === person) }
}
