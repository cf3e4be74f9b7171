// The same over TLS: it is had when the address asks for it, and loses no question when it breaks.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connect } from '../../src/store/connect.ts'
import { silent } from '../kit/databases.ts'
import { emptyDatabase } from '../kit/postgres.ts'
import { type DatabaseLine, proxyTo } from './proxy.ts'
import { OPENSSL, type TlsFront, tellWithoutOpenssl, tlsFront } from './tls-front.ts'

tellWithoutOpenssl('test/store/connect-tls.test.ts')

const database = await emptyDatabase()
afterAll(() => database.drop())

describe.skipIf(!OPENSSL)('TLS', () => {
  let front: TlsFront
  let line: DatabaseLine
  /** `localhost`: a name, as certificates bear it. */
  const address = () => line.url.replace('127.0.0.1', 'localhost')
  beforeAll(async () => {
    front = await tlsFront(database.url)
    line = await proxyTo(front.url)
  })
  afterAll(async () => {
    await line.close()
    await front.close()
  })

  test('an address with sslmode gets it, and asks for the server by its name', async () => {
    const sql = connect(address(), { log: silent, max: 1 })
    expect(await sql`select ${'督查室'}::text as office`).toEqual([{ office: '督查室' }])
    const [row] = await sql`select repeat('沼气', 200000) as much`
    expect(row?.much).toHaveLength(400_000)
    expect(front.asked).toEqual(['localhost'])
    await sql.end()
  })

  test('a certificate that nobody vouches for is refused where it is to be verified', async () => {
    const url = address().replace('sslmode=require', 'sslmode=verify-full')
    const sql = connect(url, { log: silent, max: 1 })
    await expect(sql`select 1`).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    await sql.end()
  })

  test.each([
    ['has fallen silent', () => line.fallSilent()],
    ['was reset', () => line.reset()],
  ])('what is asked at once when a connection %s never waits for that one', async (_, fault) => {
    const sql = connect(address(), { log: silent, max: 1, statementTimeoutMs: 500 })
    await sql`select 1`
    const first = sql`select pg_sleep(0.4)`.execute()
    const again = first.catch((error) => {
      expect(error.code).toBe('CONNECTION_CLOSED')
      line.speak()
      return sql`select 2 as two`.catch((lost) => lost.code)
    })
    await vi.waitUntil(isAsleep)
    fault()
    expect(await again).toEqual([{ two: 2 }])
    expect(await sql`select 3 as three`).toEqual([{ three: 3 }])
    await sql.end()
  })

  /** Over the line it cannot be seen what is asked. */
  async function isAsleep(): Promise<boolean> {
    const found = await database.sql`
      select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`
    return found.length > 0
  }

  test('a server that is not there is named as that', async () => {
    const nobody = await proxyTo(front.url)
    await nobody.close()
    const sql = connect(nobody.url, { log: silent, max: 1 })
    await expect(sql`select 1`).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await sql.end()
  })
})
