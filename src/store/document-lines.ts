// The papers about one matter, and the file of one of them, for the page.
import type { DocumentKind } from '../domain/document-facts.ts'
import type { MatterId } from '../domain/matter.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

export interface DocumentLine {
  readonly id: string
  readonly matterId: MatterId | null
  readonly assignmentId: string | null
  readonly kind: DocumentKind
  readonly contentHash: string | null
  readonly createdAt: Instant
  /** Null until it has been made. */
  readonly fileName: string | null
  /** Whether the bot has sent it to the person who asks; what was held back at sending counts as not sent. */
  readonly wasSent: boolean
}

/** The latest first; `reader` is who asks. */
export function documentsAbout(
  sql: Sql,
  matterId: MatterId,
  reader: OpenId,
): Promise<DocumentLine[]> {
  return sql<DocumentLine[]>`
    select d.id, d.matter_id as "matterId", d.assignment_id as "assignmentId", d.kind,
      d.content_hash as "contentHash", (extract(epoch from d.created_at) * 1000)::float8 as "createdAt",
      d.file_name as "fileName", exists (
        select from message c where c.matter_id = d.matter_id and c.kind = 'file' and c.recipient = ${reader}
          and c.sent_at is not null and c.subject->>'documentId' = d.id::text) as "wasSent"
    from document d where d.matter_id = ${matterId}::uuid
    order by d.created_at desc, d.id`
}

/** The bytes, once they have been made. */
export async function documentBytes(sql: Sql, id: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const [row] = await sql<{ bytes: Buffer<ArrayBuffer> | null }[]>`
    select bytes from document where id = ${id}::uuid`
  return row?.bytes ?? null
}
