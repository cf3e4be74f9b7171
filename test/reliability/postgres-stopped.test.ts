// A Postgres of its own that is really stopped, shut down at once or killed, and comes back: the bot comes back with it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { BUSY_TOAST } from '../../cards/toast.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { connect } from '../../src/store/connect.ts'
import { openEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { readPidFile } from '../../src/store/postmaster.ts'
import { silent } from '../kit/databases.ts'
import type { FreshDatabase } from '../kit/postgres.ts'
import { openReceipts, type Receipts } from './receipts.ts'
import { openStage, pause, type Stage } from './stage.ts'
import type { Story } from './story.ts'

/** Milliseconds from the database's return to the first tap that succeeds. */
const RECOVERY_MS = 5_000

/** Milliseconds that the server takes to come up again, on a busy machine. */
const RESTART_MS = 5_000

let dataDir: string
let stage: Stage
let receipts: Receipts
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-own-'))
  stage = await openStage({ database: await ownDatabase() })
  receipts = await openReceipts(stage, 5)
})
afterAll(() => stage.close())

async function ownDatabase(): Promise<FreshDatabase> {
  const postgres = await openEmbeddedPostgres({ dataDir, log: silent })
  const sql = connect(postgres.url, { log: silent })
  return {
    url: postgres.url,
    sql,
    drop: async () => {
      await sql.end({ timeout: 5 })
      await postgres.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function postmaster(): Promise<number> {
  const file = await readPidFile(join(dataDir, 'postgres'))
  if (file === undefined) throw new Error('no server runs')
  return file.pid
}

/** The server and everything it has started. */
async function processes(): Promise<number[]> {
  const rows = await stage.database.sql<{ pid: number }[]>`select pid from pg_stat_activity`
  return [await postmaster(), ...rows.map(({ pid }) => pid)]
}

/** Taps as people do after 请稍后重试, until it succeeds; how many milliseconds that took. */
async function untilSuccess(story: Story): Promise<number> {
  const began = performance.now()
  for (;;) {
    const { toast } = await receipts.tap(story)
    if (toast?.type === 'success') return performance.now() - began
    expect(toast).toEqual(BUSY_TOAST)
    await pause(200)
  }
}

test('服务器进程被停住：3秒内答“系统暂时繁忙”，继续运行后没有补做，5秒内恢复', async () => {
  const story = receipts.next()
  const stopped = await processes()
  for (const pid of stopped) process.kill(pid, 'SIGSTOP')
  const answers = await Promise.all(Array.from({ length: 20 }, () => receipts.tap(story)))
  // As long as it takes to give up every connection.
  await pause(2_000)
  const late = await receipts.tap(story)
  for (const pid of stopped) process.kill(pid, 'SIGCONT')
  for (const { toast } of [...answers, late]) expect(toast).toEqual(BUSY_TOAST)
  await pause(1_500)
  expect(await receipts.signed(story)).toBe(0)
  expect(await untilSuccess(story)).toBeLessThan(RECOVERY_MS)
  expect(await receipts.signed(story)).toBe(1)
})

test.each(['SIGQUIT', 'SIGKILL'] as const)(
  '刚答“成功”服务器就被%s：成功的还在，服务器重新启动后照常',
  async (signal) => {
    const [before, after] = [receipts.next(), receipts.next()]
    await untilSuccess(before)
    process.kill(await postmaster(), signal)
    expect(await untilSuccess(after)).toBeLessThan(RESTART_MS + RECOVERY_MS)
    expect(await receipts.signed(before)).toBe(1)
    expect(await receipts.signed(after)).toBe(1)
    expect(await verifyAudit(stage.database.sql)).toBeNull()
  },
)
