// The bytes of attachments: which are still to be fetched, and keeping them with their hash.
import { createHash } from 'node:crypto'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

export interface Unfetched {
  readonly id: string
  readonly kind: 'file' | 'image'
  readonly fileKey: string
  readonly messageId: string
  readonly attempts: number
}

/** A few at a time: fetching shares the process with taps. */
const BATCH = 5

/** Not those of entries that were taken back, or filed elsewhere with their files. */
export async function attachmentsToFetch(sql: Sql, at: Instant): Promise<Unfetched[]> {
  return await sql<Unfetched[]>`
    select f.id, f.kind, f.file_key as "fileKey", f.message_id as "messageId",
      f.fetch_attempts as attempts
    from attachment f join progress p on p.id = f.progress_id
    where f.bytes is null and f.fetch_at <= ${new Date(at).toISOString()}::text::timestamptz
      and p.withdrawn_at is null and p.refiled_to is null
    order by f.fetch_at, f.id limit ${BATCH}`
}

export async function keepAttachment(sql: Sql, id: string, bytes: Uint8Array): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await sql`
    update attachment set bytes = ${Buffer.from(bytes)}, sha256 = ${sha256}, fetch_at = null
    where id = ${id}::uuid and bytes is null and erased_at is null`
}

/** Tries again at `at`; never, when it is null. */
export async function postponeAttachment(sql: Sql, id: string, at: Instant | null): Promise<void> {
  const next = at === null ? null : new Date(at).toISOString()
  await sql`
    update attachment set fetch_attempts = fetch_attempts + 1, fetch_at = ${next}::text::timestamptz
    where id = ${id}::uuid`
}
