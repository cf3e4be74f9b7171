// Seeded chance: ids, faults and shuffles repeat exactly under the same seed.
import { createHash } from 'node:crypto'

export interface Dice {
  /** A number in [0, 1). */
  next(): number
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string
}

/** A mulberry32 generator: small, fast, and good enough for ids and fault draws. */
export function diceFrom(seed: number): Dice {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  function hex(length: number): string {
    let text = ''
    while (text.length < length) {
      text += Math.floor(next() * 0x1_0000)
        .toString(16)
        .padStart(4, '0')
    }
    return text.slice(0, length)
  }
  return { next, hex }
}

/** A new order of the items; the given list is left alone. */
export function shuffled<T>(items: readonly T[], dice: Dice): T[] {
  return items
    .map((item) => ({ item, rank: dice.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item)
}

/** 32 hexadecimal digits that depend on nothing but the text. */
export function stableHex(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
