// The PostgreSQL server process over one cluster: started and stopped.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Cluster, SERVER_ENVIRONMENT } from './cluster.ts'

/** For a small machine; everything that keeps data safe stays on. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '64MB',
  max_wal_size: '512MB',
  fsync: 'on',
  synchronous_commit: 'on',
  /** No processes for reading ahead and no compiling: the tables are small. */
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  /** A query whose bot has died is given up. */
  client_connection_check_interval: '1s',
  log_checkpoints: 'off',
  /** Errors quote what people wrote. They reach the bot, which knows what to log; here only the server's own. */
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
} as const

/** How long the server may take to finish by itself before it is stopped harder; SIGTERM allows 10 s. */
export const STOP_PATIENCE_MS = 5_000
/** Replaying the log after a power cut can take this long. */
const START_PATIENCE_MS = 120_000
/** The port may be taken in the last moment, or the dying processes of an earlier server still be there. */
const START_ATTEMPTS = 6
const START_AGAIN_MS = 300
/** A log larger than this is set aside at the next start; one such is kept. */
const LOG_LIMIT_BYTES = 10_000_000
const LOOK_AGAIN_MS = 10

export interface Postmaster {
  readonly child: ChildProcess
  readonly port: number
}

/**
 * Starts the server on a loopback port and waits until it takes connections. It gets a session of its own:
 * Ctrl-C in the terminal must not end it before the bot has finished what is in hand.
 * @throws Error with the end of the server's log when it does not come up.
 */
export async function startPostmaster(
  cluster: Cluster,
  logFile: string,
  port?: number,
): Promise<Postmaster> {
  await setAsideLog(logFile)
  let failure = ''
  for (let attempt = 1; attempt <= START_ATTEMPTS; attempt += 1) {
    const chosen = port ?? (await freePort())
    const started = await attemptStart(cluster, logFile, chosen)
    if (typeof started !== 'string') return { child: started, port: chosen }
    failure = started
    await pause(START_AGAIN_MS)
  }
  throw new Error(`PostgreSQL did not start in ${cluster.folder}: ${failure}`)
}

export async function untilEnded({ child }: Postmaster): Promise<void> {
  if (!hasEnded(child)) await once(child, 'exit')
}

/** Lets transactions in hand be rolled back and the data be written out; insists after a while. */
export async function stopPostmaster({ child }: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (hasEnded(child)) return
    child.ref()
    const ended = once(child, 'exit').then(() => true)
    child.kill(signal)
    if (await Promise.race([ended, pause(STOP_PATIENCE_MS, false, { ref: false })])) return
  }
}

/** The lines of postmaster.pid, where the server says how it is (PostgreSQL's miscadmin.h). */
export interface PidFile {
  readonly pid: number
  /** The cluster's folder, as the server was given it. */
  readonly folder: string
  readonly port: number
  readonly ready: boolean
}

export async function readPidFile(folder: string): Promise<PidFile | undefined> {
  try {
    const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
    const [pid, started = '', , port, , , , status] = lines
    return {
      pid: Number(pid),
      folder: started,
      port: Number(port),
      ready: status?.trim() === 'ready',
    }
  } catch {
    return undefined
  }
}

/** The running server, or why there is none. */
async function attemptStart(
  { binaries, account, folder }: Cluster,
  logFile: string,
  port: number,
): Promise<ChildProcess | string> {
  const log = await open(logFile, 'a', 0o600)
  const { size } = await log.stat()
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const [command = '', ...words] = [...account.prefix, binaries.postgres, '-D', folder, ...settings]
  const child = spawn(command, words, {
    ...account.spawnAs,
    cwd: '/',
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  try {
    const failed = new Promise<Error>((resolve) => child.once('error', resolve))
    const outcome = await Promise.race([failed, becomesReady(child, folder)])
    if (outcome instanceof Error) return outcome.message
    return outcome ? child : await endOf(logFile, size)
  } finally {
    child.unref()
    await log.close()
  }
}

/** False when it ended instead, or took too long and was ended. */
async function becomesReady(child: ChildProcess, folder: string): Promise<boolean> {
  const patience = performance.now() + START_PATIENCE_MS
  while (!hasEnded(child)) {
    const status = await readPidFile(folder)
    if (status?.pid === child.pid && status?.ready) return true
    if (performance.now() > patience) child.kill('SIGQUIT')
    await pause(LOOK_AGAIN_MS)
  }
  return false
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free loopback port')
  return address.port
}

async function setAsideLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await rename(file, `${file}.1`)
}

async function endOf(file: string, from: number): Promise<string> {
  const text = (await readFile(file)).subarray(from).toString('utf8')
  return text.trim().slice(-1_000)
}
