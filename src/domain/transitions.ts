// The two life cycles as tables: who may move what from where to where. Nothing else decides this.
import type { DelegationScope } from './organisation.ts'
import type {
  AssignmentAction,
  AssignmentKind,
  AssignmentStatus,
  CardKind,
  MatterAction,
  MatterStatus,
  PetitionKind,
  PetitionStage,
  Standing,
} from './terms.ts'

interface Row<Status> {
  readonly from: readonly Status[]
  /** Where it leads; several where the matter's nature decides; empty when the status stays. */
  readonly to: readonly Status[]
  readonly by: readonly Standing[]
  /** Where a status is one of these standings' alone. */
  readonly byStatus?: Readonly<Partial<Record<string, readonly Standing[]>>>
  /** The scope a delegate of that leader needs (process §6). */
  readonly scope?: DelegationScope
  /** The card whose button gives this command; null for words. */
  readonly card: CardKind | null
  /** Whether the card that was open is done with. */
  readonly endsTurn: boolean
  /** The petition it moves on; `optional`: it can be given without one, too. */
  readonly petition?: {
    readonly kinds: readonly PetitionKind[]
    readonly from: readonly PetitionStage[]
    readonly optional?: true
    /** It decides what somebody else asked for, so whoever asked may not give it (invariant 10). */
    readonly decides?: true
  }
}

export interface MatterRow extends Row<MatterStatus> {}

export interface AssignmentRow extends Row<AssignmentStatus> {
  /** A status passed through on the way, with an audit entry of its own. */
  readonly via?: AssignmentStatus
  readonly kinds?: readonly AssignmentKind[]
}

/** From the hand-over until the material has gone in. */
const BEFORE_SUBMISSION = [
  'awaitingReceipt',
  'awaitingInstruction',
  'handling',
  'compiling',
  'awaitingSignOff',
  'signedOff',
] as const satisfies readonly AssignmentStatus[]

/** The same with the moment between 签收 and 呈批. */
const NOT_GIVEN = [...BEFORE_SUBMISSION, 'received'] as const satisfies readonly AssignmentStatus[]

/** From the first progress on: what was recorded can be corrected later, too. */
const ONCE_HANDLED = [
  'handling',
  'compiling',
  'awaitingSignOff',
  'signedOff',
  'submitted',
  'delivered',
  'passed',
] as const satisfies readonly AssignmentStatus[]

/** From the docketing until the matter is closed. */
const DOCKETED_AND_OPEN = [
  'handling',
  'consolidating',
  'awaitingBulletin',
  'awaitingViceMayor',
  'awaitingMayor',
  'awaitingReportUp',
  'awaitingOpinion',
] as const satisfies readonly MatterStatus[]

/** 上报 goes past 分管副区长 and 区长, each at his turn. */
const EACH_IN_TURN = { awaitingViceMayor: ['viceMayor'], awaitingMayor: ['mayor'] } as const

/** Who takes the step in this status. */
export function standingsFor(row: MatterRow | AssignmentRow, status: string): readonly Standing[] {
  return row.byStatus?.[status] ?? row.by
}

