// Which buttons a card shows, read off the transition tables: a card never offers what decide would refuse.
import type { Assignment, Matter } from './matter.ts'
import { hasFinished } from './matter.ts'
import type { OpenId } from './organisation.ts'
import { hasSigned, isUnread, resultTurn } from './outcome.ts'
import type { Petition } from './petition.ts'
import type { Action, AssignmentAction, CardKind, MatterAction } from './terms.ts'
import {
  ASSIGNMENT_TRANSITIONS,
  assignmentRow,
  MATTER_TRANSITIONS,
  matterRow,
} from './transitions.ts'

/** Cards about a petition: they carry its position where others carry their subject's turn. */
const PETITION_CARDS: readonly CardKind[] = [
  'extension',
  'request',
  'extension-review',
  'redirect-review',
  'question',
  'cycle',
  'follow-up',
  'confirm',
]

export function isPetitionCard(kind: CardKind): boolean {
  return PETITION_CARDS.includes(kind)
}

/** The petition that a card of this kind and turn is about; null for cards that are about none. */
export function petitionBehind(matter: Matter, kind: CardKind, turn: number): Petition | null {
  if (!isPetitionCard(kind)) return null
  return matter.petitions.find((held) => held.position === turn) ?? null
}

/** The subject's turn now: a card drawn for an earlier one is only a record. */
export function turnOf(matter: Matter, assignment: Assignment | null): number {
  return assignment === null ? matter.turn : assignment.turn
}

/** Whether a card drawn for this turn is still about what is open. */
export function isTurnOpen(
  kind: CardKind,
  matter: Matter,
  assignment: Assignment | null,
  turn: number,
): boolean {
  if (isPetitionCard(kind)) return petitionBehind(matter, kind, turn)?.endedAt === null
  // Each leader answers his own copy of the result, also when the matter has moved on.
  if (kind === 'feedback') return resultTurn(matter) === turn
  return turnOf(matter, assignment) === turn
}

/** The commands that the card of this kind gives in the present state, in the tables' order. */
export function actionsOn(
  kind: CardKind,
  matter: Matter,
  assignment: Assignment | null,
  recipient: OpenId,
  turn: number,
): Action[] {
  const petition = petitionBehind(matter, kind, turn)
  if (isPetitionCard(kind) && petition === null) return []
  return [
    ...matterActions(kind, matter, recipient, petition),
    ...(assignment === null ? [] : assignmentActions(kind, assignment, recipient, petition)),
  ]
}

function matterActions(
  kind: CardKind,
  matter: Matter,
  recipient: OpenId,
  petition: Petition | null,
): MatterAction[] {
  return (Object.keys(MATTER_TRANSITIONS) as MatterAction[]).filter((action) => {
    const row = matterRow(action)
    if (row.card !== kind || !row.from.includes(matter.status)) return false
    if (!movesOn(row.petition, petition)) return false
    if (action === 'read' || action === 'giveInstruction')
      return matter.feedback.some((held) => held.leader === recipient && isUnread(matter, held))
    if (action === 'issueBulletin') return !hasSigned(matter, recipient)
    // What came from above goes back up through 分管副区长 and 区长, never straight to feedback.
    if (action === 'feedBack' || action === 'draftBulletin') return !matter.superior
    return action !== 'presentBrief' || matter.superior
  })
}

function assignmentActions(
  kind: CardKind,
  assignment: Assignment,
  recipient: OpenId,
  petition: Petition | null,
): AssignmentAction[] {
  return (Object.keys(ASSIGNMENT_TRANSITIONS) as AssignmentAction[]).filter((action) => {
    const row = assignmentRow(action)
    if (row.card !== kind || !row.from.includes(assignment.status)) return false
    if (row.kinds !== undefined && !row.kinds.includes(assignment.kind)) return false
    if (!movesOn(row.petition, petition)) return false
    if (action === 'instruct' || action === 'reinstruct')
      return (action === 'instruct') === (assignment.status === 'awaitingInstruction')
    if (action === 'reacknowledge') return assignment.correctedAt !== null
    if (action === 'proposeExtension') return assignment.status === 'handling'
    return action !== 'finish' || !hasFinished(assignment, recipient)
  })
}

function movesOn(
  moved: ReturnType<typeof matterRow>['petition'],
  petition: Petition | null,
): boolean {
  if (moved === undefined) return petition === null
  if (petition === null) return false
  return moved.kinds.includes(petition.kind) && moved.from.includes(petition.stage)
}
