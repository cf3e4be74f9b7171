// Who has which card about what comes of a matter: the bulletin on its way out, its copies, the result.
import type { Matter } from './matter.ts'
import { headOf, type Organisation, officersOf } from './organisation.ts'
import { openBulletin } from './outcome.ts'
import { decidersFor } from './standing.ts'
import type { Instant } from './time.ts'
import { toPeople, type WantedCard } from './wanted-card.ts'

/** 签发 is for a leader of the office who did not draft it, and of the approving leader where it criticises by name. */
export function bulletinCards(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): WantedCard[] {
  const bulletin = openBulletin(matter)
  if (bulletin === undefined) return []
  const office = decidersFor(matter, null, organisation, 'officeLeader', 'DECIDE', at)
  const approver = bulletin.critical
    ? decidersFor(matter, null, organisation, 'approver', 'DECIDE', at)
    : []
  const signed = [bulletin.issuedBy, bulletin.consentedBy]
  return [
    ...office.map(({ person }) => ({ person, done: bulletin.issuedBy !== null })),
    ...approver.map(({ person }) => ({ person, done: bulletin.consentedBy !== null })),
  ]
    .filter(({ person, done }) => !done || signed.includes(person.openId))
    .filter(({ person }) => person.openId !== bulletin.by)
    .flatMap(({ person, done }) =>
      toPeople('bulletin', [person.openId], null, matter.turn).map((card) => ({
        ...card,
        waiting: !done,
      })),
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
    .flatMap((person) => toPeople('feedback', [person.openId], null, matter.turn))
    .map((card) => ({ ...card, waiting: false }))
}

export function feedbackCards(matter: Matter): WantedCard[] {
  if (matter.status !== 'closed' && matter.status !== 'awaitingOpinion') return []
  const latest = matter.feedback.at(-1)?.at
  return matter.feedback
    .filter((held) => held.at === latest)
    .map((held) => ({
      kind: 'feedback',
      recipientType: 'person',
      recipient: held.leader,
      assignmentId: null,
      turn: matter.turn,
      waiting: held.readAt === null,
    }))
}
