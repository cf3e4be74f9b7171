// TASK_MIRROR turned on later, off, and on again: what waits is mirrored then, and what is over does not stay open.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bot, openBot } from '../../src/bot.ts'
import { DAY_MS, instantOf } from '../../src/domain/time.ts'
import { TASKS } from '../../src/local-feishu/scopes.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { silent } from '../kit/databases.ts'
import { openTasks, unsent, waitingCards } from '../kit/mirrored.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { APP } from '../kit/product.ts'
import { instruction, matterAt } from '../kit/roads.ts'

let play: Play
const bots: Bot[] = []
beforeEach(async () => {
  play = await openPlay({ start: instantOf('2026-09-14', '09:00') })
  play.product.feishu.grantScope(TASKS)
})
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close()
  await play.close()
})

/** The same bot as started with TASK_MIRROR=on. */
async function turnedOn(): Promise<Bot> {
  const { database, feishu, clock, metrics } = play.product
  const bot = openBot({
    databaseUrl: database.url,
    lark: { baseUrl: feishu.baseUrl, appSecret: APP.appSecret },
    secrets: APP,
    clock,
    log: silent,
    metrics,
    metricsToken: null,
    mirrors: true,
    isLocal: () => true,
    instance: `mirroring-${bots.length}`,
    wake: () => {},
    migrations: await readMigrations(),
  })
  bots.push(bot)
  return bot
}

/** Until nothing is due within the next minute. */
async function round(bot: Bot): Promise<void> {
  const { clock } = play.product
  await bot.tick()
  const until = clock.now() + 60_000
  for (;;) {
    const nextAt = (await bot.mirror?.flush())?.nextAt ?? null
    if (nextAt === null || nextAt > until) break
    clock.set(Math.max(nextAt, clock.now()))
  }
  await play.product.settle()
}

function requests(): number {
  const { create_task: created = 0, patch_task: patched = 0 } =
    play.product.feishu.counters().requests
  return created + patched
}

test('后来才开：已在等的，下一轮都有任务；夜里开的，到早上', async () => {
  await matterAt(play, '待批办', { title: '先有甲' })
  await matterAt(play, '待审签', { title: '先有乙', lead: 'D07' })
  play.product.clock.set(instantOf('2026-09-14', '22:00'))
  const bot = await turnedOn()
  await round(bot)
  expect(requests()).toBe(0)
  play.product.clock.set(instantOf('2026-09-15', '08:35'))
  await round(bot)
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
  expect(openTasks(play.product)).toContain('领导批办→田守稼')
  const asked = requests()
  await round(bot)
  expect(requests()).toBe(asked)
  expect(await play.product.metrics.text()).toContain('duban_tasks{state="given_up"} 0')
})

test('关了，就不再发；再开时，其间办完的随即完成，删了的草稿也是', async () => {
  const matter = await matterAt(play, '待批办', { title: '关时办结' })
  await play.say('蒋小棠', '立项')
  await play.tap('蒋小棠', '督查立项', '存为草稿', { title: '要删的草稿' })
  const bot = await turnedOn()
  await round(bot)
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
  await play.product.ticks()
  const asked = requests()
  await play.tap(matter.head, '领导批办', '批办', instruction('谷雨'), matter.title)
  await play.tap('蒋小棠', '督查立项', '删除草稿', {}, '要删的草稿')
  await play.wait(DAY_MS)
  expect(requests()).toBe(asked)
  const again = await turnedOn()
  play.product.clock.set(instantOf('2026-09-16', '09:00'))
  await round(again)
  expect(openTasks(play.product)).toEqual(await waitingCards(play.product))
  expect(openTasks(play.product)).not.toContain('领导批办→田守稼')
  expect(openTasks(play.product)).not.toContain('督查立项→蒋小棠')
  expect(await unsent(play.product)).toEqual([])
})
