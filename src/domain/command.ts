// What people ask for, typed: the rim makes these from buttons, forms and words.
import type { Batch } from './batch.ts'
import type { Docket, MatterId, ProgressId, ReportText } from './matter.ts'
import type { DepartmentId, OpenId } from './organisation.ts'
import type {
  AssignmentAction,
  MatterAction,
  Mode,
  ReasonKind,
  SatisfactionGrade,
} from './terms.ts'
import type { Instant } from './time.ts'
import { MATTER_TRANSITIONS } from './transitions.ts'

/** Form fields that the sender's client left out are unchanged. */
export type ReportEdit = Partial<ReportText>

export interface Checklist {
  readonly copiesReady: boolean
  readonly sealed: boolean
  readonly electronicReady: boolean
  readonly wetSigned: boolean
}

export interface ProgressText {
  readonly achievement: string
  readonly problem: string
  readonly onsite: string
}

export interface AttachmentGiven {
  readonly kind: 'file' | 'image'
  readonly fileKey: string
  readonly messageId: string
  readonly name: string
}

/** One member of the union for each action, so that a step can name the ones it takes. */
type Each<Action extends string, Facts = unknown> = Action extends string
  ? { readonly action: Action } & Readonly<Facts>
  : never

export type MatterCommand =
  /** `batch`: put forward together with others, on one 批量立项 card. */
  | Each<'saveDraft' | 'propose', { docket: Partial<Docket>; batch?: Batch }>
  | Each<'deleteDraft' | 'withdrawProposal' | 'read'>
  /** `batch`: by 全部同意. */
  | Each<'approve' | 'returnDraft' | 'refuse', { opinion: string; batch?: string }>
  | Each<'feedBack', { summary: string | null; leaders: readonly OpenId[] }>
  | Each<
      'sendBack',
      {
        departments: readonly DepartmentId[]
        opinion: string
        reworkDeadline: Instant | null
      }
    >
  | Each<'presentBrief', { summary: string | null }>
  | Each<'clear' | 'amendAndClear', { summary: string | null; opinion: string }>
  | Each<
      'returnBrief',
      {
        opinion: string
        /** 督查室 itself, or a department of the matter's. */
        returnTo: 'office' | DepartmentId | null
        reworkDeadline: Instant | null
      }
    >
  | Each<'reportUp', { documentNumber: string }>
  | Each<
      'draftBulletin',
      {
        summary: string | null
        scope: readonly DepartmentId[]
        critical: boolean
        alsoFeedback: boolean
        leaders: readonly OpenId[]
      }
    >
  | Each<'issueBulletin' | 'returnBulletin', { opinion: string }>
  | Each<'giveInstruction', { instruction: string }>
  | Each<'settleInstruction' | 'docketInstruction'>
  | Each<
      'redo',
      { reason: string; departments: readonly DepartmentId[]; reworkDeadline: Instant | null }
    >
  | Each<
      'recordOpinion',
      { grade: SatisfactionGrade | null; note: string; reworkDeadline: Instant | null }
    >
  | Each<'consentToRedo', { reworkDeadline: Instant | null }>
  | Each<'proposeCancellation', { reason: string }>
  /** `document`: with which the superior organ moved its deadline. */
  | Each<'correct', { reason: string; patch: Partial<Docket>; document?: string }>
  | Each<'eraseAttachment', { attachmentId: string; reason: string }>
  | Each<
      | 'cancel'
      | 'confirmCorrection'
      | 'consentToCorrection'
      | 'confirmErasure'
      | 'dropPetition'
      | 'declinePetition'
    >

/** What an extension is asked with. */
export interface ExtensionAsked {
  readonly to: Instant | null
  readonly reasonKind: ReasonKind | null
  readonly reason: string
  readonly progress: string
}

export type AssignmentCommand =
  | Each<'acknowledge', { suggestion: string }>
  | Each<
      'instruct' | 'reinstruct',
      {
        mode: Mode | null
        opinion: string
        handlers: readonly OpenId[]
        innerDeadline: Instant | null
      }
    >
  | Each<
      'reportProgress',
      {
        progress: ProgressText
        files: readonly AttachmentGiven[]
        sourceMessageId: string | null
      }
    >
  | Each<'withdrawProgress' | 'voidProgress' | 'markRecalled', { progressId: ProgressId }>
  | Each<'refileProgress', { progressId: ProgressId; target: MatterId; targetNumber: string }>
  /** What was typed on the card beside 办理完毕 is progress too. */
  | Each<'finish', { progress?: ProgressText }>
  | Each<'withdrawFinish' | 'compile' | 'withdrawSignOff'>
  /** `basedOn`: hash of the text that the writer saw; a page says it, a card's turn says as much. */
  | Each<'draftReport' | 'presentReport', { edit: ReportEdit; basedOn?: string }>
  | Each<'signOff' | 'amendAndSignOff' | 'returnReport', { edit: ReportEdit; opinion: string }>
  | Each<'submit', { checklist: Checklist }>
  | Each<'withdrawSubmission' | 'pass'>
  | Each<'returnSubmission', { opinion: string; reworkDeadline: Instant | null }>
  | Each<'reacknowledge' | 'receiveMaterial'>
  | Each<'askQuestion', { question: string }>
  | Each<'answerQuestion', { answer: string }>
  | Each<'applyRedirect', { reason: string }>
  | Each<'proposeExtension' | 'presentExtension', ExtensionAsked>
  | Each<'presentCycle', { achievement: string; problem: string }>
  | Each<'releaseApplication' | 'releaseCycle' | 'returnApplication', { opinion: string }>
  | Each<'grantExtension', { to: Instant | null; opinion: string }>
  | Each<'denyExtension' | 'denyRedirect', { opinion: string }>
  | Each<'grantSpecially', { to: Instant | null; reason: string }>
  | Each<'grantRedirect', { lead: DepartmentId | null; opinion: string }>
  | Each<'redirect', { department: DepartmentId; reason: string }>
  | Each<'returnMaterial' | 'raiseDispute', { opinion: string }>
  | Each<'chase', { text: string; deadline: Instant | null }>
  | Each<'passOn', { from: OpenId; to: OpenId }>

/** The commands with one of these actions. */
export type CommandOf<Action extends MatterAction | AssignmentAction> = Extract<
  MatterCommand | AssignmentCommand,
  { readonly action: Action }
>

/** A command with who gives it, on what, and how fresh the card was that it came from. */
export interface Request {
  readonly command: MatterCommand | AssignmentCommand
  readonly assignmentId: string | null
  readonly actor: OpenId
  /** The turn of the card that was tapped; null when the command came as words. */
  readonly turn: number | null
  /** The position of the petition the card was about; absent or null when it was about none. */
  readonly petition?: number | null
  readonly at: Instant
  /** Event id of the tap, or message id of the words (interface §5). */
  readonly sourceEventId: string
}

export function isMatterAction(action: MatterAction | AssignmentAction): action is MatterAction {
  return Object.hasOwn(MATTER_TRANSITIONS, action)
}
