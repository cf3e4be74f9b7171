// Who has which card about what comes of a matter: the bulletin on its way out, its copies, the result.
import { signersOf } from './bulletin.ts'
import type { Matter } from './matter.ts'
import {
  hasRole,
  headOf,
  type OpenId,
  type Organisation,
  officersOf,
  personOf,
} from './organisation.ts'
import { passingOnOf, presentFeedback, resultTurn } from './outcome.ts'
import type { Instant } from './time.ts'
import { toPeople, type WantedCard } from './wanted-card.ts'

/** Whoever may sign; who has signed, or for whom another has, keeps the card until it goes out. */
export function bulletinCards(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): WantedCard[] {
  return signersOf(matter, organisation, at).flatMap(({ openId, waiting }) =>
    toPeople('bulletin', [openId], null, matter.turn).map((card) => ({ ...card, waiting })),
  )
}

/** Departments get the bulletin as 督查通报, each its head and its officers. */
export function bulletinCopies(matter: Matter, organisation: Organisation): WantedCard[] {
  if (matter.status !== 'closed' && matter.status !== 'awaitingOpinion') return []
  const issued = matter.bulletins.at(-1)
  if (issued === undefined || issued.issuedAt === null) return []
  const people = issued.scope.flatMap((id) => [
    headOf(organisation, id),
    ...officersOf(organisation, id),
  ])
  const readers = matter.feedback.map((held) => held.leader)
  return people
    .filter((person) => person !== undefined)
    .filter((person) => !readers.includes(person.openId))
    .flatMap((person) => toPeople('feedback', [person.openId], null, resultTurn(matter)))
    .map((card) => ({ ...card, waiting: false }))
}

/**
 * Whose the copy of a closed matter's 通报 is that its reader never saw, now that his post is another's (process §6:
 * pending cards move). Null: it is his still, or nobody has the post yet.
 */
export function heirsOfCopy(
  matter: Matter,
  organisation: Organisation,
  reader: OpenId,
): OpenId[] | null {
  const present = bulletinCopies(matter, organisation).map(({ recipient }) => recipient)
  const results = matter.feedback.filter(({ leader }) => leader === reader)
  // Of a leader's copy the matter itself says whose it is now.
  if (results.some((held) => passingOnOf(matter, held) !== null)) return []
  if (results.length > 0 || present.includes(reader)) return null
  const before = personOf(organisation, reader)
  const scope = matter.bulletins.at(-1)?.scope ?? []
  // Of somebody who has moved to another department nothing says which post of the readers' was his.
  if (before === undefined || !scope.includes(before.departmentId)) return present
  // Whoever leaves keeps his roles on record; a head who stays has given up his.
  const wasOfficer = !before.active && hasRole(before, 'DEPT_SUPERVISION_OFFICER')
  const heirs = wasOfficer
    ? officersOf(organisation, before.departmentId)
    : [headOf(organisation, before.departmentId)].filter((head) => head !== undefined)
  return heirs.length === 0 ? null : heirs.map(({ openId }) => openId)
}

export function feedbackCards(matter: Matter): WantedCard[] {
  return presentFeedback(matter).map((held) => ({
    kind: 'feedback',
    recipientType: 'person',
    recipient: held.leader,
    assignmentId: null,
    turn: resultTurn(matter),
    waiting: held.readAt === null,
  }))
}
