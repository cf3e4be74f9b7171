// The bot as a service: database, organisation, routes, sender and timers, started in order and stopped in reverse.
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { type Bot, openBot } from './bot.ts'
import type { Config } from './config.ts'
import { DEMO_APP_ID, DEMO_ORGANISATION, type Demo, openDemo } from './demo.ts'
import { type RunningSender, runSender } from './flows/run-sender.ts'
import {
  fitsLongConnection,
  type LongConnection,
  openLongConnection,
} from './lark/long-connection.ts'
import type { WebhookSecrets } from './lark/receive.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { startOrganisation } from './organisation-start.ts'
import type { Clock, Log } from './ports.ts'
import { StartFault } from './start-fault.ts'
import { connect } from './store/connect.ts'
import { type EmbeddedPostgres, openEmbeddedPostgres } from './store/embedded-postgres.ts'
import { installedFor } from './store/installation.ts'
import { migrate, readMigrations } from './store/migrate.ts'

export interface Service {
  /** `http://127.0.0.1:3000`. */
  readonly address: string
  /** Stops accepting, finishes what is in hand. False when that took too long. */
  stop(): Promise<boolean>
}

/** Milliseconds. An orchestrator kills after ten seconds (interface §1). */
const STOP_WITHIN_MS = 9_000

/** Milliseconds. A client that sends its request slower than this is not the platform. */
const REQUEST_WITHIN_MS = 10_000

/** @throws StartFault, DataFolderInUse, MigrationError – each one line for the operator. */
export async function startService(config: Config, clock: Clock, log: Log): Promise<Service> {
  refuseUnfit(config)
  const opened: (() => Promise<unknown>)[] = []
  try {
    const embedded = config.databaseUrl === null ? await openDatabase(config, log) : null
    if (embedded !== null) opened.push(embedded.close)
    const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
    await migrate(databaseUrl, { log, clock })
    const demo = config.lark === null ? await openDemo(clock) : null
    if (demo !== null) opened.push(demo.feishu.close)
    const appId = config.lark?.appId ?? DEMO_APP_ID
    await claimDatabase(databaseUrl, appId, clock, log)
    const file = config.orgFile ?? (demo === null ? null : DEMO_ORGANISATION)
    await startOrganisation({ databaseUrl, file, clock, log })
    const running = await run({ config, databaseUrl, demo, clock, log })
    opened.push(running.stop)
    await demo?.feishu.connect(`${running.address}/lark/webhook`)
    return { address: running.address, stop: () => stopInTime(opened, log) }
  } catch (error) {
    await stopAll(opened)
    throw error
  }
}

function openDatabase(config: Config, log: Log): Promise<EmbeddedPostgres> {
  return openEmbeddedPostgres({ dataDir: config.dataDir, log })
}

/** A demo never opens what a real app has used, nor one app what another has (interface §1). */
async function claimDatabase(url: string, appId: string, clock: Clock, log: Log): Promise<void> {
  const sql = connect(url, { log, max: 1 })
  try {
    const owner = await installedFor(sql, appId, clock.now())
    if (owner === appId) return
    if (appId === DEMO_APP_ID)
      throw new StartFault(
        'DATA_DIR was used with a real app; the demo does not open it. Set LARK_APP_ID, or another DATA_DIR.',
      )
    const whose = owner === DEMO_APP_ID ? 'the demo' : 'another app'
    throw new StartFault(`LARK_APP_ID does not fit this database: it belongs to ${whose}.`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

interface Running {
  readonly config: Config
  readonly databaseUrl: string
  readonly demo: Demo | null
  readonly clock: Clock
  readonly log: Log
}

async function run({ config, databaseUrl, demo, clock, log }: Running) {
  const metrics: Metrics = openMetrics()
  let sending: RunningSender | null = null
  const bot = openBot({
    databaseUrl,
    lark: larkOf(config, demo),
    secrets: secretsOf(config, demo),
    clock,
    log,
    metrics,
    metricsToken: config.metricsToken,
    isLocal: (_request, env) => isLoopback((env as HttpBindings).incoming.socket.remoteAddress),
    instance: randomUUID(),
    wake: () => sending?.wake(),
    migrations: await readMigrations(),
  })
  const server = createAdaptorServer({
    fetch: bot.app.fetch,
  }) as Server
  server.requestTimeout = REQUEST_WITHIN_MS
  server.headersTimeout = REQUEST_WITHIN_MS
  const address = await listening(server, config)
  const { tickSeconds } = config
  sending = runSender(bot.sender, { clock, log, tickSeconds })
  const ticking = runTicks(bot, tickSeconds, log)
  const line = await lineOf(config, bot, log)
  return {
    address,
    stop: async () => {
      await line?.close()
      await stopRunning(server, ticking, sending, bot)
    },
  }
}

/** The SDK gives up on such an app id without a word that anybody would see. */
function refuseUnfit({ lark }: Config): void {
  if (lark?.transport.kind === 'websocket' && !fitsLongConnection(lark.appId))
    throw new StartFault('LARK_APP_ID is wrong: LARK_TRANSPORT=websocket needs cli_ and 16 digits.')
}

/** Only with LARK_TRANSPORT=websocket; the demo and webhooks never load the SDK. */
async function lineOf({ lark }: Config, bot: Bot, log: Log): Promise<LongConnection | null> {
  if (lark?.transport.kind !== 'websocket') return null
  return openLongConnection({ ...lark, log, takeIn: bot.takeIn })
}

async function stopRunning(
  server: Server,
  ticking: { stop(): Promise<void> },
  sending: RunningSender | null,
  bot: Bot,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  await ticking.stop()
  await closed
  await sending?.stop()
  await bot.close()
}

/** Looks for what is due every so often, one round at a time. */
function runTicks(bot: Bot, tickSeconds: number, log: Log): { stop(): Promise<void> } {
  let round: Promise<void> | null = null
  const look = () => {
    round ??= bot
      .tick()
      .catch((error: unknown) => {
        log.error('tick_failed', { error: error instanceof Error ? error.name : 'unknown' })
      })
      .finally(() => {
        round = null
      })
  }
  const timer = setInterval(look, tickSeconds * 1_000)
  look()
  return {
    stop: async () => {
      clearInterval(timer)
      await round
    },
  }
}

function larkOf(config: Config, demo: Demo | null): { baseUrl: string; appSecret: string } {
  if (config.lark !== null) return config.lark
  return { baseUrl: demo?.feishu.baseUrl ?? '', appSecret: demo?.secrets.appSecret ?? '' }
}

/** Without a webhook there are no secrets for one, and its route refuses everything. */
function secretsOf({ lark }: Config, demo: Demo | null): WebhookSecrets {
  if (lark?.transport.kind === 'webhook') return { ...lark.transport, appId: lark.appId }
  return demo?.secrets ?? { appId: lark?.appId ?? '', encryptKey: '', verificationToken: '' }
}

async function listening(server: Server, config: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.port, config.host, resolve)
  })
  const { port } = server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host.replace(/[[\]]/g, '')}]` : config.host
  return `http://${host}:${port}`
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:127\.|::1$|::ffff:127\.)/.test(address)
}

async function stopInTime(opened: readonly (() => Promise<unknown>)[], log: Log): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), STOP_WITHIN_MS).unref()
  })
  const clean = await Promise.race([stopAll(opened).then(() => true), late])
  log.info('stopped', { clean })
  return clean
}

async function stopAll(opened: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of [...opened].reverse()) await close()
}
