// The sender: what people see of it, and what it makes of the platform's refusals.
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.ts'
import type { Render } from '../../src/flows/send.ts'
import { freshDatabase } from '../kit/postgres.ts'
import { card, cards } from '../kit/wanted.ts'
import { drawn, type Office, openOffice, person, sameTitle, T0 } from './sending.ts'

const database = await freshDatabase()
let office: Office
beforeEach(async () => {
  office = await openOffice(database.sql)
})
afterEach(() => office.close())
afterAll(() => database.drop())

describe('what people see', () => {
  test('a wanted card is sent once, and later changed in its place', async () => {
    const one = card('ou_1')
    const sender = office.sender()
    await office.want([one])
    expect(await sender.flush()).toEqual({ sent: 1, nextAt: null })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第1版', updates: 0 }])
    office.clock.advance(2_000)
    await office.change(one.id)
    expect(await sender.flush()).toMatchObject({ sent: 1 })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版', updates: 1 }])
  })

  test('ten changes before the sender looks make one request', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    office.clock.advance(2_000)
    for (let i = 0; i < 10; i += 1) await office.change(one.id)
    await sender.flush()
    expect(office.feishu.counters().requests).toMatchObject({ create: 1, patch: 1 })
    expect(office.seen('ou_1')).toMatchObject([{ title: '第11版' }])
  })

  test('a card that would look the same costs no request, and nothing of the pace', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender({ render: async (rows) => new Map(rows.map(sameTitle)) })
    await sender.flush()
    for (let i = 0; i < 20; i += 1) {
      await office.change(one.id)
      await sender.flush()
    }
    expect(office.feishu.counters().requests.patch).toBeUndefined()
    expect(await office.row(one.id)).toMatchObject({ wanted: 21, shown: 21 })
    expect(await database.sql`select from send_log`).toHaveLength(1)
  })

  test('a change made while the card is being drawn is shown afterwards', async () => {
    const one = card('ou_1')
    await office.want([one])
    let meddled = false
    const render: Render = async (rows) => {
      const map = new Map(rows.map((row) => [row.id, drawn(row.id, `第${row.wanted}版`)]))
      if (!meddled) await office.change(one.id)
      meddled = true
      return map
    }
    await office.work([office.sender({ render })], T0 + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版', updates: 1 }])
  })

  test('what has nothing to show any more is not sent', async () => {
    const one = card('ou_1')
    await office.want([one])
    const sender = office.sender({ render: async (rows) => new Map(rows.map((r) => [r.id, null])) })
    expect(await sender.flush()).toEqual({ sent: 0, nextAt: null })
    expect(office.feishu.allMessages()).toEqual([])
  })

  test('a text is said once; what was said is not changed', async () => {
    const one = card('ou_1', { kind: 'text' })
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    await office.change(one.id)
    office.clock.advance(2_000)
    await sender.flush()
    expect(office.seen('ou_1')).toMatchObject([{ text: one.id, updates: 0 }])
    expect(await office.row(one.id)).toMatchObject({ shown: 2 })
  })

  test('an answer goes as a reply; if what it answers is gone, by itself', async () => {
    const words = await office.feishu.person('ou_1').say('查 27号')
    const recalled = await office.feishu.person('ou_2').say('查 28号')
    await office.feishu.person('ou_2').recall(recalled)
    await office.want([
      card('ou_1', { kind: 'text', replyTo: words }),
      card('ou_2', { kind: 'text', replyTo: recalled }),
    ])
    await office.work([office.sender()], T0 + MINUTE_MS)
    expect(office.seen('ou_1').at(-1)).toMatchObject({ replyTo: words })
    expect(office.seen('ou_2').at(-1)).toMatchObject({ senderType: 'app' })
    expect(office.seen('ou_2').at(-1)).not.toHaveProperty('replyTo')
  })

  test('one card that cannot be drawn stops no other, and in the end is parked', async () => {
    const bad = card('ou_1', { dueAt: T0 - 1 })
    await office.want([bad, ...cards(20, person)])
    const render: Render = async (rows) => {
      if (rows.some((row) => row.id === bad.id)) throw new Error('cannot draw')
      return new Map(rows.map(sameTitle))
    }
    const sender = office.sender({ render })
    expect(await sender.flush()).toMatchObject({ sent: 20 })
    await office.work([sender], T0 + 2 * HOUR_MS)
    expect(await office.store.parked()).toMatchObject([{ id: bad.id, reason: 'no_success' }])
  })
})

