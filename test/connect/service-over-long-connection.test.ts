// The service as an operator runs it with LARK_TRANSPORT=websocket: started, heard, stopped; no webhook beside it.
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { type Service, startService } from '../../src/run-bot.ts'
import { silent } from '../kit/databases.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'
import { LONG_APP, tenantOf } from '../kit/product.ts'
import { signed } from '../kit/signed.ts'
import { named, yunlingFile } from '../kit/yunling.ts'

const clock = { now: Date.now }
let feishu: LocalFeishu
let database: FreshDatabase
let service: Service

const environment = () => ({
  LARK_APP_ID: LONG_APP.appId,
  LARK_APP_SECRET: LONG_APP.appSecret,
  LARK_BASE_URL: feishu.baseUrl,
  LARK_TRANSPORT: 'websocket',
  DATABASE_URL: database.url,
  ORG_FILE: fileURLToPath(new URL('../kit/yunling-org.json', import.meta.url)),
  PORT: '0',
})

function start(changed: Record<string, string> = {}): Promise<Service> {
  const config = readConfig({ ...environment(), ...changed })
  if (config.mode === 'fault') throw new Error(config.line)
  return startService(config, clock, silent)
}

beforeAll(async () => {
  database = await freshDatabase()
  feishu = await openLocalFeishu({ clock, app: LONG_APP, ...tenantOf(yunlingFile) })
  feishu.useLongConnection()
  service = await start()
  await vi.waitUntil(() => feishu.line.listening === 1, { timeout: 10_000 })
})
afterAll(async () => {
  await feishu.close()
  await database.drop()
})

test('what people write is heard, and answered', async () => {
  const officer = feishu.person(named('蒋小棠'))
  await officer.say('帮助')
  await vi.waitUntil(() => officer.messages().length === 2, { timeout: 10_000 })
})

test('the webhook’s address lets nobody in, not even with an empty key', async () => {
  const { headers, raw } = signed({ token: '' }, clock.now(), '')
  const answer = await fetch(`${service.address}/lark/webhook`, {
    method: 'POST',
    headers,
    body: Buffer.from(raw),
  })
  expect(answer.status).toBe(401)
})

test('an app id that the platform’s SDK would refuse in silence is refused with its name', async () => {
  await expect(start({ LARK_APP_ID: 'cli_short' })).rejects.toThrow('LARK_APP_ID')
})

test('it stops cleanly, and hangs up', async () => {
  expect(await service.stop()).toBe(true)
  await vi.waitUntil(() => feishu.line.connections === 0, { timeout: 5_000 })
})
