// The table component: pages of rows under typed columns. All rows are sent; the script turns the pages.
import { html } from 'hono/html'
import { asList, asObject, asObjects, asText, type Json } from '../../json.ts'
import { inline, textTag } from './inline.ts'
import { markdown } from './markdown.ts'
import { alignOf, lengthOf, sidesOf, styles } from './style.ts'
import type { CardView, Html } from './view.ts'

const PAGE_SIZE = 5

export function table(node: Json, view: CardView): Html {
  const columns = asObjects(node.columns)
  const rows = asObjects(node.rows)
  const size = typeof node.page_size === 'number' ? node.page_size : PAGE_SIZE
  const head = columns.map(
    (column) => html`<th style="${columnStyle(column)}">${asText(column.display_name) ?? ''}</th>`,
  )
  const body = rows.map(
    (row, index) =>
      html`<tr ${index >= size ? 'hidden' : ''}>${columns.map((column) => html`<td style="${columnStyle(column)}">${cell(row[String(column.name)], column, view)}</td>`)}</tr>`,
  )
  const pages = Math.ceil(rows.length / size)
  const bold = asObject(node.header_style)?.bold === false ? ' c-table-light' : ''
  const pager =
    pages < 2
      ? ''
      : html`<div class="c-pager" data-pager="${size}"><button type="button" data-page="-1" aria-label="上一页">‹</button><span>1 / ${pages}</span><button type="button" data-page="1" aria-label="下一页">›</button></div>`
  return html`<div class="c-tabled" style="${styles({ margin: sidesOf(node.margin) })}"><div class="c-scroll"><table class="c-table${bold}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${pager}</div>`
}

function cell(value: unknown, column: Json, view: CardView): unknown {
  if (value === undefined) return ''
  switch (column.data_type) {
    case 'number':
      return numberOf(value, column)
    case 'date':
      return dateOf(value, asText(column.date_format))
    case 'persons':
      return (typeof value === 'string' ? [value] : asList(value))
        .map((id) => view.nameOf(String(id)))
        .join('、')
    case 'options':
      return typeof value === 'string'
        ? textTag('neutral', value)
        : asObjects(value).map((one) => textTag(one.color, String(one.text)))
    case 'lark_md':
      return inline(String(value), view)
    case 'markdown':
      return markdown(String(value), view)
    default:
      return String(value)
  }
}

function numberOf(value: unknown, column: Json): string {
  const format = asObject(column.format)
  const digits = typeof format?.precision === 'number' ? format.precision : undefined
  const text = Number(value).toLocaleString('zh-CN', {
    useGrouping: format?.separator === true,
    ...(digits !== undefined && { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  })
  return `${asText(format?.symbol) ?? ''}${text}`
}

/** Milliseconds since 1970, in the pattern's own letters. */
function dateOf(value: unknown, pattern = 'YYYY-MM-DD'): string {
  const shanghai = new Date(Number(value) + 8 * 3_600_000).toISOString()
  return pattern
    .replace('YYYY', shanghai.slice(0, 4))
    .replace('MM', shanghai.slice(5, 7))
    .replace('DD', shanghai.slice(8, 10))
    .replace('HH', shanghai.slice(11, 13))
    .replace('mm', shanghai.slice(14, 16))
}

function columnStyle(column: Json): string {
  return styles({ 'text-align': alignOf(column.horizontal_align), width: lengthOf(column.width) })
}
