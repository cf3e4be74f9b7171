// Looking into JSON of unknown shape without trusting it.

export type Json = { readonly [key: string]: unknown }

/** The value as an object, or undefined when it is anything else (arrays and null included). */
export function asObject(value: unknown): Json | undefined {
  return isObject(value) ? value : undefined
}

/** The value as a list; anything else is an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The objects in a list; whatever else is in it is passed over. */
export function asObjects(value: unknown): readonly Json[] {
  return asList(value).filter(isObject)
}

/** The value as text, or undefined. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Parses text; undefined when it is not JSON (JSON has no undefined of its own). */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** UTF-8 bytes of a text, the unit of all the platform's size limits. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8')
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
