// The tables whose rows become values and back: what each column is called in the value, and which are instants.

export interface Column {
  /** In the domain's value. */
  readonly key: string
  /** In the database. */
  readonly name: string
  /** A timestamptz: epoch milliseconds in the value, ISO text in JSON. */
  readonly isInstant: boolean
}

export type Table = readonly Column[]

export const matter = table(
  ['id', 'version', 'turn', 'status', 'number', 'numberYear', 'numberSerial', 'officer'],
  ['proposedBy', 'approval', 'returnOpinion', 'summary', 'auditSeq', 'auditHead'],
  ['title', 'category', 'source', 'sourceDocument', 'content', 'lead', 'co', 'coTask'],
  ['copies', 'seal', 'electronic', 'signature', 'formatNote', 'approver', 'urgency', 'cycle'],
  ['superior', 'superiorOrgan', 'proposalKind', 'proposalNumber', 'proposers'],
  ['classification', 'notSecret', 'checkAsked'],
  instants('createdAt', 'docketedAt', 'closedAt', 'deadline', 'coDeadline', 'superiorDeadline'),
)

export const assignment = table(
  ['id', 'matterId', 'departmentId', 'kind', 'status', 'turn', 'task'],
  ['returnOpinion', 'suggestion', 'acknowledgedBy', 'reportDraft', 'handlers'],
  instants('handedOverAt', 'deadline', 'extendedTo', 'reworkDeadline', 'acknowledgedAt'),
  instants('materialReceivedAt', 'correctedAt'),
)

export const instruction = table(
  ['id', 'assignmentId', 'position', 'mode', 'opinion', 'handlers', 'by', 'actingFor'],
  instants('innerDeadline', 'at'),
)

export const completion = table(['id', 'assignmentId', 'handler'], instants('at', 'withdrawnAt'))

export const progress = table(
  ['id', 'assignmentId', 'by', 'achievement', 'problem', 'onsite', 'sourceMessageId', 'refiledTo'],
  instants('at', 'withdrawnAt', 'voidedAt', 'recalledAt'),
)

/** Without the file itself and what fetching it needs, which never travel with a matter. */
export const attachment = table(['id', 'progressId', 'kind', 'fileKey', 'messageId', 'name'])

export const report = table(
  ['id', 'assignmentId', 'reportVersion', 'title', 'addressee', 'content', 'contentHash'],
  ['achievements', 'problems', 'nextSteps', 'noProblemConfirmed', 'verification', 'by'],
  ['replyClass', 'replyContact'],
  instants('at'),
)

export const signOff = table(
  ['id', 'assignmentId', 'reportVersion', 'contentHash', 'by', 'actingFor'],
  instants('at', 'voidedAt'),
)

export const submission = table(
  ['id', 'assignmentId', 'reportVersion', 'contentHash', 'by'],
  instants('at', 'withdrawnAt'),
)

export const chase = table(
  ['id', 'assignmentId', 'position', 'text', 'by'],
  instants('deadline', 'at'),
)

export const feedback = table(['id', 'matterId', 'leader', 'instruction'], instants('at', 'readAt'))

export const brief = table(
  [
    'id',
    'matterId',
    'briefVersion',
    'title',
    'addressee',
    'summary',
    'content',
    'contentHash',
    'by',
  ],
  instants('at'),
)

export const clearance = table(
  ['id', 'matterId', 'briefVersion', 'contentHash', 'post', 'by', 'actingFor', 'opinion'],
  instants('at', 'voidedAt'),
)

export const reportUp = table(
  ['id', 'matterId', 'briefVersion', 'contentHash', 'documentNumber', 'by'],
  instants('at'),
)

export const bulletin = table(
  ['id', 'matterId', 'position', 'summary', 'scope', 'critical', 'alsoFeedback', 'leaders'],
  ['content', 'contentHash', 'by', 'issuedBy', 'issuedFor', 'consentedBy', 'consentedFor'],
  instants('at', 'issuedAt', 'returnedAt'),
)

export const delegatesOpinion = table(
  ['id', 'matterId', 'position', 'grade', 'note', 'by'],
  instants('at'),
)

export const petition = table(
  ['id', 'matterId', 'assignmentId', 'position', 'kind', 'stage', 'by', 'facts'],
  instants('at', 'endedAt'),
)

export const staffing = table(
  ['id', 'kind', 'stage', 'facts', 'by', 'decidedBy'],
  instants('at', 'endedAt'),
)

export const auditEntry = table(
  ['matterId', 'seq', 'actor', 'actingFor', 'action', 'assignmentId', 'departmentId'],
  ['turn', 'contentHash', 'details', 'sourceEventId', 'prevHash', 'hash'],
  [
    { key: 'from', name: 'from_status' },
    { key: 'to', name: 'to_status' },
  ],
  instants('at'),
)

/** What a card's row tells and what a new one needs; the sender reads its own columns (message-row.ts). */
export const message = table(
  ['id', 'recipientType', 'recipient', 'kind', 'matterId', 'assignmentId', 'turn', 'issue'],
  ['subject', 'waiting', 'settled', 'priority', 'wanted', 'shown', 'messageId', 'replyTo'],
  instants('createdAt'),
)

/** Without the file, which is made later and never travels with what it says. */
export const document = table(['id', 'matterId', 'assignmentId', 'kind', 'facts', 'contentHash'])

type Given = string | { readonly key: string; readonly name: string; readonly isInstant?: boolean }

function table(...groups: readonly (readonly Given[])[]): Table {
  return groups.flat().map((given) => {
    const named = typeof given === 'string' ? { key: given, name: snakeCase(given) } : given
    return { isInstant: false, ...named }
  })
}

function instants(...keys: readonly string[]): Given[] {
  return keys.map((key) => ({ key, name: snakeCase(key), isInstant: true }))
}

/** `numberYear` → `number_year`. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