/** Process §1.1. Rows without `endsTurn` change facts, not the status. */
export const MATTER_TRANSITIONS = {
  saveDraft: { from: ['drafting'], to: [], by: ['matterOfficer'], card: 'draft', endsTurn: false },
  propose: {
    from: ['drafting'],
    to: ['awaitingApproval'],
    by: ['matterOfficer'],
    card: 'draft',
    endsTurn: true,
  },
  deleteDraft: { from: ['drafting'], to: [], by: ['matterOfficer'], card: 'draft', endsTurn: true },
  withdrawProposal: {
    from: ['awaitingApproval'],
    to: ['drafting'],
    by: ['matterOfficer'],
    card: null,
    endsTurn: true,
  },
  approve: {
    from: ['awaitingApproval'],
    to: ['handling'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'docket',
    endsTurn: true,
  },
  returnDraft: {
    from: ['awaitingApproval'],
    to: ['drafting'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'docket',
    endsTurn: true,
  },
  refuse: {
    from: ['awaitingApproval'],
    to: ['refused'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'docket',
    endsTurn: true,
  },
  feedBack: {
    from: ['consolidating'],
    to: ['closed', 'awaitingOpinion'],
    by: ['supervision'],
    card: 'consolidate',
    endsTurn: true,
  },
  sendBack: {
    from: ['consolidating'],
    to: ['handling'],
    by: ['supervision'],
    card: 'consolidate',
    endsTurn: true,
  },
  read: {
    from: ['closed', 'awaitingOpinion'],
    to: [],
    by: ['reader'],
    card: 'feedback',
    endsTurn: false,
  },
  presentBrief: {
    from: ['consolidating'],
    to: ['awaitingViceMayor'],
    by: ['supervision'],
    card: 'consolidate',
    endsTurn: true,
  },
  clear: {
    from: ['awaitingViceMayor', 'awaitingMayor'],
    to: ['awaitingMayor', 'awaitingReportUp'],
    by: ['viceMayor', 'mayor'],
    byStatus: EACH_IN_TURN,
    scope: 'DECIDE',
    card: 'clear',
    endsTurn: true,
  },
  amendAndClear: {
    from: ['awaitingViceMayor', 'awaitingMayor'],
    to: ['awaitingMayor', 'awaitingViceMayor', 'awaitingReportUp'],
    by: ['viceMayor', 'mayor'],
    byStatus: EACH_IN_TURN,
    scope: 'DECIDE',
    card: 'clear',
    endsTurn: true,
  },
  returnBrief: {
    from: ['awaitingViceMayor', 'awaitingMayor'],
    to: ['consolidating', 'handling'],
    by: ['viceMayor', 'mayor'],
    byStatus: EACH_IN_TURN,
    scope: 'DECIDE',
    card: 'clear',
    endsTurn: true,
  },
  reportUp: {
    from: ['awaitingReportUp'],
    to: ['closed'],
    by: ['supervision'],
    card: 'report-up',
    endsTurn: true,
  },
  draftBulletin: {
    from: ['consolidating'],
    to: ['awaitingBulletin'],
    by: ['supervision'],
    card: 'consolidate',
    endsTurn: true,
  },
  issueBulletin: {
    from: ['awaitingBulletin'],
    to: ['closed', 'awaitingOpinion'],
    by: ['officeLeader', 'approver'],
    scope: 'DECIDE',
    card: 'bulletin',
    endsTurn: true,
  },
  returnBulletin: {
    from: ['awaitingBulletin'],
    to: ['consolidating'],
    by: ['officeLeader', 'approver'],
    scope: 'DECIDE',
    card: 'bulletin',
    endsTurn: true,
  },
  giveInstruction: {
    from: ['closed', 'awaitingOpinion'],
    to: [],
    by: ['reader'],
    card: 'feedback',
    endsTurn: false,
  },
  settleInstruction: {
    from: [...DOCKETED_AND_OPEN, 'closed'],
    to: [],
    by: ['supervision'],
    card: 'follow-up',
    endsTurn: false,
    petition: { kinds: ['instruction'], from: ['awaitingAnswer'] },
  },
  docketInstruction: {
    from: [...DOCKETED_AND_OPEN, 'closed'],
    to: [],
    by: ['supervision'],
    card: 'follow-up',
    endsTurn: false,
    petition: { kinds: ['instruction'], from: ['awaitingAnswer'] },
  },
  redo: {
    from: ['closed'],
    to: ['handling'],
    by: ['supervision'],
    card: 'follow-up',
    endsTurn: true,
    petition: { kinds: ['instruction'], from: ['awaitingAnswer'], optional: true },
  },
  recordOpinion: {
    from: ['awaitingOpinion'],
    to: ['closed', 'handling'],
    by: ['supervision'],
    card: 'satisfaction',
    endsTurn: true,
  },
  consentToRedo: {
    from: ['awaitingOpinion'],
    to: ['handling'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'confirm',
    endsTurn: true,
    petition: { kinds: ['redo'], from: ['awaitingLeader'], decides: true },
  },
  proposeCancellation: {
    from: DOCKETED_AND_OPEN,
    to: [],
    by: ['officeLeader'],
    card: null,
    endsTurn: false,
  },
  cancel: {
    from: DOCKETED_AND_OPEN,
    to: ['cancelled'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'confirm',
    endsTurn: true,
    petition: { kinds: ['cancellation'], from: ['awaitingLeader'], decides: true },
  },
  correct: {
    from: DOCKETED_AND_OPEN,
    to: [],
    by: ['supervision'],
    card: null,
    endsTurn: false,
  },
  confirmCorrection: {
    from: DOCKETED_AND_OPEN,
    to: [],
    by: ['chief'],
    scope: 'DECIDE',
    card: 'confirm',
    endsTurn: false,
    petition: { kinds: ['correction'], from: ['awaitingChief'], decides: true },
  },
  consentToCorrection: {
    from: DOCKETED_AND_OPEN,
    to: [],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'confirm',
    endsTurn: false,
    petition: { kinds: ['correction'], from: ['awaitingLeader'], decides: true },
  },
  eraseAttachment: {
    from: [...DOCKETED_AND_OPEN, 'closed', 'cancelled'],
    to: [],
    by: ['chief'],
    card: null,
    endsTurn: false,
  },
  confirmErasure: {
    from: [...DOCKETED_AND_OPEN, 'closed', 'cancelled'],
    to: [],
    by: ['officeLeader'],
    card: 'confirm',
    endsTurn: false,
    petition: { kinds: ['erasure'], from: ['awaitingSecond'], decides: true },
  },
  dropPetition: {
    from: [...DOCKETED_AND_OPEN, 'closed', 'cancelled'],
    to: [],
    by: ['supervision', 'officeLeader'],
    card: 'confirm',
    endsTurn: false,
    petition: { kinds: ['correction', 'erasure'], from: ['awaitingChief', 'awaitingSecond'] },
  },
  declinePetition: {
    from: DOCKETED_AND_OPEN,
    to: ['closed'],
    by: ['approver'],
    scope: 'DECIDE',
    card: 'confirm',
    endsTurn: false,
    petition: {
      kinds: ['correction', 'cancellation', 'redo'],
      from: ['awaitingLeader'],
      decides: true,
    },
  },
} as const satisfies Record<MatterAction, MatterRow>

/** Process §1.2. */
export const ASSIGNMENT_TRANSITIONS = {
  acknowledge: {
    from: ['awaitingReceipt'],
    via: 'received',
    to: ['awaitingInstruction'],
    by: ['officer'],
    card: 'handover',
    endsTurn: true,
  },
  instruct: {
    from: ['awaitingInstruction'],
    to: ['handling'],
    by: ['head'],
    scope: 'INSTRUCT',
    card: 'instruct',
    endsTurn: true,
  },
  reinstruct: {
    from: ['handling'],
    to: ['handling'],
    by: ['head'],
    scope: 'INSTRUCT',
    card: 'instruct',
    endsTurn: true,
  },
  reportProgress: {
    from: ['handling', 'compiling'],
    to: [],
    by: ['handler', 'officer'],
    card: 'handle',
    endsTurn: false,
  },
  withdrawProgress: {
    from: ONCE_HANDLED,
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  voidProgress: {
    from: ONCE_HANDLED,
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  refileProgress: {
    from: ONCE_HANDLED,
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  markRecalled: {
    from: ONCE_HANDLED,
    to: [],
    by: ['handler', 'officer', 'author'],
    card: null,
    endsTurn: false,
  },
  finish: {
    from: ['handling'],
    to: ['compiling'],
    by: ['handler'],
    card: 'handle',
    endsTurn: true,
  },
  withdrawFinish: {
    from: ['handling', 'compiling'],
    to: ['handling'],
    by: ['handler'],
    card: null,
    endsTurn: true,
  },
  compile: { from: ['handling'], to: ['compiling'], by: ['officer'], card: null, endsTurn: true },
  draftReport: { from: ['compiling'], to: [], by: ['officer'], card: 'compile', endsTurn: false },
  presentReport: {
    from: ['compiling'],
    to: ['awaitingSignOff'],
    by: ['officer'],
    card: 'compile',
    endsTurn: true,
  },
  signOff: {
    from: ['awaitingSignOff'],
    to: ['signedOff'],
    by: ['head'],
    scope: 'SIGN_REPORT',
    card: 'signoff',
    endsTurn: true,
  },
  amendAndSignOff: {
    from: ['awaitingSignOff'],
    to: ['signedOff'],
    by: ['head'],
    scope: 'SIGN_REPORT',
    card: 'signoff',
    endsTurn: true,
  },
  returnReport: {
    from: ['awaitingSignOff'],
    to: ['compiling'],
    by: ['head'],
    scope: 'SIGN_REPORT',
    card: 'signoff',
    endsTurn: true,
  },
  withdrawSignOff: {
    from: ['signedOff'],
    to: ['awaitingSignOff'],
    by: ['head'],
    scope: 'SIGN_REPORT',
    card: null,
    endsTurn: true,
  },
  submit: {
    from: ['signedOff'],
    to: ['submitted', 'delivered'],
    by: ['officer'],
    card: 'submit',
    endsTurn: true,
  },
  withdrawSubmission: {
    from: ['submitted', 'delivered'],
    to: ['signedOff'],
    by: ['officer'],
    card: null,
    endsTurn: true,
  },
  pass: {
    from: ['submitted'],
    to: ['passed'],
    by: ['supervision'],
    kinds: ['lead'],
    card: 'review',
    endsTurn: true,
  },
  returnSubmission: {
    from: ['submitted'],
    to: ['compiling'],
    by: ['supervision'],
    kinds: ['lead'],
    card: 'review',
    endsTurn: true,
  },
  reacknowledge: {
    from: ['awaitingInstruction', 'handling', 'compiling', 'awaitingSignOff', 'signedOff'],
    to: [],
    by: ['officer'],
    card: 'handover',
    endsTurn: false,
  },
  askQuestion: {
    from: ['awaitingReceipt'],
    to: [],
    by: ['officer'],
    card: 'handover',
    endsTurn: false,
  },
  answerQuestion: {
    from: [...BEFORE_SUBMISSION, 'delivered'],
    to: [],
    by: ['supervision'],
    card: 'question',
    endsTurn: false,
    petition: { kinds: ['question'], from: ['awaitingAnswer'] },
  },
  applyRedirect: {
    from: ['awaitingReceipt'],
    to: [],
    by: ['officer'],
    card: 'handover',
    endsTurn: false,
  },
  proposeExtension: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['handler', 'officer'],
    card: 'handle',
    endsTurn: false,
  },
  presentExtension: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['officer'],
    card: 'extension',
    endsTurn: false,
    petition: { kinds: ['extension'], from: ['proposed'] },
  },
  presentCycle: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['officer'],
    card: 'cycle',
    endsTurn: false,
    petition: { kinds: ['cycle'], from: ['proposed'] },
  },
  releaseApplication: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['head'],
    scope: 'INSTRUCT',
    card: 'request',
    endsTurn: false,
    petition: { kinds: ['extension', 'redirect'], from: ['awaitingHead'] },
  },
  releaseCycle: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['head'],
    scope: 'SIGN_REPORT',
    card: 'request',
    endsTurn: false,
    petition: { kinds: ['cycle'], from: ['awaitingHead'] },
  },
  returnApplication: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['head'],
    scope: 'INSTRUCT',
    card: 'request',
    endsTurn: false,
    petition: { kinds: ['extension', 'redirect', 'cycle'], from: ['awaitingHead'] },
  },
  grantExtension: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['chief', 'officeDeputy'],
    scope: 'DECIDE',
    card: 'extension-review',
    endsTurn: false,
    petition: { kinds: ['extension'], from: ['awaitingOffice'], decides: true },
  },
  denyExtension: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['chief', 'officeDeputy'],
    scope: 'DECIDE',
    card: 'extension-review',
    endsTurn: false,
    petition: { kinds: ['extension'], from: ['awaitingOffice'], decides: true },
  },
  grantSpecially: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['officeDeputy'],
    card: null,
    endsTurn: false,
  },
  grantRedirect: {
    from: BEFORE_SUBMISSION,
    to: ['redirected'],
    by: ['chief'],
    scope: 'DECIDE',
    card: 'redirect-review',
    endsTurn: true,
    petition: { kinds: ['redirect'], from: ['awaitingOffice'], decides: true },
  },
  denyRedirect: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['chief'],
    scope: 'DECIDE',
    card: 'redirect-review',
    endsTurn: false,
    petition: { kinds: ['redirect'], from: ['awaitingOffice'], decides: true },
  },
  redirect: {
    from: BEFORE_SUBMISSION,
    to: ['redirected'],
    by: ['chief'],
    card: null,
    endsTurn: true,
  },
  receiveMaterial: {
    from: ['delivered'],
    to: [],
    by: ['leadOfficer'],
    kinds: ['co'],
    card: 'material',
    endsTurn: true,
  },
  returnMaterial: {
    from: ['delivered'],
    to: ['compiling'],
    by: ['leadOfficer'],
    kinds: ['co'],
    card: 'material',
    endsTurn: true,
  },
  raiseDispute: {
    from: ['delivered'],
    to: [],
    by: ['leadOfficer'],
    kinds: ['co'],
    card: 'material',
    endsTurn: false,
  },
  chase: {
    from: BEFORE_SUBMISSION,
    to: [],
    by: ['supervision'],
    card: null,
    endsTurn: false,
  },
  passOn: {
    from: ['handling'],
    to: [],
    by: ['officer', 'head'],
    card: null,
    endsTurn: true,
  },
} as const satisfies Record<AssignmentAction, AssignmentRow>

