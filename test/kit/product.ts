// The whole product for tests: the local Feishu, a database of its own, the bot behind real HTTP, a given clock.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { vi } from 'vitest'
import { type Bot, openBot } from '../../src/bot.ts'
import { type LongConnection, openLongConnection } from '../../src/lark/long-connection.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { LocalPerson } from '../../src/local-feishu/person.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { openMetrics } from '../../src/metrics.ts'
import type { Clock, Log } from '../../src/ports.ts'
import { connect } from '../../src/store/connect.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { applyOrganisation, type OrganisationContent } from '../../src/store/organisations.ts'
import { openRecorder } from '../coverage/record.ts'
import { silent } from './databases.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'
import { MONDAY, named, yunlingFile } from './yunling.ts'

export const APP = {
  appId: 'cli_test',
  appSecret: 'test-app-secret',
  encryptKey: 'test-encrypt-key',
  verificationToken: 'test-verification-token',
}

/** The same for the long connection, which takes only ids of the platform's own form. */
export const LONG_APP = { ...APP, appId: 'cli_a1b2c3d4e5f60718' }

/** A clock that stands still until it is moved. */
export interface GivenClock extends Clock {
  set(at: number): void
  forward(milliseconds: number): void
}

export function givenClock(start: number = MONDAY): GivenClock {
  let at = start
  return {
    now: () => at,
    set: (to) => {
      at = to
    },
    forward: (milliseconds) => {
      at += milliseconds
    },
  }
}

export interface Product {
  readonly feishu: LocalFeishu
  /** The first instance; after a restart the one in its place. */
  readonly bot: Bot
  readonly database: FreshDatabase
  readonly clock: GivenClock
  readonly webhookUrl: string
  readonly metrics: ReturnType<typeof openMetrics>
  /** Somebody of the district, by name. */
  person(name: string): LocalPerson
  /** One round of every instance, at the same time. */
  ticks(): Promise<void>
  /** Waits until everything that can be delivered now is; time moves on only by what the platform's pace needs. */
  settle(): Promise<void>
  /**
   * The first instance ends, and another one begins at its address: it knows only what the database does. For one
   * that was killed nobody waits.
   */
  restart(how?: 'stopped' | 'killed'): Promise<void>
  close(): Promise<void>
}

/** The people and groups of the district, as the local Feishu takes them. */
export function tenantOf(file: OrganisationContent) {
  return {
    users: file.people.map(({ openId, name }) => ({ openId, name })),
    chats: file.departments.flatMap(({ id, shortName, chatId }) => {
      const members = file.people.filter((one) => one.departmentId === id).map((one) => one.openId)
      return chatId === null ? [] : [{ chatId, name: `${shortName}工作群`, members }]
    }),
  }
}

export interface ProductOptions {
  readonly seed?: number
  readonly log?: Log
  readonly start?: number
  readonly file?: OrganisationContent
  /** Cards lead to pages at this address. */
  readonly pages?: string
  /** So many long connections instead of the webhook. */
  readonly lines?: number
  /** Feishu tasks mirror the cards that wait; the app has the scope for them. */
  readonly mirrors?: boolean
  /** A second instance on the same database; the platform's pushes take turns between the two. */
  readonly pair?: boolean
  /** By which way the first instance reaches the database. Default: straight. */
  readonly by?: (databaseUrl: string) => Promise<string>
}

