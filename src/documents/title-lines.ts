// Breaks a title into lines of nearly equal length, between words (GB/T 9704-2012 §7.3.1: 回行时词意完整，排列对称).

/** Never at the beginning of a line. */
const CLOSING = /^[，。、；：！？”’》〉）〕】％…—·的和与及等]/u

/** Never at the end of a line. */
const OPENING = /[“‘《〈（〔【]$/u

/** Good places to begin a line. */
const BEGINNING = /^关于/u

/** What a break in a bad place costs, in squared characters of unevenness. */
const BAD_PLACE = 400

/** A line that begins with 关于 may be this much less even. */
const GOOD_PLACE = 9

/**
 * The title in as few lines of at most `most` characters as it takes, as even as words allow. `whole`: names that
 * are split only when they are longer than a line.
 */
export function titleLines(title: string, most: number, whole: readonly string[] = []): string[] {
  if (widthOf(title) <= most) return [title]
  const pieces = piecesOf(title, most, whole)
  const fewest = Math.ceil(widthOf(title) / most)
  const tries = [fewest, fewest + 1, fewest + 2].map((count) => arranged(pieces, count, most))
  // One more line than needed must be worth it: it has to save a break in a bad place.
  const best = tries
    .map((found, more) => (found === null ? null : { ...found, cost: found.cost + more * 100 }))
    .filter((found) => found !== null)
    .toSorted((one, other) => one.cost - other.cost)[0]
  return best?.lines ?? cut(title, most)
}

/** In characters of the title's size: those of Latin letters and digits are half as wide. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\x20-\x7e]/u.test(character) ? 0.5 : 1), 0)
}

function piecesOf(title: string, most: number, whole: readonly string[]): string[] {
  const names = whole.filter((name) => name !== '' && widthOf(name) <= most)
  const name = names.find((known) => title.includes(known))
  if (name === undefined) return wordsOf(title)
  const [before = '', ...after] = title.split(name)
  return [
    ...piecesOf(before, most, whole),
    name,
    ...piecesOf(after.join(name), most, whole),
  ].filter((piece) => piece !== '')
}

function wordsOf(text: string): string[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' })
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

interface Arranged {
  readonly lines: readonly string[]
  readonly cost: number
}

/** The most even way of making `count` lines; null when the words do not fit into so few. */
function arranged(
  pieces: readonly string[],
  count: number,
  most: number,
): { lines: string[]; cost: number } | null {
  const even = widthOf(pieces.join('')) / count
  const known = new Map<string, Arranged | null>()
  const from = (start: number, left: number): Arranged | null => {
    if (start === pieces.length) return left === 0 ? { lines: [], cost: 0 } : null
    if (left === 0) return null
    const key = `${start} ${left}`
    const before = known.get(key)
    if (before !== undefined) return before
    let best: Arranged | null = null
    for (let end = start + 1; end <= pieces.length; end += 1) {
      const line = pieces.slice(start, end).join('')
      if (widthOf(line) > most) break
      const rest = from(end, left - 1)
      if (rest === null) continue
      const cost = rest.cost + (widthOf(line) - even) ** 2 + breakCost(line, pieces[end])
      if (best === null || cost < best.cost) best = { lines: [line, ...rest.lines], cost }
    }
    known.set(key, best)
    return best
  }
  const found = from(0, count)
  return found === null ? null : { lines: [...found.lines], cost: found.cost }
}

function breakCost(line: string, next: string | undefined): number {
  if (next === undefined) return 0
  if (CLOSING.test(next) || OPENING.test(line)) return BAD_PLACE
  return BEGINNING.test(next) ? -GOOD_PLACE : 0
}

/** A title without words, such as one endless name. */
function cut(title: string, most: number): string[] {
  const characters = [...title]
  const count = Math.ceil(characters.length / most)
  const each = Math.ceil(characters.length / count)
  return Array.from({ length: count }, (_, line) =>
    characters.slice(line * each, (line + 1) * each).join(''),
  )
}
