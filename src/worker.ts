// The entry for Cloudflare Workers: the same app, a bot for each request, sending after the answer, a cron.
import { randomUUID } from 'node:crypto'
import expected from '../migrations/hashes.json' with { type: 'json' }
import { type Bot, noMemories, openBot } from './bot.ts'
import { sendUntil } from './flows/send-until.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import type { Log } from './ports.ts'
import { installedApp } from './store/installation.ts'
import { checkMigrated, MigrationError } from './store/migrations.ts'
import { openWorkerLog } from './worker-log.ts'
import { readBindings, type WorkerSettings } from './worker-settings.ts'

type Bindings = Readonly<Record<string, unknown>>

/** What the runtime gives beside the request. */
interface Context {
  waitUntil(work: Promise<unknown>): void
}

/** Milliseconds. The runtime lets work go on for 30 s after the answer; a request under way takes up to ten. */
const SEND_AFTER_ANSWER_MS = 15_000

/** Milliseconds. The cron comes every minute; the next one takes over. */
const SEND_ON_CRON_MS = 45_000

/** Six connections at once are an invocation's share: these three, and three requests. */
const POOL_SIZE = 3
const SENDING_AT_ONCE = 3

/** Bytes. Memory is 128 MB, and a file on its way to the database stands in it several times. */
const FILE_MAX_BYTES = 8 * 1024 * 1024

const clock = { now: () => Date.now() }
const migrations = Object.entries(expected).map(([name, hash]) => ({ name, hash }))

/** What this isolate keeps between requests. */
const memories = noMemories()
let metrics: Metrics | null = null
let fits = false

export default {
  /** Answers one request; what it leaves to do is done afterwards. */
  async fetch(request: Request, bindings: Bindings, context: Context): Promise<Response> {
    const errand = errandOf(bindings)
    if (errand === null) return new Response(null, { status: 503 })
    const served = request.method !== 'POST' || (await isFit(errand))
    const response = served
      ? await errand.bot.app.fetch(request, bindings)
      : new Response(null, { status: 503 })
    context.waitUntil(finish(errand, errand.bot.settled(), SEND_AFTER_ANSWER_MS))
    return response
  },

  /** Every minute: what is due by the clock, and what nobody has sent. */
  async scheduled(_event: unknown, bindings: Bindings): Promise<void> {
    const errand = errandOf(bindings)
    if (errand === null) return
    errand.woken = await isFit(errand)
    await finish(errand, errand.woken ? errand.bot.tick() : Promise.resolve(), SEND_ON_CRON_MS)
  },
}

/** A bot for as long as one invocation. */
interface Errand {
  readonly bot: Bot
  readonly log: Log
  readonly settings: WorkerSettings
  /** Something was wanted of the sender since it last began. */
  woken: boolean
}

function errandOf(bindings: Bindings): Errand | null {
  const settings = readBindings(bindings)
  if (settings.mode === 'fault') {
    openWorkerLog('error').error('not_configured', {
      variable: settings.variable,
      why: settings.line,
    })
    return null
  }
  const { databaseUrl, lark, secrets, metricsToken, publicUrl, taskMirror, logLevel } = settings
  const log = openWorkerLog(logLevel)
  metrics ??= openMetrics()
  const bot = openBot({
    databaseUrl,
    lark,
    secrets,
    clock,
    log,
    metrics,
    metricsToken,
    publicUrl,
    mirrors: taskMirror,
    isLocal: () => false,
    instance: `worker ${randomUUID()}`,
    wake: () => {
      errand.woken = true
    },
    migrations,
    poolSize: POOL_SIZE,
    sendingAtOnce: SENDING_AT_ONCE,
    fileMaxBytes: FILE_MAX_BYTES,
    memories,
  })
  const errand: Errand = { bot, log, settings, woken: false }
  return errand
}

/**
 * Whether the database has all migrations and is this app's: looked at until it once was so. One that is away is
 * for the app to answer.
 */
async function isFit({ bot, log, settings }: Errand): Promise<boolean> {
  if (fits) return true
  try {
    await checkMigrated(bot.sql, migrations)
    fits = (await installedApp(bot.sql)) === settings.secrets.appId
    if (!fits) log.error('database_unfit', { why: 'it was not prepared for this LARK_APP_ID' })
    return fits
  } catch (error) {
    if (!(error instanceof MigrationError)) return true
    log.error('database_unfit', { why: error.message })
    return false
  }
}

/** Ends the work that is under way, sends what came of it, and lets the connections go. */
async function finish(errand: Errand, work: Promise<void>, sendForMs: number): Promise<void> {
  const ended = logged(errand, 'work_failed', work)
  if (errand.woken) await logged(errand, 'sender_stopped_short', send(errand, sendForMs))
  await ended
  if (errand.woken) await logged(errand, 'sender_stopped_short', send(errand, sendForMs))
  await errand.bot.close()
}

async function send(errand: Errand, forMs: number): Promise<void> {
  const { bot } = errand
  const until = clock.now() + forMs
  do {
    errand.woken = false
    const { pause } = bot.world
    await sendUntil(bot.sender, { clock, until, pause })
    // Tasks only mirror what was said.
    if (bot.mirror !== null) await sendUntil(bot.mirror, { clock, until, pause })
  } while (errand.woken)
}

/** What fails here is found again by the next cron. */
async function logged({ log }: Errand, event: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    log.error(event, { error: error instanceof Error ? error.name : 'unknown' })
  }
}
