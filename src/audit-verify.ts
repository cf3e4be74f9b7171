// npm run audit:verify – recomputes every chain and seal of the audit trail; exits 1 at the first break, naming it.
import { openDatabaseOf } from './beside-the-bot.ts'
import { readConfig } from './config.ts'
import { openLog } from './log.ts'
import { verifyAudit } from './store/audit.ts'
import { connect } from './store/connect.ts'

async function main(): Promise<number> {
  const config = readConfig(process.env)
  if (config.mode === 'fault') return say(`audit:verify: ${config.line}`, 2)
  const log = openLog('error')
  const database = await openDatabaseOf(config, log)
  const sql = connect(database.url, { log, max: 1, statementTimeoutMs: 0 })
  try {
    const found = await verifyAudit(sql)
    if (found !== null) return say(`audit:verify: BROKEN at ${found.at}: ${found.what}`, 1)
    const [counted] = await sql<
      { entries: number }[]
    >`select count(*)::int as entries from audit_entry`
    process.stdout.write(
      `audit:verify: ${counted?.entries ?? 0} entries, every chain and seal is whole\n`,
    )
    return 0
  } finally {
    await sql.end({ timeout: 5 })
    await database.close()
  }
}

function say(line: string, code: number): number {
  process.stderr.write(`${line}\n`)
  return code
}

process.exitCode = await main()
