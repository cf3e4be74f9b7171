// What every renderer of a component is given: who looks, what can be touched, how the rest is drawn.
import type { html } from 'hono/html'
import { labelOf, partsOf } from '../../card-parts.ts'
import { asObjects, type Json } from '../../json.ts'

/** Markup in which every value was escaped as it went in. */
export type Html = ReturnType<typeof html>

/** How a tap names its part: the label as one reads it, and which of several with the same label. */
export interface PartAddress {
  readonly label: string
  readonly nth: number
}

export interface CardView {
  /** False for copies and cards past their life: everything is shown, nothing reacts. */
  readonly live: boolean
  /** The name of the person with this open id; the id itself for nobody. */
  nameOf(openId: string): string
  addressOf(node: Json): PartAddress | undefined
  /** Draws a component, whatever it is. */
  draw(node: unknown): Html
}

/** Where each touchable part of the card is, counted as a tap counts (by label, top to bottom). */
export function addressesIn(card: Json): (node: Json) => PartAddress | undefined {
  const counts = new Map<string, number>()
  const addresses = new Map<Json, PartAddress>()
  const add = (node: Json) => {
    const label = labelOf(node)
    const folded = label.normalize('NFKC').trim()
    const nth = (counts.get(folded) ?? 0) + 1
    counts.set(folded, nth)
    addresses.set(node, { label, nth })
  }
  const parts = partsOf(card)
  for (const { node } of parts) add(node)
  for (const { node } of parts.filter(({ tag }) => tag === 'overflow')) {
    for (const option of asObjects(node.options)) add(option)
  }
  return (node) => addresses.get(node)
}
