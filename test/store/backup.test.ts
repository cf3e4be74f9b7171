// Backup and restore: everything comes back as it was, and nobody is sent a second time what they have.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Bot, openBot } from '../../src/bot.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { takeBackup } from '../../src/store/backup.ts'
import type { Sql } from '../../src/store/connect.ts'
import { openEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { readMigrations } from '../../src/store/migrate.ts'
import { restoreBackup } from '../../src/store/restore.ts'
import { silent } from '../kit/databases.ts'
import { docketForm, MAIN_CIRCLE, playMainCircle, titlesOf } from '../kit/main-circle.ts'
import { emptyDatabase, type FreshDatabase } from '../kit/postgres.ts'
import { APP, openProduct, type Product } from '../kit/product.ts'

const run = promisify(execFile)

let product: Product
let folder: string
/** Taken when one matter was closed and the next just put to 佟雅宁, whose card was not sent yet. */
let file: string
let fresh: FreshDatabase | undefined
let bot: Bot | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-backup-'))
  file = join(folder, 'duban.backup')
  product = await openProduct()
  const { clock, person, settle, database, bot: first } = product
  expect(await playMainCircle({ now: clock.now, person, settle })).toEqual(MAIN_CIRCLE)
  clock.forward(DAY_MS)
  await first.tick()
  await person('蒋小棠').say('立项')
  await settle()
  const draft = person('蒋小棠').messages().at(-1)?.messageId ?? ''
  await person('蒋小棠').tap(draft, '呈请立项', { form: { ...docketForm('2026-10-16') } })
  await first.settled()
  await save(database.sql, file)
  await settle()
})
afterEach(async () => {
  await bot?.close()
  await fresh?.drop()
  bot = undefined
  fresh = undefined
})
afterAll(async () => {
  await product?.close()
  await rm(folder, { recursive: true, force: true })
})

test('every row of every table comes back, the audit trail is whole, the rules of the database hold again', async () => {
  const { sql } = await restore()
  expect(await verifyAudit(sql)).toBeNull()
  const again = join(folder, 'again.backup')
  await save(sql, again)
  const [before, after] = await Promise.all([rowsOf(file), rowsOf(again)])
  expect(Object.keys(before)).toContain('audit_seal')
  expect(before.audit_seal?.length).toBeGreaterThan(0)
  expect(before.audit_entry?.length).toBeGreaterThan(10)
  for (const [table, rows] of Object.entries(before)) {
    if (table !== 'message') expect({ [table]: after[table] }).toEqual({ [table]: rows })
  }
  expect(after.message?.length).toBe(before.message?.length)
  // And its rules hold again.
  await expect(sql`delete from audit_entry`).rejects.toMatchObject({ code: 'DB004' })
  await expect(sql`update report set title = 'x'`).rejects.toMatchObject({ code: 'DB002' })
  await sql`insert into send_log (at, recipient) values (${product.clock.now()}, 'ou_x')`
})

describe('what was sent after the backup is not sent again', () => {
  test.each([
    ['ten minutes later, while the platform knows the uuid', 10 * MINUTE_MS],
    ['three hours later, when only looking helps', 3 * HOUR_MS],
  ])('%s', async (_, later) => {
    const approver = product.person('佟雅宁')
    const count = product.feishu.allMessages().length
    expect(titlesOf(approver).filter((title) => title === '立项阅批')).toHaveLength(2)
    product.clock.forward(later)
    const { sql, url } = await restore()
    bot = await openBotOn(url)
    await flush(bot)
    expect(titlesOf(approver).filter((title) => title === '立项阅批')).toHaveLength(2)
    expect(product.feishu.allMessages()).toHaveLength(count)
    const rows = await sql`
      select message_id from message where kind = 'docket' and recipient = ${approver.openId}`
    const shown = approver.messages().filter((one) => one.title === '立项阅批')
    expect(new Set(rows.map((row) => row.message_id))).toEqual(
      new Set(shown.map((one) => one.messageId)),
    )
  })
})

test('the commands: saved beside a bot at work, the folder lost, a new one in its place', async () => {
  const dataDir = join(folder, 'data')
  const copy = join(folder, 'copy.backup')
  const postgres = await openEmbeddedPostgres({ dataDir, log: silent })
  try {
    await restoreBackup(postgres.url, file, { log: silent, clock: product.clock })
    expect(await command('backup', dataDir, copy)).toContain('tables')
    await expect(command('restore', dataDir, copy)).rejects.toThrow('in use by another bot')
  } finally {
    await postgres.close()
  }
  await rm(dataDir, { recursive: true })
  const said = await command('restore', dataDir, copy)
  expect(said).toContain('1 messages to be looked for')
  expect(said).toContain('every chain and seal of the audit trail is whole')
  const since = await command('restore', dataDir, '--as-of', '2026-09-14T09:00:00+08:00')
  expect(since).toContain('1 messages to be looked for')
}, 90_000)

