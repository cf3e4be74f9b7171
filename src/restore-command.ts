// npm run restore -- <file>: puts a backup into an empty database. With --as-of <time>: marks what may have been sent
// since, after a database was set back by other means.
import { type Config, readConfig } from './config.ts'
import { lineOf } from './fault-line.ts'
import { openLog } from './log.ts'
import type { Log } from './ports.ts'
import { verifyAudit } from './store/audit.ts'
import { BackupFault } from './store/backup-file.ts'
import { connect, type Sql } from './store/connect.ts'
import { openEmbeddedPostgres } from './store/embedded-postgres.ts'
import { distrustUnsent, restoreBackup } from './store/restore.ts'

const USAGE = 'say what: npm run restore -- <file>, or npm run restore -- --as-of <time>'

const clock = { now: Date.now }

async function main(): Promise<number> {
  const [what, time] = process.argv.slice(2)
  if (what === undefined) return fail(USAGE)
  const config = readConfig(process.env)
  if (config.mode === 'fault') return fail(config.line)
  const log = openLog('error')
  try {
    return await withDatabase(config, log, (url) =>
      what === '--as-of' ? marked(url, time, log) : restored(url, what, log),
    )
  } catch (error) {
    return fail(lineOf(error))
  }
}

/** Opened by itself, never beside a bot: the folder's lock keeps one out. */
async function withDatabase(
  { databaseUrl, dataDir }: Config,
  log: Log,
  work: (url: string) => Promise<number>,
): Promise<number> {
  if (databaseUrl !== null) return await work(databaseUrl)
  const embedded = await openEmbeddedPostgres({ dataDir, log })
  try {
    return await work(embedded.url)
  } finally {
    await embedded.close()
  }
}

async function restored(url: string, file: string, log: Log): Promise<number> {
  const { takenAt, tables, inDoubt } = await restoreBackup(url, file, { log, clock })
  const taken = new Date(takenAt).toISOString()
  say(`${tables} tables as of ${taken}; ${inDoubt} messages to be looked for before they are sent`)
  return await withSql(url, log, async (sql) => {
    const broken = await verifyAudit(sql)
    if (broken !== null) return fail(`audit trail BROKEN at ${broken.at}: ${broken.what}`)
    say('every chain and seal of the audit trail is whole')
    return 0
  })
}

async function marked(url: string, time: string | undefined, log: Log): Promise<number> {
  const asOf = Date.parse(time ?? '')
  if (Number.isNaN(asOf)) throw new BackupFault(`${USAGE}, such as 2026-09-14T18:00:00+08:00`)
  return await withSql(url, log, async (sql) => {
    const inDoubt = await distrustUnsent(sql, asOf, clock.now())
    say(`${inDoubt} messages to be looked for before they are sent`)
    return 0
  })
}

async function withSql(
  url: string,
  log: Log,
  work: (sql: Sql) => Promise<number>,
): Promise<number> {
  const sql = connect(url, { log, max: 1, statementTimeoutMs: 0 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function say(line: string): void {
  process.stdout.write(`restore: ${line}\n`)
}

function fail(line: string): number {
  process.stderr.write(`restore: ${line}\n`)
  return 1
}

process.exitCode = await main()
