// npm run backup -- <file>: saves the whole database to a file, also while the bot runs.
import { openDatabaseOf } from './beside-the-bot.ts'
import { readConfig } from './config.ts'
import { lineOf } from './fault-line.ts'
import { openLog } from './log.ts'
import { takeBackup } from './store/backup.ts'
import { connect } from './store/connect.ts'

async function main(): Promise<number> {
  const [file] = process.argv.slice(2)
  if (file === undefined) return fail('say where to: npm run backup -- <file>')
  const config = readConfig(process.env)
  if (config.mode === 'fault') return fail(config.line)
  const log = openLog('error')
  try {
    const database = await openDatabaseOf(config, log)
    const sql = connect(database.url, { log, max: 1, statementTimeoutMs: 0 })
    try {
      const { tables, bytes } = await takeBackup(sql, file, Date.now())
      process.stdout.write(`backup: ${tables} tables, ${bytes} bytes in ${file}\n`)
      return 0
    } finally {
      await sql.end({ timeout: 5 })
      await database.close()
    }
  } catch (error) {
    return fail(lineOf(error))
  }
}

function fail(line: string): number {
  process.stderr.write(`backup: ${line}\n`)
  return 1
}

process.exitCode = await main()
