// The hand-over 交办: what each department is given, and by when (process §1.2).
import { coDeadlineOf } from './docket.ts'
import type { Assignment, Docket, Matter } from './matter.ts'
import { newAssignment } from './new-assignment.ts'
import type { Organisation } from './organisation.ts'
import { partsInOrder } from './parts-in-order.ts'
import type { Instant } from './time.ts'

/** Nothing is handed over late: where three working days before the lead's are gone, the lead's deadline holds. */
export function settledCoDeadline(
  matter: Docket,
  organisation: Organisation,
  at: Instant,
): Instant | null {
  if (matter.co.length === 0) return null
  const wished = coDeadlineOf(matter, organisation)
  return wished !== null && wished > at ? wished : matter.deadline
}

/** One assignment for the lead and one for each co-department (process §1). */
export function handedOver(matter: Matter, at: Instant): Assignment[] {
  const lead = matter.lead === null ? [] : [newAssignment(matter, matter.lead, 'lead', at)]
  const co = matter.co.map((id) => newAssignment(matter, id, 'co', at))
  return partsInOrder([...lead, ...co])
}
