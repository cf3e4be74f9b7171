// The two life cycles as tables: who may move what from where to where. Nothing else decides this.
import type { DelegationScope } from './organisation.ts'
import type {
  AssignmentAction,
  AssignmentKind,
  AssignmentStatus,
  CardKind,
  MatterAction,
  MatterStatus,
  Standing,
} from './terms.ts'

interface Row<Status> {
  readonly from: readonly Status[]
  /** Where it leads; several where the matter's nature decides; empty when the status stays. */
  readonly to: readonly Status[]
  readonly by: readonly Standing[]
  /** The scope a delegate of that leader needs (process §6). */
  readonly scope?: DelegationScope
  /** The card whose button gives this command; null for words. */
  readonly card: CardKind | null
  /** Whether the card that was open is done with. */
  readonly endsTurn: boolean
}

export interface MatterRow extends Row<MatterStatus> {}

export interface AssignmentRow extends Row<AssignmentStatus> {
  /** A status passed through on the way, with an audit entry of its own. */
  readonly via?: AssignmentStatus
  readonly kinds?: readonly AssignmentKind[]
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
    from: [
      'handling',
      'compiling',
      'awaitingSignOff',
      'signedOff',
      'submitted',
      'delivered',
      'passed',
    ],
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  voidProgress: {
    from: [
      'handling',
      'compiling',
      'awaitingSignOff',
      'signedOff',
      'submitted',
      'delivered',
      'passed',
    ],
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  refileProgress: {
    from: [
      'handling',
      'compiling',
      'awaitingSignOff',
      'signedOff',
      'submitted',
      'delivered',
      'passed',
    ],
    to: [],
    by: ['handler', 'officer', 'author'],
    card: 'note',
    endsTurn: false,
  },
  markRecalled: {
    from: [
      'handling',
      'compiling',
      'awaitingSignOff',
      'signedOff',
      'submitted',
      'delivered',
      'passed',
    ],
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
} as const satisfies Record<AssignmentAction, AssignmentRow>

/** Steps that follow from another one by themselves; the audit view calls them 自动. */
export const AUTOMATIC_STEPS = {
  /** The lead's material is passed: the matter waits for its feedback. */
  consolidate: { from: ['handling'], to: 'consolidating' },
  /** A co-department that had not given when the lead was passed. */
  leaveOut: {
    from: [
      'awaitingReceipt',
      'received',
      'awaitingInstruction',
      'handling',
      'compiling',
      'awaitingSignOff',
      'signedOff',
    ],
    to: 'notProvided',
  },
  /** 退回部门 from above. */
  rework: { from: ['passed', 'delivered', 'notProvided'], to: 'compiling' },
} as const satisfies {
  readonly consolidate: { readonly from: readonly MatterStatus[]; readonly to: MatterStatus }
  readonly leaveOut: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
  readonly rework: { readonly from: readonly AssignmentStatus[]; readonly to: AssignmentStatus }
}

export function matterRow(action: MatterAction): MatterRow {
  return MATTER_TRANSITIONS[action]
}

export function assignmentRow(action: AssignmentAction): AssignmentRow {
  return ASSIGNMENT_TRANSITIONS[action]
}
