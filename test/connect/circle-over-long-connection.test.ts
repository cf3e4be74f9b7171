// The main circle over long connections: the same steps and cards as over the webhook, nothing posted to any address.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '../../src/store/audit.ts'
import { CARDS_OF_CIRCLE, MAIN_CIRCLE, playMainCircle, titlesOf } from '../kit/main-circle.ts'
import { openProduct, type Product } from '../kit/product.ts'

let product: Product
beforeAll(async () => {
  product = await openProduct({ lines: 2 })
})
afterAll(() => product.close())

test('从立项到已阅，全程走长连接，每张卡片恰好一次', async () => {
  const { clock, person, settle, feishu, database } = product
  const steps = await playMainCircle({ now: clock.now, person, settle })
  expect(steps).toEqual(MAIN_CIRCLE)
  const seen = Object.keys(CARDS_OF_CIRCLE).map((name) => [name, titlesOf(person(name))])
  expect(Object.fromEntries(seen)).toEqual(CARDS_OF_CIRCLE)
  expect(await verifyAudit(database.sql)).toBeNull()
  expect(feishu.deliveries.log.map(({ status }) => status)).not.toContain('given_up')
})

test('两条连接都用到了：推送随机选一条', () => {
  const { carried } = product.feishu.line
  expect(carried).toHaveLength(2)
  expect(Math.min(...carried)).toBeGreaterThan(0)
})
