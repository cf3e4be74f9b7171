// npm run migrate – prepares a database for a deployment: migrations, the app it belongs to, the organisation.
import { claimDatabase } from './claim-database.ts'
import { lineOf } from './fault-line.ts'
import { openLog } from './log.ts'
import { startOrganisation } from './organisation-start.ts'
import { StartFault } from './start-fault.ts'
import { migrate } from './store/migrate.ts'

/** What a start on Node does by itself; Workers cannot. Needs none of the app's secrets. */
async function main(): Promise<number> {
  const log = openLog('warn')
  const clock = { now: Date.now }
  try {
    const databaseUrl = given('DATABASE_URL')
    const appId = given('LARK_APP_ID')
    const applied = await migrate(databaseUrl, { log, clock })
    await claimDatabase(databaseUrl, appId, clock, log)
    const file = process.env.ORG_FILE?.trim() || null
    await startOrganisation({ databaseUrl, file, clock, log })
    const migrations = applied.length === 0 ? 'no new migration' : applied.join(', ')
    const organisation = file === null ? 'the organisation as it was' : `organisation ${file}`
    process.stdout.write(`migrate: ${migrations}; ${organisation}\n`)
    return 0
  } catch (error) {
    process.stderr.write(`migrate: ${lineOf(error)}\n`)
    return 1
  }
}

function given(name: string): string {
  const value = process.env[name]?.trim()
  if (!value) throw new StartFault(`${name} is missing.`)
  return value
}

process.exitCode = await main()
