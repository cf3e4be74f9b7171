// Charts: bars, lines and pies of a chart specification as a plain drawing; others say what they are.
import { html } from 'hono/html'
import { asList, asObject, asObjects, asText, type Json } from '../../json.ts'
import type { Html } from './view.ts'

interface Point {
  readonly name: string
  readonly value: number
}

const COLOURS = ['blue', 'turquoise', 'orange', 'violet', 'green', 'wathet', 'yellow', 'carmine']

export function chart(node: Json): Html {
  const spec = asObject(node.chart_spec) ?? {}
  const type = asText(spec.type) ?? '未知'
  const points = pointsOf(spec)
  const title = asText(asObject(spec.title)?.text)
  const drawn = points.length === 0 ? undefined : DRAWINGS[type]?.(points)
  const list = points.map(({ name, value }) => `${name} ${value}`).join('，')
  const body =
    drawn === undefined
      ? html`<p class="c-unknown">图表（${type}）：${list || '没有数据'}</p>`
      : html`<div role="img" aria-label="${list}">${drawn}</div>`
  return html`<figure class="c-chart">${title === undefined ? '' : html`<figcaption>${title}</figcaption>`}${body}</figure>`
}

const DRAWINGS: Readonly<Record<string, (points: readonly Point[]) => Html>> = {
  bar: bars,
  line: bars,
  area: bars,
  pie,
}

/** Lying bars: long Chinese names stay readable at phone width. */
function bars(points: readonly Point[]): Html {
  const most = Math.max(...points.map(({ value }) => value), 1)
  return html`<div class="c-bars">${points.map(
    ({ name, value }, index) =>
      html`<span>${name}</span><i style="width:${(100 * value) / most}%;background:var(--${colour(index)})"></i><b>${value}</b>`,
  )}</div>`
}

function pie(points: readonly Point[]): Html {
  const sum = points.reduce((total, { value }) => total + value, 0) || 1
  const ends = points.map((_, index) =>
    points.slice(0, index + 1).reduce((total, { value }) => total + value / sum, 0),
  )
  const stops = ends.map((end, index) => {
    const from = ends[index - 1] ?? 0
    return `var(--${colour(index)}) ${(from * 100).toFixed(2)}% ${(end * 100).toFixed(2)}%`
  })
  const legend = points.map(
    ({ name, value }, index) =>
      html`<li><i style="background:var(--${colour(index)})"></i>${name}<b>${value}</b></li>`,
  )
  return html`<div class="c-pie"><i style="background:conic-gradient(${stops.join(',')})"></i><ul>${legend}</ul></div>`
}

function colour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? 'blue'
}

/** The first data set, by the specification's own field names. */
function pointsOf(spec: Json): Point[] {
  const data = asObject(spec.data) ?? asObjects(spec.data)[0]
  const rows = asObjects(data?.values)
  const nameField = firstField(spec.categoryField) ?? firstField(spec.xField) ?? 'x'
  const valueField = firstField(spec.valueField) ?? firstField(spec.yField) ?? 'y'
  const turned = spec.direction === 'horizontal'
  const [names, values] = turned ? [valueField, nameField] : [nameField, valueField]
  return rows.map((row) => ({
    name: String(row[names] ?? ''),
    value: Number(row[values] ?? 0) || 0,
  }))
}

function firstField(value: unknown): string | undefined {
  return asText(value) ?? asText(asList(value)[0])
}
