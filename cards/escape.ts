// Turns what people wrote into data, for the places where the platform would read it as Markdown.

/**
 * `text` so that a `markdown` element shows it and obeys none of it (conversation §1.9, platform docs:
 * cards, Markdown). Newlines become `<br>`, since a single newline may vanish there; invisible
 * characters go, as in `visibleText`. Not for a `plain_text`, which shows entities as they stand.
 */
export function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(LIVE, (char) => ENTITIES.get(char) ?? `&#${char.codePointAt(0)};`)
    .replaceAll('\n', '<br>')
}

/**
 * `text` without what cannot be seen: control characters, zero-width ones, those that turn the reading
 * direction round. They hide words from readers, or break a code in two so that a check misses it.
 * Line ends become `\n`, tabs become spaces; variation selectors stay, as rare names need them.
 */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '')
}

/**
 * At most `maxChars` UTF-16 units of `text`, the last one `…` where something was left out. A character
 * outside the basic plane (rare names are written with them) is kept whole or dropped whole.
 */
export function clip(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  if (maxChars < 1) return ''
  const kept = text.slice(0, maxChars - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}

/** The one entity of the platform's table that is a word; the others are the character's number. */
const ENTITIES: ReadonlyMap<string, string> = new Map([['~', '&sim;']])

/**
 * What the platform's table tells to escape, and besides:
 * - `&`, or an entity that somebody typed would turn live;
 * - `|` and `=`, which make tables and headings of the lines around them;
 * - `.` except in a number such as 3.5: 1. begins a list, www.x.cn becomes a link;
 * - `:` except in a time such as 17:30, because of emoji codes, and because whatever stands before or
 *   after the text may complete one;
 * - a blank at the very beginning, since four of them make a block of code.
 */
const LIVE =
  /[&<>*~_[\]()`#!$\\\-+/"'|=]|\.(?!(?<=\d\.)\d)|:(?!(?<=(?<![\w:])\d{1,2}:)\d\d(?![\w:]))|^ /gu

const INVISIBLE = /(?!\p{Variation_Selector}|\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu
