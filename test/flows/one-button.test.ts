// One decision, many hands: simultaneous, repeated, late, foreign and forged taps on two instances at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TapResult } from '../../src/local-feishu/tap.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { openPlay, type Play } from '../kit/play.ts'
import { matterAt, onward } from '../kit/roads.ts'
import { named } from '../kit/yunling.ts'

let play: Play

beforeAll(async () => {
  play = await openPlay({ pair: true })
})
afterAll(() => play.close())

async function trail(title: string, action: string): Promise<{ actor: string; event: string }[]> {
  return play.product.database.sql`
    select e.actor, e.source_event_id as event from audit_entry e join matter m on m.id = e.matter_id
    where m.title = ${title} and e.action = ${action} order by e.seq`
}

/** The same button by the same person, so many times at once, each as an event of its own. */
function taps(name: string, title: string, button: string, about: string, count: number) {
  const { messageId } = play.card(name, title, about)
  const person = play.person(name)
  const prepared = Array.from({ length: count }, () => person.prepareTap(messageId, button))
  return Promise.all(prepared.map((tap) => tap.send()))
}

function toasts(results: readonly TapResult[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { toast } of results) {
    const key = `${toast?.type} ${toast?.content}`
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}

describe('一百次同时点击“同意审签”', () => {
  test('一次审签、一条审计、一百个合规矩的回答', async () => {
    const { title } = await matterAt(play, '待审签', { title: '百次点击事项' })
    const results = await taps('田守稼', '请审签', '同意审签', title, 100)
    await play.product.settle()

    expect(results.filter((one) => one.status !== 'answered')).toEqual([])
    expect(results.filter((one) => one.errorCode !== undefined)).toEqual([])
    expect(Math.max(...results.map((one) => one.elapsedMs))).toBeLessThan(3_000)
    const kinds = toasts(results)
    const successes = results.filter(({ toast }) => toast?.type === 'success')
    expect(successes).toHaveLength(1)
    expect(Object.keys(kinds).filter((key) => key.startsWith('error'))).toEqual([])
    const entries = await trail(title, '同意审签')
    expect(entries).toEqual([{ actor: named('田守稼'), event: successes[0]?.eventId }])
    const signed = await play.product.database.sql`
      select count(*)::int as count from sign_off s join assignment a on a.id = s.assignment_id
      join matter m on m.id = a.matter_id where m.title = ${title}`
    expect(signed[0]?.count).toBe(1)
    expect(results.every((one) => JSON.stringify(one.card).includes('✓ 田守稼局长'))).toBe(true)
  })

  test('同一事件送达二十次，只有一次效果', async () => {
    const { title } = await matterAt(play, '待审签', { title: '重复送达事项' })
    const first = await play.tap('田守稼', '请审签', '同意审签', undefined, title)
    const again = await Promise.all(
      Array.from({ length: 20 }, () => play.product.feishu.resend(first.eventId)),
    )
    expect(again).toHaveLength(20)
    expect(await trail(title, '同意审签')).toHaveLength(1)
  })

  test('同意与退回同时到，只有先到的算数，另一个如实相告', async () => {
    const { title } = await matterAt(play, '待审签', { title: '同时表态事项' })
    const { messageId } = play.card('田守稼', '请审签', title)
    const person = play.person('田守稼')
    const results = await Promise.all([
      person.prepareTap(messageId, '同意审签').send(),
      person.prepareTap(messageId, '退回修改', { form: { opinion: '数字不实' } }).send(),
    ])
    await play.product.settle()
    const successes = results.filter(({ toast }) => toast?.type === 'success')
    expect(successes).toHaveLength(1)
    const both = [...(await trail(title, '同意审签')), ...(await trail(title, '退回修改'))]
    expect(both).toHaveLength(1)
    const other = results.find(({ toast }) => toast?.type !== 'success')
    expect(other?.toast?.content).toContain('该事项已由田守稼局长于9月')
  })
})

describe('不该生效的点击', () => {
  test('过期的卡片什么也不改，说明情况并换成现状', async () => {
    const matter = await matterAt(play, '待审签', { title: '过期卡片事项' })
    const { messageId } = play.card('田守稼', '请审签', matter.title)
    const stale = play
      .person('田守稼')
      .prepareTap(messageId, '退回修改', { form: { opinion: '再改' } })
    await onward(play, matter, '待审签', '已审签')
    const result = await stale.send()
    expect(result.toast).toMatchObject({ type: 'error' })
    expect(result.toast?.content).toContain('审签')
    expect(JSON.stringify(result.card)).toContain('✓ 田守稼局长')
    expect(await trail(matter.title, '退回修改')).toEqual([])
  })

  test('转发出去的卡片谁点都不算，同事听到由谁办理，外人只听到无权', async () => {
    const { title } = await matterAt(play, '待审签', { title: '转发卡片事项' })
    const { messageId } = play.card('田守稼', '请审签', title)
    const words: Record<string, string | undefined> = {}
    const cards: Record<string, unknown> = {}
    for (const name of ['禾苗', '马建业', '简书']) {
      const copy = await play.person('田守稼').forward(messageId, named(name))
      const result = await play.person(name).tap(copy, '同意审签', { force: true })
      words[name] = result.toast?.content
      cards[name] = result.card
    }
    expect(words).toEqual({
      禾苗: '本卡片由主要领导办理。',
      马建业: '您无权办理此事项。',
      简书: '您无权办理此事项。',
    })
    expect(cards).toEqual({ 禾苗: undefined, 马建业: undefined, 简书: undefined })
    expect(await trail(title, '同意审签')).toEqual([])
  })

  test('督查室不能替部门审签', async () => {
    const { title } = await matterAt(play, '待审签', { title: '代签事项' })
    const { messageId } = play.card('田守稼', '请审签', title)
    const copy = await play.person('田守稼').forward(messageId, named('温如松'))
    const result = await play.person('温如松').tap(copy, '同意审签', { force: true })
    expect(result.toast?.content).toBe('本卡片由主要领导办理。')
    expect(await trail(title, '同意审签')).toEqual([])
  })

  test('伪造的按钮内容没有任何效果', async () => {
    const { title } = await matterAt(play, '待审签', { title: '伪造按钮事项' })
    const { messageId } = play.card('田守稼', '请审签', title)
    const row = await play.product.database.sql`
      select id from message where message_id = ${messageId}`
    const id = String(row[0]?.id)
    const forged: unknown[] = [
      null,
      'signOff',
      { c: id },
      { c: 'no-uuid', a: 'signOff', t: 1 },
      { c: '00000000-0000-4000-8000-000000000000', a: 'signOff', t: 1 },
      { c: id, a: 'signOff', t: 99 },
      { c: id, a: 'approve', t: 2 },
      { c: id, a: '__proto__', t: 1 },
      { c: `${id}'; drop table matter; --`, a: 'signOff', t: 1 },
    ]
    for (const value of forged) {
      const payload = play.product.feishu.eventPayload('card.action.trigger', {
        operator: { open_id: named('禾苗') },
        token: 'c-forged',
        action: { tag: 'button', value: value as never },
        context: { open_message_id: messageId, open_chat_id: 'oc_x' },
      })
      const outcome = await play.product.feishu.post(play.product.feishu.signed(payload))
      expect(JSON.stringify(outcome)).toContain('toast')
    }
    expect(await trail(title, '同意审签')).toEqual([])
  })

  test('这一切之后，审计链完整', async () => {
    expect(await verifyAudit(play.product.database.sql)).toBeNull()
  })
})
