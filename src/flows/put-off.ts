// What is due and was put off for one of those it concerns: its key names him, and it is said to him alone.
import type { Matter } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { type Falling, fallingDue } from '../domain/reminders.ts'
import type { Instant } from '../domain/time.ts'
import type { DueRow } from '../store/dues.ts'

/** The key under which it waits for this person. */
export function keyFor(person: OpenId, row: DueRow): string {
  return `${keyOf(row)}@${person}`
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
