// The organisation file applied to a real Postgres, once more and with somebody gone, and what a tap finds of it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/domain/time.ts'
import { loadTap } from '../../src/store/matters.ts'
import { applyOrganisation, loadOrganisation } from '../../src/store/organisations.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { MONDAY, yunlingFile } from '../kit/yunling.ts'

const database = await freshDatabase()
const { sql } = database
beforeAll(async () => {
  await applyOrganisation(sql, yunlingFile, MONDAY)
})
afterAll(() => database.drop())

describe('组织', () => {
  test('同一份文件再应用一次什么也不变', async () => {
    const before = await loadOrganisation(sql)
    expect(await applyOrganisation(sql, yunlingFile, MONDAY + HOUR_MS)).toBe('unchanged')
    expect(await loadOrganisation(sql)).toEqual(before)
    expect(before?.people).toHaveLength(40)
  })

  test('文件里不见了的人停用而不删除', async () => {
    const people = yunlingFile.people.filter((person) => person.name !== '毕子衡')
    expect(await applyOrganisation(sql, { ...yunlingFile, people }, MONDAY)).toBe('applied')
    const gone = (await loadOrganisation(sql))?.people.find((one) => one.name === '毕子衡')
    expect(gone?.active).toBe(false)
    expect(await applyOrganisation(sql, yunlingFile, MONDAY)).toBe('applied')
  })

  test('未知的卡片读出来是空', async () => {
    const tap = await loadTap(sql, '00000000-0000-4000-8000-00000000ffff', 'cli_test', 'none')
    expect(tap).toMatchObject({ card: null, matter: null, seen: false })
    expect(tap.organisationVersion).toBeGreaterThan(0)
  })
})
