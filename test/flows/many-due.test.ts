// Thousands that fall due at nine o'clock: within the platform's limits, the most urgent first, nothing lost or doubled.
import { afterEach, expect, test } from 'vitest'
import { DAY_MS, instantOf } from '../../src/domain/time.ts'
import { type DatabaseProxy, databaseProxy } from '../kit/database-proxy.ts'
import { fill, hearers, type ManyDue, manyDue } from '../kit/many-due.ts'
import { openProduct, type Product } from '../kit/product.ts'
import { yunling, yunlingFile } from '../kit/yunling.ts'

/** How many matters; the promise is about ten thousand (DUBAN_DUE=10000, some minutes). */
const MANY = Number(process.env.DUBAN_DUE ?? 1_000)

const SINCE = instantOf('2026-09-14', '09:00')
const NINE = instantOf('2026-09-15', '09:00')

let product: Product
let line: DatabaseProxy
afterEach(async () => {
  await product.close()
  await line.close()
})

/** Two instances on a district in which nothing has happened yet; the first one's line to the database can break. */
async function begin(matters: readonly ManyDue[]): Promise<void> {
  const by = async (url: string) => {
    line = await databaseProxy(url)
    return line.url(url)
  }
  const file = { ...yunlingFile, delegations: [] }
  product = await openProduct({ start: SINCE, pair: true, by, file })
  await fill(product.database.sql, matters)
}

interface Heard {
  readonly to: string
  readonly title: string
  readonly at: number
}

/** What the bot said in private chats, in the order in which the platform took it. */
function heard(): readonly Heard[] {
  return yunling.people.flatMap(({ openId }) =>
    product.feishu
      .person(openId)
      .messages()
      .map(({ card, createdAt }) => ({
        to: openId,
        title: /第\d{5}件/.exec(JSON.stringify(card))?.[0] ?? '',
        at: createdAt,
      })),
  )
}

/** Until nothing waits any more; half-way there is another instance. */
async function sendAll(): Promise<void> {
  let rounds = 0
  while ((await waiting()) > 0) {
    await product.settle()
    rounds += 1
    if (rounds === 2) await product.restart()
  }
}

async function waiting(): Promise<number> {
  const [row] = await product.database.sql<{ count: number }[]>`
    select count(*)::int as count from message where wanted > shown`
  return row?.count ?? 0
}

const RANK = { immediate: 0, urgent: 1, normal: 2 } as const

/** The lower the more urgent: 特急, 急件, then by how much time is left. */
function rank(one: ManyDue | undefined): number {
  if (one === undefined) throw new Error('it is about none of the matters')
  return RANK[one.urgency] * 1_000 + Math.max(0, Math.round((one.deadline - NINE) / DAY_MS))
}

test(`九点同时到期${MANY}件：不超平台限额，特急在先，一人一事一条，不漏不重，说到一半被杀也一样`, async () => {
  const matters = manyDue(MANY, NINE, SINCE)
  await begin(matters)
  const byTitle = new Map(matters.map((one) => [one.title, one]))
  // The morning's lists have nobody to go to.
  product.clock.set(instantOf('2026-09-15', '08:45'))
  await product.ticks()
  product.clock.set(NINE)
  void line.when('"items"', 'cutAfter').then(line.refuse)
  await product.bot.tick().catch(() => undefined)
  await line.pass()
  await product.restart('killed')
  const begun = await product.database.sql<{ urgency: string }[]>`
    select distinct m.urgency from message w join matter m on m.id = w.matter_id`
  expect(begun).toEqual([{ urgency: 'immediate' }])
  await product.ticks()
  await sendAll()
  const { overLimit, refusals, peaks } = product.feishu.counters()
  expect([overLimit, refusals]).toEqual([0, {}])
  for (const [window, most] of Object.entries(peaks))
    expect([window, most]).toEqual([window, Math.min(most, limitOf(window))])
  const said = heard()
  const places = said.map(({ to, title }) => `${to} ${title}`)
  const expected = matters.flatMap((one) => hearers(one).map((to) => `${to} ${one.title}`))
  expect(places.toSorted()).toEqual(expected.toSorted())
  expect(overtaken(said, byTitle)).toEqual([])
}, 900_000)

/** What the platform allows in such a window of its own counters. */
function limitOf(window: string): number {
  if (window.endsWith('/60000')) return 1_000
  return /^(?:chat|message|user) /.test(window) ? 5 : 50
}

/** Messages that somebody had after less urgent ones. */
function overtaken(said: readonly Heard[], byTitle: ReadonlyMap<string, ManyDue>): Heard[] {
  const rankOf = ({ title }: Heard) => rank(byTitle.get(title))
  return said.filter((one) =>
    said.some((other) => other.to === one.to && other.at < one.at && rankOf(other) > rankOf(one)),
  )
}
