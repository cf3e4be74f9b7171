// Components that are looked at or pressed: text, pictures, people, rules, buttons, menus.
import { html } from 'hono/html'
import { asObject, asObjects, asText, type Json } from '../../json.ts'
import { avatar } from '../avatar.ts'
import { chart } from './chart.ts'
import { markdown } from './markdown.ts'
import { touchAttributes } from './part.ts'
import { lengthOf, sidesOf, styles } from './style.ts'
import { table } from './table.ts'
import { icon, text, textStyle, wordsOf } from './text.ts'
import type { CardView, Html } from './view.ts'

function div(node: Json, view: CardView): Html {
  const fields = asObjects(node.fields).map(
    (field) =>
      html`<div class="${field.is_short === true ? 'short' : ''}">${text(field.text, view)}</div>`,
  )
  const width = node.width === 'auto' ? 'fit-content' : lengthOf(node.width)
  const style = styles({ margin: sidesOf(node.margin), width })
  return html`<div class="c-div" style="${style}">${icon(node.icon)}${text(node.text, view)}${fields.length > 0 ? html`<div class="c-fields">${fields}</div>` : ''}</div>`
}

function markdownBlock(node: Json, view: CardView): Html {
  const style = `${textStyle(node)};${styles({ margin: sidesOf(node.margin) })}`
  return html`<div class="c-div" style="${style}">${icon(node.icon)}${markdown(wordsOf(node), view)}</div>`
}

function img(node: Json, view: CardView): Html {
  const key = encodeURIComponent(asText(node.img_key) ?? '')
  const [width, height] = (asText(node.size) ?? '').split(' ').map(lengthOf)
  const style = styles({
    width,
    height,
    'border-radius': lengthOf(node.corner_radius),
    margin: sidesOf(node.margin),
    'object-fit': node.scale_type === 'fit_horizontal' ? 'contain' : 'cover',
  })
  return html`<figure class="c-figure"><img class="c-img c-img-${asText(node.size)?.includes('px') ? 'set' : (asText(node.size) ?? 'stretch')}" src="/demo/files/${key}" alt="${wordsOf(node.alt)}" style="${style}">${node.title === undefined ? '' : html`<figcaption>${text(node.title, view)}</figcaption>`}</figure>`
}

function imgCombination(node: Json): Html {
  const images = asObjects(node.img_list).map(
    ({ img_key: key }) =>
      html`<img class="c-img" src="/demo/files/${encodeURIComponent(String(key))}" alt="">`,
  )
  return html`<div class="c-images c-images-${asText(node.combination_mode) ?? ''}">${images}</div>`
}

function hr(node: Json): Html {
  return html`<hr class="c-hr" style="${styles({ margin: sidesOf(node.margin) })}">`
}

function person(node: Json, view: CardView): Html {
  return onePerson(view.nameOf(asText(node.user_id) ?? ''), {
    face: node.show_avatar !== false,
    name: node.show_name === true || node.style === 'capsule',
  })
}

function personList(node: Json, view: CardView): Html {
  const people = asObjects(node.persons).map(({ id }) =>
    onePerson(view.nameOf(String(id)), {
      face: node.show_avatar === true,
      name: node.show_name !== false,
    }),
  )
  return html`<div class="c-people">${people}</div>`
}

function onePerson(name: string, shows: { face: boolean; name: boolean }): Html {
  return html`<span class="c-person" title="${name}">${shows.face ? avatar(name, 'small') : ''}${shows.name ? name : ''}</span>`
}

function button(node: Json, view: CardView): Html {
  const type = asText(node.type) ?? 'default'
  const size = asText(node.size) ?? 'medium'
  const width = node.width === 'fill' ? '100%' : lengthOf(node.width)
  const style = styles({ width, margin: sidesOf(node.margin) })
  return html`<button type="button" class="c-button c-button-${type} c-button-${size}" style="${style}" ${touchAttributes(node, view)}>${icon(node.icon)}${wordsOf(node.text)}</button>`
}

function overflow(node: Json, view: CardView): Html {
  const items = asObjects(node.options).map((option) => {
    const url = asText(asObject(option.multi_url)?.url)
    const touch = touchAttributes({ ...option, ...(url !== undefined && { url }) }, view)
    const address = view.addressOf(option)
    return html`<button type="button" ${url === undefined ? html`data-part data-label="${address?.label ?? ''}" data-nth="${address?.nth ?? 1}" ${view.live && node.disabled !== true ? '' : html`aria-disabled="true"`}` : touch}>${wordsOf(option.text)}</button>`
  })
  return html`<details class="c-overflow"><summary aria-label="更多">⋯</summary><div>${items}</div></details>`
}

export const DISPLAY_RENDERERS = {
  div,
  markdown: markdownBlock,
  img,
  img_combination: imgCombination,
  hr,
  person,
  person_list: personList,
  table,
  chart,
  button,
  overflow,
}
