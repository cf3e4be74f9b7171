// Every decision card as it was last looked at.
import { expect, test } from 'vitest'
import { bytesOf } from '../../cards/fitting.ts'
import { renderCard } from '../../cards/render.ts'
import { countElements } from '../../src/local-feishu/card-schema.ts'
import { CASES } from './decision-cases.ts'
import { expectGolden } from './golden.ts'

test.each(CASES)('%s 的卡片与样张一致，平台接受', async (name, view) => {
  const card = renderCard(view)
  expect(bytesOf(card)).toBeLessThanOrEqual(28_000)
  expect(countElements(card)).toBeLessThanOrEqual(200)
  await expectGolden(card, name)
})
