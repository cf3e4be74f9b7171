// Who has which card about what comes of a matter: the bulletin on its way out, its copies, the result.
import { signersOf } from './bulletin.ts'
import type { Matter } from './matter.ts'
import { headOf, type Organisation, officersOf } from './organisation.ts'
import { resultTurn } from './outcome.ts'
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
      turn: resultTurn(matter),
      waiting: held.readAt === null,
    }))
}
