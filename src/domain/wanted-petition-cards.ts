// Who has which card about a petition while it waits for a word.
import type { Assignment, Matter } from './matter.ts'
import { type OpenId, type Organisation, officersOf } from './organisation.ts'
import type { Petition } from './petition.ts'
import { decidersFor, type PrincipalStanding } from './standing.ts'
import type { CardKind } from './terms.ts'
import type { Instant } from './time.ts'

/** The card that a petition puts in front of somebody now, and to whom; null while it waits for nobody. */
export function petitionCard(
  matter: Matter,
  petition: Petition,
  organisation: Organisation,
  supervision: readonly OpenId[],
  at: Instant,
): { readonly kind: CardKind; readonly people: readonly OpenId[] } | null {
  const assignment = matter.assignments.find((held) => held.id === petition.assignmentId) ?? null
  const deciders = (standing: PrincipalStanding, scope: 'INSTRUCT' | 'SIGN_REPORT' | 'DECIDE') =>
    decidersFor(matter, assignment, organisation, standing, scope, at).map(
      ({ person }) => person.openId,
    )
  switch (petition.stage) {
    case 'proposed': {
      const kind = petition.kind === 'cycle' ? 'cycle' : 'extension'
      return { kind, people: officers(assignment, organisation) }
    }
    case 'awaitingHead': {
      const scope = petition.kind === 'cycle' ? 'SIGN_REPORT' : 'INSTRUCT'
      return { kind: 'request', people: deciders('head', scope) }
    }
    case 'awaitingOffice': {
      const chiefs = deciders('chief', 'DECIDE')
      return petition.kind === 'redirect'
        ? { kind: 'redirect-review', people: chiefs }
        : { kind: 'extension-review', people: [...chiefs, ...deciders('officeDeputy', 'DECIDE')] }
    }
    case 'awaitingAnswer': {
      const kind = petition.kind === 'instruction' ? 'follow-up' : 'question'
      return { kind, people: supervision }
    }
    case 'awaitingChief':
      return { kind: 'confirm', people: deciders('chief', 'DECIDE') }
    case 'awaitingSecond':
      return { kind: 'confirm', people: deciders('officeLeader', 'DECIDE') }
    case 'awaitingLeader':
      return { kind: 'confirm', people: deciders('approver', 'DECIDE') }
    default:
      return null
  }
}

function officers(assignment: Assignment | null, organisation: Organisation): OpenId[] {
  if (assignment === null) return []
  return officersOf(organisation, assignment.departmentId).map((person) => person.openId)
}
