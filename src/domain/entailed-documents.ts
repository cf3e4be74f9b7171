// Which papers a decision entails, and for whom: read off what it has added to the matter (process §1).
import type { DocumentKind, DocumentSaying, FactsOfDocument } from './document-facts.ts'
import {
  briefFacts,
  bulletinFacts,
  chaseFacts,
  extensionFacts,
  noticeFacts,
  type Place,
  replyFacts,
  reportFacts,
  satisfactionFacts,
} from './document-wording.ts'
import { idFrom } from './hash.ts'
import type { Assignment, AssignmentId, Matter, MatterId, SignOff } from './matter.ts'
import { type DepartmentId, type OpenId, type Organisation, officersOf } from './organisation.ts'
import type { Bulletin } from './outcome.ts'
import { isPetition, type PetitionAs } from './petition.ts'
import { atWork } from './staffing.ts'
import { dayOf } from './time.ts'
import { supervisionOf } from './wanted-cards.ts'

/** One paper that is to be made and sent. */
export interface EntailedDocument {
  /** The same for the same act, so that wanting it twice is one paper. */
  readonly id: string
  readonly saying: DocumentSaying
  readonly matterId: MatterId
  readonly assignmentId: AssignmentId | null
  /** Of the text it carries, where that was signed. */
  readonly contentHash: string | null
  /** People, never groups. */
  readonly to: readonly OpenId[]
}

/** A record that an act has added and that entails a paper. */
interface Occasion<Kind extends DocumentKind> {
  readonly recordId: string
  readonly assignmentId: AssignmentId | null
  /** Whose officers get it. */
  readonly departments: readonly DepartmentId[]
  readonly contentHash: string | null
  readonly facts: FactsOfDocument[Kind]
}

interface Change {
  readonly before: Matter
  readonly after: Matter
  readonly place: Place
}

interface Row<Kind extends DocumentKind> {
  readonly occasions: (change: Change) => readonly Occasion<Kind>[]
  /** `officers`: of the departments concerned. `supervision`: 经办人 and 督查室主任. */
  readonly to: readonly ('officers' | 'supervision')[]
}

/** The one place that says which record makes which paper, and who gets it privately. */
export const ENTAILED: { readonly [Kind in DocumentKind]: Row<Kind> } = {
  /** 同意立项, 改派: every new hand-over. */
  notice: { occasions: handOvers, to: ['officers'] },
  /** 催办. */
  chase: { occasions: chases, to: ['officers'] },
  /** 同意延期, 不同意, 特批延期. */
  extension: { occasions: decidedExtensions, to: ['officers', 'supervision'] },
  /** 同意审签, 修改后审签. */
  report: { occasions: signedReports, to: ['officers'] },
  /** The same for a proposal: the reply to its proposers, and the form they answer on (process §5). */
  reply: { occasions: replies, to: ['officers'] },
  satisfaction: { occasions: satisfactions, to: ['officers'] },
  /** 同意上报, the second of the two votes. */
  brief: { occasions: clearedBriefs, to: ['supervision'] },
  /** 签发. */
  bulletin: { occasions: issuedBulletins, to: ['officers', 'supervision'] },
}

/** The papers that come of this change, each with who gets it. */
export function entailedDocuments(
  before: Matter,
  after: Matter,
  organisation: Organisation,
): EntailedDocument[] {
  const change = { before, after, place: { matter: after, organisation } }
  const kinds = Object.keys(ENTAILED) as DocumentKind[]
  return kinds.flatMap((kind) => entailedBy(kind, change))
}

function entailedBy<Kind extends DocumentKind>(kind: Kind, change: Change): EntailedDocument[] {
  const { after, place } = change
  const { occasions, to }: Row<Kind> = ENTAILED[kind]
  const day = dayOf(after.history.at(-1)?.at ?? after.createdAt)
  return occasions(change).map((occasion) => {
    const officers = occasion.departments.flatMap((id) => officersOf(place.organisation, id))
    const supervision = to.includes('supervision') ? supervisionOf(after, place.organisation) : []
    // As their cards, so their papers go to whoever has their work (process §6).
    const people = [...officers.map((person) => person.openId), ...supervision]
    return {
      id: idFrom(occasion.recordId, 'document', kind),
      saying: { kind, facts: occasion.facts } as DocumentSaying,
      matterId: after.id,
      assignmentId: occasion.assignmentId,
      contentHash: occasion.contentHash,
      to: [...new Set(people.map((openId) => atWork(place.organisation, openId, day)))],
    }
  })
}

