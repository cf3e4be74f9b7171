// What comes of a matter once its material is in: fed back, cleared and reported up, published, judged.
import type { Act, Matter, MatterId } from './matter.ts'
import type { DepartmentId, OpenId } from './organisation.ts'
import { openPetition } from './petition.ts'
import { ACTION_ZH, AUTOMATIC_ZH, MATTER_STATUS_ZH, type SatisfactionGrade } from './terms.ts'
import type { Instant } from './time.ts'

/** The result as one leader got it. */
export interface Feedback {
  readonly id: string
  readonly matterId: MatterId
  readonly leader: OpenId
  readonly at: Instant
  readonly readAt: Instant | null
  /** The leader's 批示, verbatim. */
  readonly instruction: string
}

/** One version of the 督查专报 to the superior organ; never changed once made. */
export interface Brief {
  readonly id: string
  readonly matterId: MatterId
  readonly briefVersion: number
  readonly title: string
  readonly addressee: string
  readonly summary: string
  /** The canonical JSON that is hashed. */
  readonly content: string
  readonly contentHash: string
  readonly by: OpenId
  readonly at: Instant
}

/** 同意上报 by one of the two leaders, on one content hash (invariant 2). */
export interface Clearance {
  readonly id: string
  readonly matterId: MatterId
  readonly briefVersion: number
  readonly contentHash: string
  readonly post: 'viceMayor' | 'mayor'
  readonly by: OpenId
  readonly actingFor: OpenId | null
  readonly opinion: string
  readonly at: Instant
  readonly voidedAt: Instant | null
}

/** 已上报, with the superior's receipt or document number. */
export interface ReportUp {
  readonly id: string
  readonly matterId: MatterId
  readonly briefVersion: number
  readonly contentHash: string
  readonly documentNumber: string
  readonly by: OpenId
  readonly at: Instant
}

/** 通报, from its draft to its issue or return. */
export interface Bulletin {
  readonly id: string
  readonly matterId: MatterId
  readonly position: number
  readonly summary: string
  readonly scope: readonly DepartmentId[]
  /** Criticises a department by name. */
  readonly critical: boolean
  readonly alsoFeedback: boolean
  readonly leaders: readonly OpenId[]
  readonly content: string
  readonly contentHash: string
  readonly by: OpenId
  readonly at: Instant
  /** Of the office. */
  readonly issuedBy: OpenId | null
  readonly issuedFor: OpenId | null
  /** Of the approving leader, for a critical one. */
  readonly consentedBy: OpenId | null
  readonly consentedFor: OpenId | null
  readonly issuedAt: Instant | null
  readonly returnedAt: Instant | null
}

/** 代表委员意见 as the office has entered it. */
export interface DelegatesOpinion {
  readonly id: string
  readonly matterId: MatterId
  readonly position: number
  readonly grade: SatisfactionGrade
  readonly note: string
  readonly by: OpenId
  readonly at: Instant
}

/** Why a result that its leader never read is another's to read, as the trail says it. */
export const PASSED_ON_ZH = '反馈领导变动'

/** To whom an entry passes an unread result on; null for any other entry. */
export function passedOnTo({ action, details }: Act): OpenId | null {
  return action === AUTOMATIC_ZH && details.why === PASSED_ON_ZH ? (details.to ?? null) : null
}

/** The entry by which this leader's copy became another's; null while it is his, or is his again. */
export function passingOnOf(matter: Pick<Matter, 'history'>, { leader, at }: Feedback): Act | null {
  const last = matter.history.findLast(
    (act) =>
      passedOnTo(act) !== null &&
      (act.details.from === leader || act.details.to === leader) &&
      act.at >= at,
  )
  return last?.details.from === leader ? last : null
}

/** Whether this copy waits for its leader's 已阅 or 批示. */
export function isUnread(matter: Pick<Matter, 'history'>, held: Feedback): boolean {
  return held.readAt === null && passingOnOf(matter, held) === null
}

/** The copies of the latest result, without those that are another's to read. */
export function presentFeedback(
  matter: Pick<Matter, 'feedback' | 'history' | 'status'>,
): Feedback[] {
  if (matter.status !== 'closed' && matter.status !== 'awaitingOpinion') return []
  const latest = matter.feedback.at(-1)?.at
  return matter.feedback.filter(
    (held) => held.at === latest && (held.readAt !== null || isUnread(matter, held)),
  )
}

/** The version of the 督查专报 that is put to the leaders now. */
export function latestBrief(matter: Pick<Matter, 'briefs'>): Brief | undefined {
  return matter.briefs.at(-1)
}

/** The vote of one of the two leaders that holds on the latest version. */
export function liveClearance(
  matter: Pick<Matter, 'briefs' | 'clearances'>,
  post: Clearance['post'],
): Clearance | undefined {
  const brief = latestBrief(matter)
  return matter.clearances.findLast(
    (vote) =>
      vote.post === post && vote.voidedAt === null && vote.contentHash === brief?.contentHash,
  )
}

/** The 通报 that waits to be issued, if one does. */
export function openBulletin(matter: Pick<Matter, 'bulletins'>): Bulletin | undefined {
  const last = matter.bulletins.at(-1)
  return last !== undefined && last.issuedAt === null && last.returnedAt === null ? last : undefined
}

/** Whether this person's signature stands on the 通报 that waits to be issued; nobody gives a second one. */
export function hasSigned(matter: Pick<Matter, 'bulletins'>, person: OpenId): boolean {
  const bulletin = openBulletin(matter)
  return bulletin?.issuedBy === person || bulletin?.consentedBy === person
}

/**
 * Since when the matter waits for what the deputies say of its latest reply; null while it does not, and once a
 * second 不满意 waits for the approving leader instead.
 */
export function opinionSince(
  matter: Pick<Matter, 'history' | 'petitions' | 'status'>,
): Instant | null {
  const { history, petitions, status } = matter
  if (status !== 'awaitingOpinion' || openPetition(petitions, 'redo', null) !== undefined)
    return null
  const awaiting = MATTER_STATUS_ZH.awaitingOpinion
  return history.findLast(({ from, to }) => to === awaiting && from !== awaiting)?.at ?? null
}

/**
 * The turn of the cards that brought the result: the one that began with it, however far the matter has moved
 * on since.
 */
export function resultTurn(matter: Pick<Matter, 'history' | 'turn'>): number {
  const act = matter.history.findLast(
    ({ action, assignmentId, turn, from, to }) =>
      RESULTS.includes(action) && assignmentId === null && turn !== null && from !== to,
  )
  return act?.turn == null ? matter.turn : act.turn + 1
}

const RESULTS: readonly string[] = [ACTION_ZH.feedBack, ACTION_ZH.issueBulletin]
