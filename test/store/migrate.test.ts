// Migrations: each once, in order, whole, whoever starts.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, readMigrations } from '../../src/store/migrate.ts'
import { checkMigrated } from '../../src/store/migrations.ts'
import { silent } from '../kit/databases.ts'
import { emptyDatabase, type FreshDatabase } from '../kit/postgres.ts'

const AT = Date.parse('2026-09-01T00:00:00Z')
const clock = { now: () => AT }

let database: FreshDatabase
let path: string

beforeEach(async () => {
  database = await emptyDatabase()
  path = await mkdtemp(join(tmpdir(), 'duban-migrations-'))
  await put('0001_matter.sql', 'create table matter (id integer);')
  await put('0002_rows.sql', 'insert into matter values (1);\ninsert into matter values (2);')
})
afterEach(async () => {
  await database.drop()
  await rm(path, { recursive: true })
})

test('files are applied once, in the order of their names, and recorded', async () => {
  expect(await run()).toEqual(['0001_matter.sql', '0002_rows.sql'])
  expect(await run()).toEqual([])
  expect(await rows()).toBe(2)
  expect(await database.sql`select name, applied_at from migration order by name`).toEqual([
    { name: '0001_matter.sql', applied_at: new Date(AT) },
    { name: '0002_rows.sql', applied_at: new Date(AT) },
  ])
})

test('three instances that start together apply each file once between them', async () => {
  await put('0003_slow.sql', 'select pg_sleep(0.2); insert into matter values (3);')
  const applied = await Promise.all([run(), run(), run()])
  expect(applied.flat().sort()).toEqual(['0001_matter.sql', '0002_rows.sql', '0003_slow.sql'])
  expect(await rows()).toBe(3)
})

test('a later version brings only what is new', async () => {
  await run()
  await put('0003_more.sql', 'insert into matter values (3);')
  expect(await run()).toEqual(['0003_more.sql'])
})

test('a file changed after it was applied is refused by name', async () => {
  await run()
  await put('0001_matter.sql', 'create table matter (id bigint);')
  await expect(run()).rejects.toThrow('0001_matter.sql was changed')
})

test('a database that has had more than this version knows is refused', async () => {
  await run()
  await rm(join(path, '0002_rows.sql'))
  await expect(run()).rejects.toThrow('newer than this version: it has had 0002_rows.sql')
})

test('a file that slips in before one already applied is refused', async () => {
  await run()
  await put('0001_late.sql', 'select 1;')
  await expect(run()).rejects.toThrow('0001_late.sql comes before 0002_rows.sql')
})

test('a file that fails leaves nothing of itself, and the message names file and line', async () => {
  await put('0003_wrong.sql', 'insert into matter values (3);\ninsert into nowhere values (1);')
  await expect(run()).rejects.toThrow('0003_wrong.sql, line 2: relation "nowhere" does not exist')
  expect(await rows()).toBe(2)
  await put('0003_wrong.sql', 'insert into matter values (3);')
  expect(await run()).toEqual(['0003_wrong.sql'])
})

test('readiness: a database is ready only with every file, unchanged', async () => {
  await expect(check()).rejects.toThrow('has not had these migrations: 0001_matter.sql, 0002_rows')
  await run()
  await expect(check()).resolves.toBeUndefined()
  await put('0003_more.sql', 'select 1;')
  await expect(check()).rejects.toThrow('0003_more.sql')
})

async function run(): Promise<readonly string[]> {
  return await migrate(database.url, { log: silent, clock, folder: folder() })
}

async function check(): Promise<void> {
  await checkMigrated(database.sql, await readMigrations(folder()))
}

function folder(): URL {
  return pathToFileURL(`${path}/`)
}

async function put(name: string, text: string): Promise<void> {
  await writeFile(join(path, name), text)
}

async function rows(): Promise<unknown> {
  const [row] = await database.sql`select count(*) as n from matter`
  return row?.n
}
