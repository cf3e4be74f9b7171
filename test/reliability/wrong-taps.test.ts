// Old cards, other people's cards, forged buttons: nothing changes, and nobody learns what is not theirs to know.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../../src/local-feishu/json.ts'
import { named } from '../kit/yunling.ts'
import { decide } from './people.ts'
import { type Answer, openSigning, type Signing } from './signing.ts'
import { until } from './stage.ts'
import { REPORT, type Story } from './story.ts'

const STRANGER = 'ou_stranger'

let signing: Signing
let stale: Story
let forwarded: Story
let forged: Story
beforeAll(async () => {
  signing = await openSigning(3)
  const [first, second, third] = signing.stories
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  stale = first
  forwarded = second
  forged = third
  signing.stage.feishu.addUser({ openId: STRANGER, name: '路人' })
})
afterAll(() => signing.close())

describe('旧卡片', () => {
  test('退回又重新呈签之后，再点旧卡片的同意审签：不算数，如实告知，第二版仍待审签', async () => {
    const { stage } = signing
    const own = await signing.prepared(stale, '马建业')
    const deputy = await signing.prepared(stale, '许广厦')
    const step = { who: '马建业', card: '请审签', button: '退回修改', about: stale.title }
    await decide(stage, { ...step, form: { opinion: '请补充数据' } })
    const again = { who: stale.officer, card: '汇总材料', button: '呈领导审签', about: stale.title }
    await decide(stage, { ...again, form: REPORT })
    await until('the second version is there', () => {
      const card = stage
        .person('许广厦')
        .messages()
        .findLast((one) => one.title === '请审签')
      return JSON.stringify(card?.card).includes('第2版') ? true : undefined
    })
    const before = await signing.everything()
    const told = /^该事项已由马建业局长于\d+月\d+日\d\d:\d\d退回修改。$/
    for (const tap of [own, deputy]) {
      const { status, toast, card } = await tap.send()
      expect(status).toBe('answered')
      expect(toast).toEqual({ type: 'error', content: expect.stringMatching(told) })
      expect(JSON.stringify(card)).toContain(stale.title)
      expect(JSON.stringify(card)).not.toContain('同意审签"')
    }
    expect(await signing.everything()).toEqual(before)
    expect(await signing.signings(stale)).toEqual(['退回修改 汇总中'])
  })
})

describe('转发的卡片', () => {
  /** Whoever got it taps, although the client would not let them. */
  async function tapForwarded(openId: string) {
    const { stage } = signing
    const { messageId } = await signing.card(forwarded, '许广厦')
    const copy = await stage.person('许广厦').forward(messageId, openId)
    return stage.feishu.person(openId).tap(copy, '同意审签', { force: true })
  }

  test.each([
    ['本单位督查工作人员', '房一鸣', '本卡片由主要领导办理。'],
    ['区政府督查室', '温如松', '本卡片由主要领导办理。'],
    ['分管副区长', '陆明舟', '本卡片由主要领导办理。'],
    ['配合单位督查工作人员', '金穗', '本卡片由主要领导办理。'],
    ['别的单位主要领导', '田守稼', '您无权办理此事项。'],
    ['不在名单中的人', null, '您不在本系统的人员名单中，请联系区政府督查室。'],
  ])('%s点击：不算数，只有一句话，没有卡片', async (_, name, words) => {
    const before = await signing.everything()
    const { status, toast, card } = await tapForwarded(name === null ? STRANGER : named(name))
    expect(status).toBe('answered')
    expect(toast).toEqual({ type: 'error', content: words })
    expect(card).toBeUndefined()
    expect(await signing.everything()).toEqual(before)
  })

  test('审签以后，看得到事项的人再点：告知已由谁审签，给督查事项卡，不给审签材料；别人仍只有一句话', async () => {
    const { stage } = signing
    const step = { who: '许广厦', card: '请审签', button: '同意审签', about: forwarded.title }
    const { messageId } = await signing.card(forwarded, '许广厦')
    const copies = await Promise.all(
      [named('温如松'), named('田守稼')].map(async (openId) => ({
        openId,
        copy: await stage.person('许广厦').forward(messageId, openId),
      })),
    )
    await decide(stage, step)
    const before = await signing.everything()
    const [chief, outsider] = await Promise.all(
      copies.map(({ openId, copy }) =>
        stage.feishu.person(openId).tap(copy, '同意审签', { force: true }),
      ),
    )
    expect(chief?.toast?.content).toMatch(/^该事项已由许广厦副局长（受马建业局长委托）于.+审签。$/)
    const shown = JSON.stringify(chief?.card)
    expect(shown).toContain('督查事项')
    expect(shown).not.toContain(REPORT.problems)
    expect(outsider?.toast?.content).toBe('您无权办理此事项。')
    expect(outsider?.card).toBeUndefined()
    expect(await signing.everything()).toEqual(before)
  })
})

