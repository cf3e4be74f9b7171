// Judges a card as the platform does (platform docs: cards, version 2.0), and where they are silent, strictly.
import {
  type CardFault,
  exceeds,
  type Found,
  isRecord,
  malformed,
  type StyleNames,
  shapeFaults,
  tagOf,
  written,
} from './card-schema-fault.ts'
import { frame } from './card-schema-frame.ts'
import { type CardContext, resourceFaults, type Thing, thingsIn } from './card-schema-resources.ts'
import { elementFaults } from './card-schema-walk.ts'

export type { CardFault } from './card-schema-fault.ts'

/** 30 KB, of the card as compact JSON in UTF-8. */
const BYTES_MAX = 30 * 1024
const ELEMENTS_MAX = 200
const TABLES_MAX = 5
/** Objects and lists within one another; a lawful card of five containers needs some 30. */
const JSON_DEPTH_MAX = 100
/** The documents only recommend it. */
const CHARTS_MAX = 5

/**
 * Everything wrong with a Card JSON 2.0; nothing, if the platform would take it. Unknown properties are
 * faults. People and images are looked up where `context` says which there are.
 */
export function validateCard(card: unknown, context: CardContext = {}): CardFault[] {
  return foundIn(card, context).map((fault) => written(card, fault))
}

/** The size that counts against the platform's 30 KB. */
export function cardBytes(card: unknown): number {
  return new TextEncoder().encode(JSON.stringify(card) ?? '').length
}

/** How many of the 200 elements a card takes: everything with a tag, text objects and icons included. */
export function countElements(card: unknown): number {
  return elementsAmong(thingsIn(card))
}

function elementsAmong(things: readonly Thing[]): number {
  return things.filter(([, thing]) => tagOf(thing) !== undefined).length
}

/** What is too deep or too large is not looked into: that would cost as much as its author likes. */
function foundIn(card: unknown, context: CardContext): Found[] {
  if (isDeeperThan(card, JSON_DEPTH_MAX)) return [malformed([], 'nested too deep')]
  const bytes = cardBytes(card)
  return bytes > BYTES_MAX ? [tooLarge(bytes)] : faultsOf(card, context)
}

function isDeeperThan(value: unknown, levels: number): boolean {
  let level = [value]
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return level.length > 0
}

function faultsOf(card: unknown, context: CardContext): Found[] {
  if (!isRecord(card)) return [malformed([], 'expected an object')]
  const styles = styleNames(card.config)
  const things = thingsIn(card)
  const elements = isRecord(card.body) ? card.body.elements : undefined
  return [
    ...shapeFaults(frame, card, [], styles),
    ...limitFaults(things),
    ...repeated(things, 'element_id', () => true),
    ...repeated(things, 'name', (tag) => tag === 'form'),
    ...(Array.isArray(elements) ? elementFaults(elements, styles) : []),
    ...resourceFaults(things, context),
  ]
}

function tooLarge(bytes: number): Found {
  return {
    code: 230025,
    at: [],
    message: 'The length of the message content reaches its limit',
    value: `${bytes} bytes`,
  }
}

function limitFaults(things: readonly Thing[]): Found[] {
  const total = elementsAmong(things)
  const limits: readonly (readonly [broken: boolean, says: string])[] = [
    [total > ELEMENTS_MAX, `${total} elements`],
    [countTag(things, 'table') > TABLES_MAX, 'card table number over limit'],
    [countTag(things, 'chart') > CHARTS_MAX, 'card chart number over limit'],
  ]
  return limits.filter(([broken]) => broken).map(([, says]) => exceeds([], says))
}

function countTag(things: readonly Thing[], tag: string): number {
  return things.filter(([, thing]) => thing.tag === tag).length
}

/** Things that carry a `key` which an earlier one has already. */
function repeated(
  things: readonly Thing[],
  key: string,
  counts: (tag: string) => boolean,
): Found[] {
  const seen = new Set<unknown>()
  return things.flatMap(([at, thing]) => {
    const value = thing[key]
    if (typeof value !== 'string' || !counts(tagOf(thing) ?? '')) return []
    if (seen.has(value)) return [malformed(at, `${key} ${value} repeats`)]
    seen.add(value)
    return []
  })
}

function styleNames(config: unknown): StyleNames {
  const style = isRecord(config) && isRecord(config.style) ? config.style : {}
  const names = (part: unknown) => new Set(isRecord(part) ? Object.keys(part) : [])
  return { color: names(style.color), text_size: names(style.text_size) }
}
