// What is to be sent is found by index, however many messages were sent before.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Sql } from '../../src/store/connect.ts'
import { countMessages, messageStore } from '../../src/store/messages.ts'
import { shownByAnswer } from '../../src/store/want.ts'
import { silent } from '../kit/databases.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { MONDAY } from '../kit/yunling.ts'

const SHOWN = 20_000

const database = await freshDatabase()
let sql: Sql
beforeAll(async () => {
  sql = connect(database.url, { log: silent, max: 1 })
  await sql`
    insert into message (id, recipient_type, recipient, kind, wanted, shown, due_at, created_at, message_id)
    select gen_random_uuid(), 'person', 'ou_' || n % 40, 'docket', 1, 1, ${new Date(MONDAY).toISOString()},
      ${new Date(MONDAY).toISOString()}, 'om_' || n from generate_series(1, ${SHOWN}::int) n`
  await sql`analyze message`
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

/** How often the table of messages is read from end to end by this. */
async function scans(look: () => Promise<unknown>): Promise<number> {
  const count = async () => {
    await sql`select pg_stat_force_next_flush()`
    const [row] = await sql<{ scans: number }[]>`
      select seq_scan as scans from pg_stat_user_tables where relname = 'message'`
    return row?.scans ?? 0
  }
  const before = await count()
  await look()
  return (await count()) - before
}

const claim = () =>
  messageStore(sql).claim({ at: MONDAY, leaseMs: 1, lease: `a ${Math.random()}`, limit: 50 })

test('没有要发的，不翻查已发的', async () => {
  expect(await scans(claim)).toBe(0)
  expect(await scans(() => messageStore(sql).nextDueAt(MONDAY))).toBe(0)
  expect(await scans(() => countMessages(sql, MONDAY))).toBe(0)
})

test('有一条要发，也不翻查已发的', async () => {
  const [one] = await sql<{ id: string }[]>`
    update message set wanted = 2 where message_id = 'om_7' returning id`
  expect(await scans(() => messageStore(sql).nextDueAt(MONDAY))).toBe(0)
  expect(await scans(async () => expect(await claim()).toHaveLength(1))).toBe(0)
  const answered = { id: one?.id ?? '', wanted: 2, hash: 'h', messageId: 'om_7', chatId: 'oc_7' }
  expect(await scans(() => shownByAnswer(sql, answered))).toBe(0)
})
