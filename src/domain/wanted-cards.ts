// Which cards people and groups should have, derived from the present state: nothing is sent because of an event.
import { batchOf } from './batch.ts'
import { clearersOf } from './brief.ts'
import { checking } from './check.ts'
import { isFinalMatter, isOwing } from './deadline.ts'
import { type Assignment, hasFinished, leadOf, liveSubmission, type Matter } from './matter.ts'
import {
  activePerson,
  departmentOf,
  type OpenId,
  type Organisation,
  officersOf,
  peopleWith,
} from './organisation.ts'
import { openPetition } from './petition.ts'
import { atWork, handlersAtWork } from './staffing.ts'
import { decidersFor } from './standing.ts'
import type { AssignmentStatus, CardKind } from './terms.ts'
import { dayOf, type Instant } from './time.ts'
import { ASSIGNMENT_TRANSITIONS } from './transitions.ts'
import { toPeople, type WantedCard } from './wanted-card.ts'
import { bulletinCards, bulletinCopies, feedbackCards } from './wanted-outcome-cards.ts'
import { cardsOfPetitions } from './wanted-petition-cards.ts'

/** All cards of one matter that should be live now. A live card that is not among them shows its outcome and rests. */
export function wantedCards(matter: Matter, organisation: Organisation, at: Instant): WantedCard[] {
  const cards = [
    ...matterCards(matter, organisation, at),
    ...matter.assignments.flatMap((held) => assignmentCards(matter, held, organisation, at)),
    ...petitionCards(matter, organisation, at),
    ...materialCards(matter, organisation),
    ...chaseCards(matter, organisation, at),
    ...feedbackCards(matter),
    ...bulletinCopies(matter, organisation),
    ...statusCards(matter, organisation),
  ]
  const day = dayOf(at)
  const moved = cards.map((card) =>
    card.recipientType === 'person' && WORK_CARDS.includes(card.kind)
      ? { ...card, recipient: atWork(organisation, card.recipient, day) }
      : card,
  )
  return [...new Map(moved.map((card) => [keyOf(card), card])).values()]
}

/** Whether a card that its recipient asks for afresh is one that waits for him in the present state. */
export function isWaitedFor(
  card: CardKey,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): boolean {
  const key = keyOf(card)
  return wantedCards(matter, organisation, at).some((one) => one.waiting && keyOf(one) === key)
}

/** What 交接 hands over: one's own work, never what a leader decides (process §6). */
const WORK_CARDS: readonly CardKind[] = [
  'draft',
  'handover',
  'handle',
  'compile',
  'submit',
  'review',
  'consolidate',
  'report-up',
  'follow-up',
  'satisfaction',
  'material',
  'extension',
  'question',
  'cycle',
  'chase',
]

/** The kinds that {@link wantedCards} answers for; other rows (lists, answers) are left alone by it. */
export const DERIVED_KINDS: readonly CardKind[] = [
  'draft',
  'docket',
  'handover',
  'instruct',
  'handle',
  'compile',
  'signoff',
  'submit',
  'review',
  'consolidate',
  'feedback',
  'status',
  'material',
  'clear',
  'report-up',
  'bulletin',
  'follow-up',
  'extension',
  'request',
  'extension-review',
  'redirect-review',
  'question',
  'cycle',
  'satisfaction',
  'confirm',
  'chase',
]

/** What goes to 督查室 goes to the matter's 经办人 and to 督查室主任 (conversation §1.11). */
export function supervisionOf(matter: Matter, organisation: Organisation): OpenId[] {
  const officer = activePerson(organisation, matter.officer)
  const chiefs = peopleWith(organisation, 'SUPERVISION_CHIEF').map((person) => person.openId)
  return [...new Set([...(officer === undefined ? [] : [officer.openId]), ...chiefs])]
}

/** What makes a card one. */
type CardKey = Pick<WantedCard, 'kind' | 'recipient' | 'assignmentId' | 'turn'>

function keyOf(card: CardKey): string {
  return [card.kind, card.recipient, card.assignmentId ?? '', card.turn].join('|')
}

function matterCards(matter: Matter, organisation: Organisation, at: Instant): WantedCard[] {
  // 核稿: what waits for it is nobody else's.
  const checkers = checking(matter, organisation, at)
  const supervision = checkers ?? supervisionOf(matter, organisation)
  switch (matter.status) {
    case 'drafting':
      return toPeople('draft', checkers ?? drafters(matter, organisation), null, matter.turn)
    case 'awaitingApproval': {
      const leaders = decidersFor(matter, null, organisation, 'approver', 'DECIDE', at)
      // Whoever has the matter on a 批量立项 card is asked there; a delegate of later is asked by itself.
      const asked = batchOf(matter)?.to ?? []
      const people = leaders.map(({ person }) => person.openId)
      return toPeople(
        'docket',
        people.filter((openId) => !asked.includes(openId)),
        null,
        matter.turn,
      )
    }
    case 'consolidating':
      return toPeople('consolidate', supervision, null, matter.turn)
    case 'awaitingBulletin':
      return bulletinCards(matter, organisation, at)
    case 'awaitingViceMayor':
    case 'awaitingMayor': {
      const post = matter.status === 'awaitingMayor' ? 'mayor' : 'viceMayor'
      const leaders = clearersOf(matter, organisation, post, at)
      const people = leaders.map(({ person }) => person.openId)
      return toPeople('clear', people, null, matter.turn)
    }
    case 'awaitingReportUp':
      return toPeople('report-up', supervision, null, matter.turn)
    case 'awaitingOpinion':
      // A second 不满意 waits for the approving leader.
      return openPetition(matter.petitions, 'redo', null) === undefined
        ? toPeople('satisfaction', supervision, null, matter.turn)
        : []
    default:
      return []
  }
}

