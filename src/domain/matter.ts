// A matter 督查事项 with everything that hangs on it, as plain values. One is loaded, decided on and saved whole.
import type { Chase } from './chase.ts'
import type { CheckAsked } from './check.ts'
import type { DepartmentId, OpenId } from './organisation.ts'
import type { Brief, Bulletin, Clearance, DelegatesOpinion, Feedback, ReportUp } from './outcome.ts'
import type { Petition } from './petition.ts'
import type {
  AssignmentKind,
  AssignmentStatus,
  Category,
  Classification,
  Cycle,
  MatterStatus,
  Mode,
  ProposalKind,
  ReplyClass,
  Urgency,
} from './terms.ts'
import type { Instant } from './time.ts'

export type MatterId = string & { readonly __matterId?: never }
export type AssignmentId = string & { readonly __assignmentId?: never }
export type ProgressId = string & { readonly __progressId?: never }

/** What a 经办人 fills in. Everything may be missing until 呈请立项. */
export interface Docket {
  readonly title: string
  readonly category: Category | null
  readonly source: string
  readonly sourceDocument: string
  readonly content: string
  readonly lead: DepartmentId | null
  readonly co: readonly DepartmentId[]
  readonly coTask: string
  readonly deadline: Instant | null
  readonly coDeadline: Instant | null
  readonly copies: number | null
  readonly seal: boolean | null
  readonly electronic: boolean | null
  readonly signature: boolean | null
  readonly formatNote: string
  readonly approver: OpenId | null
  readonly urgency: Urgency
  readonly cycle: Cycle
  readonly superior: boolean
  readonly superiorOrgan: string
  readonly superiorDeadline: Instant | null
  readonly proposalKind: ProposalKind | null
  readonly proposalNumber: string
  readonly proposers: string
  readonly classification: Classification
  readonly notSecret: boolean
}

export interface Matter extends Docket {
  readonly id: MatterId
  /** Grows with every save; two writers never both win. */
  readonly version: number
  /** Grows when the matter itself moves on. A card carries the turn it was drawn for. */
  readonly turn: number
  readonly status: MatterStatus
  /** 督查编号, allocated when the matter is docketed. */
  readonly number: string | null
  readonly numberYear: number | null
  readonly numberSerial: number | null
  /** 经办人. */
  readonly officer: OpenId
  readonly createdAt: Instant
  readonly proposedBy: OpenId | null
  readonly docketedAt: Instant | null
  readonly closedAt: Instant | null
  /** The approving leader's 批示, verbatim. */
  readonly approval: string
  /** Why the draft came back, for the 经办人. */
  readonly returnOpinion: string
  /** What was fed back to the leaders. */
  readonly summary: string
  readonly auditSeq: number
  readonly auditHead: string
  /** 核稿: what an officer has put before 督查室主任 and he has not sent on yet; null otherwise. */
  readonly checkAsked: CheckAsked | null
  readonly assignments: readonly Assignment[]
  readonly feedback: readonly Feedback[]
  readonly briefs: readonly Brief[]
  readonly clearances: readonly Clearance[]
  readonly reportsUp: readonly ReportUp[]
  readonly bulletins: readonly Bulletin[]
  readonly opinions: readonly DelegatesOpinion[]
  readonly petitions: readonly Petition[]
  readonly history: readonly Act[]
}

export interface Assignment {
  readonly id: AssignmentId
  readonly matterId: MatterId
  readonly departmentId: DepartmentId
  readonly kind: AssignmentKind
  readonly status: AssignmentStatus
  readonly turn: number
  readonly task: string
  readonly handedOverAt: Instant
  readonly deadline: Instant
  /** A granted extension. */
  readonly extendedTo: Instant | null
  /** 补正时限, from a return until the next one. */
  readonly reworkDeadline: Instant | null
  /** What the last return asked for. */
  readonly returnOpinion: string
  /** 拟办建议. */
  readonly suggestion: string
  readonly acknowledgedBy: OpenId | null
  readonly acknowledgedAt: Instant | null
  /** What 生成报告稿 saved and nobody has presented yet. */
  readonly reportDraft: ReportText | null
  /** Who handles it now: those of the last 批办, as 转办 has changed them since. */
  readonly handlers: readonly OpenId[]
  /** 已收: the lead's officer has taken the co-department's material. */
  readonly materialReceivedAt: Instant | null
  /** Since when a 更正 of the three points waits to be acknowledged again; null when none does. */
  readonly correctedAt: Instant | null
  readonly chases: readonly Chase[]
  readonly instructions: readonly Instruction[]
  readonly completions: readonly Completion[]
  readonly progress: readonly Progress[]
  readonly reports: readonly Report[]
  readonly signOffs: readonly SignOff[]
  readonly submissions: readonly Submission[]
}

