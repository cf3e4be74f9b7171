// Puts a backup into an empty database, and sees to it that nobody is sent anything twice because of it.
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { z } from 'zod'
import type { Instant } from '../domain/time.ts'
import type { Clock, Log } from '../ports.ts'
import {
  BackupFault,
  copyTarget,
  END_OF_TABLE,
  type Header,
  headerLine,
  type Lines,
  lastLine,
  linesOf,
  nextLine,
  notWhole,
  quoted,
  read,
  tableLine,
} from './backup-file.ts'
import { connect, type Sql, type Transaction } from './connect.ts'
import { migrate } from './migrate.ts'
import { appliedMigrations } from './migrations.ts'
import { iso } from './rows.ts'

export interface Restored {
  readonly takenAt: Instant
  readonly tables: number
  /** Messages that may have been sent after the backup; the sender makes sure before it sends them. */
  readonly inDoubt: number
}

/**
 * All or nothing; then brings the database up to this version. The rules that the database keeps are off while rows
 * are loaded: what a row may become is not what it may be.
 * @throws BackupFault when the database is in use or the file is not whole; MigrationError for another version's file.
 */
export async function restoreBackup(
  url: string,
  file: string,
  options: { readonly log: Log; readonly clock: Clock },
): Promise<Restored> {
  const sql = connect(url, { log: options.log, max: 1, statementTimeoutMs: 0 })
  const lines = linesOf(file)
  try {
    await refuseUsed(sql)
    const header = await read(lines, headerLine)
    await migrate(url, { ...options, last: header.migrations.at(-1)?.name ?? '' })
    await refuseOther(sql, header)
    const restored = await sql.begin(async (tx) => {
      const tables = await loadAll(tx, lines)
      const inDoubt = await distrustUnsent(tx, header.takenAt, options.clock.now())
      return { takenAt: header.takenAt, tables, inDoubt }
    })
    await migrate(url, options)
    return restored
  } finally {
    await lines.return()
    await sql.end({ timeout: 5 })
  }
}

/**
 * After a database went back to how it was at `asOf`: what was due since may have been sent, and the platform forgets
 * the uuid of a message after an hour. Such rows are marked as tried, so that the sender looks before it sends.
 * Answers how many.
 */
export async function distrustUnsent(
  sql: Sql | Transaction,
  asOf: Instant,
  now: Instant,
): Promise<number> {
  const marked = await sql`
    update message
    set lease_until = null, lease_by = null,
      first_attempt_at = case when message_id is null
        then coalesce(first_attempt_at, greatest(due_at, ${iso(asOf)}::text::timestamptz)) end
    where wanted > shown and due_at <= ${iso(now)}::text::timestamptz
    returning message_id`
  await distrustTasks(sql, now)
  return marked.filter((row) => row.message_id === null).length
}

/** A task that was still to be made may have been made since, and there is no looking for it: it is left alone. */
async function distrustTasks(sql: Sql | Transaction, now: Instant): Promise<void> {
  const [{ known } = { known: false }] = await sql<{ known: boolean }[]>`
    select to_regclass('mirrored_task') is not null as known`
  if (!known) return
  await sql`
    update mirrored_task
    set given_up_reason = 'cannot_tell', given_up_at = ${iso(now)}::text::timestamptz, lease_until = null,
      lease_by = null
    where guid is null and wanted > shown and given_up_at is null`
}

/** A database that any bot has started on is never overwritten. */
async function refuseUsed(sql: Sql): Promise<void> {
  if ((await appliedMigrations(sql)).length === 0) return
  const [found] = await sql<{ used: boolean }[]>`
    select exists (select from installation) or exists (select from matter) as used`
  if (found?.used)
    throw new BackupFault('the database is in use already: restore into an empty one')
}

async function refuseOther(sql: Sql, { migrations }: Header): Promise<void> {
  const applied = (await appliedMigrations(sql)).map(({ name, hash }) => ({ name, hash }))
  if (JSON.stringify(applied) !== JSON.stringify(migrations))
    throw new BackupFault(
      'the backup is of another version of the program, which this one does not know',
    )
}

async function loadAll(tx: Transaction, lines: Lines): Promise<number> {
  for (let count = 0; ; count += 1) {
    const next = await read(lines, tableLine.or(lastLine))
    if ('tables' in next) {
      if (next.tables !== count) throw notWhole()
      return count
    }
    await load(tx, next, lines)
  }
}

async function load(
  tx: Transaction,
  { table, columns }: z.infer<typeof tableLine>,
  lines: Lines,
): Promise<void> {
  const name = quoted(table)
  await tx.unsafe(`alter table ${name} disable trigger user; delete from ${name}`)
  await copyRows(await tx.unsafe(`copy ${copyTarget(table, columns)} from stdin`).writable(), lines)
  await tx.unsafe(`alter table ${name} enable trigger user`)
  const counted = await tx<{ column: string }[]>`
    select attname::text as column from pg_attribute
    where attrelid = ${name}::regclass and attidentity <> '' and not attisdropped`
  for (const { column } of counted)
    await tx.unsafe(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) from ${name}`,
      [name, column],
    )
}

const NEWLINE = Buffer.from('\n')

async function copyRows(into: Writable, lines: Lines): Promise<void> {
  async function* rows() {
    for (;;) {
      const line = await nextLine(lines)
      if (line.toString('latin1') === END_OF_TABLE) return
      yield Buffer.concat([line, NEWLINE])
    }
  }
  await pipeline(rows(), into)
}
