// text[] as JavaScript arrays: postgres.js knows array types only after asking each new connection for them.

/** Object identifier of text[], the same in every Postgres (pg_type.dat). */
export const TEXT_ARRAY_OID = 1009

/** One element: quoted with backslashes, or bare up to the next comma or brace. */
const ELEMENT = /"((?:[^"\\]|\\.)*)"|([^,{}]+)/gs

/** A literal as in the manual, §8.15.6. A string is one already. */
export function serializeTexts(texts: readonly string[] | string): string {
  if (typeof texts === 'string') return texts
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

/** Reads a one-dimensional array without nulls. */
export function parseTexts(literal: string): string[] {
  return Array.from(literal.matchAll(ELEMENT), ([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replace(/\\(.)/gs, '$1'),
  )
}
