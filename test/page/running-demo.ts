// The demo as a newcomer starts it: the whole program in a process of its own, on a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface RunningDemo {
  readonly address: string
  /** Real milliseconds from its start to its first page. */
  readonly usableAfterMs: number
  stop(signal?: NodeJS.Signals): Promise<void>
}

export function demoFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'duban-demo-'))
}

export async function runDemo(dataDir: string): Promise<RunningDemo> {
  const startedAt = performance.now()
  const { child, address } = await runProgram({ DATA_DIR: dataDir })
  const page = await fetch(address)
  await page.text()
  return {
    address,
    usableAfterMs: Math.round(performance.now() - startedAt),
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null) return
      child.kill(signal)
      await once(child, 'exit')
    },
  }
}

/** Starts the program with nothing of this process's environment but what is given; rejects when it ends instead. */
export async function runProgram(
  environment: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, ['src/start.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const listening = new Promise<string>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8')
      const address = /listening on (\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', () => reject(new Error(said)))
  })
  return { child, address: await listening }
}

export function forget(dataDir: string): Promise<void> {
  return rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
