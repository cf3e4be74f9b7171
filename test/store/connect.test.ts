// What a connection gives back, and how soon it fails when the server is gone or silent.
import { afterAll, expect, test } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { silent } from '../kit/databases.ts'
import { emptyDatabase } from '../kit/postgres.ts'
import { type DatabaseLine, proxyTo } from './proxy.ts'

const database = await emptyDatabase()
afterAll(() => database.drop())
const { sql } = database

test('counts and bigint columns are numbers', async () => {
  const [row] = await sql`select count(*) as n, 9007199254740991::bigint as big from pg_roles`
  expect(row).toEqual({ n: expect.any(Number), big: 9007199254740991 })
})

test.each([
  [['督查室', '住建委']],
  [[]],
  [['', 'a,b', '{"c"}', 'back\\slash', 'new\nline', 'NULL', '  ']],
])('text[] goes in and comes out as the array %j', async (texts) => {
  const [row] = await sql`select ${texts}::text[] as texts`
  expect(row?.texts).toEqual(texts)
})

test('an instant goes in as epoch milliseconds and comes out as the same moment', async () => {
  const at = Date.parse('2026-09-18T09:30:00.123Z')
  const [row] = await sql`select ${at}::timestamptz as at`
  expect(row?.at).toEqual(new Date(at))
})

test('a statement over its limit is ended by the server, and the connection lives on', async () => {
  const impatient = connect(database.url, { log: silent, max: 1, statementTimeoutMs: 100 })
  await expect(impatient`select pg_sleep(5)`).rejects.toMatchObject({ code: '57014' })
  await expect(impatient`select 1 as one`).resolves.toEqual([{ one: 1 }])
  await impatient.end()
})

test('with the server gone every query is refused at once, the twentieth as the first', async () => {
  const proxy = await proxyTo(database.url)
  await proxy.close()
  const lost = connect(proxy.url, { log: silent, max: 2 })
  const began = performance.now()
  for (let i = 0; i < 20; i += 1) {
    await expect(lost`select 1`).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  }
  expect(performance.now() - began).toBeLessThan(5_000)
  await lost.end()
})

test('a query cut off in the middle fails at once, and the next one connects anew', async () => {
  const proxy = await proxyTo(database.url)
  const cut = connect(proxy.url, { log: silent, max: 1 })
  await cut`select 1`
  const waiting = expect(cut`select pg_sleep(2)`).rejects.toMatchObject({
    code: expect.stringMatching(/CONNECTION_CLOSED|ECONNRESET/),
  })
  await proxy.sees('pg_sleep')
  proxy.cut()
  await waiting
  await expect(cut`select 1 as one`).resolves.toEqual([{ one: 1 }])
  await cut.end()
  await proxy.close()
})

test('a server that falls silent is given up, and all connections come back with it', async () => {
  const proxy = await proxyTo(database.url)
  const waiting = connect(proxy.url, { log: silent, max: 3, statementTimeoutMs: 500 })
  await Promise.all([1, 2, 3].map(() => waiting`select pg_sleep(0.05)`))
  proxy.fallSilent()
  const began = performance.now()
  const answers = await Promise.allSettled([1, 2, 3].map((i) => waiting`select ${i}::int`))
  expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.code)).toEqual(
    Array(3).fill('CONNECTION_SILENT'),
  )
  expect(performance.now() - began).toBeLessThan(2_500)
  proxy.speak()
  await expect(
    Promise.all([1, 2, 3].map((i) => waiting`select ${i}::int as i`.then(([row]) => row?.i))),
  ).resolves.toEqual([1, 2, 3])
  await waiting.end()
  await proxy.close()
})

test.each([
  ['has fallen silent', 'CONNECTION_SILENT', (proxy: DatabaseLine) => proxy.fallSilent()],
  ['was reset', 'ECONNRESET', (proxy: DatabaseLine) => proxy.reset()],
])(
  'what is asked at once when a connection %s never waits for that one',
  async (_, code, fault) => {
    const proxy = await proxyTo(database.url)
    const only = connect(proxy.url, { log: silent, max: 1, statementTimeoutMs: 500 })
    await only`select 1`
    // Without parameters, so that further queries may follow on the same connection.
    const again = only`select pg_sleep(0.3)`.catch((error) => {
      expect(error.code).toBe(code)
      proxy.speak()
      return only`select 2 as two`.catch((lost) => lost.code)
    })
    await proxy.sees('pg_sleep')
    fault(proxy)
    expect(await soon(again)).not.toBe('nothing was heard')
    expect(await soon(only`select 3 as three`)).toEqual([{ three: 3 }])
    expect(await soon(only`select 4 as four`)).toEqual([{ four: 4 }])
    await only.end()
    await proxy.close()
  },
)

function soon(answer: Promise<unknown>): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  const timer = setTimeout(resolve, 5_000, 'nothing was heard')
  answer.then(resolve, resolve)
  return promise.finally(() => clearTimeout(timer))
}

test('a question behind another one is given up, too, when the server falls silent between the two answers', async () => {
  const proxy = await proxyTo(database.url)
  const only = connect(proxy.url, { log: silent, max: 1, statementTimeoutMs: 250 })
  await only`select 1`
  proxy.fallSilentAfterAnswer()
  const first = only`select 1 as one`.execute()
  const second = only`select pg_sleep(0.2)`.execute()
  expect(await first).toEqual([{ one: 1 }])
  await expect(second).rejects.toMatchObject({ code: 'CONNECTION_SILENT' })
  proxy.speak()
  expect(await only`select 2 as two`).toEqual([{ two: 2 }])
  await only.end()
  await proxy.close()
})

test('a connection that was merely idle for long is not given up', async () => {
  const proxy = await proxyTo(database.url)
  const idle = connect(proxy.url, { log: silent, max: 2, statementTimeoutMs: 250 })
  const pid = () => idle`select pg_backend_pid() as pid`.then(([row]) => row?.pid)
  const before = await pid()
  await sql`select pg_sleep(2)`
  expect(await pid()).toBe(before)
  await idle.end()
  await proxy.close()
})
