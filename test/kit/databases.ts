// Databases on a test run's server, named by address: what the set-up and the test files share.
import type { Log } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'

export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** The same server, another database. */
export function databaseUrl(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Runs one statement that takes no parameters, such as `create database`. */
export async function onServer(url: string, statement: string): Promise<void> {
  const sql = connect(url, { log: silent, max: 1, statementTimeoutMs: 60_000 })
  try {
    await sql.unsafe(statement)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/**
 * Throws out whoever is still connected, and removes the database. Not `with (force)`: that would have to end an
 * autovacuum worker too, which only a superuser may; without it the server ends the worker itself.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await onServer(
    url,
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where datname = '${name}' and backend_type = 'client backend'`,
  )
  await onServer(url, `drop database ${name}`)
}