function petitionCards(matter: Matter, organisation: Organisation, at: Instant): WantedCard[] {
  const supervision = supervisionOf(matter, organisation)
  return cardsOfPetitions(matter, organisation, supervision, at).flatMap(
    ({ kind, people, assignmentId, position, waiting }) =>
      toPeople(kind, people, assignmentId, position).map((card) => ({ ...card, waiting })),
  )
}

/** The latest 催办 of what is not handed in: to the officers, from the second on to the head too (conversation §2). */
function chaseCards(matter: Matter, organisation: Organisation, at: Instant): WantedCard[] {
  if (matter.status !== 'handling') return []
  return matter.assignments
    .filter((held) => isOwing(held.status))
    .flatMap((held) => {
      const latest = held.chases.at(-1)
      if (latest === undefined) return []
      const officers = officersOf(organisation, held.departmentId).map((person) => person.openId)
      const heads =
        latest.position < 2
          ? []
          : decidersFor(matter, held, organisation, 'head', 'INSTRUCT', at).map(
              ({ person }) => person.openId,
            )
      return toPeople('chase', [...new Set([...officers, ...heads])], held.id, latest.position)
    })
    .map((card) => ({ ...card, waiting: false }))
}

/** What a co-department gave goes to the lead's officers, until one of them has taken it. */
function materialCards(matter: Matter, organisation: Organisation): WantedCard[] {
  const lead = leadOf(matter)
  if (matter.status !== 'handling' || lead === undefined) return []
  const officers = officersOf(organisation, lead.departmentId).map((person) => person.openId)
  return matter.assignments
    .filter((held) => held.status === 'delivered' && held.materialReceivedAt === null)
    .flatMap((held) => toPeople('material', officers, held.id, held.turn))
}

function assignmentCards(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): WantedCard[] {
  if (matter.status !== 'handling') return []
  return [
    ...turnCards(matter, assignment, organisation, at),
    ...correctedCards(assignment, organisation),
  ]
}

/** After a 更正 of the three points the department acknowledges again (process §1.1). */
function correctedCards(assignment: Assignment, organisation: Organisation): WantedCard[] {
  const { id, turn, departmentId, status, correctedAt } = assignment
  const again: readonly AssignmentStatus[] = ASSIGNMENT_TRANSITIONS.reacknowledge.from
  if (correctedAt === null || !again.includes(status)) return []
  const officers = officersOf(organisation, departmentId).map((person) => person.openId)
  return toPeople('handover', officers, id, turn)
}

function turnCards(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): WantedCard[] {
  const { id, turn, departmentId } = assignment
  const officers = () => officersOf(organisation, departmentId).map((person) => person.openId)
  const heads = (scope: 'INSTRUCT' | 'SIGN_REPORT') =>
    decidersFor(matter, assignment, organisation, 'head', scope, at).map(
      ({ person }) => person.openId,
    )
  switch (assignment.status) {
    case 'awaitingReceipt':
    case 'received':
      return toPeople('handover', officers(), id, turn)
    case 'awaitingInstruction':
      return toPeople('instruct', heads('INSTRUCT'), id, turn)
    case 'handling':
      return toPeople('handle', handlersAtWork(assignment, organisation, dayOf(at)), id, turn).map(
        (card) => ({
          ...card,
          waiting: !hasFinished(assignment, card.recipient),
        }),
      )
    case 'compiling':
      return toPeople('compile', officers(), id, turn)
    case 'awaitingSignOff':
      return toPeople('signoff', heads('SIGN_REPORT'), id, turn)
    case 'signedOff':
      return toPeople('submit', officers(), id, turn)
    case 'submitted':
      return toPeople('review', reviewersOf(matter, assignment, organisation), id, turn)
    default:
      return []
  }
}

/** The 经办人; without one who is still here, 督查室主任 has the draft. */
function drafters(matter: Matter, organisation: Organisation): readonly OpenId[] {
  return activePerson(organisation, matter.officer) === undefined
    ? supervisionOf(matter, organisation)
    : [matter.officer]
}

/** Nobody reviews what he handed in himself (invariant 10). */
function reviewersOf(matter: Matter, assignment: Assignment, organisation: Organisation): OpenId[] {
  const by = liveSubmission(assignment)?.by
  return supervisionOf(matter, organisation).filter((openId) => openId !== by)
}

/** One read-only card per matter and group: the lead's and the co-departments' own (process §8). */
function statusCards(matter: Matter, organisation: Organisation): WantedCard[] {
  if (matter.docketedAt === null || isFinalMatter(matter.status)) return []
  return matter.assignments
    .filter((held) => held.status !== 'redirected')
    .map((held) => departmentOf(organisation, held.departmentId)?.chatId ?? null)
    .filter((chatId) => chatId !== null)
    .map((recipient) => ({
      kind: 'status',
      recipientType: 'chat',
      recipient,
      assignmentId: null,
      turn: 0,
      waiting: false,
    }))
}
