// The bot as a service: database, organisation, routes, sender and timers, started in order and stopped in reverse.
import { randomUUID } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { RETURN_PATH } from './board/sign-in.ts'
import { type Bot, openBot } from './bot.ts'
import { claimDatabase, DEMO_APP_ID } from './claim-database.ts'
import type { Config } from './config.ts'
import type { Demo } from './demo.ts'
import { codeOf } from './flows/fault.ts'
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
import { type EmbeddedPostgres, openEmbeddedPostgres } from './store/embedded-postgres.ts'
import { emptyDatabase } from './store/empty-database.ts'
import { migrate, readMigrations } from './store/migrate.ts'

export interface Service {
  /** `http://127.0.0.1:3000`. */
  readonly address: string
  /** Stops accepting, finishes what is in hand. False when that took too long. */
  stop(): Promise<boolean>
}

/** Milliseconds. An orchestrator kills after ten seconds (interface §1). */
const STOP_WITHIN_MS = 9_000

/** Milliseconds. For what is in hand; the rest of the time is for the database's own end. */
const FINISH_WITHIN_MS = 5_000

/** Milliseconds. A client that sends its request slower than this is not the platform. */
const REQUEST_WITHIN_MS = 10_000

/** Only a demo can begin anew. */
export interface NewBeginning {
  /** Empties the demo's database before it starts. */
  readonly afresh: boolean
  readonly startOver: () => Promise<void>
}

const NO_NEW_BEGINNING: NewBeginning = { afresh: false, startOver: async () => {} }

/** @throws StartFault, DataFolderInUse, MigrationError – each one line for the operator. */
export async function startService(
  config: Config,
  given: Clock,
  log: Log,
  beginning: NewBeginning = NO_NEW_BEGINNING,
): Promise<Service> {
  refuseUnfit(config)
  const opened: (() => Promise<unknown>)[] = []
  try {
    const embedded = config.databaseUrl === null ? await openDatabase(config, log) : null
    if (embedded !== null) opened.push(embedded.close)
    const databaseUrl = config.databaseUrl ?? embedded?.url ?? ''
    const appId = config.lark?.appId ?? DEMO_APP_ID
    await ownDatabase({ databaseUrl, appId, clock: given, log })
    const demo =
      config.lark === null ? await demoOf(config, databaseUrl, given, log, beginning) : null
    if (demo !== null) opened.push(demo.close)
    const clock = demo?.clock ?? given
    const file = config.orgFile ?? demo?.organisation ?? null
    await startOrganisation({ databaseUrl, file, clock, log })
    const running = await run({ config, databaseUrl, demo, clock, log, beginning })
    opened.push(running.stop)
    demo?.feishu.settings.redirectUrls.push(...returnsTo(running.address))
    await demo?.feishu.connect(`${running.address}/lark/webhook`)
    return { address: running.address, stop: () => stopInTime(opened, log) }
  } catch (error) {
    await stopAll(opened)
    throw error
  }
}

/** A browser on this machine may have come by either name. */
function returnsTo(address: string): string[] {
  const byName = address.replace('//127.0.0.1:', '//localhost:')
  return [...new Set([address, byName])].map((one) => `${one}${RETURN_PATH}`)
}

function openDatabase(config: Config, log: Log): Promise<EmbeddedPostgres> {
  return openEmbeddedPostgres({ dataDir: config.dataDir, log })
}

async function ownDatabase(owned: {
  databaseUrl: string
  appId: string
  clock: Clock
  log: Log
}): Promise<void> {
  const { databaseUrl, appId, clock, log } = owned
  await migrate(databaseUrl, { log, clock })
  await claimDatabase(databaseUrl, appId, clock, log)
}

