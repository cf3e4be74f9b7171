// Who waits for whom: outages, noisy groups, floods of reminders, versions of one card.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card, cards } from '../kit/wanted.ts'
import { type Office, openOffice, peak, person, T0 } from './sending.ts'

const database = await freshDatabase()
let office: Office
beforeEach(async () => {
  office = await openOffice(database.sql)
})
afterEach(() => office.close())
afterAll(() => database.drop())

describe('time', () => {
  test('when the platform was away for an hour, everything due is there within a minute of its return', async () => {
    await office.want([card('ou_1'), card('ou_2')])
    office.feishu.faults.setDown(true)
    const senders = [office.sender(), office.sender()]
    await office.work(senders, T0 + HOUR_MS)
    await office.want(cards(30, person))
    await office.work(senders, T0 + HOUR_MS + MINUTE_MS)
    const tries = office.lines.filter((line) => line.startsWith('lark_')).length
    expect(tries).toBeLessThan(1_000)
    office.feishu.faults.setDown(false)
    await office.work(senders, T0 + HOUR_MS + 2 * MINUTE_MS)
    expect(office.feishu.allMessages()).toHaveLength(32)
    expect(await office.store.parked()).toEqual([])
  })

  test('one noisy group with three hundred messages delays fifty others by nothing', async () => {
    await office.want(cards(300, () => 'oc_0', { dueAt: T0 - 1_000 }))
    await office.want(cards(45, (i) => `ou_${i}`))
    const sender = office.sender()
    await sender.flush()
    for (let i = 0; i < 45; i += 1) expect(office.seen(`ou_${i}`)).toHaveLength(1)
    expect(office.feishu.allMessages('oc_0')).toHaveLength(5)
    await office.work([sender], T0 + 10 * MINUTE_MS)
    expect(office.feishu.allMessages('oc_0')).toHaveLength(300)
    expect(office.feishu.counters().overLimit).toBe(0)
  })

  test('the answer to somebody who just acted does not wait for a flood of reminders', async () => {
    await office.want(cards(1_200, person, { priority: 2 }))
    const sender = office.sender()
    await office.work([sender], T0 + 20_000)
    const asked = office.clock.now()
    await office.want([card('ou_59', { priority: 0, kind: 'text' })])
    await office.work([sender], asked + 500)
    expect(office.seen('ou_59').filter((message) => message.msgType === 'text')).toHaveLength(1)
  })

  test('messages to one message id never overtake each other', async () => {
    const one = card('ou_1')
    await office.want([one])
    const senders = [office.sender(), office.sender(), office.sender()]
    await office.work(senders, T0 + 1_000)
    office.feishu.faults.always({ endpoint: 'patch' }, { kind: 'slow', ms: 20 })
    for (let version = 2; version <= 12; version += 1) {
      await office.change(one.id)
      await Promise.all(senders.map((sender) => sender.flush()))
      office.clock.advance(400)
    }
    await office.work(senders, office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第12版' }])
    expect(peak(office.feishu.counters().peaks, /^message /)).toBeLessThanOrEqual(5)
  })
})
