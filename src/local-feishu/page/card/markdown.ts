// The card language's Markdown by blocks: headings, lists, quotes, code, tables, rules, paragraphs.
import { html } from 'hono/html'
import { inline } from './inline.ts'
import type { CardView, Html } from './view.ts'

interface Block {
  readonly html: Html
  /** The first line after it. */
  readonly next: number
}

/** Each looks at the lines from `at` on and takes what is its own, or nothing. */
type Reader = (lines: readonly string[], at: number, view: CardView) => Block | undefined

const READERS: readonly Reader[] = [fence, rule, heading, quote, list, table, blank]

export function markdown(source: string, view: CardView): Html {
  const lines = source.split('\n')
  const blocks: Html[] = []
  let at = 0
  while (at < lines.length) {
    const block = READERS.map((reader) => reader(lines, at, view)).find((one) => one !== undefined)
    const taken: Block = block ?? paragraph(lines, at, view)
    blocks.push(taken.html)
    at = taken.next
  }
  return html`<div class="c-md">${blocks}</div>`
}

function fence(lines: readonly string[], at: number): Block | undefined {
  if (!lines[at]?.startsWith('```')) return undefined
  const end = lines.findIndex((line, index) => index > at && line.startsWith('```'))
  const last = end < 0 ? lines.length : end
  return {
    html: html`<pre><code>${lines.slice(at + 1, last).join('\n')}</code></pre>`,
    next: last + 1,
  }
}

function rule(lines: readonly string[], at: number): Block | undefined {
  return /^\s*(?:-{3,}|\*{3,}|<hr\s*\/?>)\s*$/.test(lines[at] ?? '')
    ? { html: html`<hr>`, next: at + 1 }
    : undefined
}

function heading(lines: readonly string[], at: number, view: CardView): Block | undefined {
  const match = /^(#{1,6})\s+(.*)$/.exec(lines[at] ?? '')
  if (match === null) return undefined
  const [, marks = '#', words = ''] = match
  return {
    html: html`<div class="c-h${marks.length}" role="heading" aria-level="${marks.length + 2}">${inline(words, view)}</div>`,
    next: at + 1,
  }
}

function quote(lines: readonly string[], at: number, view: CardView): Block | undefined {
  const next = endOf(lines, at, /^>\s?/)
  if (next === at) return undefined
  const words = lines.slice(at, next).map((line) => line.replace(/^>\s?/, ''))
  return { html: html`<blockquote>${broken(words, view)}</blockquote>`, next }
}

function list(lines: readonly string[], at: number, view: CardView): Block | undefined {
  const ordered = /^\s*\d+\.\s+/
  const marker = ordered.test(lines[at] ?? '') ? ordered : /^\s*[-*]\s+/
  const next = endOf(lines, at, marker)
  if (next === at) return undefined
  const items = lines
    .slice(at, next)
    .map((line) => html`<li>${inline(line.replace(marker, ''), view)}</li>`)
  if (marker !== ordered) return { html: html`<ul>${items}</ul>`, next }
  const start = Number.parseInt(lines[at]?.trim() ?? '1', 10)
  return { html: html`<ol start="${start}">${items}</ol>`, next }
}

function table(lines: readonly string[], at: number, view: CardView): Block | undefined {
  if (!lines[at]?.includes('|')) return undefined
  if (!/^(?=.*\|)[\s|:-]*-[\s|:-]*$/.test(lines[at + 1] ?? '')) return undefined
  const next = endOf(lines, at + 2, /\|/)
  const [head = [], ...rows] = [lines[at] ?? '', ...lines.slice(at + 2, next)].map(cellsOf)
  const row = (cells: readonly string[]) =>
    cells.map((cell) => html`<td>${inline(cell, view)}</td>`)
  return {
    html: html`<div class="c-scroll"><table class="c-table"><thead><tr>${head.map(
      (cell) => html`<th>${inline(cell, view)}</th>`,
    )}</tr></thead><tbody>${rows.map((cells) => html`<tr>${row(cells)}</tr>`)}</tbody></table></div>`,
    next,
  }
}

function blank(lines: readonly string[], at: number): Block | undefined {
  return lines[at]?.trim() === '' ? { html: html``, next: at + 1 } : undefined
}

function paragraph(lines: readonly string[], at: number, view: CardView): Block {
  const begins = (index: number) =>
    READERS.some((reader) => reader(lines, index, view) !== undefined)
  let next = at + 1
  while (next < lines.length && !begins(next)) next += 1
  return { html: html`<p>${broken(lines.slice(at, next), view)}</p>`, next }
}

function broken(lines: readonly string[], view: CardView): Html[] {
  return lines.map((line, index) => html`${index > 0 ? html`<br>` : ''}${inline(line, view)}`)
}

function endOf(lines: readonly string[], at: number, marker: RegExp): number {
  let next = at
  while (next < lines.length && marker.test(lines[next] ?? '')) next += 1
  return next
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}
