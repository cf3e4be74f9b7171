// The database for a command beside the bot: the one that is set, a living bot's own, or the folder's, opened.
import type { Config } from './config.ts'
import type { Log } from './ports.ts'
import { openEmbeddedPostgres, runningPostgres } from './store/embedded-postgres.ts'

export interface OpenDatabase {
  readonly url: string
  close(): Promise<void>
}

/** @throws DataFolderInUse when a bot is just starting or stopping on the folder. */
export async function openDatabaseOf(
  { databaseUrl, dataDir }: Config,
  log: Log,
): Promise<OpenDatabase> {
  const url = databaseUrl ?? (await runningPostgres(dataDir))
  return url === undefined ? openEmbeddedPostgres({ dataDir, log }) : { url, close: async () => {} }
}
