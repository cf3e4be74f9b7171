// Whose a 督查结果 is that its leader never read, now that his post is another's (process §6: pending cards move).
import type { Matter } from './matter.ts'
import {
  approversFor,
  departmentOf,
  headOf,
  type OpenId,
  type Organisation,
  type Person,
  peopleWith,
  personOf,
  type Role,
  viceMayorFor,
} from './organisation.ts'

/** 有关领导 to whom the result of a matter goes. */
const READERS = [
  'DISTRICT_MAYOR',
  'DISTRICT_VICE_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
] as const satisfies readonly Role[]

export function readersIn(organisation: Organisation): OpenId[] {
  return peopleWith(organisation, ...READERS).map((person) => person.openId)
}

/** The leader himself while he is one; else whoever has what was his; null while nobody has it. */
export function readerNow(
  matter: Matter,
  organisation: Organisation,
  leader: OpenId,
): OpenId | null {
  if (readersIn(organisation).includes(leader)) return leader
  const before = personOf(organisation, leader)
  if (before === undefined) return null
  const heir = before.active
    ? heirOfPostGivenUp(matter, organisation, before)
    : heirOfPostOnRecord(matter, organisation, before)
  // Of whoever stays, and of whose post nothing is known, it is his still: he can answer it.
  return heir?.openId ?? (before.active ? leader : null)
}

/** Whoever leaves keeps his roles and his portfolio on record. */
function heirOfPostOnRecord(
  { lead }: Matter,
  organisation: Organisation,
  { roles, portfolio }: Person,
): Person | undefined {
  const post = READERS.find((role) => roles.includes(role))
  if (post === undefined) return undefined
  if (post !== 'DISTRICT_VICE_MAYOR') return peopleWith(organisation, post)[0]
  const isItsOwn = lead !== null && (portfolio.length === 0 || portfolio.includes(lead))
  return (isItsOwn ? [lead] : portfolio)
    .map((id) => viceMayorFor(organisation, id))
    .find((person) => person !== undefined)
}

/** A role given up is on no record: it was the approving leader's, or 区政府办主任 by 任职 of another. */
function heirOfPostGivenUp(
  { lead, approver }: Matter,
  organisation: Organisation,
  { openId, departmentId }: Person,
): Person | undefined {
  if (lead !== null && approver === openId) return approversFor(organisation, lead)[0]
  const isOfOffice = departmentOf(organisation, departmentId)?.kind === 'office'
  return isOfOffice ? headOf(organisation, departmentId) : undefined
}
