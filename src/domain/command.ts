// What people ask for, typed: the rim makes these from buttons, forms and words.
import type { Docket, MatterId, ProgressId, ReportText } from './matter.ts'
import type { DepartmentId, OpenId } from './organisation.ts'
import type { AssignmentAction, MatterAction, Mode } from './terms.ts'
import type { Instant } from './time.ts'

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
  | Each<'saveDraft' | 'propose', { docket: Partial<Docket> }>
  | Each<'deleteDraft' | 'withdrawProposal' | 'read'>
  | Each<'approve' | 'returnDraft' | 'refuse', { opinion: string }>
  | Each<'feedBack', { summary: string | null; leaders: readonly OpenId[] }>
  | Each<
      'sendBack',
      {
        departments: readonly DepartmentId[]
        opinion: string
        reworkDeadline: Instant | null
      }
    >

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
  | Each<'draftReport' | 'presentReport', { edit: ReportEdit }>
  | Each<'signOff' | 'amendAndSignOff' | 'returnReport', { edit: ReportEdit; opinion: string }>
  | Each<'submit', { checklist: Checklist }>
  | Each<'withdrawSubmission' | 'pass'>
  | Each<'returnSubmission', { opinion: string; reworkDeadline: Instant | null }>

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
  readonly at: Instant
  /** Event id of the tap, or message id of the words (interface §5). */
  readonly sourceEventId: string
}

export function isMatterAction(action: MatterAction | AssignmentAction): action is MatterAction {
  return MATTER_ACTIONS.has(action)
}

const MATTER_ACTIONS: ReadonlySet<string> = new Set<MatterAction>([
  'saveDraft',
  'propose',
  'deleteDraft',
  'withdrawProposal',
  'approve',
  'returnDraft',
  'refuse',
  'feedBack',
  'sendBack',
  'read',
])
