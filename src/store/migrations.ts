// Which migrations there are, and whether a database has had them. Reads no files: also for Workers.
import type { Sql, Transaction } from './connect.ts'

export interface Migration {
  /** File name; the order of names is the order of application. */
  readonly name: string
  /** SHA-256 of the file, hex. */
  readonly hash: string
}

/** The database cannot be used with this version of the code. The message is for the operator. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** The migrations a database has had, oldest first; none when it is new. */
export async function appliedMigrations(sql: Sql | Transaction): Promise<readonly Migration[]> {
  const [found] = await sql<{ present: boolean }[]>`
    select to_regclass('migration') is not null as present`
  if (!found?.present) return []
  return await sql<Migration[]>`select name, hash from migration order by name`
}

/**
 * Names of the migrations still to come, in order.
 * @throws MigrationError when an applied file has changed, or the database has had more than there is.
 */
export function outstanding(
  expected: readonly Migration[],
  applied: readonly Migration[],
): readonly string[] {
  const hashes = new Map(expected.map((migration) => [migration.name, migration.hash]))
  for (const { name, hash } of applied) {
    if (!hashes.has(name)) {
      throw new MigrationError(
        `the database is newer than this version: it has had ${name}, which is unknown here`,
      )
    }
    if (hashes.get(name) !== hash) {
      throw new MigrationError(`migration ${name} was changed after it had been applied`)
    }
  }
  const had = new Set(applied.map((migration) => migration.name))
  const missing = expected.map((migration) => migration.name).filter((name) => !had.has(name))
  refuseGaps(missing, applied)
  return missing
}

/**
 * For readiness: that the database has had all migrations, unchanged. Asks the database once or twice.
 * @throws MigrationError saying what is wrong; the driver's error when the database is gone.
 */
export async function checkMigrated(sql: Sql, expected: readonly Migration[]): Promise<void> {
  const missing = outstanding(expected, await appliedMigrations(sql))
  if (missing.length > 0) {
    throw new MigrationError(`the database has not had these migrations: ${missing.join(', ')}`)
  }
}

/** A file slipped in before one that is applied would run in another order on every new database. */
function refuseGaps(missing: readonly string[], applied: readonly Migration[]): void {
  const newest = applied.at(-1)?.name
  const late = missing.find((name) => newest !== undefined && name < newest)
  if (late !== undefined) {
    throw new MigrationError(`migration ${late} comes before ${newest}, which is already applied`)
  }
}