/** 批办. The last one counts; 改批 adds another. */
export interface Instruction {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly position: number
  readonly mode: Mode
  readonly opinion: string
  readonly handlers: readonly OpenId[]
  readonly innerDeadline: Instant | null
  readonly by: OpenId
  readonly actingFor: OpenId | null
  readonly at: Instant
}

/** 办理完毕 by one handler. */
export interface Completion {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly handler: OpenId
  readonly at: Instant
  readonly withdrawnAt: Instant | null
}

export interface Progress {
  readonly id: ProgressId
  readonly assignmentId: AssignmentId
  readonly by: OpenId
  readonly at: Instant
  readonly achievement: string
  readonly problem: string
  readonly onsite: string
  /** The chat message it came from, so that a recall can find it. */
  readonly sourceMessageId: string | null
  readonly withdrawnAt: Instant | null
  readonly voidedAt: Instant | null
  /** When the message behind it was recalled too late to take the entry with it. */
  readonly recalledAt: Instant | null
  /** Where it went when it had been filed under the wrong matter. */
  readonly refiledTo: MatterId | null
  readonly files: readonly Attachment[]
}

export interface Attachment {
  readonly id: string
  readonly progressId: ProgressId
  readonly kind: 'file' | 'image'
  readonly fileKey: string
  readonly messageId: string
  readonly name: string
}

export interface ReportText {
  readonly achievements: string
  readonly problems: string
  readonly nextSteps: string
  readonly noProblemConfirmed: boolean
  readonly verification: string
  /** Of a reply to a proposal (process §5); null for every other matter. */
  readonly replyClass: ReplyClass | null
  readonly replyContact: string
}

/** One version of the 反馈材料; never changed once made. */
export interface Report extends ReportText {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly reportVersion: number
  readonly title: string
  readonly addressee: string
  /** The canonical JSON that is hashed. */
  readonly content: string
  readonly contentHash: string
  readonly by: OpenId
  readonly at: Instant
}

export interface SignOff {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly reportVersion: number
  readonly contentHash: string
  readonly by: OpenId
  readonly actingFor: OpenId | null
  readonly at: Instant
  readonly voidedAt: Instant | null
}

export interface Submission {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly reportVersion: number
  readonly contentHash: string
  readonly by: OpenId
  readonly at: Instant
  readonly withdrawnAt: Instant | null
}

/** One entry of the audit trail: who did what, when, from where to where. */
export interface Act {
  readonly seq: number
  readonly at: Instant
  readonly actor: OpenId | 'system'
  readonly actingFor: OpenId | null
  /** The button's label or the word. */
  readonly action: string
  readonly assignmentId: AssignmentId | null
  readonly departmentId: DepartmentId | null
  /** Chinese statuses. */
  readonly from: string | null
  readonly to: string | null
  /** The turn of the subject that this act used up, or null when the turn went on. */
  readonly turn: number | null
  readonly contentHash: string | null
  /** Further facts as they were at the time: an opinion, the old and the new value. */
  readonly details: Readonly<Record<string, string>>
  readonly sourceEventId: string
}

export function leadOf<Held extends Pick<Assignment, 'kind' | 'status'>>(matter: {
  readonly assignments: readonly Held[]
}): Held | undefined {
  return matter.assignments.find(
    (assignment) => assignment.kind === 'lead' && assignment.status !== 'redirected',
  )
}

export function assignmentOf(matter: Matter, id: AssignmentId): Assignment | undefined {
  return matter.assignments.find((assignment) => assignment.id === id)
}

export function instructionOf(assignment: Assignment): Instruction | undefined {
  return assignment.instructions.at(-1)
}

export function latestReport(assignment: Assignment): Report | undefined {
  return assignment.reports.at(-1)
}

/** The sign-off that holds on exactly the latest version, if there is one. */
export function liveSignOff(assignment: Assignment): SignOff | undefined {
  const report = latestReport(assignment)
  return assignment.signOffs.findLast(
    (signOff) =>
      signOff.voidedAt === null &&
      signOff.reportVersion === report?.reportVersion &&
      signOff.contentHash === report.contentHash,
  )
}

export function liveSubmission(assignment: Assignment): Submission | undefined {
  return assignment.submissions.findLast((submission) => submission.withdrawnAt === null)
}

/** Progress that counts: neither withdrawn nor voided nor filed elsewhere. */
export function countedProgress(assignment: Assignment): Progress[] {
  return assignment.progress.filter(
    (entry) => entry.withdrawnAt === null && entry.voidedAt === null && entry.refiledTo === null,
  )
}

/** Whether this handler has said 办理完毕 under the present instruction. */
export function hasFinished(assignment: Assignment, handler: OpenId): boolean {
  const since = instructionOf(assignment)?.at ?? 0
  return assignment.completions.some(
    (completion) =>
      completion.handler === handler && completion.withdrawnAt === null && completion.at >= since,
  )
}