describe('what the platform refuses', () => {
  async function shown(more: Parameters<typeof card>[1], to = 'ou_1') {
    const one = card(to, more)
    await office.want([one])
    const sender = office.sender()
    await sender.flush()
    office.clock.advance(2_000)
    return { one, sender }
  }

  test('a card that waits for a decision comes back once when somebody recalls it, not twice', async () => {
    const { one, sender } = await shown({ waiting: true })
    for (const count of [2, 2]) {
      await office.lark().recall(office.seen('ou_1').at(-1)?.messageId ?? '')
      await office.change(one.id)
      await office.work([sender], office.clock.now() + 5_000)
      office.clock.advance(5_000)
      expect(office.seen('ou_1')).toHaveLength(count)
    }
    expect(await office.store.parked()).toEqual([])
  })

  test('after 14 days a waiting card and a group’s status card are sent anew, a settled one rests', async () => {
    const waiting = await shown({ waiting: true })
    const status = await shown({ kind: 'status' }, 'oc_1')
    const settled = await shown({ settled: true }, 'ou_2')
    office.clock.advance(15 * DAY_MS)
    for (const { one } of [waiting, status, settled]) await office.change(one.id)
    await office.work([office.sender()], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1').map((message) => message.title)).toEqual(['第1版', '第2版'])
    expect(office.feishu.allMessages('oc_1')).toHaveLength(2)
    expect(office.seen('ou_2')).toHaveLength(1)
    expect(await office.row(settled.one.id)).toMatchObject({ shown: 2, parked_at: null })
    expect(await office.store.parked()).toEqual([])
  })

  test('a group without the bot: parked, and sent when the bot is back', async () => {
    await office.feishu.removeBot('oc_1')
    const one = card('oc_1')
    await office.want([one, card('oc_2')])
    const sender = office.sender()
    await sender.flush()
    expect(await office.store.parked()).toMatchObject([{ id: one.id, reason: '230002' }])
    expect(office.feishu.allMessages('oc_2')).toHaveLength(1)
    await office.feishu.addBot('oc_1')
    await office.store.reachable('oc_1')
    office.clock.advance(2_000)
    await sender.flush()
    expect(office.feishu.allMessages('oc_1')).toHaveLength(1)
  })

  test('a card the platform does not take is parked with the card’s own error, the others go on', async () => {
    const bad = card('ou_1', { dueAt: T0 - 1 })
    await office.want([bad, ...cards(10, person)])
    const render: Render = async (rows) =>
      new Map(rows.map((row) => (row.id === bad.id ? [row.id, outdated()] : sameTitle(row))))
    expect(await office.sender({ render }).flush()).toMatchObject({ sent: 10 })
    expect(await office.store.parked()).toMatchObject([{ id: bad.id, reason: '230099/200861' }])
  })

  test('a card that is being tapped is patched a moment later', async () => {
    const { one, sender } = await shown({ waiting: true })
    const lock = { kind: 'refused', code: 230099, msg: 'ErrMsg: card action is lock; ' } as const
    office.feishu.faults.once({ endpoint: 'patch' }, lock)
    await office.change(one.id)
    const { nextAt } = await sender.flush()
    expect(nextAt).toBeLessThanOrEqual(office.clock.now() + 1_000)
    await office.work([sender], office.clock.now() + MINUTE_MS)
    expect(office.seen('ou_1')).toMatchObject([{ title: '第2版' }])
  })

  test('a limit with a reset time is waited for to the second, by everybody', async () => {
    office.feishu.faults.once({ endpoint: 'create' }, { kind: 'status429', resetSeconds: 7 })
    await office.want([card('ou_1')])
    const senders = [office.sender(), office.sender()]
    expect(await senders[0]?.flush()).toEqual({ sent: 0, nextAt: T0 + 7_000 })
    await office.want([card('ou_2')])
    expect(await senders[1]?.flush()).toEqual({ sent: 0, nextAt: T0 + 7_000 })
    office.clock.advance(7_000)
    expect(await senders[1]?.flush()).toMatchObject({ sent: 2 })
  })

  test('a lost secret parks nothing', async () => {
    office.feishu.setAppEnabled(false)
    await office.want(cards(20, person))
    const sender = office.sender()
    await office.work([sender], T0 + HOUR_MS)
    expect(await office.store.parked()).toEqual([])
    office.feishu.setAppEnabled(true)
    await office.work([sender], T0 + HOUR_MS + 2 * MINUTE_MS)
    expect(office.feishu.allMessages()).toHaveLength(20)
  })
})

/** A card of the old kind, as the platform no longer takes it. */
function outdated() {
  const elements = [{ tag: 'action', actions: [] }]
  return { msgType: 'interactive', content: { schema: '2.0', body: { elements } } } as const
}
