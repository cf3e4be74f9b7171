// Every reason to say no, with its facts. The words are in cards/refusal.ts.
import type { Act } from './matter.ts'
import type { Person } from './organisation.ts'
import type { PetitionStage, Point, Standing } from './terms.ts'
import type { Day, Instant } from './time.ts'

export type DocketGap =
  | { readonly gap: 'points'; readonly missing: readonly Point[] }
  | { readonly gap: 'choices'; readonly missing: readonly ('category' | 'lead' | 'approver')[] }
  | {
      readonly gap: 'texts'
      readonly missing: readonly ('title' | 'source' | 'superiorOrgan' | 'superiorDeadline')[]
    }
  | { readonly gap: 'pastDeadline' | 'pastCoDeadline' }
  | { readonly gap: 'superiorDeadline' | 'coDeadline' | 'secrecyNotDenied' }
  /** 建议提案 is answered within these months of its docketing (process §5). */
  | { readonly gap: 'proposalLimit'; readonly months: number }
  | { readonly gap: 'leadIsCo' }
  | {
      readonly gap: 'leadLacks'
      readonly department: string
      readonly missing: readonly ('head' | 'officer' | 'viceMayor')[]
    }
  | {
      readonly gap: 'coLacks'
      readonly department: string
      readonly missing: readonly ('head' | 'officer')[]
    }
  | { readonly gap: 'approver'; readonly allowed: readonly Person[] }

export type ReportFinding =
  | { readonly finding: 'empty'; readonly section: 'achievements' | 'nextSteps' }
  | { readonly finding: 'noProblem' }
  | { readonly finding: 'secrecy' }
  /** What a reply to a proposal says beside its sections (process §5). */
  | { readonly finding: 'reply'; readonly missing: readonly ('class' | 'contact')[] }
  | {
      readonly finding: 'tooLong'
      readonly section: 'achievements' | 'problems' | 'nextSteps' | 'verification'
    }
  /** Worth saying, never a reason to refuse. */
  | { readonly finding: 'request'; readonly words: string }

export type ChecklistItem = 'copiesReady' | 'sealed' | 'electronicReady' | 'wetSigned'

/** What stands in the way of 更正, 撤销 and 清除附件. */
export type CorrectionRefusal =
  | { readonly reason: 'nothingToCorrect' }
  /** A lead is changed by 改派; what the matter is, by 撤销 and a new one. */
  | { readonly reason: 'notCorrectable'; readonly what: 'lead' | 'other' }
  | { readonly reason: 'reasonMissing'; readonly action: string }
  /** One of the same kind still waits for its word. */
  | { readonly reason: 'petitionPending'; readonly petition: string }
  | { readonly reason: 'superiorDocumentMissing' }
  /** These have handed in what was signed under the old words. */
  | { readonly reason: 'handedInAlready'; readonly departments: readonly string[] }
  /** Departments come and go only while the matter is handled. */
  | { readonly reason: 'departmentsSettled'; readonly status: string }
  | { readonly reason: 'attachmentUnknown' }

/** What the end of a matter asks for: clearance, bulletin, 批示办理, 代表委员意见. */
export type OutcomeRefusal =
  /** 呈区领导审核 is for what came from above. */
  | { readonly reason: 'notSuperior' }
  | { readonly reason: 'briefChanged' }
  /** 分管副区长 and 区长 are two persons, and neither put the text up (invariant 2, 10). */
  | { readonly reason: 'twoLeaders' }
  /** Whoever would have to judge it himself lets a colleague put it up (invariant 10). */
  | { readonly reason: 'putByAnother' }
  | { readonly reason: 'returnToMissing' }
  | { readonly reason: 'documentNumberMissing' }
  | { readonly reason: 'scopeMissing' }
  | { readonly reason: 'instructionMissing' }
  | { readonly reason: 'gradeMissing' }
  /** 未反馈 counts from this day on. */
  | { readonly reason: 'opinionAwaited'; readonly until: Day }