describe('伪造的按钮', () => {
  interface Value {
    readonly c: string
    readonly a: string
    readonly t: number
  }

  /** The callback of an honest tap by the head, with another value in its button. */
  async function tapWith(forge: (own: Value) => unknown): Promise<Answer> {
    const { payload } = await signing.prepared(forged, '马建业')
    const copy = structuredClone(payload) as unknown as {
      header: { event_id: string }
      event: { action: { value: unknown } }
    }
    copy.header.event_id = crypto.randomUUID()
    copy.event.action.value = forge(copy.event.action.value as Value)
    return signing.post(copy as unknown as Json)
  }

  /** A card of the same matter that somebody else had. */
  async function docketCard(): Promise<string> {
    const [row] = await signing.stage.database.sql<{ id: string }[]>`
      select c.id from message c join matter m on m.id = c.matter_id
      where c.kind = 'docket' and m.title = ${forged.title} order by c.turn desc`
    return row?.id ?? ''
  }

  const OTHER_ACTIONS = [
    'approve',
    'propose',
    'deleteDraft',
    'acknowledge',
    'instruct',
    'reinstruct',
    'presentReport',
    'returnReport',
    'submit',
    'pass',
    'feedBack',
    'withdrawSignOff',
    'keep',
    'page',
    'constructor',
    '__proto__',
    '',
  ]
  const FORGERIES: readonly (readonly [string, (own: Value) => unknown])[] = [
    ...OTHER_ACTIONS.map((a) => [`动作改成“${a}”`, (own: Value) => ({ ...own, a })] as const),
    ...[0, 1, 2, 999, -1, 0.5, 2 ** 40].map(
      (t) => [`轮次改成${t}`, (own: Value) => ({ ...own, t: own.t === t ? t + 1 : t })] as const,
    ),
    ['不存在的卡片', (own) => ({ ...own, c: crypto.randomUUID() })],
    ['不是编号的卡片', (own) => ({ ...own, c: "'; drop table matter; --" })],
    ['多出的内容', (own) => ({ ...own, t: String(own.t), x: ['y'] })],
    ['空', () => null],
    ['空对象', () => ({})],
    ['列表', () => [1, 2]],
    ['文字', () => '同意审签'],
    ['很长的文字', () => ({ c: 'x'.repeat(100_000), a: 'signOff', t: 1 })],
    ['很深的对象', () => JSON.parse(`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`)],
  ]

  test.each(FORGERIES)('%s：不算数，回答有效', async (_, forge) => {
    const before = await signing.everything()
    expect((await tapWith(forge)).toast.type).toBe('error')
    expect(await signing.everything()).toEqual(before)
  })

  test.each(['approve', 'returnDraft', 'signOff'])('别人的卡片配上动作“%s”', async (a) => {
    const c = await docketCard()
    const before = await signing.everything()
    expect((await tapWith((own) => ({ ...own, c, a }))).toast.type).toBe('error')
    expect(await signing.everything()).toEqual(before)
  })
})
