// The entry for Node: reads the configuration, starts, says where it listens, stops cleanly when told to.
import { readConfig } from './config.ts'
import { openLog } from './log.ts'
import { startService } from './service.ts'
import { StartFault } from './start-fault.ts'
import { DataFolderInUse } from './store/folder-lock.ts'
import { MigrationError } from './store/migrations.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  if (config.mode === 'fault') return fail(config.line)
  const log = openLog(config.logLevel)
  try {
    const service = await startService(config, { now: () => Date.now() }, log)
    process.stdout.write(`督办 is listening on ${service.address}\n`)
    const stop = () => {
      void service.stop().then((clean) => process.exit(clean ? 0 : 1))
    }
    process.once('SIGTERM', stop)
    process.once('SIGINT', stop)
  } catch (error) {
    fail(lineOf(error))
  }
}

/** One line for whoever starts the bot; only faults of our own making keep their stack. */
function lineOf(error: unknown): string {
  if (error instanceof StartFault || error instanceof DataFolderInUse) return error.message
  if (error instanceof MigrationError) return error.message
  if (isListenFault(error)) return `PORT cannot be used: ${error.code}.`
  if (error instanceof Error && 'code' in error)
    return `DATABASE_URL (or the database under DATA_DIR) cannot be used: ${String(error.code)}.`
  return error instanceof Error ? (error.stack ?? error.message) : 'unknown fault'
}

function isListenFault(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'syscall' in error && error.syscall === 'listen' && 'code' in error
  )
}

function fail(line: string): void {
  process.stderr.write(`duban: ${line}\n`)
  process.exit(1)
}

await main()
