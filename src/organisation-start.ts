// The organisation at start: its file read, checked whole and applied, or the one applied before taken on.
import { readFile } from 'node:fs/promises'
import { parseOrganisationFile } from './organisation-file.ts'
import type { Clock, Log } from './ports.ts'
import { StartFault } from './start-fault.ts'
import { connect } from './store/connect.ts'
import { applyOrganisation, loadOrganisation } from './store/organisations.ts'

/** How many faults of a file are named at once; the rest shows when these are mended. */
const FAULTS_SHOWN = 10

export interface OrganisationStart {
  readonly databaseUrl: string
  /** A path, or the file's address inside the program. Null: what was applied before. */
  readonly file: string | URL | null
  readonly clock: Clock
  readonly log: Log
}

/** @throws StartFault when the file cannot be read or is wrong, or there is none and never was. */
export async function startOrganisation(start: OrganisationStart): Promise<void> {
  const { databaseUrl, file, clock, log } = start
  const sql = connect(databaseUrl, { log, max: 1, statementTimeoutMs: 60_000 })
  try {
    if (file !== null) {
      const outcome = await applyOrganisation(sql, await readOrganisation(file), clock.now())
      log.info('organisation', { outcome })
    } else if ((await loadOrganisation(sql)) === null) {
      throw new StartFault(
        'ORG_FILE is missing: no organisation has been applied to this database yet.',
      )
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function readOrganisation(file: string | URL) {
  const parsed = parseOrganisationFile(await readJson(file))
  if (parsed.ok) return parsed.file
  const lines = parsed.faults
    .slice(0, FAULTS_SHOWN)
    .map(({ path, message }) => `${path}: ${message}`)
  const more = parsed.faults.length - lines.length
  const rest = more > 0 ? [`… ${more} more`] : []
  throw new StartFault(`ORG_FILE ${String(file)} is wrong. ${[...lines, ...rest].join('; ')}`)
}

async function readJson(file: string | URL): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    const why = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new StartFault(`ORG_FILE ${String(file)} ${why}.`)
  }
}
