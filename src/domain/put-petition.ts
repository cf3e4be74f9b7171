// What must be so before something is put to somebody for a word (petition.ts).
import type { Matter } from './matter.ts'
import { openPetition } from './petition.ts'
import { type Refused, refused } from './refusal.ts'
import { decidersFor, freeAmong, type Scene } from './standing.ts'
import { PETITION_ZH, type PetitionKind } from './terms.ts'

/** At most one of a kind waits for its word, so that nobody consents to what another one changes. */
export function pendingOf(matter: Matter, kind: PetitionKind): Refused | null {
  const open = openPetition(matter.petitions, kind, null)
  return open !== undefined
    ? refused({ reason: 'petitionPending', petition: PETITION_ZH[kind] })
    : null
}

/** Nobody consents to what he asked for (invariant 10), so without another leader it cannot be asked. */
export function somebodyElseApproves({
  matter,
  organisation,
  actor,
  petition,
  at,
}: Scene): boolean {
  const askedBy = petition?.by ?? actor.openId
  const deciders = decidersFor(matter, null, organisation, 'approver', 'DECIDE', at)
  const free = freeAmong(
    deciders,
    organisation,
    ({ person, actingFor }) => person.openId === askedBy || actingFor === askedBy,
  )
  return free.length > 0
}
