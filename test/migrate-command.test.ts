// npm run migrate: what a deployment does before the Worker is there, as an operator runs it.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installedApp } from '../src/store/installation.ts'
import { emptyDatabase, type FreshDatabase } from './kit/postgres.ts'

const run = promisify(execFile)
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
let database: FreshDatabase

beforeAll(async () => {
  database = await emptyDatabase()
})
afterAll(() => database.drop())

test('migrates, claims the database and applies the organisation; again it changes nothing', async () => {
  const environment = { DATABASE_URL: database.url, LARK_APP_ID: 'cli_1' }
  await expect(migrate({ ...environment, ORG_FILE: '' })).rejects.toThrow('ORG_FILE is missing')
  const ORG_FILE = path('kit/yunling-org.json')
  expect(await migrate({ ...environment, ORG_FILE })).toContain('no new migration; organisation')
  expect(await migrate(environment)).toContain('the organisation as it was')
  expect(await installedApp(database.sql)).toBe('cli_1')
  const [counted] = await database.sql<{ people: number }[]>`
    select count(*) as people from person`
  expect(counted?.people).toBeGreaterThan(20)
  await expect(migrate({ ...environment, LARK_APP_ID: 'cli_2' })).rejects.toThrow('another app')
}, 90_000)

test.each(['DATABASE_URL', 'LARK_APP_ID'])('%s is named when it is missing', async (name) => {
  const environment = { DATABASE_URL: database.url, LARK_APP_ID: 'cli_1', [name]: ' ' }
  await expect(migrate(environment)).rejects.toThrow(`migrate: ${name} is missing.`)
})

async function migrate(environment: Readonly<Record<string, string>>): Promise<string> {
  const env = { PATH: process.env.PATH, ...environment }
  return (await run(process.execPath, [path('../src/migrate-command.ts')], { env })).stdout
}
