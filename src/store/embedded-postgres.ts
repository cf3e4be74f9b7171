// A real PostgreSQL for a bot without DATABASE_URL: kept under the data folder, living as long as the bot.
import { access, constants, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Log } from '../ports.ts'
import { type Cluster, ensureCluster, ROLE } from './cluster.ts'
import { lockFolder } from './folder-lock.ts'
import { clearLeftover } from './leftover.ts'
import { findBinaries } from './postgres-binaries.ts'
import { readPidFile, startPostmaster, stopPostmaster, untilEnded } from './postmaster.ts'
import { serverAccount } from './server-account.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** Stops the server cleanly and gives the folder free. */
  close(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  readonly dataDir: string
  readonly log: Log
}

/**
 * Opens `<dataDir>/postgres`, creating it the first time. A server that dies is started again at the same
 * address; one that then does not come up is logged and left to whoever watches readiness.
 * @throws DataFolderInUse when another bot has the folder; Error for the operator when it cannot run here.
 */
export async function openEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  const asRoot = process.getuid?.() === 0
  await mkdir(dataDir, { recursive: true, mode: asRoot ? 0o711 : 0o700 })
  await access(dataDir, constants.W_OK).catch((cause: unknown) => {
    throw new Error(`the data folder ${dataDir} cannot be written by this user`, { cause })
  })
  const lock = lockFolder(dataDir)
  try {
    const running = await start(dataDir, options.log)
    return {
      url: running.url,
      close: async () => {
        await running.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * The address of the server that a living bot keeps in the folder, for a command beside it; undefined when
 * none runs there.
 */
export async function runningPostgres(folder: string): Promise<string | undefined> {
  const dataDir = resolve(folder)
  const found = await readPidFile(clusterFolder(dataDir))
  return found?.ready ? await urlOf(passwordFile(dataDir), found.port) : undefined
}

async function start(dataDir: string, log: Log) {
  const binaries = await findBinaries()
  const folder = clusterFolder(dataDir)
  const account = await serverAccount({ dataDir, cluster: folder }, binaries, log)
  const cluster = {
    folder,
    passwordFile: passwordFile(dataDir),
    binaries,
    account,
  }
  await clearLeftover(folder, log)
  await ensureCluster(cluster)
  return await supervise(cluster, join(dataDir, 'postgres.log'), log)
}

/** Keeps a server running until it is told to stop; ends it with the process, unless that is killed. */
async function supervise(cluster: Cluster, logFile: string, log: Log) {
  let server = await startPostmaster(cluster, logFile)
  let stopping = false
  const keepRunning = async () => {
    while (!stopping) {
      log.info('postgres_started', { pid: server.child.pid, port: server.port })
      await untilEnded(server)
      if (stopping) return
      log.error('postgres_died', { pid: server.child.pid })
      server = await startPostmaster(cluster, logFile, server.port)
    }
    await stopPostmaster(server)
  }
  const kept = keepRunning().catch((error: unknown) => {
    log.error('postgres_not_restarted', { reason: String(error) })
  })
  const endWithProcess = () => server.child.kill('SIGINT')
  process.once('exit', endWithProcess)
  const stop = async () => {
    stopping = true
    process.off('exit', endWithProcess)
    await stopPostmaster(server)
    await kept
  }
  return { url: await urlOf(cluster.passwordFile, server.port), stop }
}

async function urlOf(file: string, port: number): Promise<string> {
  return `postgres://${ROLE}:${await readFile(file, 'utf8')}@127.0.0.1:${port}/${ROLE}`
}

function clusterFolder(dataDir: string): string {
  return join(dataDir, 'postgres')
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'postgres.password')
}