describe('what is refused', () => {
  test('a database that a bot has started on', async () => {
    const before = await rowsIn(product.database.sql)
    await expect(
      restoreBackup(product.database.url, file, { log: silent, clock: product.clock }),
    ).rejects.toThrow('in use already')
    expect(await rowsIn(product.database.sql)).toBe(before)
  })

  test('a file that was cut off leaves the database empty', async () => {
    const lines = gunzipSync(await readFile(file))
      .toString('latin1')
      .split('\n')
    const short = join(folder, 'short.backup')
    await writeFile(short, gzipSync(Buffer.from(lines.slice(0, -2).join('\n'), 'latin1')))
    await expect(restore(short)).rejects.toThrow('not whole')
    expect(await rowsIn(fresh?.sql as Sql)).toBe(0)
    const torn = join(folder, 'torn.backup')
    await writeFile(torn, (await readFile(file)).subarray(0, -100))
    await expect(restore(torn)).rejects.toThrow('not whole')
  })

  test('a file that is something else, of another version, or not there', async () => {
    const other = join(folder, 'other')
    await writeFile(other, gzipSync('{"kind":"something else"}\n'))
    await expect(restore(other)).rejects.toThrow('not a backup')
    const text = gunzipSync(await readFile(file)).toString('latin1')
    await writeFile(
      other,
      gzipSync(Buffer.from(text.replace(/[0-9a-f]{64}/, '0'.repeat(64)), 'latin1')),
    )
    await expect(restore(other)).rejects.toThrow('another version')
    await expect(restore(join(folder, 'nowhere'))).rejects.toThrow('cannot be read')
  })

  test('a backup never takes the place of another file, and only its owner may read it', async () => {
    await expect(save(product.database.sql, file)).rejects.toThrow('exists already')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })
})

async function save(from: Sql, to: string): Promise<void> {
  await takeBackup(from, to, product.clock.now())
}

/** What an operator sees of `npm run …`. Rejects with stderr when the exit code is not 0. */
async function command(name: string, dataDir: string, ...words: string[]): Promise<string> {
  const script = fileURLToPath(new URL(`../../src/${name}-command.ts`, import.meta.url))
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir }
  return (await run(process.execPath, [script, ...words], { env })).stdout
}

async function restore(from = file): Promise<FreshDatabase> {
  await fresh?.drop()
  fresh = await emptyDatabase()
  await restoreBackup(fresh.url, from, { log: silent, clock: product.clock })
  return fresh
}

/** The rows of a backup by table, as COPY wrote them, in an order of their own. */
async function rowsOf(backup: string): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  let open: string[] | null = null
  for (const line of gunzipSync(await readFile(backup))
    .toString('utf8')
    .split('\n')) {
    const head = open === null && line.startsWith('{"table"') ? JSON.parse(line) : null
    if (head !== null) {
      open = []
      tables[head.table] = open
    } else if (line === '\\.') {
      open?.sort()
      open = null
    } else open?.push(line)
  }
  return tables
}

async function rowsIn(sql: Sql): Promise<number> {
  const [row] = await sql<{ found: number }[]>`
    select (select count(*) from message) + (select count(*) from audit_entry) as found`
  return row?.found ?? -1
}

async function openBotOn(databaseUrl: string): Promise<Bot> {
  return openBot({
    databaseUrl,
    lark: { baseUrl: product.feishu.baseUrl, appSecret: APP.appSecret },
    secrets: APP,
    clock: product.clock,
    log: silent,
    metrics: product.metrics,
    metricsToken: null,
    isLocal: () => true,
    instance: 'restored',
    wake: () => {},
    migrations: await readMigrations(),
  })
}

/** Sends until nothing is due within the next ten minutes. */
async function flush({ sender }: Bot): Promise<void> {
  const until = product.clock.now() + 10 * MINUTE_MS
  for (;;) {
    const { nextAt } = await sender.flush()
    if (nextAt === null || nextAt > until) return
    product.clock.set(Math.max(nextAt, product.clock.now()))
  }
}
