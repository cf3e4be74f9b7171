// What is put to somebody for a word beside the life cycles: extensions, redirects, corrections, questions.
import { idFrom } from './hash.ts'
import type { AssignmentId, Docket, Matter, MatterId } from './matter.ts'
import type { DepartmentId, OpenId } from './organisation.ts'
import type { PetitionKind, PetitionStage, ReasonKind } from './terms.ts'
import type { Instant } from './time.ts'

/** Who let an application out of the department (process §1.2: it speaks for it), and who decided it. */
interface Released {
  readonly releasedBy?: OpenId
  readonly releasedFor?: OpenId | null
  readonly releasedAt?: Instant
  /** The department's officer who put it to the head; whoever proposed it is the petition's `by`. */
  readonly presentedBy?: OpenId
  /** With which words it was returned, granted or denied. */
  readonly opinion?: string
  readonly decidedBy?: OpenId
  readonly decidedFor?: OpenId | null
}

export interface ExtensionFacts extends Released {
  readonly to: Instant | null
  readonly reasonKind: ReasonKind | null
  readonly reason: string
  readonly progress: string
  /** The effective deadline when it was asked for. */
  readonly from: Instant
  readonly grantedTo?: Instant
  /** 特批延期, after the deadline. */
  readonly special?: true
}

export interface RedirectFacts extends Released {
  readonly reason: string
  /** Where it went. */
  readonly lead?: DepartmentId
}

export interface CycleFacts extends Released {
  /** `2026-10`. */
  readonly month: string
  readonly achievement: string
  readonly problem: string
}

export interface QuestionFacts {
  readonly question: string
  /** 提请协调: the lead and a co-department disagree. */
  readonly coordination?: true
  readonly answer?: string
  readonly answeredBy?: OpenId
}

export interface InstructionFacts {
  readonly leader: OpenId
  readonly instruction: string
  /** How it was dealt with: the label of the button. */
  readonly outcome?: string
}

/** One thing that a 更正 changes, in words for people: 办结时间 9月18日17:30 → 9月21日17:30. */
export interface Changed {
  readonly field: string
  readonly from: string
  readonly to: string
}

export interface CorrectionFacts {
  readonly reason: string
  readonly patch: Partial<Docket>
  readonly changes: readonly Changed[]
  /** With which the superior organ moved its deadline. */
  readonly document?: string
}

export interface CancellationFacts {
  readonly reason: string
}

export interface ErasureFacts {
  readonly attachmentId: string
  readonly name: string
  readonly reason: string
}

export interface RedoFacts {
  readonly note: string
}

interface Facts {
  readonly extension: ExtensionFacts
  readonly redirect: RedirectFacts
  readonly cycle: CycleFacts
  readonly question: QuestionFacts
  readonly instruction: InstructionFacts
  readonly correction: CorrectionFacts
  readonly cancellation: CancellationFacts
  readonly erasure: ErasureFacts
  readonly redo: RedoFacts
}

export type FactsOf<Kind extends PetitionKind> = Facts[Kind]

interface PetitionOf<Kind extends PetitionKind> {
  readonly id: string
  readonly matterId: MatterId
  readonly assignmentId: AssignmentId | null
  /** 1… within the matter. Cards about it carry this where others carry the turn. */
  readonly position: number
  readonly kind: Kind
  readonly stage: PetitionStage
  readonly by: OpenId | 'system'
  readonly at: Instant
  /** When it got its last word; null while it is open. */
  readonly endedAt: Instant | null
  readonly facts: FactsOf<Kind>
}

export type Petition = { readonly [Kind in PetitionKind]: PetitionOf<Kind> }[PetitionKind]
export type PetitionAs<Kind extends PetitionKind> = Extract<Petition, { readonly kind: Kind }>

const OPEN: readonly PetitionStage[] = [
  'proposed',
  'awaitingHead',
  'awaitingOffice',
  'awaitingAnswer',
  'awaitingChief',
  'awaitingSecond',
  'awaitingLeader',
]

export function isOpenPetition(petition: Petition): boolean {
  return OPEN.includes(petition.stage)
}

export function isPetition<Kind extends PetitionKind>(
  petition: Petition,
  ...kinds: readonly Kind[]
): petition is PetitionAs<Kind> {
  return (kinds as readonly PetitionKind[]).includes(petition.kind)
}

/** The petitions of one kind that hang on an assignment, or with null on the matter itself; oldest first. */
export function petitionsOf<Kind extends PetitionKind>(
  petitions: readonly Petition[],
  kind: Kind,
  assignmentId: AssignmentId | null,
): PetitionAs<Kind>[] {
  return petitions.filter(
    (held): held is PetitionAs<Kind> => held.kind === kind && held.assignmentId === assignmentId,
  )
}

/** What somebody puts up: it stands last in the matter and has the next position. */
export function withNewPetition<Kind extends PetitionKind>(
  matter: Matter,
  begun: {
    readonly kind: Kind
    readonly assignmentId: AssignmentId | null
    readonly stage: PetitionStage
    readonly by: OpenId | 'system'
    readonly at: Instant
    readonly facts: FactsOf<Kind>
  },
): { readonly matter: Matter; readonly position: number } {
  const position = matter.petitions.length + 1
  const id = idFrom(matter.id, 'petition', position)
  // The kind and its facts belong together, which the union does not see through the type parameter.
  const petition = { ...begun, id, matterId: matter.id, position, endedAt: null } as Petition
  const ended = isOpenPetition(petition) ? petition : { ...petition, endedAt: begun.at }
  return { matter: { ...matter, petitions: [...matter.petitions, ended] }, position }
}

/** The petition at another stage, with what became known; ended where nobody's word is waited for any more. */
export function withPetition<Kind extends PetitionKind>(
  matter: Matter,
  petition: PetitionAs<Kind>,
  stage: PetitionStage,
  facts: Partial<FactsOf<Kind>>,
  at: Instant,
): Matter {
  const held = { ...petition, stage, facts: { ...petition.facts, ...facts } } as Petition
  const moved = { ...held, endedAt: isOpenPetition(held) ? null : at }
  return {
    ...matter,
    petitions: matter.petitions.map((one) => (one.id === moved.id ? moved : one)),
  }
}

/** The petition of these kinds that still waits for somebody's word, if there is one. */
export function openPetition<Kind extends PetitionKind>(
  petitions: readonly Petition[],
  kind: Kind,
  assignmentId: AssignmentId | null,
): PetitionAs<Kind> | undefined {
  return petitionsOf(petitions, kind, assignmentId).findLast(isOpenPetition)
}

/** Whoever proposed it, put it to the head, or let it out: none of them decides it (invariant 10). */
export function isAskedBy(petition: Petition, openId: OpenId): boolean {
  const { facts } = petition
  return isWrittenBy(petition, openId) || ('releasedBy' in facts && facts.releasedBy === openId)
}

/** Who in the department wrote it: the one who proposed it, and the officer who put it to the head. */
export function isWrittenBy(petition: Petition, openId: OpenId): boolean {
  const { by, facts } = petition
  return by === openId || ('presentedBy' in facts && facts.presentedBy === openId)
}
