// Which app a database belongs to: people are known by ids that only mean something for one app.
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'

/** Claims the database for an app the first time, and says whose it is. */
export async function installedFor(sql: Sql, appId: string, at: Instant): Promise<string> {
  const since = new Date(at).toISOString()
  await sql`
    insert into installation (sole, app_id, first_seen_at)
    values (true, ${appId}, ${since}::text::timestamptz) on conflict do nothing`
  return (await installedApp(sql)) ?? appId
}

/** Whose the database is; null before anybody claimed it. Reads only. */
export async function installedApp(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ app_id: string }[]>`select app_id from installation`
  return row?.app_id ?? null
}