export async function openProduct(options: ProductOptions = {}): Promise<Product> {
  const { seed = 1, log = silent, file = yunlingFile, lines = 0, pages, mirrors = false } = options
  const { by } = options
  const app = lines > 0 ? LONG_APP : APP
  const clock = givenClock(options.start)
  const database = await freshDatabase()
  const applied = connect(database.url, { log, max: 1 })
  await applyOrganisation(applied, file, clock.now())
  await applied.end()
  const feishu = await openLocalFeishu({ clock, seed, app, ...tenantOf(file) })
  if (mirrors) feishu.grantScope(TASKS)
  const recorder = openRecorder(feishu, database.sql)
  const metrics = openMetrics()
  const migrations = await readMigrations()
  const instance = (name: string, databaseUrl: string): Bot =>
    openBot({
      databaseUrl,
      lark: { baseUrl: feishu.baseUrl, appSecret: app.appSecret },
      secrets: app,
      clock,
      log,
      metrics,
      metricsToken: null,
      isLocal: () => true,
      instance: `test-${seed}-${name}`,
      wake: () => {},
      mirrors,
      ...(pages === undefined ? {} : { pages: () => pages }),
      migrations,
    })
  const way = by === undefined ? database.url : await by(database.url)
  let bot = instance('one', way)
  const former: Promise<void>[] = []
  const other = options.pair === true ? instance('other', database.url) : null
  const { server, url } = await listen(() => bot)
  const dialled = lines > 0 ? await dial(feishu, bot, lines) : []
  const second = other === null ? null : await listen(() => other)
  feishu.settings.redirectUrls.push(new URL('/board/signed-in', url).href)
  if (lines === 0) await feishu.connect(url, ...(second === null ? [] : [second.url]))
  const settle = async () => {
    await other?.settled()
    await settled(bot, feishu, clock)
  }
  return {
    feishu,
    get bot() {
      return bot
    },
    database,
    clock,
    webhookUrl: url,
    metrics,
    person: (name) => recorder.watched(feishu.person(named(name))),
    ticks: async () => {
      await Promise.all([bot.tick(), other?.tick()])
    },
    settle,
    restart: async (how = 'stopped') => {
      const ended = bot.close()
      former.push(ended)
      if (how === 'stopped') await ended
      bot = instance('one', way)
    },
    close: async () => {
      await settle()
      await Promise.all(dialled.map((line) => line.close()))
      await new Promise((resolve) => server.close(resolve))
      await Promise.all([...former, bot.close()])
      if (second !== null) await new Promise((resolve) => second.server.close(resolve))
      await other?.close()
      await recorder.close()
      await feishu.close()
      await database.drop()
    },
  }
}

/** Serves whichever bot it is at that moment. */
export async function listen(
  bot: () => Bot,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createAdaptorServer({
    fetch: (request, env) => bot().app.fetch(request, env),
  }) as Server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${port}/lark/webhook` }
}

/** Small fragments, so that nearly everything comes in several. */
async function dial(feishu: LocalFeishu, bot: Bot, lines: number): Promise<LongConnection[]> {
  feishu.useLongConnection({ fragmentBytes: 300, pingSeconds: 0.2, reconnectSeconds: 0.05 })
  const options = { ...LONG_APP, baseUrl: feishu.baseUrl, log: silent, takeIn: bot.takeIn }
  const dialled = await Promise.all(
    Array.from({ length: lines }, () => openLongConnection(options)),
  )
  await vi.waitUntil(() => feishu.line.listening === lines, { timeout: 10_000 })
  return dialled
}

/** Milliseconds. Nothing in a test waits longer for the platform's pace than this. */
const PATIENCE_MS = 120_000

async function settled(bot: Bot, feishu: LocalFeishu, clock: GivenClock): Promise<void> {
  const until = clock.now() + PATIENCE_MS
  for (;;) {
    await feishu.settled()
    await bot.settled()
    const { nextAt } = await flushed(bot)
    await feishu.settled()
    if (nextAt === null) return
    if (nextAt > until) return
    clock.set(Math.max(nextAt, clock.now()))
  }
}

/** Messages, then the tasks that mirror them. */
async function flushed({ sender, mirror }: Bot): Promise<{ readonly nextAt: number | null }> {
  const { nextAt } = await sender.flush()
  const later = mirror === null ? null : (await mirror.flush()).nextAt
  const both = [nextAt, later].filter((at) => at !== null)
  return { nextAt: both.length === 0 ? null : Math.min(...both) }
}
