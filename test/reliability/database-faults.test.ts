// The database slow, silent, gone or lost in the middle: every tap is answered in time and honestly, no effect is half.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BUSY_TOAST, PENDING_TOAST } from '../../cards/toast.ts'
import type { DatabaseProxy } from '../kit/database-proxy.ts'
import { databaseUrl, onServer } from '../kit/databases.ts'
import { decide } from './people.ts'
import { openReceipts, type Receipts } from './receipts.ts'
import { openStageOnLine, pause, type StageOnLine, until } from './stage.ts'
import { type Story, storyOf, tell } from './story.ts'

/** Milliseconds from the end of a fault to the first tap that succeeds (the product's promise: five seconds). */
const RECOVERY_MS = 5_000

/** Milliseconds. Longer than a silent connection is given, so that all of them are given up. */
const LONG_SILENCE_MS = 4_000

/** What stands in the one statement that saves something of this matter, and in no other's. */
const theSaveOf = ({ title }: Story) => title

/** A matter that 谷雨 works on. */
const inHand = storyOf(60)

let line: DatabaseProxy
let stage: StageOnLine
let receipts: Receipts
beforeAll(async () => {
  stage = await openStageOnLine({ count: 1 })
  line = stage.line
  receipts = await openReceipts(stage, 18)
  await tell(stage, inHand, { breath: () => 0 }, 'handling')
  // The cards go out at the platform's pace, on the real clock: some twenty seconds where nothing else is at work.
}, 180_000)
afterAll(() => stage.close())

/** Taps until one succeeds, as people do after 请稍后重试; throws when that takes too long. */
async function recovers(story = receipts.next()): Promise<void> {
  const began = performance.now()
  for (;;) {
    const { toast } = await receipts.tap(story)
    if (toast?.type === 'success') break
    expect(toast).toEqual(BUSY_TOAST)
    expect(performance.now() - began).toBeLessThan(RECOVERY_MS)
    await pause(200)
  }
  expect(performance.now() - began).toBeLessThan(RECOVERY_MS)
  expect(await receipts.signed(story)).toBe(1)
}

/** Does something to the whole database, by way of another one. */
async function administer(statement: (database: string) => string): Promise<void> {
  const { url } = stage.database
  await onServer(databaseUrl(url, 'postgres'), statement(new URL(url).pathname.slice(1)))
}

