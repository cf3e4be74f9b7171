// The columns that rows are turned into values by are those of the database, instants included.
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as tables from '../../src/store/schema.ts'
import { type FreshDatabase, freshDatabase } from '../kit/postgres.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const listed = Object.entries(tables).filter(([, table]) => Array.isArray(table))

test('every list is checked here', () => {
  expect(listed.length).toBeGreaterThan(8)
})

test.each(listed)('%s', async (key, table) => {
  const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  const columns = await database.sql<{ name: string; type: string }[]>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = 'public' and table_name = ${name}`
  expect(columns.length).toBeGreaterThan(0)
  const types = new Map(columns.map((column) => [column.name, column.type]))
  for (const column of table) {
    const isInstant = types.get(column.name) === 'timestamp with time zone'
    expect([column.name, isInstant]).toEqual([column.name, column.isInstant])
    expect(types.has(column.name)).toBe(true)
  }
})