async function demoOf(
  config: Config,
  databaseUrl: string,
  beneath: Clock,
  log: Log,
  { afresh }: NewBeginning,
): Promise<Demo> {
  if (afresh) {
    await emptyDatabase(databaseUrl, DEMO_APP_ID, log)
    await ownDatabase({ databaseUrl, appId: DEMO_APP_ID, clock: beneath, log })
  }
  // A real app never loads the local Feishu.
  const { openDemo } = await import('./demo.ts')
  return openDemo({ beneath, dataDir: config.dataDir, afresh, mirrors: config.taskMirror })
}

function isLocal(_request: Request, env: unknown): boolean {
  return isLoopback((env as HttpBindings).incoming.socket.remoteAddress)
}

interface Running {
  readonly config: Config
  readonly databaseUrl: string
  readonly demo: Demo | null
  readonly clock: Clock
  readonly log: Log
  readonly beginning: NewBeginning
}

async function run({ config, databaseUrl, demo, clock, log, beginning }: Running) {
  const metrics: Metrics = openMetrics()
  let sending: RunningSender[] = []
  let here: string | null = null
  const bot = openBot({
    databaseUrl,
    lark: larkOf(config, demo),
    secrets: secretsOf(config, demo),
    clock,
    log,
    metrics,
    metricsToken: config.metricsToken,
    publicUrl: config.publicUrl,
    // Only this machine's browser is sure to reach the address that the demo listens on.
    pages: () => config.publicUrl ?? (demo === null ? null : here),
    isLocal,
    instance: randomUUID(),
    wake: () => {
      for (const one of sending) one.wake()
    },
    mirrors: config.taskMirror,
    migrations: await readMigrations(),
  })
  const page = demo?.page({
    bot,
    isLocal,
    startOver: beginning.startOver,
    afterMove: async () => {
      await bot.tick()
      for (const one of sending) one.wake()
      await demo.feishu.deliverDue()
    },
  })
  const front = page === undefined ? bot.app : new Hono().route('/', page.app).route('/', bot.app)
  const server = createAdaptorServer({ fetch: front.fetch }) as Server
  server.requestTimeout = REQUEST_WITHIN_MS
  server.headersTimeout = REQUEST_WITHIN_MS
  const address = await listening(server, config)
  here = address
  const { tickSeconds } = config
  const senders = bot.mirror === null ? [bot.sender] : [bot.sender, bot.mirror]
  sending = senders.map((sender) => runSender(sender, { clock, log, tickSeconds }))
  const ticking = runTicks(bot, tickSeconds, log)
  const line = await lineOf(config, bot, log)
  return {
    address,
    stop: async () => {
      page?.close()
      await line?.close()
      await stopRunning(server, ticking, sending, bot, log)
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

/**
 * Requests, rounds and sends under way are finished, within their time: a hanging database or platform must not
 * hold up the end. What remains is as after a crash, and the next start takes it up.
 */
async function stopRunning(
  server: Server,
  ticking: { stop(): Promise<void> },
  sending: readonly RunningSender[],
  bot: Bot,
  log: Log,
): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
  server.closeIdleConnections()
  const finished = Promise.all([closed, ticking.stop(), ...sending.map((one) => one.stop())]).then(
    () => bot.close(),
  )
  if (!(await endsWithin(FINISH_WITHIN_MS, finished))) log.warn('stopped_with_work_left')
  server.closeAllConnections()
}

async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), milliseconds).unref()
  })
  return Promise.race([work.then(() => true), late])
}

/** Looks for what is due every so often, one round at a time. */
function runTicks(bot: Bot, tickSeconds: number, log: Log): { stop(): Promise<void> } {
  let round: Promise<void> | null = null
  const look = () => {
    round ??= bot
      .tick()
      .catch((error: unknown) => {
        log.error('tick_failed', { code: codeOf(error) })
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
  const clean = await endsWithin(STOP_WITHIN_MS, stopAll(opened))
  log.info('stopped', { clean })
  return clean
}

async function stopAll(opened: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const close of [...opened].reverse()) await close()
}