function handOvers({ before, after, place }: Change): Occasion<'notice'>[] {
  return added(before.assignments, after.assignments).map((held) => ({
    ...of(held, held.id),
    facts: noticeFacts(place, held),
  }))
}

function chases({ before, after, place }: Change): Occasion<'chase'>[] {
  return addedIn(before, after, (held) => held.chases).map(([held, chase]) => ({
    ...of(held, chase.id),
    facts: chaseFacts(place, held, chase),
  }))
}

/** Decided by the office: what the head has returned never left the department. */
function decidedExtensions({ before, after, place }: Change): Occasion<'extension'>[] {
  const decided = (matter: Matter) => matter.petitions.filter(isDecidedExtension)
  return added(decided(before), decided(after)).flatMap((petition) => {
    const held = after.assignments.find((one) => one.id === petition.assignmentId)
    if (held === undefined) return []
    return [{ ...of(held, petition.id), facts: extensionFacts(place, held, petition) }]
  })
}

function isDecidedExtension(
  petition: Matter['petitions'][number],
): petition is PetitionAs<'extension'> {
  const { stage } = petition
  return isPetition(petition, 'extension') && (stage === 'granted' || stage === 'denied')
}

function signedReports({ before, after, place }: Change): Occasion<'report'>[] {
  return signed(before, after).map(([held, signOff, report]) => ({
    ...of(held, signOff.id, signOff.contentHash),
    facts: reportFacts(place, held, signOff, report),
  }))
}

function replies({ before, after, place }: Change): Occasion<'reply'>[] {
  return answered(before, after).map(([held, signOff, report]) => ({
    ...of(held, signOff.id, signOff.contentHash),
    facts: replyFacts(place, held, signOff, report),
  }))
}

function satisfactions({ before, after, place }: Change): Occasion<'satisfaction'>[] {
  return answered(before, after).map(([held, signOff, report]) => ({
    ...of(held, signOff.id),
    facts: satisfactionFacts(place, held, signOff, report),
  }))
}

/** Sign-offs of a proposal's lead: only it answers the proposers, the others give it their material. */
function answered(before: Matter, after: Matter) {
  if (after.category !== 6) return []
  return signed(before, after).filter(([held]) => held.kind === 'lead')
}

function signed(before: Matter, after: Matter) {
  return addedIn(before, after, (held) => held.signOffs).flatMap(([held, signOff]) => {
    const report = held.reports.find((one) => one.reportVersion === signOff.reportVersion)
    return report === undefined ? [] : [[held, signOff, report] as const]
  })
}

function clearedBriefs({ before, after, place }: Change): Occasion<'brief'>[] {
  if (after.status !== 'awaitingReportUp' || before.status === after.status) return []
  const brief = after.briefs.at(-1)
  const vote = after.clearances.findLast((held) => held.contentHash === brief?.contentHash)
  if (brief === undefined || vote === undefined) return []
  const { id, contentHash } = brief
  const facts = briefFacts(place, brief, vote)
  return [{ recordId: id, assignmentId: null, departments: [], contentHash, facts }]
}

function issuedBulletins({ before, after, place }: Change): Occasion<'bulletin'>[] {
  return added(before.bulletins.filter(isIssued), after.bulletins.filter(isIssued)).map(
    (bulletin) => ({
      recordId: bulletin.id,
      assignmentId: null,
      departments: bulletin.scope,
      contentHash: bulletin.contentHash,
      facts: bulletinFacts(place, bulletin, bulletin.issuedAt),
    }),
  )
}

function isIssued(
  bulletin: Bulletin,
): bulletin is Bulletin & { readonly issuedAt: NonNullable<Bulletin['issuedAt']> } {
  return bulletin.issuedAt !== null
}

function of(held: Assignment, recordId: string, contentHash: SignOff['contentHash'] | null = null) {
  return { recordId, assignmentId: held.id, departments: [held.departmentId], contentHash }
}

function addedIn<Value extends { readonly id: string }>(
  before: Matter,
  after: Matter,
  records: (assignment: Assignment) => readonly Value[],
): (readonly [Assignment, Value])[] {
  return after.assignments.flatMap((held) => {
    const was = before.assignments.find((one) => one.id === held.id)
    const fresh = added(was === undefined ? [] : records(was), records(held))
    return fresh.map((value) => [held, value] as const)
  })
}

function added<Value extends { readonly id: string }>(
  before: readonly Value[],
  after: readonly Value[],
): Value[] {
  return after.filter((value) => !before.some((held) => held.id === value.id))
}
