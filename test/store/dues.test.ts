// What is due is found by index: none of the looks of a round reads a table from end to end.
import { expect, test } from 'vitest'
import { DAY_MS } from '../../src/domain/time.ts'
import { connect } from '../../src/store/connect.ts'
import { dueBy, dueOf, mergedLists, nudgedOn, toldLate, waitedFor } from '../../src/store/dues.ts'
import { agedCards } from '../../src/store/lists.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { unreadCopies } from '../../src/store/places.ts'
import { fillOpen } from '../bench/open-matters.ts'
import { silent } from '../kit/databases.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { MONDAY, yunlingFile } from '../kit/yunling.ts'

const TABLES = ['due', 'message', 'matter', 'assignment', 'nudge']
const OPEN = 20_000

test(`两万件在办事项里找到期的，不逐行翻查任何一张表`, async () => {
  const database = await freshDatabase()
  const sql = connect(database.url, { log: silent, max: 1, statementTimeoutMs: 60_000 })
  await applyOrganisation(sql, yunlingFile, MONDAY)
  await fillOpen(sql, OPEN)
  await sql`
    insert into nudge (matter_id, person, day, message_id)
    select m.id, m.officer, '2026-09-01'::date + (row_number() over ())::int % 400, gen_random_uuid() from matter m`
  await sql`analyze nudge`
  const scans = async (): Promise<Record<string, number>> => {
    await sql`select pg_stat_force_next_flush()`
    const rows = await sql<{ name: string; scans: number }[]>`
      select relname as name, seq_scan as scans from pg_stat_user_tables where relname = any (${TABLES}::text[])`
    return Object.fromEntries(rows.map(({ name, scans: count }) => [name, count]))
  }
  const before = await scans()
  const fourDays = MONDAY + 4 * DAY_MS
  const due = await dueBy(sql, fourDays, 10_000)
  expect(due.length).toBeGreaterThan(50)
  expect(due.length).toBeLessThan(OPEN / 100)
  expect(await dueBy(sql, fourDays, 10_000, 'immediate')).toEqual([])
  const matters = due.slice(0, 50).map((row) => row.matterId)
  expect(await dueOf(sql, matters, fourDays)).toHaveLength(50)
  expect((await nudgedOn(sql, '2026-09-14')).length).toBe(OPEN / 400)
  expect(await nudgedOn(sql, '2026-09-14', matters.slice(0, 5))).toBeInstanceOf(Array)
  const people = yunlingFile.people.map(({ openId }) => openId)
  expect(await waitedFor(sql, people)).toHaveLength(12)
  expect(await mergedLists(sql, people)).toEqual([])
  expect(await agedCards(sql, MONDAY - DAY_MS, false)).toEqual([])
  expect(await toldLate(sql)).toEqual([])
  await sql`
    insert into chat (recipient, unreachable_since, unreachable_reason)
    select open_id, now(), 'frozen' from person limit 2`
  expect(await unreadCopies(sql)).toEqual([])
  expect(await scans()).toEqual(before)
  await sql.end()
  await database.drop()
}, 60_000)
