// Takes everything out of a demo's database, so that it can begin anew. Never of anybody else's.
import type { Log } from '../ports.ts'
import { connect } from './connect.ts'
import { installedApp } from './installation.ts'

/** @throws Error when the database belongs to another app than `appId`. */
export async function emptyDatabase(url: string, appId: string, log: Log): Promise<void> {
  const sql = connect(url, { log, max: 1 })
  try {
    if ((await installedApp(sql)) !== appId) throw new Error('the database is not the demo’s own')
    await sql`drop schema public cascade`
    await sql`create schema public`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
