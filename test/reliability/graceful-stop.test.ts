// SIGTERM: what is in hand is finished, and the end comes in time whatever hangs (interface §1).
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { PENDING_TOAST } from '../../cards/toast.ts'
import type { DatabaseProxy } from '../kit/database-proxy.ts'
import type { Instance } from '../kit/instance.ts'
import { openReceipts, type Receipts } from './receipts.ts'
import { openStageOnLine, type StageOnLine, until } from './stage.ts'

/** Milliseconds. An orchestrator kills after ten seconds. */
const IN_TIME_MS = 10_000

/** Milliseconds: less than the product takes to ask for patience, with room for a slow machine. */
const ANSWERED_WITHIN_MS = 1_500

let line: DatabaseProxy
let stage: StageOnLine
let receipts: Receipts
let bot: Instance
beforeAll(async () => {
  stage = await openStageOnLine({ count: 1 })
  line = stage.line
  receipts = await openReceipts(stage, 4)
  const [only] = stage.instances
  if (only === undefined) throw new Error('there is one instance')
  bot = only
})
beforeEach(async () => {
  if (!bot.isUp) await bot.start()
})
afterAll(() => stage.close())

test('空闲时收到停止信号，立即退出，退出码0', async () => {
  await fetch(new URL('/healthz', bot.webhookUrl))
  const { code, tookMs } = await bot.stop()
  expect(code).toBe(0)
  expect(tookMs).toBeLessThan(3_000)
})

test('手上有一次点击：先办完并回答，再退出，新的请求不再接', async () => {
  const story = receipts.next()
  const { sql } = stage.database
  const {
    tap,
    stopped,
    tookMs: heldUpMs,
  } = await sql.begin(async (tx) => {
    await tx`select from matter where title = ${story.title} for update`
    const began = performance.now()
    const tap = receipts.tap(story)
    await until('the save waits for the lock', async () => {
      const [found] = await sql`
        select 1 from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'save_decision'`
      return found
    })
    const stopped = bot.stop()
    await until('nobody is let in any more', () =>
      fetch(new URL('/healthz', bot.webhookUrl)).then(
        () => undefined,
        () => true,
      ),
    )
    return { tap, stopped, tookMs: performance.now() - began }
  })
  // On a machine with much else to do the lock may be held for so long that people are asked to wait.
  const { toast } = await tap
  const isDone = toast?.type === 'success'
  if (!isDone) expect(toast).toEqual(PENDING_TOAST)
  expect(isDone || heldUpMs > ANSWERED_WITHIN_MS).toBe(true)
  const { code, tookMs } = await stopped
  expect(await receipts.signed(story)).toBe(1)
  expect(code).toBe(0)
  expect(tookMs).toBeLessThan(IN_TIME_MS)
})

test('数据库无响应、还有一次点击结果未定：10秒内退出，退出码0', async () => {
  const story = receipts.next()
  const hangs = line.when('"app_id"', 'stall')
  expect((await receipts.tap(story)).toast).toEqual(PENDING_TOAST)
  await hangs
  const { code, tookMs } = await bot.stop()
  expect(code).toBe(0)
  expect(tookMs).toBeLessThan(IN_TIME_MS)
  await line.pass()
})

test('平台不应答、连接又只送来半个请求：10秒内退出，消息由下一次启动送达，只有一条', async () => {
  const story = receipts.next()
  const thawed = stage.feishu.faults.always({ endpoint: 'create' }, { kind: 'hang', ms: 60_000 })
  await receipts.tap(story)
  const half = connect(Number(new URL(bot.webhookUrl).port), '127.0.0.1')
  await once(half, 'connect')
  half.on('error', () => undefined)
  half.write('POST /lark/webhook HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{')
  const { code, tookMs } = await bot.stop()
  half.destroy()
  expect(code).toBe(0)
  expect(tookMs).toBeLessThan(IN_TIME_MS)
  thawed()
  await stage.database.sql`update message set lease_until = now() where lease_until > now()`
  await bot.start()
  const handedOn = () =>
    stage
      .person(story.head)
      .messages()
      .filter((one) => one.title === '领导批办' && JSON.stringify(one.card).includes(story.title))
  await until('it has come', () => (handedOn().length > 0 ? true : undefined))
  expect(handedOn()).toHaveLength(1)
})
