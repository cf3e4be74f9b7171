// What went wrong at a start or in a command, as one line for the operator.
import { StartFault } from './start-fault.ts'
import { BackupFault } from './store/backup-file.ts'
import { DataFolderInUse } from './store/folder-lock.ts'
import { MigrationError } from './store/migrations.ts'

/** One line; only faults of our own making keep their stack. */
export function lineOf(error: unknown): string {
  if (error instanceof StartFault || error instanceof DataFolderInUse) return error.message
  if (error instanceof MigrationError || error instanceof BackupFault) return error.message
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
