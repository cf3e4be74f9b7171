// Writes all tables to a file, as they stood at one moment, while the bot goes on.
import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Instant } from '../domain/time.ts'
import { BackupFault, copyTarget, END_OF_TABLE, written } from './backup-file.ts'
import type { Sql, Transaction } from './connect.ts'
import { appliedMigrations } from './migrations.ts'

export interface Backup {
  readonly tables: number
  /** Of the file. */
  readonly bytes: number
}

/**
 * A server-independent copy: it goes back into any Postgres that is new enough, embedded or not. The file appears
 * under its name only when whole; only its owner may read it, for it holds what people wrote.
 * `sql` must be without a statement timeout. @throws BackupFault when the file exists or there is nothing to save.
 */
export async function takeBackup(sql: Sql, file: string, at: Instant): Promise<Backup> {
  if (await exists(file)) throw new BackupFault(`${file} exists already; nothing was written`)
  const unfinished = `${file}.unfinished`
  try {
    const tables = await sql.begin('isolation level repeatable read read only', async (tx) => {
      const found = await listTables(tx)
      const sink = createWriteStream(unfinished, { mode: 0o600, flush: true })
      await pipeline(contentOf(tx, found, at), createGzip(), sink)
      return found.length
    })
    await rename(unfinished, file)
    return { tables, bytes: (await stat(file)).size }
  } finally {
    await rm(unfinished, { force: true })
  }
}

interface Table {
  readonly name: string
  readonly columns: readonly string[]
}

async function* contentOf(tx: Transaction, tables: readonly Table[], takenAt: Instant) {
  const migrations = await appliedMigrations(tx)
  if (migrations.length === 0) throw new BackupFault('the database is empty: nothing to save')
  const applied = migrations.map(({ name, hash }) => ({ name, hash }))
  yield written({ kind: 'duban backup', form: 1, takenAt, migrations: applied })
  for (const { name, columns } of tables) {
    yield written({ table: name, columns: [...columns] })
    yield* await tx.unsafe(`copy ${copyTarget(name, columns)} to stdout`).readable()
    yield `${END_OF_TABLE}\n`
  }
  yield written({ tables: tables.length })
}

/** Every table but the list of migrations, those that others refer to first; columns that are computed left out. */
async function listTables(tx: Transaction): Promise<readonly Table[]> {
  const tables = await tx<{ name: string; columns: string[]; refers_to: string[] }[]>`
    select c.relname as name,
      array(select attname::text from pg_attribute
        where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
        order by attnum) as columns,
      array(select distinct f.confrelid::regclass::text from pg_constraint f
        where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as refers_to
    from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'migration'
    order by c.relname`
  const sorted: Table[] = []
  let rest = [...tables]
  while (rest.length > 0) {
    const names = new Set(rest.map(({ name }) => name))
    const free = rest.filter(({ refers_to }) => !refers_to.some((other) => names.has(other)))
    if (free.length === 0) throw new Error(`tables refer to one another in a circle: ${[...names]}`)
    sorted.push(...free.map(({ name, columns }) => ({ name, columns })))
    rest = rest.filter((table) => !free.includes(table))
  }
  return sorted
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  )
}