/** Steps that follow from another one by themselves; the audit view calls them 自动. */
export const AUTOMATIC_STEPS = {
  /** The lead's material is passed: the matter waits for its feedback. */
  consolidate: { from: ['handling'], to: 'consolidating' },
  /** A co-department that had not given when the lead was passed. */
  leaveOut: {
    from: NOT_GIVEN,
    to: 'notProvided',
  },
  /** 撤销 of the whole matter. */
  cancel: {
    from: [...NOT_GIVEN, 'submitted', 'delivered', 'passed', 'notProvided'],
    to: 'cancelled',
  },
  /** 更正 of the title or the content: what was put to the head or signed was about other words. */
  recompile: { from: ['awaitingSignOff', 'signedOff'], to: 'compiling' },
  /** 任职: what an old head signed and nobody has handed in is asked of the new one (former-head.ts). */
  askAgain: { from: ['signedOff'], to: 'awaitingSignOff' },
  /** 退回部门 from above. */
  rework: { from: ['passed', 'delivered', 'notProvided'], to: 'compiling' },
  /** The same for who had not given: from where it was left out (take-up.ts). */
  takeUp: {
    from: ['notProvided'],
    to: ['awaitingReceipt', 'awaitingInstruction', 'handling', 'compiling'],
  },
} as const satisfies {
  readonly consolidate: { readonly from: readonly MatterStatus[]; readonly to: MatterStatus }
  readonly cancel: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly leaveOut: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly recompile: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly askAgain: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly rework: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly takeUp: {
    readonly from: readonly AssignmentStatus[]
    readonly to: readonly AssignmentStatus[]
  }
}

export function matterRow(action: MatterAction): MatterRow {
  return MATTER_TRANSITIONS[action]
}

export function assignmentRow(action: AssignmentAction): AssignmentRow {
  return ASSIGNMENT_TRANSITIONS[action]
}
