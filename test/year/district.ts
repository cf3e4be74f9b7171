// A district for a year: the local Feishu, a database, two instances of the bot that come and go, one clock.
import type { Server } from 'node:http'
import { type Bot, openBot } from '../../src/bot.ts'
import { type Dice, diceFrom } from '../../src/local-feishu/dice.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { openMetrics } from '../../src/metrics.ts'
import { connect, type Sql } from '../../src/store/connect.ts'
import { messageStore } from '../../src/store/messages.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { silent } from '../kit/databases.ts'
import { type FreshDatabase, freshDatabase, hurried } from '../kit/postgres.ts'
import { APP, type GivenClock, givenClock, listen, tenantOf } from '../kit/product.ts'
import { yunlingFile } from '../kit/yunling.ts'
import { seedDatabase, seededId, seedIds, strikeWrites } from './seeded.ts'

export interface District {
  readonly feishu: LocalFeishu
  readonly clock: GivenClock
  readonly sql: Sql
  /** Resolves when nothing is under way that a tap or a word began. */
  still(): Promise<void>
  /** Time goes on to then, by way of every moment at which something falls due or wants to be sent. */
  goOn(until: number): Promise<void>
  /** One instance looks for what is looked for every so often; they take turns. */
  tick(): Promise<void>
  /** One of the two is gone, and another comes in its place. */
  restart(which: 0 | 1): Promise<void>
  /** The same, and it had taken in hand what was to be sent. */
  kill(which: 0 | 1): Promise<void>
  close(): Promise<void>
}

interface Instance {
  readonly bot: Bot
  readonly server: Server
  readonly url: string
}

interface Held {
  readonly sql: Sql
  readonly feishu: LocalFeishu
  readonly clock: GivenClock
  readonly instances: [Instance, Instance]
  turn: number
}

export async function openDistrict(start: number, seed: number): Promise<District> {
  const clock = givenClock(start)
  const database = await freshDatabase()
  await hurried(database)
  seedIds(seed)
  await seedDatabase(database.sql, seed)
  await strikeWrites(database.sql, diceFrom(seed))
  const first = connect(database.url, { log: silent, max: 1 })
  await applyOrganisation(first, yunlingFile, clock.now())
  await first.end()
  const feishu = await openLocalFeishu({ clock, seed, app: APP, ...tenantOf(yunlingFile) })
  const open = () => openInstance(database, feishu, clock)
  const instances: [Instance, Instance] = [await open(), await open()]
  const connected = () => feishu.connect(instances[0].url, instances[1].url)
  await connected()
  const restart = async (which: 0 | 1) => {
    await shut(instances[which])
    instances[which] = await open()
    await connected()
  }
  const held: Held = { sql: database.sql, feishu, clock, instances, turn: 0 }
  return {
    feishu,
    clock,
    sql: database.sql,
    still: () => still(held),
    goOn: (until) => goOn(held, until),
    tick: () => tick(held),
    restart,
    kill: async (which) => {
      await claimed(held, which).catch(passing)
      await restart(which)
    },
    close: async () => {
      for (const one of instances) await shut(one)
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
    poolSize: 1,
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

/** Leased, and never sent by whoever leased it. */
async function claimed({ instances, clock }: Held, which: 0 | 1): Promise<void> {
  const { sql } = instances[which].bot
  const lease = `killed ${seededId()}`
  await messageStore(sql).claim({ at: clock.now(), leaseMs: LEASE_MS, lease, limit: 50 })
}

/** As the sender's own (src/flows/send.ts). */
const LEASE_MS = 30_000

async function still({ feishu, instances }: Held): Promise<void> {
  await feishu.settled()
  for (const { bot } of instances) await bot.settled()
}

/** More rounds than that at one moment, and something falls due for ever. */
const ROUNDS_AT_ONCE = 200

async function goOn(held: Held, until: number): Promise<void> {
  const { clock } = held
  await still(held)
  let rounds = 0
  for (;;) {
    const { dueAt, sendAt, pushAt } = await nextMoments(held)
    const next = Math.min(dueAt, sendAt, pushAt)
    if (next > until) break
    rounds = next > clock.now() ? 0 : rounds + 1
    if (rounds > ROUNDS_AT_ONCE) throw new Error('something falls due for ever')
    if (next > clock.now()) clock.set(next)
    if (dueAt <= clock.now()) await ticks(held)
    if (pushAt <= clock.now()) await held.feishu.deliverDue()
    await still(held)
    await send(held)
  }
  if (until > clock.now()) clock.set(until)
}

interface Moments {
  readonly dueAt: number
  readonly sendAt: number
  /** When the platform pushes an event again that the bot did not take. */
  readonly pushAt: number
}

async function nextMoments({ sql, feishu, clock }: Held): Promise<Moments> {
  const now = new Date(clock.now()).toISOString()
  const [row] = await sql<{ due: number | null; send: number | null }[]>`
    select ceil(extract(epoch from next_claim_at(${now})) * 1000)::float8 as send,
      (select ceil(extract(epoch from min(due_at)) * 1000)::float8 from due where fired_at is null) as due`
  const pushes = feishu.deliveries.log.flatMap(({ dueAt }) => (dueAt === undefined ? [] : [dueAt]))
  return {
    dueAt: row?.due ?? Number.POSITIVE_INFINITY,
    sendAt: row?.send ?? Number.POSITIVE_INFINITY,
    pushAt: Math.min(...pushes, Number.POSITIVE_INFINITY),
  }
}

/** Both instances look for what is due; each moment another one comes first. */
async function ticks(held: Held): Promise<void> {
  await tick(held)
  await tick(held)
  held.turn += 1
}

async function tick(held: Held): Promise<void> {
  held.turn += 1
  await held.instances[held.turn % 2 === 0 ? 0 : 1].bot.tick().catch(passing)
}

/** Whose turn it is sends all that can go now. */
async function send(held: Held): Promise<void> {
  held.turn += 1
  await held.instances[held.turn % 2 === 0 ? 0 : 1].bot.sender.flush().catch(passing)
  await held.feishu.settled()
}

/** One of several, by the dice. */
export function oneOf<Item>(items: readonly Item[], dice: Dice): Item | undefined {
  return items[Math.floor(dice.next() * items.length)]
}
