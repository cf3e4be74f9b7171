// A card afresh: a new copy in the chat, the old one only pointing there (conversation §1.10).
import { randomUUID } from 'node:crypto'
import type { EntailedDocument } from '../domain/entailed-documents.ts'
import { isWithinDepartment } from '../domain/shown-records.ts'
import type { StoredCard } from '../store/matters.ts'
import type { JsonRow } from '../store/rows.ts'
import type { NewMessage } from '../store/save-decision.ts'

type Wanted = Pick<
  StoredCard,
  'kind' | 'recipient' | 'matterId' | 'assignmentId' | 'turn' | 'waiting'
> & { readonly subject?: JsonRow }

export interface Reissue {
  readonly message: NewMessage
  /** The copies that are replaced. */
  readonly superseded: readonly string[]
}

/** The new copy and what it replaces; `latest` is the newest copy there is, if any. */
export function reissueOf(wanted: Wanted, latest: StoredCard | null): Reissue {
  const { superseded: _, ...subject } = { ...latest?.subject, ...wanted.subject }
  return {
    superseded: latest === null ? [] : [latest.id],
    message: {
      id: randomUUID(),
      recipientType: 'person',
      recipient: wanted.recipient,
      kind: wanted.kind,
      matterId: wanted.matterId,
      assignmentId: wanted.assignmentId,
      turn: wanted.turn,
      issue: (latest?.issue ?? 0) + 1,
      subject,
      waiting: wanted.waiting,
      settled: false,
      priority: 0,
      replyTo: null,
    },
  }
}

/** 记入进展: it lives on with the entry it offers or has recorded. */
export function noteOf(
  to: { readonly type: 'person'; readonly id: string },
  subject: JsonRow,
  place: { readonly matterId: string; readonly assignmentId: string },
): NewMessage {
  return answerMessage(to, 'note', subject, { ...place, settled: false })
}

/** A paper to each who gets it, after the card that hands over the step. */
export function filesOf({
  id,
  saying,
  matterId,
  assignmentId,
  to,
}: EntailedDocument): NewMessage[] {
  const withinDepartment = isWithinDepartment(saying.kind)
  return to.map((person) =>
    answerMessage(
      { type: 'person', id: person },
      'file',
      { documentId: id, withinDepartment },
      { matterId, assignmentId, priority: 1 },
    ),
  )
}

/** A message that answers once and rests: a text, a list, a record. */
export function answerMessage(
  to: { readonly type: 'person' | 'chat'; readonly id: string },
  kind: string,
  subject: JsonRow,
  more: Partial<NewMessage> = {},
): NewMessage {
  return {
    id: randomUUID(),
    recipientType: to.type,
    recipient: to.id,
    kind,
    matterId: null,
    assignmentId: null,
    turn: null,
    issue: 1,
    subject,
    waiting: false,
    settled: true,
    priority: 0,
    replyTo: null,
    ...more,
  }
}
