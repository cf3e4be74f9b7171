// A database of its own for each test file, on the run's real Postgres.
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect, type Sql } from '../../src/store/connect.ts'
import { databaseUrl, dropDatabase, onServer, silent } from './databases.ts'

export interface FreshDatabase {
  readonly url: string
  readonly sql: Sql
  /** Closes `sql`, throws out everyone else and removes the database. */
  drop(): Promise<void>
}

/**
 * A migrated database that nobody else uses, in some 50 ms:
 *
 *     const database = await freshDatabase()
 *     afterAll(() => database.drop())
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  return await createDatabase(`template ${await ask('template')}`)
}

/**
 * From the next connection on, commits do not wait for the disk: for tests of many thousand steps, in which the
 * server itself never falls.
 */
export async function hurried({ sql }: FreshDatabase): Promise<void> {
  const [row] = await sql<{ name: string }[]>`select current_database() as name`
  await sql.unsafe(`alter database ${row?.name} set synchronous_commit = off`)
}

/** The same without the migrations. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return await createDatabase('')
}

async function createDatabase(from: string): Promise<FreshDatabase> {
  const server = await ask('server')
  const name = `duban_test_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${name} ${from}`)
  const url = databaseUrl(server, name)
  const sql = connect(url, { log: silent })
  const drop = async () => {
    await sql.end({ timeout: 5 })
    await dropDatabase(server, name)
  }
  return { url, sql, drop }
}

async function ask(what: 'server' | 'template'): Promise<string> {
  const answer = await fetch(`${inject('postgresDesk')}/${what}`)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`the tests' Postgres is not there: ${text}`)
  return text
}
