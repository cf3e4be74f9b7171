// One Postgres for a whole test run: started when the first test asks for it, cleared away at the end.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { lockFolder } from '../../src/store/folder-lock.ts'
import { clearLeftover } from '../../src/store/leftover.ts'
import { migrate } from '../../src/store/migrate.ts'
import { databaseUrl, dropDatabase, onServer, silent } from './databases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test file asks for the run's Postgres: `/server` and `/template`. */
    postgresDesk: string
  }
}

interface Server {
  readonly url: string
  close(): Promise<void>
}

const FOLDER_PREFIX = 'duban-test-'

/**
 * Test files run in processes of their own and ask over loopback, so that a run without a store test starts
 * no server. With DATABASE_URL set, that server is used and left as it was. fsync stays on, as in production.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Server> | undefined
  let template: Promise<string> | undefined
  const started = () => (server ??= startServer())
  const migrated = () => (template ??= started().then(({ url }) => createTemplate(url)))
  const desk = createServer((request, response) => {
    const wanted = request.url === '/template' ? migrated() : started().then(({ url }) => url)
    reply(response, wanted)
  })
  desk.listen(0, '127.0.0.1')
  await once(desk, 'listening')
  const address = desk.address()
  if (address === null || typeof address === 'string') throw new Error('no loopback port')
  project.provide('postgresDesk', `http://127.0.0.1:${address.port}`)
  return async () => {
    desk.closeAllConnections()
    desk.close()
    const [ran, name] = await Promise.allSettled([server, template])
    if (ran.status === 'rejected' || ran.value === undefined) return
    if (name.status === 'fulfilled' && name.value) await dropDatabase(ran.value.url, name.value)
    await ran.value.close()
  }
}

function reply(response: ServerResponse, wanted: Promise<string>): void {
  wanted.then(
    (answer) => response.end(answer),
    (error: unknown) => response.writeHead(500).end(String(error)),
  )
}

async function createTemplate(url: string): Promise<string> {
  const name = `duban_template_${randomBytes(6).toString('hex')}`
  await onServer(url, `create database ${name}`)
  try {
    await migrate(databaseUrl(url, name), { log: silent, clock: { now: Date.now } })
    return name
  } catch (error) {
    await dropDatabase(url, name)
    throw error
  }
}

async function startServer(): Promise<Server> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, close: async () => {} }
  await clearKilledRuns()
  const dataDir = await mkdtemp(join(tmpdir(), FOLDER_PREFIX))
  const remove = () => rm(dataDir, { recursive: true, force: true })
  try {
    const postgres = await openEmbeddedPostgres({ dataDir, log: silent })
    return { url: postgres.url, close: () => postgres.close().finally(remove) }
  } catch (error) {
    await remove()
    throw error
  }
}

/** A run that was killed leaves its server and its folder behind. */
async function clearKilledRuns(): Promise<void> {
  const names = await readdir(tmpdir())
  for (const name of names.filter((candidate) => candidate.startsWith(FOLDER_PREFIX))) {
    const folder = join(tmpdir(), name)
    if (existsSync(join(folder, 'bot.pid'))) await clearKilledRun(folder).catch(() => undefined)
  }
}

/** @throws DataFolderInUse when the run is alive; the system's error when it is another user's. */
async function clearKilledRun(folder: string): Promise<void> {
  const lock = lockFolder(folder)
  try {
    await clearLeftover(join(folder, 'postgres'), silent)
    await rm(folder, { recursive: true, force: true })
  } finally {
    lock.release()
  }
}
