// The long connection's manners: acknowledgements, repeats, broken lines, a clean goodbye, and a log without secrets.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type LongConnection, openLongConnection } from '../../src/lark/long-connection.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { Log } from '../../src/ports.ts'
import { givenClock, LONG_APP } from '../kit/product.ts'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))
const MA = 'ou_majianye'
const EVENT = 'im.message.receive_v1'

let feishu: LocalFeishu
let line: LongConnection | undefined
let written: string
let taken: unknown[]
let answer: (payload: unknown) => Promise<object | null>
const clock = givenClock()

beforeEach(async () => {
  const users = [{ openId: MA, name: '马建业' }]
  feishu = await openLocalFeishu({ clock, seed: 3, app: LONG_APP, users, chats: [] })
  feishu.useLongConnection({ fragmentBytes: 100, pingSeconds: 0.05, reconnectSeconds: 0.02 })
  written = ''
  taken = []
  answer = async () => ({})
})
afterEach(async () => {
  await line?.close()
  line = undefined
  await feishu.close()
})

const note = (event: string, facts = {}) => {
  written += `${event} ${JSON.stringify(facts)}\n`
}
const log: Log = { debug: note, info: note, warn: note, error: note }

async function dial(appSecret = LONG_APP.appSecret, connections = 1): Promise<void> {
  line = await openLongConnection({
    appId: LONG_APP.appId,
    appSecret,
    baseUrl: feishu.baseUrl,
    log,
    restartAfterMs: 30,
    takeIn: (payload) => {
      taken.push(payload)
      return answer(payload)
    },
  })
  await vi.waitUntil(() => feishu.line.listening === connections, { timeout: 5_000 })
}

const last = () => feishu.deliveries.log.at(-1)

test('nothing loads the SDK but what was asked for by name: the webhook and the demo stay light', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const loading = files.filter((name) =>
    /^import (?!type ).*node-sdk'/m.test(readFileSync(join(SRC, name), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(loading).toEqual([])
})

describe('what comes down the line', () => {
  test('is the payload as the webhook would bring it, put together from its fragments', async () => {
    await dial()
    await feishu.person(MA).say('帮助')
    expect(last()?.status).toBe('acknowledged')
    expect(taken).toEqual([last()?.payload])
    expect(JSON.stringify(taken).length).toBeGreaterThan(300)
  })

  test('is acknowledged with an object, also when there is nothing to say', async () => {
    await dial()
    await feishu.person(MA).say('帮助')
    expect(last()?.attempts[0]?.outcome).toMatchObject({
      kind: 'answered',
      status: 200,
      body: '{}',
    })
  })

  test('comes again when it could not be saved', async () => {
    await dial()
    answer = async () => null
    await feishu.person(MA).say('帮助')
    expect(last()?.attempts[0]?.outcome).toMatchObject({ status: 500 })
    answer = async () => ({})
    clock.forward(15_000)
    expect(await feishu.deliverDue()).toBe(1)
    expect(last()?.status).toBe('acknowledged')
  })

  test('is cleaned of what no database stores', async () => {
    await dial()
    await feishu.pushEvent(EVENT, { message: { content: 'a\0b' } })
    expect(taken).toMatchObject([{ event: { message: { content: 'a\uFFFDb' } } }])
  })
})

describe('the line itself', () => {
  test('is kept alive with pings', async () => {
    await dial()
    await vi.waitUntil(() => feishu.line.pings > 2, { timeout: 5_000 })
    expect(feishu.line.connections).toBe(1)
  })

  test('is dialled again when it breaks, and what was missed comes then', async () => {
    await dial()
    feishu.line.cut()
    await feishu.person(MA).say('帮助')
    expect(last()?.attempts[0]?.outcome.kind).toBe('unreachable')
    await vi.waitUntil(() => written.includes('"state":"reconnected"'), { timeout: 5_000 })
    clock.forward(15_000)
    await feishu.deliverDue()
    expect(last()?.status).toBe('acknowledged')
  })

  test('is tried again after the platform has refused the app', async () => {
    feishu.setAppEnabled(false)
    await dial(LONG_APP.appSecret, 0)
    await vi.waitUntil(() => written.includes('"state":"given_up","code":514'), { timeout: 5_000 })
    feishu.setAppEnabled(true)
    await vi.waitUntil(() => feishu.line.listening === 1, { timeout: 5_000 })
  })

  test('is hung up only after what is in hand was acknowledged', async () => {
    await dial()
    let finish = () => undefined as undefined
    answer = () =>
      new Promise((resolve) => {
        finish = () => void resolve({})
      })
    const said = feishu.person(MA).say('帮助')
    await vi.waitUntil(() => taken.length === 1, { timeout: 5_000 })
    const closing = line?.close()
    finish()
    await Promise.all([said, closing])
    expect(last()?.status).toBe('acknowledged')
    await vi.waitUntil(() => feishu.line.connections === 0, { timeout: 5_000 })
  })

  test('leaves neither secrets nor messages nor addresses in the log', async () => {
    await dial('a-wrong-secret', 0)
    await vi.waitUntil(() => written.includes('given_up'), { timeout: 5_000 })
    await line?.close()
    await dial()
    answer = () => Promise.reject(new Error('正文：救灾资金 a-wrong-secret'))
    await feishu.person(MA).say('救灾资金')
    feishu.line.cut()
    await vi.waitUntil(() => written.includes('reconnected'), { timeout: 5_000 })
    expect(written).toContain('long_connection_trouble {"what":"invoke event failed"}')
    expect(written).not.toMatch(/secret|救灾|ticket|127\.0\.0\.1/)
  })
})
