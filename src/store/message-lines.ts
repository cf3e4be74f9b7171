// The messages about one matter, as a record of what was sent to whom.
import type { MatterId } from '../domain/matter.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

export interface MessageLine {
  readonly kind: string
  readonly recipientType: 'person' | 'chat'
  readonly recipient: string
  readonly assignmentId: string | null
  /** When people first saw it; null while it waits. */
  readonly sentAt: Instant | null
  readonly parked: boolean
}

const LINES = 500

/** The latest first. */
export function messagesAbout(sql: Sql, matterId: MatterId): Promise<MessageLine[]> {
  return sql<MessageLine[]>`
    select kind, recipient_type as "recipientType", recipient, assignment_id as "assignmentId",
      (extract(epoch from sent_at) * 1000)::float8 as "sentAt", parked_at is not null as parked
    from message where matter_id = ${matterId}::uuid
    order by coalesce(sent_at, created_at) desc, id limit ${LINES}`
}
