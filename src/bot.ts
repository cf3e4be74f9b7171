// The bot put together: store, platform, flows and routes, with the clock it is given. Entries and tests start it.
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { boardRoutes } from './board/board-routes.ts'
import type { Organisation } from './domain/organisation.ts'
import { answerTap, type Tap, type TapAnswer } from './flows/answer-tap.ts'
import { drawer } from './flows/draw.ts'
import { createMirror } from './flows/mirror.ts'
import type { Sender } from './flows/outbox.ts'
import { openPapers } from './flows/papers.ts'
import { together, turnstile } from './flows/rush.ts'
import { createSender } from './flows/send.ts'
import { tick } from './flows/tick.ts'
import { rememberOrganisation, type World } from './flows/world.ts'
import { type Lark, openLark } from './lark/client.ts'
import type { WebhookSecrets } from './lark/receive.ts'
import type { HeldToken } from './lark/token.ts'
import type { Metrics } from './metrics.ts'
import type { Clock, Log, Memory } from './ports.ts'
import { connect, type Sql } from './store/connect.ts'
import { messageStore } from './store/messages.ts'
import { checkMigrated, type Migration } from './store/migrations.ts'
import { loadOrganisation, organisationVersion } from './store/organisations.ts'
import { shownByAnswer } from './store/want.ts'
import { type Intake, takeIn } from './take-in.ts'

export interface BotOptions {
  readonly databaseUrl: string
  readonly lark: { readonly baseUrl: string; readonly appSecret: string }
  readonly secrets: WebhookSecrets
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  readonly metricsToken: string | null
  readonly isLocal: (request: Request, env: unknown) => boolean
  /** Where people's browsers reach this bot; absent: as they ask for it. */
  readonly publicUrl?: string | null
  /** Whether Feishu tasks mirror the cards that wait for people. Default: no. */
  readonly mirrors?: boolean
  /** What links in cards begin with; asked for when an organisation is read. Default: `publicUrl`. */
  readonly pages?: () => string | null
  /** Names this process in leases and logs. */
  readonly instance: string
  /** Called when something is wanted of the sender. */
  readonly wake: () => void
  /** What this version of the code expects of the database. */
  readonly migrations: readonly Migration[]
  readonly poolSize?: number
  /** Requests to the platform under way at once. */
  readonly sendingAtOnce?: number
  /** The largest file of a progress entry that is kept. */
  readonly fileMaxBytes?: number
  /** What it starts with and leaves behind. Default: nothing. */
  readonly memories?: Memories
}

/** What a bot that lives for one request hands on to the next. Values only: a promise belongs to its request. */
export interface Memories {
  readonly organisation: Memory<Organisation>
  readonly token: Memory<HeldToken>
  readonly botOpenId: Memory<string>
}

export interface Bot {
  readonly app: Hono
  readonly sender: Sender
  /** The sender of tasks, where cards are mirrored. */
  readonly mirror: Sender | null
  readonly world: World
  readonly lark: Lark
  readonly sql: Sql
  answerTap(tap: Tap): Promise<TapAnswer>
  /** For payloads that come by other ways than the webhook, already known to be the platform's. */
  takeIn(payload: unknown): Promise<object | null>
  tick(): Promise<void>
  /** Resolves when no work is left that goes on after answers. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Milliseconds. Readiness is asked often and must not hang with the database. */
const READY_WITHIN_MS = 2_000

/** Milliseconds. What was answered is sent once more if it was not noted within five seconds. */
const NOTE_EVERY_MS = 50

/** One waits for the database while another is judged and drawn: neither the one nor the other stands idle. */
const TAPS_PER_CONNECTION = 2

export function openBot(options: BotOptions): Bot {
  const { databaseUrl, log, clock, metrics, secrets } = options
  const pool = options.poolSize === undefined ? {} : { max: options.poolSize }
  const sql = connect(databaseUrl, { log, ...pool })
  const memories = options.memories ?? noMemories()
  const tokens = memories.token
  const lark = openLark({ ...options.lark, appId: secrets.appId, clock, log, metrics, tokens })
  const after = afterwork(log)
  const world: World = {
    sql,
    appId: secrets.appId,
    clock,
    log,
    organisations: rememberOrganisation({
      load: async () => {
        const loaded = await loadOrganisation(sql)
        return loaded === null
          ? null
          : { ...loaded, pages: options.pages?.() ?? options.publicUrl ?? null }
      },
      version: () => organisationVersion(sql),
      memory: memories.organisation,
    }),
    mirrors: options.mirrors ?? false,
    count: metrics,
    wake: options.wake,
    later: after.start,
    pause,
    inTurn: turnstile(TAPS_PER_CONNECTION * sql.options.max),
    fetchFile: (messageId, fileKey, maxBytes) =>
      lark.resource(messageId, fileKey, 'file', maxBytes),
    noteShown: together(
      (answered) => shownByAnswer(sql, ...answered),
      () => pause(NOTE_EVERY_MS),
    ),
  }
  const { instance } = options
  const atOnce = options.sendingAtOnce === undefined ? {} : { concurrency: options.sendingAtOnce }
  const store = messageStore(sql)
  const render = drawer(world)
  const sender = createSender({
    lark,
    store,
    render,
    papers: openPapers(sql, lark, log),
    clock,
    log,
    metrics,
    instance,
    ...atOnce,
  })
  const intake: Intake = { world, metrics, botOpenId: rememberBot(lark, memories.botOpenId) }
  const app = createApp({
    ...intake,
    board: boardRoutes({ ...world, signIn: lark, publicUrl: options.publicUrl ?? null }),
    secrets,
    metricsToken: options.metricsToken,
    isReady: () => ready(sql, options.migrations),
    isLocal: options.isLocal,
  })
  return {
    app,
    sender,
    mirror: world.mirrors ? createMirror(world, { lark, instance, ...atOnce }) : null,
    world,
    lark,
    sql,
    answerTap: (tap) => answerTap(world, tap),
    takeIn: (payload) => takeIn(intake, payload),
    tick: () => tick(world, lark, options.fileMaxBytes),
    settled: after.settled,
    close: async () => {
      await after.settled()
      await sql.end({ timeout: 3 })
    },
  }
}

/** Nothing is known yet. */
export function noMemories(): Memories {
  return { organisation: { held: null }, token: { held: null }, botOpenId: { held: null } }
}

async function ready(sql: Sql, migrations: readonly Migration[]): Promise<boolean> {
  const late = pause(READY_WITHIN_MS).then(() => false)
  const checked = checkMigrated(sql, migrations).then(
    () => true,
    () => false,
  )
  return Promise.race([checked, late])
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref()
  })
}

/** The bot's open_id never changes, so it is asked for until it is known once. */
function rememberBot(lark: Lark, memory: Memory<string>): () => Promise<string | null> {
  return async () => {
    if (memory.held !== null) return memory.held
    const answer = await lark.bot()
    memory.held = answer.ok ? answer.value.openId : null
    return memory.held
  }
}

function afterwork(log: Log) {
  const underWay = new Set<Promise<void>>()
  const start = (work: () => Promise<void>): void => {
    const run = work()
      .catch((error: unknown) => {
        log.error('afterwork_failed', { error: error instanceof Error ? error.name : 'unknown' })
      })
      .finally(() => underWay.delete(run))
    underWay.add(run)
  }
  const settled = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.all(underWay)
  }
  return { start, settled }
}
