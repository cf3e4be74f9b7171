// The Worker as a developer starts it: `wrangler dev` in a process of its own, on a loopback port.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface RunningWorker {
  /** `http://127.0.0.1:8787`. */
  readonly address: string
  /** Milliseconds from the command to the first answer. */
  readonly startedIn: number
  /** What the Worker and wrangler have said so far. */
  output(): string
  /** As the cron trigger would, and waits until the Worker is done. */
  cron(): Promise<number>
  stop(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PATIENCE_MS = 60_000
const LOOK_AGAIN_MS = 100

/** Starts wrangler with these variables and this database behind Hyperdrive. @throws Error with what it said. */
export async function startWorker(
  databaseUrl: string,
  variables: Readonly<Record<string, string>>,
): Promise<RunningWorker> {
  const began = performance.now()
  const state = await mkdtemp(join(tmpdir(), 'duban-worker-'))
  const port = await freePort()
  const settings = Object.entries(variables).flatMap(([name, value]) => [
    '--var',
    `${name}:${value}`,
  ])
  const words = ['dev', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
  const child = spawn(
    process.execPath,
    [wranglerScript(), ...words, '--persist-to', state, ...settings],
    { cwd: ROOT, env: environment(databaseUrl), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  )
  let said = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (said += chunk))
  const address = `http://127.0.0.1:${port}`
  const stop = async () => {
    await end(child)
    await rm(state, { recursive: true, force: true })
  }
  if (!(await answers(child, `${address}/healthz`))) {
    await stop()
    throw new Error(`wrangler dev did not start: ${said}`)
  }
  const cron = async () => (await fetch(`${address}/cdn-cgi/handler/scheduled`)).status
  return { address, startedIn: performance.now() - began, output: () => said, cron, stop }
}

/** Why the runtime cannot run on this machine, or null. */
export function whyNoWorkerd(): string | null {
  try {
    const binary = createRequire(wranglerScript())('workerd').default
    execFileSync(binary, ['--version'], { stdio: 'ignore' })
    return null
  } catch (error) {
    return String(error)
  }
}

/** Its settings, cache and log go nowhere, and it asks nobody anything. */
function environment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    CI: '1',
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_WRITE_LOGS: 'false',
    CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV: 'false',
    CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: databaseUrl,
  }
}

export function wranglerScript(): string {
  const manifest = createRequire(import.meta.url).resolve('wrangler/package.json')
  return join(dirname(manifest), 'bin', 'wrangler.js')
}

async function answers(child: ChildProcess, url: string): Promise<boolean> {
  const patience = performance.now() + PATIENCE_MS
  while (child.exitCode === null && performance.now() < patience) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    )
    if (status === 200) return true
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  return false
}

/** wrangler, workerd and esbuild are one process group. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  const hard = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 5_000)
  await ended
  clearTimeout(hard)
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
