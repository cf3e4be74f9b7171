// Components that hold others: columns, forms, panels, containers that react as a whole.
import { html } from 'hono/html'
import { asList, asObject, asText, type Json } from '../../json.ts'
import { touchAttributes } from './part.ts'
import { alignOf, colourOf, flowOf, lengthOf, sidesOf, spacingOf, styles } from './style.ts'
import { icon, text } from './text.ts'
import type { CardView, Html } from './view.ts'

export function drawAll(elements: unknown, view: CardView): Html[] {
  return asList(elements).map((element) => view.draw(element))
}

function columnSet(node: Json, view: CardView): Html {
  const mode = asText(node.flex_mode) ?? 'none'
  const style = styles({
    gap: spacingOf(node.horizontal_spacing) ?? '8px',
    'justify-content': alignOf(node.horizontal_align),
    margin: sidesOf(node.margin),
    background: flowBackground(node),
  })
  return html`<div class="c-columns c-flex-${mode}" style="${style}">${drawAll(node.columns, view)}</div>`
}

function column(node: Json, view: CardView): Html {
  const weight = typeof node.weight === 'number' ? node.weight : 1
  const fixed = lengthOf(node.width)
  const size = styles({
    flex: node.width === 'weighted' ? `${weight} 1 0` : `0 ${fixed === undefined ? 1 : 0} auto`,
    width: fixed,
    'align-self': alignOf(node.vertical_align),
    'min-width': '0',
  })
  return html`<div class="c-column" style="${flowOf(node)};${size}">${drawAll(node.elements, view)}</div>`
}

function form(node: Json, view: CardView): Html {
  const name = asText(node.name) ?? ''
  return html`<div class="c-form" role="group" data-form="${name}" style="${flowOf(node, '12px')}">${drawAll(node.elements, view)}</div>`
}

function interactiveContainer(node: Json, view: CardView): Html {
  const style = styles({
    width: node.width === 'auto' ? 'fit-content' : lengthOf(node.width),
    height: lengthOf(node.height),
    border:
      node.has_border === true
        ? `1px solid ${colourOf(node.border_color) ?? 'var(--line)'}`
        : undefined,
    'border-radius': lengthOf(node.corner_radius),
  })
  const padded = { padding: '4px 12px', ...node }
  return html`<div class="c-touch" role="button" tabindex="0" ${touchAttributes(node, view)} style="${flowOf(padded)};${style}">${drawAll(node.elements, view)}</div>`
}

function collapsiblePanel(node: Json, view: CardView): Html {
  const header = asObject(node.header) ?? {}
  const border = asObject(node.border)
  const style = styles({
    border: border === undefined ? undefined : `1px solid ${borderColour(border)}`,
    'border-radius': lengthOf(border?.corner_radius) ?? '6px',
    margin: sidesOf(node.margin),
  })
  const side = asText(header.icon_position) ?? 'left'
  const sign = header.icon === undefined ? html`` : icon(header.icon)
  const open = node.expanded === true ? 'open' : ''
  return html`<details class="c-panel" data-keep="${asText(node.element_id) ?? asText(asObject(header.title)?.content) ?? ''}" ${open} style="${style}"><summary class="c-panel-${side}" style="${styles({ background: colourOf(header.background_color) })}">${text(header.title, view)}${sign}</summary><div style="${flowOf({ ...node, margin: undefined })}">${drawAll(node.elements, view)}</div></details>`
}

/** A grey frame is a line, not the grey of words. */
function borderColour(border: Json): string {
  const colour = colourOf(border.color)
  return colour === undefined || colour === 'var(--grey)' ? 'var(--line)' : colour
}

function flowBackground(node: Json): string | undefined {
  return /background:([^;]+)/.exec(flowOf(node))?.[1]
}

export const CONTAINER_RENDERERS = {
  column_set: columnSet,
  column,
  form,
  interactive_container: interactiveContainer,
  collapsible_panel: collapsiblePanel,
}
