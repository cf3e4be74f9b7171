// What has had its effect already.
import { DAY_MS, type Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

/** Days. The platform repeats an event for seven hours at most; a month leaves room for replays by hand. */
const KEPT_DAYS = 30

export async function isSeen(sql: Sql, appId: string, key: string): Promise<boolean> {
  const rows = await sql`select from inbox where app_id = ${appId} and key = ${key}`
  return rows.length > 0
}

export async function pruneInbox(sql: Sql, at: Instant): Promise<void> {
  const before = new Date(at - KEPT_DAYS * DAY_MS).toISOString()
  await sql`delete from inbox where at < ${before}::text::timestamptz`
}