export type Refusal =
  | OutcomeRefusal
  | CorrectionRefusal
  /** Not in the organisation, or no longer. */
  | { readonly reason: 'stranger' }
  /** Known, but this matter is none of theirs: one neutral sentence, never a card. */
  | { readonly reason: 'notYours' }
  | { readonly reason: 'otherStanding'; readonly standing: Standing }
  /** Invariant 10: one's own request, or one's own draft as delegate. */
  | { readonly reason: 'ownRequest' }
  /** The turn the card was drawn for is over; `act` ended it. `again`: by the same person, the same act. */
  | { readonly reason: 'overtaken'; readonly act: Act | null; readonly again: boolean }
  | {
      readonly reason: 'wrongStatus'
      readonly action: string
      readonly status: string
      readonly last: Act | null
    }
  | { readonly reason: 'docket'; readonly gaps: readonly DocketGap[] }
  | { readonly reason: 'secrecyMark' }
  | { readonly reason: 'opinionMissing'; readonly action: string }
  | {
      readonly reason: 'instruction'
      readonly missing: readonly ('mode' | 'handlers' | 'opinion' | 'leaderHandler')[]
    }
  | { readonly reason: 'handlerUnknown' }
  | { readonly reason: 'progressEmpty' }
  | { readonly reason: 'progressGone' }
  | { readonly reason: 'withdrawTooLate'; readonly minutes: number }
  | { readonly reason: 'alreadyFinished' }
  | { readonly reason: 'report'; readonly findings: readonly ReportFinding[] }
  | { readonly reason: 'textChanged' }
  /** Somebody else has written since the writer looked. */
  | { readonly reason: 'textMoved' }
  | { readonly reason: 'unsigned' }
  | { readonly reason: 'checklist'; readonly missing: readonly ChecklistItem[] }
  | { readonly reason: 'reworkDeadline'; readonly fault: 'missing' | 'past' }
  | {
      readonly reason: 'superiorNeedsLeaders'
      readonly viceMayor: Person | null
      readonly mayor: Person | null
    }
  | { readonly reason: 'leadersMissing' }
  | { readonly reason: 'summaryMissing' }
  | { readonly reason: 'departmentsMissing' }
  | { readonly reason: 'tooLong'; readonly field: string; readonly limit: number }
  | { readonly reason: 'matterUnknown' }
  | { readonly reason: 'deadlinePassed'; readonly deadline: Instant }
  | ApplicationRefusal
  | ChaseRefusal

/** What a form beside the main road lacks, named all at once (conversation §1.6). */
export type BlankField =
  | 'question'
  | 'answer'
  | 'redirectReason'
  | 'to'
  | 'reasonKind'
  | 'extensionReason'
  | 'specialReason'
  | 'progress'
  | 'achievement'

/** What may be wrong with what leaves a department, or with who takes over. */
export type ApplicationRefusal =
  | { readonly reason: 'blanks'; readonly missing: readonly BlankField[] }
  | { readonly reason: 'extensionTooLate' }
  | { readonly reason: 'extensionsUsedUp'; readonly limit: number }
  | {
      readonly reason: 'extensionTo'
      readonly fault: 'notLater' | 'past' | 'superior'
      readonly limit: Instant
    }
  | { readonly reason: 'applicationPending'; readonly stage: PetitionStage }
  | { readonly reason: 'redirectTooLate'; readonly workdays: number }
  | { readonly reason: 'redirectTo'; readonly fault: 'missing' | 'late' }
  | { readonly reason: 'redirectTo'; readonly fault: 'inside'; readonly department: string }
  | {
      readonly reason: 'redirectLacks'
      readonly department: string
      readonly missing: readonly ('head' | 'officer' | 'viceMayor')[]
    }
  | {
      readonly reason: 'passOn'
      readonly fault: 'notHandler' | 'already' | 'finished' | 'officersOwn'
    }

/** Why the office may not chase now (conversation §4). */
export type ChaseRefusal =
  | { readonly reason: 'chaseTooSoon'; readonly hours: number }
  | { readonly reason: 'chaseExtended' | 'chaseHandedIn' | 'chaseEmpty' }

export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

export function refused(refusal: Refusal): Refused {
  return { ok: false, refusal }
}
