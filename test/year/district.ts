// A district for a year: the local Feishu, a database, two instances of the bot that come and go, one clock.
import type { Server } from 'node:http'
import { type Bot, openBot } from '../../src/bot.ts'
import type { Dice } from '../../src/local-feishu/dice.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { openMetrics } from '../../src/metrics.ts'
import { connect, type Sql } from '../../src/store/connect.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { silent } from '../kit/databases.ts'
import { type FreshDatabase, freshDatabase, hurried } from '../kit/postgres.ts'
import { APP, type GivenClock, givenClock, listen, tenantOf } from '../kit/product.ts'
import { yunlingFile } from '../kit/yunling.ts'

export interface District {
  readonly feishu: LocalFeishu
  readonly clock: GivenClock
  readonly sql: Sql
  /** One round of both instances, and everything delivered that can be before `until`. */
  round(until: number): Promise<void>
  /** One of the two is gone, and another comes in its place. */
  restart(which: 0 | 1): Promise<void>
  /** The database drops every connection of the bots'. */
  cutDatabase(): Promise<void>
  close(): Promise<void>
}

interface Instance {
  readonly bot: Bot
  readonly server: Server
  readonly url: string
}

export async function openDistrict(start: number, seed: number): Promise<District> {
  const clock = givenClock(start)
  const database = await freshDatabase()
  await hurried(database)
  const first = connect(database.url, { log: silent, max: 1 })
  await applyOrganisation(first, yunlingFile, clock.now())
  await first.end()
  const feishu = await openLocalFeishu({ clock, seed, app: APP, ...tenantOf(yunlingFile) })
  const open = () => openInstance(database, feishu, clock)
  const instances: [Instance, Instance] = [await open(), await open()]
  const connected = () => feishu.connect(instances[0].url, instances[1].url)
  await connected()
  return {
    feishu,
    clock,
    sql: database.sql,
    round: async (until) => {
      for (const { bot } of instances) await bot.tick().catch(passing)
      await delivered(instances, feishu, clock, until)
    },
    restart: async (which) => {
      await shut(instances[which])
      instances[which] = await open()
      await connected()
    },
    cutDatabase: async () => {
      await database.sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
    },
    close: async () => {
      for (const held of instances) await shut(held)
      await feishu.close()
      await database.drop()
    },
  }
}

/** What a cut connection does to a round; the next one makes up for it. */
function passing(error: unknown): void {
  const code = (error as { code?: unknown }).code
  const isDatabase = typeof code === 'string' && /^(?:57|08|CONNECTION|ECONN|EPIPE)/.test(code)
  if (!isDatabase) throw error
}

async function openInstance(
  database: FreshDatabase,
  feishu: LocalFeishu,
  clock: GivenClock,
): Promise<Instance> {
  const bot = openBot({
    databaseUrl: database.url,
    lark: { baseUrl: feishu.baseUrl, appSecret: APP.appSecret },
    secrets: APP,
    clock,
    log: silent,
    metrics: openMetrics(),
    metricsToken: null,
    isLocal: () => true,
    instance: `year-${lives()}`,
    wake: () => {},
    migrations: await readMigrations(),
    poolSize: 3,
  })
  return { bot, ...(await listen(() => bot)) }
}

const lives = (() => {
  let count = 0
  return () => {
    count += 1
    return count
  }
})()

async function shut({ bot, server }: Instance): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await bot.close()
}

/** Both senders take turns; time goes on only by what the platform's pace and its pauses need. */
async function delivered(
  instances: readonly Instance[],
  feishu: LocalFeishu,
  clock: GivenClock,
  until: number,
): Promise<void> {
  for (;;) {
    await feishu.settled()
    let next: number | null = null
    for (const { bot } of instances) {
      await bot.settled()
      const flushed = await bot.sender.flush().catch((error: unknown) => {
        passing(error)
        return { nextAt: clock.now() + 1_000 }
      })
      next = flushed.nextAt
    }
    await feishu.deliverDue()
    await feishu.settled()
    if (next === null || next > until) return
    clock.set(Math.max(next, clock.now()))
  }
}

/** One of several, by the dice. */
export function oneOf<Item>(items: readonly Item[], dice: Dice): Item | undefined {
  return items[Math.floor(dice.next() * items.length)]
}
