// Text objects of a card: plain text as it is, Markdown through its renderer, icons as signs.
import { html } from 'hono/html'
import { asObject, asText, type Json } from '../../json.ts'
import { markdown } from './markdown.ts'
import { alignOf, colourOf, styles, textSizeOf } from './style.ts'
import type { CardView, Html } from './view.ts'

/** What a text object says, in Chinese where it has several languages. */
export function wordsOf(value: unknown): string {
  const text = asObject(value)
  return asText(asObject(text?.i18n_content)?.zh_cn) ?? asText(text?.content) ?? ''
}

export function text(value: unknown, view: CardView): Html {
  const node = asObject(value)
  if (node === undefined) return html``
  const style = textStyle(node)
  const words = wordsOf(node)
  if (node.tag === 'lark_md' || node.tag === 'markdown') {
    return html`<div class="c-text" style="${style}">${markdown(words, view)}</div>`
  }
  return html`<div class="c-text c-plain" style="${style}">${words}</div>`
}

export function textStyle(node: Json): string {
  const lines = typeof node.lines === 'number' ? String(node.lines) : undefined
  return styles({
    'font-size': textSizeOf(node.text_size),
    'font-weight': String(node.text_size).startsWith('heading') ? '600' : undefined,
    color: colourOf(node.text_color),
    'text-align': alignOf(node.text_align),
    '-webkit-line-clamp': lines,
    overflow: lines === undefined ? undefined : 'hidden',
    display: lines === undefined ? undefined : '-webkit-box',
    '-webkit-box-orient': lines === undefined ? undefined : 'vertical',
  })
}

/** The platform's icons are its own drawings; their first word says enough here. */
export function icon(value: unknown): Html {
  const node = asObject(value)
  const token = asText(node?.token) ?? asText(node?.img_key)
  if (token === undefined) return html``
  const name = token.split(/[-_]/)[0] ?? ''
  const sign = ICONS[name] ?? '●'
  return html`<span class="c-icon" style="${styles({ color: colourOf(node?.color) })}" title="${token}" aria-hidden="true">${sign}</span>`
}

const ICONS: Readonly<Record<string, string>> = {
  down: '▾',
  up: '▴',
  right: '▸',
  left: '◂',
  yes: '✓',
  done: '✓',
  close: '✕',
  time: '◷',
  calendar: '▤',
  warning: '!',
  info: 'i',
  member: '◍',
  file: '▤',
  edit: '✎',
}
