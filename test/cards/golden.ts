// Golden files: a card is compared with the one last looked at, and judged as the platform would.
import { expect } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'

/** Fails when the platform would refuse the card, or when it differs from `golden/<name>.json`. */
export async function expectGolden(card: Card, name: string): Promise<void> {
  expect(validateCard(card)).toEqual([])
  await expect(`${JSON.stringify(card, null, 2)}\n`).toMatchFileSnapshot(`golden/${name}.json`)
}

/** Everything that a card says, a text a line, in the order it is read. */
export function textOf(card: Card): string {
  return textsIn(card).join('\n')
}

/** The labels of the buttons that can be pressed. */
export function buttonsOf(card: Card): string[] {
  return thingsIn(card)
    .filter((thing) => thing.tag === 'button')
    .map((thing) => textsIn(thing.text).join(''))
}

function textsIn(value: unknown): string[] {
  return thingsIn(value)
    .map((thing) => thing.content)
    .filter((content) => typeof content === 'string')
}

function thingsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn)
  if (typeof value !== 'object' || value === null) return []
  const thing = value as Record<string, unknown>
  return [thing, ...Object.values(thing).flatMap(thingsIn)]
}
