// The embedded PostgreSQL: whatever happens to the bot, its data and the next start are sound.
import { spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Sql } from '../../src/store/connect.ts'
import {
  type EmbeddedPostgres,
  openEmbeddedPostgres,
  runningPostgres,
} from '../../src/store/embedded-postgres.ts'
import { DataFolderInUse } from '../../src/store/folder-lock.ts'
import { readPidFile } from '../../src/store/postmaster.ts'
import { silent } from '../kit/databases.ts'
import { type BotProcess, startBot } from './bot-process.ts'

let dataDir: string
let postgres: EmbeddedPostgres | undefined
let bot: BotProcess | undefined

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'duban-embedded-'))
})
afterEach(async () => {
  await bot?.kill()
  await postgres?.close()
  bot = undefined
  postgres = undefined
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

test('the first start makes a UTF-8 cluster with every safety on, for a role that is no superuser', async () => {
  const url = await open()
  const [row] = await ask(
    url,
    (sql) => sql`
      select current_setting('server_encoding') as encoding, current_setting('TimeZone') as timezone,
        current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
        current_setting('listen_addresses') as listens, rolsuper as superuser, datcollate as collate
      from pg_roles, pg_database
      where rolname = current_user and datname = current_database()`,
  )
  expect(row).toEqual({
    encoding: 'UTF8',
    timezone: 'UTC',
    fsync: 'on',
    commit: 'on',
    listens: '127.0.0.1',
    superuser: false,
    collate: 'C',
  })
})

test('nobody comes in without the password, which only the owner of the folder can read', async () => {
  const url = new URL(await open())
  url.password = 'guess'
  await expect(answer(url.href)).rejects.toMatchObject({ code: '28P01' })
  url.username = 'postgres'
  url.pathname = '/postgres'
  await expect(answer(url.href)).rejects.toMatchObject({ code: '28000' })
  expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
})

test('what was written is there after a restart, and a stopped bot leaves no server behind', async () => {
  const before = await open()
  await ask(before, (sql) => sql`create table kept as select '督办' as word`)
  expect(await runningPostgres(dataDir)).toBe(before)
  await postgres?.close()
  await expect(answer(before)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  expect(await runningPostgres(dataDir)).toBeUndefined()
  expect(await ask(await open(), (sql) => sql`select word from kept`)).toEqual([{ word: '督办' }])
})

test('a second bot on the folder says so and ends, and the first goes on', async () => {
  const url = await open()
  await expect(openEmbeddedPostgres({ dataDir, log: silent })).rejects.toThrow(DataFolderInUse)
  const { code, complaint } = await startBot(dataDir).ended()
  expect(code).not.toBe(0)
  expect(complaint).toContain(
    `the data folder ${dataDir} is in use by another bot (process ${process.pid})`,
  )
  expect(await answer(url)).toBe(1)
})

test('a bot killed while it writes loses nothing it was told is written', async () => {
  for (const rows of [1, 40, 200]) {
    bot = startBot(dataDir)
    await bot.wrote(rows)
    await bot.kill()
    const orphan = await runningPostgres(dataDir)
    if (orphan === undefined) throw new Error('the killed bot left no server: nothing is shown')
    const url = await open()
    await expect(answer(orphan)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    const [found] = await ask(
      url,
      (sql) => sql`select count(*) as count, max(n) as last from written`,
    )
    expect(found?.count).toBe(found?.last)
    expect([bot.lastWritten(), bot.lastWritten() + 1]).toContain(found?.last)
    await ask(url, (sql) => sql`drop table written`)
    await postgres?.close()
  }
})

test('a server that dies is started again at the same address', async () => {
  const url = await open()
  const server = await readPidFile(join(dataDir, 'postgres'))
  if (server === undefined) throw new Error('no server')
  process.kill(server.pid, 'SIGKILL')
  await vi.waitFor(async () => {
    expect((await readPidFile(join(dataDir, 'postgres')))?.pid).not.toBe(server.pid)
    expect(await answer(url)).toBe(1)
  }, 10_000)
})

test('an old postmaster.pid that names a stranger by now does not prevent the start', async () => {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  await open()
  const text = await readFile(file, 'utf8')
  await postgres?.close()
  const { uid, gid } = await stat(join(dataDir, 'postgres'))
  const stranger = spawn('sleep', ['60'], { cwd: '/', uid, gid })
  try {
    await writeFile(file, text.replace(/^\d+/, String(stranger.pid)))
    await chown(file, uid, gid)
    expect(await answer(await open())).toBe(1)
    expect(stranger.exitCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('a lost password file is replaced, and the data stays', async () => {
  const before = await open()
  await ask(before, (sql) => sql`create table precious as select 1 as one`)
  await postgres?.close()
  await rm(join(dataDir, 'postgres.password'))
  const after = await open()
  expect(new URL(after).password).not.toBe(new URL(before).password)
  expect(await ask(after, (sql) => sql`select one from precious`)).toEqual([{ one: 1 }])
})

async function open(): Promise<string> {
  postgres = await openEmbeddedPostgres({ dataDir, log: silent })
  return postgres.url
}

/** A connection of its own for one question. */
async function ask<T>(url: string, question: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, { log: silent, max: 1 })
  try {
    return await question(sql)
  } finally {
    await sql.end()
  }
}

async function answer(url: string): Promise<unknown> {
  const [row] = await ask(url, (sql) => sql`select 1 as one`)
  return row?.one
}
