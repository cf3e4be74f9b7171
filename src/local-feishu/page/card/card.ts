// A card, from the very JSON that went over the wire, as the client shows it.
import { html } from 'hono/html'
import { asList, asObject, asObjects, asText, type Json } from '../../json.ts'
import { CONTAINER_RENDERERS } from './containers.ts'
import { DISPLAY_RENDERERS } from './display.ts'
import { FIELD_RENDERERS } from './fields.ts'
import { textTag } from './inline.ts'
import { flowOf, sidesOf, styles } from './style.ts'
import { icon, text, wordsOf } from './text.ts'
import { addressesIn, type CardView, type Html } from './view.ts'

export const RENDERERS: Readonly<Record<string, (node: Json, view: CardView) => Html>> = {
  ...CONTAINER_RENDERERS,
  ...DISPLAY_RENDERERS,
  ...FIELD_RENDERERS,
}

export function card(json: Json, given: Pick<CardView, 'live' | 'nameOf'>): Html {
  const view: CardView = {
    ...given,
    addressOf: addressesIn(json),
    draw: (node) => draw(node, view),
  }
  const body = asObject(json.body) ?? {}
  const width = asText(asObject(json.config)?.width_mode) ?? 'default'
  return html`<article class="card card-${width}" ${given.live ? '' : 'data-dead'}>${header(json, view)}<div class="c-body" style="${flowOf(body, '12px')}">${asList(body.elements).map((node) => view.draw(node))}</div></article>`
}

function draw(value: unknown, view: CardView): Html {
  const node = asObject(value)
  const tag = asText(node?.tag) ?? ''
  const renderer = Object.hasOwn(RENDERERS, tag) ? RENDERERS[tag] : undefined
  if (node !== undefined && renderer !== undefined) return renderer(node, view)
  return html`<div class="c-unknown">无法显示的组件 <code>${tag || JSON.stringify(value)}</code></div>`
}

function header(json: Json, view: CardView): Html {
  const head = asObject(json.header)
  if (head === undefined) return html``
  const tags = asObjects(head.text_tag_list).map((tag) => textTag(tag.color, wordsOf(tag.text)))
  const template = asText(head.template) ?? 'default'
  const subtitle =
    head.subtitle === undefined
      ? ''
      : html`<div class="c-subtitle">${text(head.subtitle, view)}</div>`
  return html`<header class="c-header c-header-${template}" style="${styles({ padding: sidesOf(head.padding) })}">${icon(head.icon)}<div><div class="c-title">${text(head.title, view)}${tags}</div>${subtitle}</div></header>`
}
