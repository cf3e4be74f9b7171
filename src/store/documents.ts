// Papers and spreadsheets that are sent as files: wanted with their facts, made once, kept with their bytes.
import { createHash } from 'node:crypto'
import type { DocumentKind, DocumentSaying, FactsOfDocument } from '../domain/document-facts.ts'
import type { AssignmentId, MatterId } from '../domain/matter.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql, Transaction } from './connect.ts'
import { iso } from './rows.ts'

/** A paper that an act entails. Its bytes are made when it is first sent. */
export interface NewDocument {
  /** Computed from what it is about, so that wanting it twice is one row. */
  readonly id: string
  readonly matterId: MatterId | null
  readonly assignmentId: AssignmentId | null
  readonly kind: string
  readonly facts: object
  /** Of the text it carries, where that was signed. */
  readonly contentHash: string | null
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

/** The file as it was made first, whoever made it: two that make it at once send the same bytes. */
export async function fileMade(sql: Sql, id: string, { name, bytes }: MadeFile): Promise<void> {
  await sql`
    update document set file_name = ${name}, bytes = ${Buffer.from(bytes)}, sha256 = ${sha256Of(bytes)}
    where id = ${id} and bytes is null`
}

/** How far a document has come. */
export type DocumentState =
  | { readonly is: 'uploaded'; readonly fileKey: string }
  | { readonly is: 'made'; readonly file: MadeFile }
  | { readonly is: 'wanted'; readonly saying: DocumentSaying; readonly contentHash: string | null }

/** Null: there is no such document. What it says is completed by the matter's number, allocated by the same save. */
export async function documentState(sql: Sql, id: string): Promise<DocumentState | null> {
  const [row] = await sql<StateRow[]>`
    select d.file_key as "fileKey", d.file_name as name,
      case when d.file_key is null then d.bytes end as bytes, d.kind,
      case when d.bytes is null then d.facts || jsonb_build_object('number', m.number) end as facts,
      d.content_hash as "contentHash"
    from document d left join matter m on m.id = d.matter_id
    where d.id = ${id}`
  if (row === undefined) return null
  const { fileKey, name, bytes, kind, facts, contentHash } = row
  if (fileKey !== null) return { is: 'uploaded', fileKey }
  if (name !== null && bytes !== null)
    return { is: 'made', file: { name, bytes: new Uint8Array(bytes) } }
  return { is: 'wanted', saying: { kind, facts } as DocumentSaying, contentHash }
}

interface StateRow {
  readonly fileKey: string | null
  readonly name: string | null
  readonly bytes: Buffer | null
  readonly kind: DocumentKind
  readonly facts: FactsOfDocument[DocumentKind] | null
  readonly contentHash: string | null
}

/** The key of the first upload stays: later sendings use the same file. */
export async function fileUploaded(sql: Sql, id: string, fileKey: string): Promise<void> {
  await sql`update document set file_key = ${fileKey} where id = ${id} and file_key is null`
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
