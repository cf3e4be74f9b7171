// The whole service as npm start runs it, with nothing to do: its memory, and how long it takes to be there.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openLocalFeishu } from '../../../src/local-feishu/local-feishu.ts'
import { type Bench, CORES } from '../bench.ts'
import { type Figure, median } from '../figures.ts'
import { SECRETS } from '../taps.ts'

interface Started {
  /** From the first instruction to the first 200. */
  readonly startMs: number
  readonly residentMb: number
}

/** Milliseconds until what starting left behind is done with. */
const REST_MS = 3_000

export async function atRestCase({ rounds, quick, stage }: Bench): Promise<readonly Figure[]> {
  const copy = await stage.copy()
  const appSecret = 'bench-app-secret'
  const clock = { now: Date.now }
  const feishu = await openLocalFeishu({
    clock,
    app: { ...SECRETS, appSecret },
    users: [],
    chats: [],
  })
  const environment = {
    DATABASE_URL: copy.url,
    ORG_FILE: pathOf('../../kit/yunling-org.json'),
    LARK_BASE_URL: feishu.baseUrl,
    LARK_APP_ID: SECRETS.appId,
    LARK_APP_SECRET: appSecret,
    LARK_ENCRYPT_KEY: SECRETS.encryptKey,
    LARK_VERIFICATION_TOKEN: SECRETS.verificationToken,
    LOG_LEVEL: 'warn',
  }
  const measured: { service: Started; hono: Started }[] = []
  for (let round = 0; round < (quick ? 3 : rounds); round += 1) {
    const hono = await start('../processes/bare-hono.ts', {}, 0)
    const service = await start('../../../src/start.js', environment, REST_MS)
    measured.push({ service, hono })
  }
  await feishu.close()
  await copy.drop()
  return figures(measured)
}

function figures(measured: readonly { service: Started; hono: Started }[]): Figure[] {
  const ms = Math.round(median(measured.map(({ service }) => service.startMs)))
  const honoMs = Math.round(median(measured.map(({ hono }) => hono.startMs)))
  return [
    {
      what: 'the service at rest, without the database: resident memory',
      unit: 'MB',
      values: measured.map(({ service }) => service.residentMb),
      goal: { most: 150, must: true },
      cores: CORES.alone,
    },
    {
      what: `start to first 200 ÷ an empty Hono server’s (${ms} ÷ ${honoMs} ms)`,
      values: measured.map(({ service, hono }) => service.startMs / hono.startMs),
      cores: CORES.alone,
    },
  ]
}

async function start(
  file: string,
  environment: Readonly<Record<string, string>>,
  restMs: number,
): Promise<Started> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [pathOf(file)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH ?? '', PORT: String(port), ...environment },
  })
  try {
    await untilWell(child, port)
    const startMs = performance.now() - began
    await pause(restMs)
    return { startMs, residentMb: await residentMb(child) }
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
}

async function untilWell(child: ChildProcess, port: number): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.ok) return
    await pause(10)
  }
  throw new Error(`the server ended by itself (${child.exitCode})`)
}

/** As Linux counts it. */
async function residentMb({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
