// What a killed bot left behind: a PostgreSQL that still runs on the cluster, or the file that says so.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Log } from '../ports.ts'
import { type PidFile, readPidFile, STOP_PATIENCE_MS } from './postmaster.ts'

const run = promisify(execFile)
const LOOK_AGAIN_MS = 10

/**
 * Leaves the cluster free to be started. The caller holds the folder's lock, so a server that runs on it is
 * an orphan. It is stopped and started anew, not adopted: then it is this process's child, has this
 * version's settings and writes to the log. Its last writes are safe either way, and it costs 0.2 s.
 */
export async function clearLeftover(folder: string, log: Log): Promise<void> {
  const left = await readPidFile(folder)
  if (left === undefined) return
  if (await isServer(left)) {
    log.warn('postgres_orphan_stopped', { pid: left.pid })
    await stopOrphan(left)
  }
  if (isAlive(left.pid)) await disownPid(folder)
}

async function stopOrphan(orphan: PidFile): Promise<void> {
  const { pid, folder } = orphan
  signal(pid, 'SIGCONT')
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name)
    const patience = performance.now() + STOP_PATIENCE_MS
    while (performance.now() < patience) {
      if (!(await isServer(orphan))) return
      await pause(LOOK_AGAIN_MS)
    }
  }
  throw new Error(`an earlier PostgreSQL (process ${pid}) on ${folder} cannot be stopped`)
}

/**
 * Whether the process is the server that wrote the file – its id may by now be another program's. A server
 * keeps the words it was started with, its cluster among them; anyone may read those.
 */
async function isServer({ pid, folder }: PidFile): Promise<boolean> {
  try {
    return (await commandLine(pid)).includes(` -D ${folder} `)
  } catch {
    return false
  }
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') {
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ')
  }
  return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout
}

/**
 * The id in postmaster.pid is some other living process's, and PostgreSQL would refuse to start. The file
 * must not be deleted: it also names the shared memory by which PostgreSQL sees that processes of its own
 * still run. With its parent's id – ours – in the first line it goes on to look at that.
 */
async function disownPid(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) await writeFile(file, text.replace(/^.*/, String(process.pid)))
}

function isAlive(pid: number): boolean {
  try {
    return signal(pid, 0)
  } catch {
    return true
  }
}

/** False when there is no such process. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
