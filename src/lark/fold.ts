// One reading for the many ways a keyboard writes the same sign. Positions never move.

/**
 * Full-width letters, digits and signs become ASCII, every space a space, every bracket and quote
 * round, letters small. Each UTF-16 unit stays where it was, so that a span found in the folded
 * text is the same span of what was typed.
 */
export function fold(text: string): string {
  return text.replace(/[^〇一-鿿]/g, foldUnit)
}

/** Signs that part words without meaning anything themselves. For use inside a character class. */
export const SIGNS = String.raw`\s,.;:!?~、。…·—-`

/** Cuts such signs off the beginning of a piece of what was typed. */
export function trimSignsStart(text: string): string {
  return text.slice(LEADING_SIGNS.exec(fold(text))?.[0].length ?? 0)
}

/** Cuts such signs, and brackets or quotes around the whole, off both ends. */
export function trimSigns(text: string): string {
  const folded = fold(text)
  let from = 0
  let to = folded.length
  while (from < to && SIGN.test(folded.charAt(from))) from += 1
  while (to > from && SIGN.test(folded.charAt(to - 1))) to -= 1
  const isWrapped = /^\([^()]*\)$/.test(folded.slice(from, to))
  return isWrapped ? trimSigns(text.slice(from + 1, to - 1)) : text.slice(from, to)
}

const SIGN = new RegExp(`[${SIGNS}]`)
const LEADING_SIGNS = new RegExp(`^[${SIGNS}]+`)

const OPENING = '[{〔［【｛〖「『《〈“‘"'
const CLOSING = ']}〕］】｝〗」』》〉”’'
const INVISIBLE = /[\s\u200b-\u200d\u2060\ufeff]/

/** The distance between a full-width sign (FF01–FF5E) and its ASCII brother (21–7E). */
const FULL_WIDTH_OFFSET = 0xfee0

function foldUnit(unit: string): string {
  if (OPENING.includes(unit)) return '('
  if (CLOSING.includes(unit)) return ')'
  if (INVISIBLE.test(unit)) return ' '
  const code = unit.charCodeAt(0)
  const isFullWidth = 0xff01 <= code && code <= 0xff5e
  const narrow = isFullWidth ? String.fromCharCode(code - FULL_WIDTH_OFFSET) : unit
  return /[A-Z]/.test(narrow) ? narrow.toLowerCase() : narrow
}
