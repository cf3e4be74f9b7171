// The main circle over webhook on workerd: `wrangler dev`, a real Postgres behind Hyperdrive, the system's clock.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { connect } from '../../src/store/connect.ts'
import { installedFor } from '../../src/store/installation.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { want } from '../../src/store/want.ts'
import { silent } from '../kit/databases.ts'
import { CARDS_OF_CIRCLE, MAIN_CIRCLE, playMainCircle, titlesOf } from '../kit/main-circle.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { APP, tenantOf } from '../kit/product.ts'
import { named, yunlingFile } from '../kit/yunling.ts'
import { type RunningWorker, startWorker, whyNoWorkerd } from './wrangler.ts'

const clock = { now: Date.now }
const METRICS_TOKEN = 'test-metrics-token'
let database: FreshDatabase
let feishu: LocalFeishu
let worker: RunningWorker

const obstacle = whyNoWorkerd()
if (obstacle !== null) process.stderr.write(`\nNOT SHOWN: the Worker, because ${obstacle}\n\n`)

describe.skipIf(obstacle !== null)('the Worker', () => {
  beforeAll(async () => {
    database = await freshDatabase()
    feishu = await openLocalFeishu({ clock, seed: 1, app: APP, ...tenantOf(yunlingFile) })
    feishu.grantScope(TASKS)
    worker = await startWorker(database.url, {
      LARK_APP_ID: APP.appId,
      LARK_APP_SECRET: APP.appSecret,
      LARK_ENCRYPT_KEY: APP.encryptKey,
      LARK_VERIFICATION_TOKEN: APP.verificationToken,
      LARK_BASE_URL: feishu.baseUrl,
      METRICS_TOKEN,
      TASK_MIRROR: 'on',
    })
  }, 90_000)
  afterAll(async () => {
    await worker?.stop()
    await feishu?.close()
    await database?.drop()
  })

  test('a database that was not prepared for this app is not served', async () => {
    expect((await get('/readyz')).status).toBe(200)
    expect(await posted('{}')).toBe(503)
    await expect.poll(() => worker.output()).toContain('database_unfit')
    await installedFor(database.sql, APP.appId, clock.now())
    const drizzled = connect(database.url, { log: silent, max: 1 })
    await applyOrganisation(drizzled, yunlingFile, clock.now())
    await drizzled.end()
    expect(await posted('{}')).toBe(401)
  })

  test('the main circle: every step done, every card once, the chain whole', async () => {
    await feishu.connect(`${worker.address}/lark/webhook`)
    const person = (name: string) => feishu.person(named(name))
    const steps = await playMainCircle({ now: clock.now, person, settle })
    expect(steps).toEqual(MAIN_CIRCLE)
    const seen = Object.keys(CARDS_OF_CIRCLE).map((name) => [name, titlesOf(person(name))])
    expect(Object.fromEntries(seen)).toEqual(CARDS_OF_CIRCLE)
    expect(await verifyAudit(database.sql)).toBeNull()
  }, 60_000)

  test('the tasks beside the cards went out as well, and are all done', async () => {
    const left = () => database.sql`select kind, recipient from mirrored_task where wanted > shown`
    for (let round = 0; round < 5 && (await left()).length > 0; round += 1)
      expect(await worker.cron()).toBe(200)
    expect(await left()).toEqual([])
    const tasks = yunlingFile.people.flatMap(({ openId }) => feishu.person(openId).tasks())
    expect(tasks.length).toBeGreaterThan(8)
    expect(tasks.filter(({ completedAt }) => completedAt === null)).toEqual([])
    expect(feishu.counters().overLimit).toBe(0)
  }, 120_000)

  test('what nobody has sent goes out with the cron, once', async () => {
    const to = { type: 'person', id: named('蒋小棠') } as const
    const row = { id: randomUUID(), to, kind: 'text', subject: { text: '迟到的一句话' } }
    await want(database.sql, clock.now(), [row])
    expect(await worker.cron()).toBe(200)
    await settle()
    expect(await worker.cron()).toBe(200)
    const texts = feishu
      .person(to.id)
      .messages()
      .filter((one) => one.text === row.subject.text)
    expect(texts).toHaveLength(1)
  }, 30_000)

  test('its metrics are for whoever has the token, and no secret stands in its log', async () => {
    expect((await get('/metrics')).status).toBe(403)
    const shown = await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })
    const text = await shown.text()
    expect(text).toMatch(/duban_taps_total\{action="approve",outcome="done"\} 1/)
    // Each request has its own bot, and yet the platform was asked once who the bot is.
    expect(text).toMatch(/duban_feishu_requests_total\{api="bot.info",result="ok"\} 1/)
    for (const secret of [APP.appSecret, APP.encryptKey, APP.verificationToken, METRICS_TOKEN])
      expect(worker.output()).not.toContain(secret)
  })
})

function get(path: string, headers = {}): Promise<Response> {
  return fetch(`${worker.address}${path}`, { headers })
}

async function posted(body: string): Promise<number> {
  return (await fetch(`${worker.address}/lark/webhook`, { method: 'POST', body })).status
}

/** Milliseconds of real time, after which an unsent message is a fault. */
const PATIENCE_MS = 15_000

async function settle(): Promise<void> {
  await expect
    .poll(
      async () => {
        await feishu.settled()
        return await database.sql`
          select kind, recipient from message where wanted > shown and parked_at is null`
      },
      { interval: 20, timeout: PATIENCE_MS, message: worker.output() },
    )
    .toHaveLength(0)
}
