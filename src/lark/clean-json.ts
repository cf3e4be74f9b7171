// Parses JSON from outside into something that is safe to walk through and to store.

export type JsonObject = Readonly<Record<string, unknown>>

/** Far beyond any payload of the platform, and far below what recursion could not bear. */
const MAX_DEPTH = 32

/** Keys of objects and items of arrays together. */
const MAX_ENTRIES = 2000

const MISLEADING_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Postgres stores neither NUL nor half of a surrogate pair; this stands in their place. */
const REPLACEMENT = '\uFFFD'

/** How many entries may still come. Below zero, the value is given up. */
interface Room {
  entries: number
}

/**
 * `text` as JSON that is harmless: keys that could reach a prototype are dropped, strings become
 * storable. Undefined when it is not JSON, is deeper than 32 or has more than `maxEntries`.
 */
export function parseClean(text: string, maxEntries = MAX_ENTRIES): unknown {
  const room = { entries: maxEntries }
  try {
    const cleaned = cleanAt(JSON.parse(text), 1, room)
    return room.entries < 0 ? undefined : cleaned
  } catch {
    return undefined
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Changes `value` in place: it was parsed a moment ago and belongs to nobody else. */
function cleanAt(value: unknown, depth: number, room: Room): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > MAX_DEPTH) room.entries = -1
  return Array.isArray(value)
    ? cleanItems(value, depth, room)
    : cleanKeys(value as Record<string, unknown>, depth, room)
}

function cleanItems(items: unknown[], depth: number, room: Room): unknown[] {
  room.entries -= items.length
  for (let index = 0; index < items.length && room.entries >= 0; index += 1) {
    items[index] = cleanAt(items[index], depth + 1, room)
  }
  return items
}

function cleanKeys(object: Record<string, unknown>, depth: number, room: Room): JsonObject {
  for (const key of Object.keys(object)) {
    room.entries -= 1
    if (room.entries < 0) break
    if (MISLEADING_KEYS.has(key) || storable(key) !== key) {
      Reflect.deleteProperty(object, key)
      continue
    }
    const value = object[key]
    const cleaned = cleanAt(value, depth + 1, room)
    if (cleaned !== value) object[key] = cleaned
  }
  return object
}

function storable(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', REPLACEMENT) : wellFormed
}
