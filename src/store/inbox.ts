// What has had its effect already.
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

/** Days. The platform repeats an event for seven hours at most; a month leaves room for replays by hand. */
const KEPT_DAYS = 30

export async function isSeen(sql: Sql, appId: string, key: string): Promise<boolean> {
  const rows = await sql`select from inbox where app_id = ${appId} and key = ${key}`
  return rows.length > 0
}

/** Those of the keys that were kept. */
export async function seenOf(
  sql: Sql,
  appId: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set()
  const rows = await sql<{ key: string }[]>`
    select key from inbox where app_id = ${appId} and key = any (${[...keys]}::text[])`
  return new Set(rows.map((row) => row.key))
}

/** Keeps a key, with when it was first kept. */
export async function noteSeen(sql: Sql, appId: string, key: string, at: Instant): Promise<void> {
  await sql`
    insert into inbox (app_id, key, at)
    values (${appId}, ${key}, ${new Date(at).toISOString()}::text::timestamptz)
    on conflict do nothing`
}

/** When a key was kept; null when it was not. */
export async function seenAt(sql: Sql, appId: string, key: string): Promise<Instant | null> {
  const [row] = await sql<{ at: number }[]>`
    select (extract(epoch from at) * 1000)::float8 as at
    from inbox where app_id = ${appId} and key = ${key}`
  return row?.at ?? null
}

export async function pruneInbox(sql: Sql, at: Instant): Promise<void> {
  const before = new Date(at - KEPT_DAYS * DAY_MS).toISOString()
  await sql`delete from inbox where at < ${before}::text::timestamptz`
}
