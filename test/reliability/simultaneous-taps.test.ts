// Many taps at one moment, on two instances: one has its effect, and everybody is told how it is.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buttonsOn } from './people.ts'
import { openSigning, type Signing } from './signing.ts'
import { until } from './stage.ts'
import type { Story } from './story.ts'

let signing: Signing
let unused: Story[]
beforeAll(async () => {
  signing = await openSigning(5)
  unused = [...signing.stories]
})
afterAll(() => signing.close())

function next(): Story {
  const story = unused.shift()
  if (story === undefined) throw new Error('all matters are used up')
  return story
}

/** Half of them by the head, half by whoever signs for him. */
function preparedBy(story: Story, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, i) =>
      signing.prepared(story, i % 2 === 0 ? '马建业' : '许广厦'),
    ),
  )
}

const BY_ANOTHER =
  /^该事项已由(马建业局长|许广厦副局长（受马建业局长委托）)于\d+月\d+日\d\d:\d\d审签。$/
const AGAIN = /^您已于\d+月\d+日\d\d:\d\d审签，无需重复操作。$/

test('两个实例上同时点击同意审签100次：审签一次、审计一条，100个回答都有效', async () => {
  const story = next()
  const taps = await preparedBy(story, 100)
  const results = await Promise.all(taps.map((tap) => tap.send()))
  expect(results.map(({ status, why }) => why ?? status)).toEqual(Array(100).fill('answered'))
  const toasts = results.map(({ toast }) => toast)
  expect(toasts.filter((toast) => toast?.type === 'success')).toHaveLength(1)
  for (const toast of toasts.filter((one) => one?.type !== 'success'))
    expect(toast?.content).toMatch(toast?.type === 'info' ? AGAIN : BY_ANOTHER)
  expect(await signing.signings(story)).toEqual(['同意审签 已审签'])
  const [signed] = await signing.stage.database.sql`
    select count(*)::int as n from sign_off s
    join assignment a on a.id = s.assignment_id join matter m on m.id = a.matter_id
    where m.title = ${story.title}`
  expect(signed?.n).toBe(1)
  for (const who of ['马建业', '许广厦'])
    await until(`${who}’s card is decided`, () => (isDecided(story, who) ? true : undefined))
})

function isDecided({ title }: Story, who: string): boolean {
  return signing.stage
    .person(who)
    .messages()
    .filter((one) => one.title === '请审签' && JSON.stringify(one.card).includes(title))
    .every((one) => buttonsOn(one.card ?? {}).length === 0)
}

test('同一事件同时送到20次：办一次，20个回答一样', async () => {
  const story = next()
  const { payload } = await signing.prepared(story, '马建业')
  const answers = await Promise.all(Array.from({ length: 20 }, () => signing.post(payload)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(answers[0]?.toast.type).toBe('success')
  expect(await signing.signings(story)).toEqual(['同意审签 已审签'])
})

test.each([
  ['本人在两处同时点', '马建业'],
  ['本人与受托人同时点', '许广厦'],
])('同意审签对退回修改，%s：一个算数，另一个被告知', async (_, other) => {
  const story = next()
  const sign = await signing.prepared(story, '马建业')
  const giveBack = await signing.prepared(story, other, '退回修改')
  const results = await Promise.all([sign.send(), giveBack.send()])
  const toasts = results.map(({ toast }) => toast)
  expect(toasts.map((toast) => toast?.type).sort()).toEqual(['error', 'success'])
  const told = toasts.find((toast) => toast?.type === 'error')
  expect(told?.content).toMatch(/^该事项已由.+于\d+月\d+日\d\d:\d\d(审签|退回修改)。$/)
  expect(await signing.signings(story)).toHaveLength(1)
})
