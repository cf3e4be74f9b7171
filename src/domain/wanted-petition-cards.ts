// Who has which card about a petition while it waits for a word.
import type { Assignment, Matter } from './matter.ts'
import { type OpenId, type Organisation, officersOf } from './organisation.ts'
import { isAskedBy, isOpenPetition, isWrittenBy, type Petition } from './petition.ts'
import { decidersFor, freeAmong, type PrincipalStanding } from './standing.ts'
import type { CardKind } from './terms.ts'
import type { Instant } from './time.ts'

/** A card that a petition puts in front of people. */
export interface PetitionCard {
  readonly kind: CardKind
  readonly people: readonly OpenId[]
  /** Whether it is they whose word is waited for; else they have had theirs and see here what comes of it. */
  readonly waiting: boolean
}

/** The cards of all open petitions, with what each is about. */
export function cardsOfPetitions(
  matter: Matter,
  organisation: Organisation,
  supervision: readonly OpenId[],
  at: Instant,
): (PetitionCard & Pick<Petition, 'assignmentId' | 'position'>)[] {
  return matter.petitions.filter(isOpenPetition).flatMap((petition) => {
    const { assignmentId, position } = petition
    const cards = cardsOf(matter, petition, organisation, supervision, at)
    return cards.map((card) => ({ ...card, assignmentId, position }))
  })
}

/**
 * Whoever wrote or released a petition keeps his card until the last word is said, so that the outcome shows
 * in place.
 */
function cardsOf(
  matter: Matter,
  petition: Petition,
  organisation: Organisation,
  supervision: readonly OpenId[],
  at: Instant,
): PetitionCard[] {
  const scene = { matter, petition, organisation, at }
  switch (petition.stage) {
    case 'proposed':
      return [written(scene, true)]
    case 'awaitingHead':
      return [
        ...(petition.kind === 'redirect' ? [] : [written(scene, false)]),
        { kind: 'request', people: headsFor(scene), waiting: true },
      ]
    case 'awaitingOffice':
      return [
        ...(petition.kind === 'redirect' ? [] : [written(scene, false)]),
        { kind: 'request', people: headsFor(scene), waiting: false },
        reviewed(scene),
      ]
    case 'awaitingAnswer': {
      const kind = petition.kind === 'instruction' ? 'follow-up' : 'question'
      return [{ kind, people: supervision, waiting: true }]
    }
    case 'awaitingChief':
      return [{ kind: 'confirm', people: deciding(scene, 'chief'), waiting: true }]
    case 'awaitingSecond':
      return [{ kind: 'confirm', people: deciding(scene, 'officeLeader'), waiting: true }]
    case 'awaitingLeader':
      return [{ kind: 'confirm', people: deciding(scene, 'approver'), waiting: true }]
    default:
      return []
  }
}

interface Scene {
  readonly matter: Matter
  readonly petition: Petition
  readonly organisation: Organisation
  readonly at: Instant
}

function written({ matter, petition, organisation }: Scene, waiting: boolean): PetitionCard {
  const assignment = assignmentBehind(matter, petition)
  const officers = assignment === null ? [] : officersOf(organisation, assignment.departmentId)
  const people = officers.map((person) => person.openId)
  return { kind: petition.kind === 'cycle' ? 'cycle' : 'extension', people, waiting }
}

/** The head, or his delegate – unless the delegate wrote it, who is not let to speak for what is his own. */
function headsFor({ matter, petition, organisation, at }: Scene): OpenId[] {
  const assignment = assignmentBehind(matter, petition)
  if (assignment === null) return []
  const scope = petition.kind === 'cycle' ? 'SIGN_REPORT' : 'INSTRUCT'
  const deciders = decidersFor(matter, assignment, organisation, 'head', scope, at)
  const free = freeAmong(
    deciders,
    organisation,
    ({ person, actingFor }) => actingFor !== null && isWrittenBy(petition, person.openId),
  )
  return free.map(({ person }) => person.openId)
}

function reviewed(scene: Scene): PetitionCard {
  const chiefs = deciding(scene, 'chief')
  if (scene.petition.kind === 'redirect')
    return { kind: 'redirect-review', people: chiefs, waiting: true }
  const people = [...new Set([...chiefs, ...deciding(scene, 'officeDeputy')])]
  return { kind: 'extension-review', people, waiting: true }
}

/** Nobody decides on what he asked for himself (invariant 10). */
function deciding(
  { matter, petition, organisation, at }: Scene,
  standing: PrincipalStanding,
): OpenId[] {
  const assignment = assignmentBehind(matter, petition)
  const deciders = decidersFor(matter, assignment, organisation, standing, 'DECIDE', at)
  const free = freeAmong(
    deciders,
    organisation,
    ({ person, actingFor }) =>
      isAskedBy(petition, person.openId) || (actingFor !== null && isAskedBy(petition, actingFor)),
  )
  return free.map(({ person }) => person.openId)
}

function assignmentBehind(matter: Matter, petition: Petition): Assignment | null {
  return matter.assignments.find((held) => held.id === petition.assignmentId) ?? null
}