const endBackends = () =>
  administer(
    (name) => `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )

describe('数据库无响应', () => {
  test('每次点击3秒内得到“系统暂时繁忙”，恢复后不会补做，重试即成', async () => {
    const story = receipts.next()
    line.stall()
    const began = performance.now()
    const first = await receipts.tap(story)
    expect(first.toast).toEqual(BUSY_TOAST)
    expect(first.card).toBeUndefined()
    // More taps than there are connections, while all of these are waiting.
    const more = await Promise.all(Array.from({ length: 40 }, () => receipts.tap(story)))
    for (const { toast } of more) expect(toast).toEqual(BUSY_TOAST)
    await pause(Math.max(0, LONG_SILENCE_MS - (performance.now() - began)))
    await line.pass()
    await pause(1_500)
    expect(await receipts.signed(story)).toBe(0)
    await recovers(story)
  })

  test('正在保存时无响应，先答“已收到”，之后恰好办成一次，卡片自己更新', async () => {
    const story = receipts.next()
    const hangs = line.when(theSaveOf(story), 'stall')
    const { toast } = await receipts.tap(story)
    await hangs
    expect(toast).toEqual(PENDING_TOAST)
    await pause(LONG_SILENCE_MS)
    await line.pass()
    await receipts.isSettled(story)
    await recovers()
    expect(await receipts.signed(story)).toBe(1)
  })

  test('已经存好而回音未到，也是先答“已收到”，只办成一次', async () => {
    const story = receipts.next()
    const saved = line.when(theSaveOf(story), 'muteAfter')
    const { toast } = await receipts.tap(story)
    await saved
    expect(toast).toEqual(PENDING_TOAST)
    await receipts.isSettled(story)
  })

  test('别人占着这个事项超过语句时限，先答“已收到”，放开后恰好办成一次', async () => {
    const story = receipts.next()
    const { sql } = stage.database
    const tapped = await sql.begin(async (tx) => {
      await tx`select from matter where title = ${story.title} for update`
      const answer = await receipts.tap(story)
      await pause(2_000)
      return answer
    })
    expect(tapped.toast).toEqual(PENDING_TOAST)
    await receipts.isSettled(story)
  })

  test('每一步都慢，只是慢一些', async () => {
    line.slow(150)
    const { toast } = await receipts.tap(receipts.next())
    line.slow(0)
    expect(toast?.type).toBe('success')
  })

  test('就绪检查如实回答，恢复后5秒内就绪', async () => {
    const url = `${new URL(stage.instances[0]?.webhookUrl ?? '').origin}/readyz`
    expect((await fetch(url)).status).toBe(200)
    line.stall()
    expect((await fetch(url)).status).toBe(503)
    await line.pass()
    await until('it is ready', async () => ((await fetch(url)).ok ? true : undefined), RECOVERY_MS)
  })
})

describe('数据库连接中断', () => {
  test('提交途中断线、提交已成，凭事件号查实后照常回答，只办成一次', async () => {
    const story = receipts.next()
    const cut = line.when(theSaveOf(story), 'cutAfter')
    const { toast } = await receipts.tap(story)
    await cut
    expect(toast?.type).toBe('success')
    await receipts.isSettled(story)
  })

  test('提交未到就断线，接上再办，只办成一次', async () => {
    const story = receipts.next()
    const cut = line.when(theSaveOf(story), 'cutBefore')
    const { toast } = await receipts.tap(story)
    await cut
    expect(toast?.type).toBe('success')
    await receipts.isSettled(story)
  })

  test.each(['cutAfter', 'cutBefore'] as const)(
    '%s 之后数据库不再应答：先答“已收到”，恢复后恰好办成一次，卡片自己更新',
    async (fault) => {
      const story = receipts.next()
      const gone = line.when(theSaveOf(story), fault).then(() => line.refuse())
      const { toast } = await receipts.tap(story)
      await gone
      expect(toast).toEqual(PENDING_TOAST)
      await pause(1_000)
      await line.pass()
      await receipts.isSettled(story)
    },
  )

  test('拒绝连接时答“系统暂时繁忙”，恢复后不会补做', async () => {
    const story = receipts.next()
    await line.refuse()
    const answers = await Promise.all(Array.from({ length: 10 }, () => receipts.tap(story)))
    for (const { toast } of answers) expect(toast).toEqual(BUSY_TOAST)
    await line.pass()
    await pause(1_500)
    expect(await receipts.signed(story)).toBe(0)
    await recovers(story)
  })

  test('数据库不许再连接时答“系统暂时繁忙”，恢复后照常', async () => {
    const story = receipts.next()
    await administer((name) => `alter database ${name} with allow_connections false`)
    await endBackends()
    const { toast } = await receipts.tap(story)
    await administer((name) => `alter database ${name} with allow_connections true`)
    expect(toast).toEqual(BUSY_TOAST)
    await recovers(story)
  })

  test('服务器一再终止连接，每次点击照样恰好办成一次', async () => {
    const stories = Array.from({ length: 6 }, () => receipts.next())
    let goesOn = true
    const terminator = (async () => {
      // Ever more seldom, so that a slow machine gets through between two blows, too.
      for (let ms = 20; goesOn; ms *= 1.1) {
        await endBackends()
        await pause(ms)
      }
    })()
    const steps = stories.map(({ officer, title }) => ({
      who: officer,
      card: '交办通知',
      button: '签收并呈批',
      about: title,
    }))
    for (const step of steps) await decide(stage, step)
    goesOn = false
    await terminator
    for (const story of stories) expect(await receipts.signed(story)).toBe(1)
  })
})

describe('数据库无响应时收到消息', () => {
  /** Entries of progress with these words. */
  const entries = async (words: string) => {
    const [row] = await stage.database.sql<{ n: number }[]>`
      select count(*)::int as n from progress where achievement = ${words}`
    return row?.n
  }
  /** What the platform was told, and what it is told when it delivers again. */
  const delivery = () => {
    const event = stage.feishu.deliveries.log.at(-1)
    if (event === undefined) throw new Error('no event was delivered')
    const statuses = event.attempts.map(
      ({ outcome }) => outcome.kind === 'answered' && outcome.status,
    )
    return { statuses, again: () => stage.feishu.resend(event.eventId) }
  }

  test('没有存下就答5xx，平台再送时记一次，多送几遍也只一次', async () => {
    const words = '已清掏雨水井3座'
    line.stall()
    await stage.person('谷雨').say(`进展 ${await numberInHand()} ${words}`)
    await line.pass()
    const { statuses, again } = delivery()
    expect(statuses).toEqual([503])
    await until('it is taken', async () => {
      const outcome = await again()
      return outcome.kind === 'answered' && outcome.status === 200 ? true : undefined
    })
    await Promise.all(Array.from({ length: 5 }, again))
    expect(await entries(words)).toBe(1)
  })

  test('存下而回音未到，同样答5xx，平台再送时不再记', async () => {
    const words = '已更换井盖4处'
    const saved = line.when(words, 'muteAfter')
    await stage.person('谷雨').say(`进展 ${await numberInHand()} ${words}`)
    await saved
    const { statuses, again } = delivery()
    expect(statuses).toEqual([503])
    expect(await again()).toMatchObject({ kind: 'answered', status: 200 })
    expect(await entries(words)).toBe(1)
  })

  /** The number of the matter that 谷雨 works on. */
  async function numberInHand(): Promise<string> {
    const [row] = await stage.database.sql<{ number: string }[]>`
      select number from matter where title = ${inHand.title}`
    return row?.number ?? ''
  }
})
