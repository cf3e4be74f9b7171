// Papers and spreadsheets that are sent as files: wanted with their facts, made once, kept with their bytes.
import { createHash } from 'node:crypto'
import type { AssignmentId, MatterId } from '../domain/matter.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql, Transaction } from './connect.ts'
import { iso } from './message-writes.ts'
import type { JsonRow } from './rows.ts'

/** A paper that an act entails. Its bytes are made when it is first sent. */
export interface NewDocument {
  /** Computed from what it is about, so that wanting it twice is one row. */
  readonly id: string
  readonly matterId: MatterId | null
  readonly assignmentId: AssignmentId | null
  readonly kind: string
  readonly facts: JsonRow
  /** Of the text it carries, where that was signed. */
  readonly contentHash: string | null
}

/** A document as it is sent; the bytes are asked for apart, for most sendings need none. */
export interface KeptDocument extends NewDocument {
  readonly createdAt: Instant
  /** Null until it has been made. */
  readonly fileName: string | null
  /** Null until it has been uploaded. */
  readonly fileKey: string | null
}

/** A file as people get it. */
export interface MadeFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Keeps a file whose bytes are there already, as an export's are. Throws for an empty one or one over 30 MB. */
export async function keepDocument(
  sql: Sql | Transaction,
  document: NewDocument,
  { name, bytes }: MadeFile,
  at: Instant,
): Promise<void> {
  await sql`
    insert into document (id, matter_id, assignment_id, kind, facts, content_hash, created_at,
      file_name, bytes, sha256)
    values (${document.id}, ${document.matterId}, ${document.assignmentId}, ${document.kind},
      ${JSON.stringify(document.facts)}::text::jsonb, ${document.contentHash}, ${iso(at)},
      ${name}, ${Buffer.from(bytes)}, ${sha256Of(bytes)})
    on conflict (id) do nothing`
}

export async function documentsBy(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KeptDocument>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<KeptDocument[]>`
    select id, matter_id as "matterId", assignment_id as "assignmentId", kind, facts,
      content_hash as "contentHash", (extract(epoch from created_at) * 1000)::float8 as "createdAt",
      file_name as "fileName", file_key as "fileKey"
    from document where id in ${sql(ids)}`
  return new Map(rows.map((row) => [row.id, row]))
}

/** The file as it was made first, whoever made it: two that make it at once send the same bytes. */
export async function fileMade(sql: Sql, id: string, { name, bytes }: MadeFile): Promise<void> {
  await sql`
    update document set file_name = ${name}, bytes = ${Buffer.from(bytes)}, sha256 = ${sha256Of(bytes)}
    where id = ${id} and bytes is null`
}

/** What is to be uploaded, or the key of what has been. Null: there is no such document, or it is not made. */
export async function fileToSend(
  sql: Sql,
  id: string,
): Promise<{ readonly fileKey: string } | MadeFile | null> {
  const [row] = await sql<{ fileKey: string | null; name: string | null; bytes: Buffer | null }[]>`
    select file_key as "fileKey", file_name as name, case when file_key is null then bytes end as bytes
    from document where id = ${id}`
  if (row === undefined) return null
  if (row.fileKey !== null) return { fileKey: row.fileKey }
  return row.name === null || row.bytes === null
    ? null
    : { name: row.name, bytes: new Uint8Array(row.bytes) }
}

/** The key of the first upload stays: later sendings use the same file. */
export async function fileUploaded(sql: Sql, id: string, fileKey: string): Promise<void> {
  await sql`update document set file_key = ${fileKey} where id = ${id} and file_key is null`
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
