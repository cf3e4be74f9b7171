// A matter nobody has saved yet: what the 督查立项 card of the word 立项 stands for.
import type { Docket, Matter, MatterId } from './matter.ts'
import type { OpenId } from './organisation.ts'
import type { Instant } from './time.ts'

export const EMPTY_DOCKET: Docket = {
  title: '',
  category: null,
  source: '',
  sourceDocument: '',
  content: '',
  lead: null,
  co: [],
  coTask: '',
  deadline: null,
  coDeadline: null,
  copies: null,
  seal: null,
  electronic: null,
  signature: null,
  formatNote: '',
  approver: null,
  urgency: 'normal',
  cycle: 'none',
  superior: false,
  superiorOrgan: '',
  superiorDeadline: null,
  proposalKind: null,
  proposalNumber: '',
  proposers: '',
  classification: 'public',
  notSecret: false,
}

/** A blank draft of this 经办人's, with what the words behind 立项 already said. */
export function newMatter(
  id: MatterId,
  officer: OpenId,
  prefill: Partial<Docket>,
  at: Instant,
): Matter {
  return {
    ...EMPTY_DOCKET,
    ...prefill,
    id,
    version: 0,
    turn: 1,
    status: 'drafting',
    number: null,
    numberYear: null,
    numberSerial: null,
    officer,
    createdAt: at,
    proposedBy: null,
    docketedAt: null,
    closedAt: null,
    approval: '',
    returnOpinion: '',
    summary: '',
    auditSeq: 0,
    auditHead: '',
    checkAsked: null,
    assignments: [],
    feedback: [],
    briefs: [],
    clearances: [],
    reportsUp: [],
    bulletins: [],
    opinions: [],
    petitions: [],
    history: [],
  }
}
