// One bot, one data folder: the lock that keeps a second one out.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Another process lives in the folder. The message is for the operator. */
export class DataFolderInUse extends Error {
  override readonly name = 'DataFolderInUse'
}

export interface FolderLock {
  release(): void
}

/** Held here as well as by the caller: a forgotten handle would be collected, and the lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes the folder for this process, or refuses at once. The lock is the kernel's, on a file that SQLite
 * holds in an exclusive transaction – the one file lock Node can take. So it ends with the process however
 * that dies, is not fooled by a process id used again, and holds between containers that share a folder
 * but not their process ids. (Nothing else may open the file: closing it would drop the lock.)
 * @throws DataFolderInUse when another process has it.
 */
export function lockFolder(folder: string): FolderLock {
  const holder = join(folder, 'bot.pid')
  const database = new DatabaseSync(join(folder, 'bot.lock'))
  try {
    database.exec('pragma journal_mode = memory; begin exclusive')
    writeFileSync(holder, `${process.pid}\n`)
  } catch (cause) {
    database.close()
    throw isBusy(cause) ? new DataFolderInUse(inUse(folder, holder), { cause }) : cause
  }
  held.add(database)
  return {
    release: () => {
      if (held.delete(database)) database.close()
    },
  }
}

/** SQLITE_BUSY, sqlite.org/rescode.html. */
const SQLITE_BUSY = 5

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function inUse(folder: string, holder: string): string {
  return (
    `the data folder ${folder} is in use by another bot (process ${pidIn(holder)}): ` +
    'stop that one first, or give this one its own DATA_DIR'
  )
}

/** The holder writes its id just after it has the lock, so it may not be there yet. */
function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return 'unknown'
  }
}
