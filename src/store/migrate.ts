// Brings a database up to date: applies migrations/*.sql, once and in order.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import postgres from 'postgres'
import type { Clock, Log } from '../ports.ts'
import { connect, type Transaction } from './connect.ts'
import { appliedMigrations, type Migration, MigrationError, outstanding } from './migrations.ts'

export const MIGRATIONS_FOLDER = new URL('../../migrations/', import.meta.url)

/** Any number that nothing else in the database locks: all instances wait for the same one. */
const LOCK_KEY = 5_203_117

/** An instance that starts while another migrates waits this long for it. */
const LOCK_WAIT = '60s'

export interface MigrateOptions {
  readonly log: Log
  readonly clock: Clock
  /** Folder URL, ending in a slash. */
  readonly folder?: URL
  /** Goes no further than this file: how the database was when a backup was taken. */
  readonly last?: string
}

interface MigrationFile extends Migration {
  readonly text: string
}

/**
 * Applies what is outstanding and returns the names applied. Instances that start together take turns,
 * and each file is a transaction with its own record: a crash leaves whole files behind.
 * The lock is the transaction's, so that it also holds through a pooler that shares sessions.
 * @throws MigrationError when a file changed after it was applied, or the database is newer.
 */
export async function migrate(url: string, options: MigrateOptions): Promise<readonly string[]> {
  const { log, clock, folder = MIGRATIONS_FOLDER, last } = options
  const files = (await readFiles(folder)).filter(({ name }) => last === undefined || name <= last)
  const sql = connect(url, { log, max: 1, statementTimeoutMs: 0 })
  const done: string[] = []
  try {
    for (;;) {
      const name = await sql.begin((tx) => applyNext(tx, files, clock))
      if (name === undefined) return done
      log.info('migration_applied', { name })
      done.push(name)
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The migrations this version of the code expects, for {@link checkMigrated}. */
export async function readMigrations(folder: URL = MIGRATIONS_FOLDER): Promise<Migration[]> {
  return (await readFiles(folder)).map(({ name, hash }) => ({ name, hash }))
}

async function applyNext(
  tx: Transaction,
  files: readonly MigrationFile[],
  clock: Clock,
): Promise<string | undefined> {
  await tx.unsafe(`set local lock_timeout = '${LOCK_WAIT}'; set local statement_timeout = 0`)
  await tx`select pg_advisory_xact_lock(${LOCK_KEY})`
  await tx`
    create table if not exists migration (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null
    )`
  const [name] = outstanding(files, await appliedMigrations(tx))
  const file = files.find((candidate) => candidate.name === name)
  if (file === undefined) return undefined
  await run(tx, file)
  const { hash } = file
  await tx`insert into migration ${tx({ name: file.name, hash, applied_at: new Date(clock.now()) })}`
  return file.name
}

async function run(tx: Transaction, file: MigrationFile): Promise<void> {
  try {
    await tx.unsafe(file.text)
  } catch (cause) {
    if (!(cause instanceof postgres.PostgresError)) throw cause
    const line = file.text.slice(0, Number(cause.position ?? 1)).split('\n').length
    throw new MigrationError(`migration ${file.name}, line ${line}: ${cause.message}`, { cause })
  }
}

async function readFiles(folder: URL): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(new URL(name, folder), 'utf8')
      return {
        name,
        text,
        hash: createHash('sha256').update(text).digest('hex'),
      }
    }),
  )
}
