// Fields of a card as the browser's own controls: they are known, accessible, and fit a phone.
import { html } from 'hono/html'
import { asList, asObjects, asText, type Json } from '../../json.ts'
import { fieldAttributes } from './part.ts'
import { lengthOf, sidesOf, styles } from './style.ts'
import { text, wordsOf } from './text.ts'
import type { CardView, Html } from './view.ts'

const MOST_INPUT = 1_000

function input(node: Json, view: CardView): Html {
  const value = asText(node.default_value) ?? ''
  const rows = Number(node.rows ?? 5) || 5
  const most = typeof node.max_length === 'number' ? node.max_length : MOST_INPUT
  const hint = html`placeholder="${wordsOf(node.placeholder) || '请输入'}" maxlength="${most}"`
  const named = wordsOf(node.label) || wordsOf(node.placeholder) || String(node.name)
  const control =
    node.input_type === 'multiline_text'
      ? html`<textarea rows="${rows}" style="--rows:${rows}" ${node.auto_resize === true ? html`class="grows"` : ''} aria-label="${named}" ${hint} ${fieldAttributes(node, view)}>${'\n'}${value}</textarea>`
      : html`<input type="${node.input_type === 'password' ? 'password' : 'text'}" aria-label="${named}" value="${value}" ${hint} ${fieldAttributes(node, view)}>`
  return labelled(node, control)
}

function selectOne(node: Json, view: CardView, labels: (option: Json) => string): Html {
  const options = asObjects(node.options)
  const initial = initialOf(node, options)
  const hint = wordsOf(node.placeholder) || '请选择'
  const items = options.map(
    (option) =>
      html`<option value="${asText(option.value) ?? ''}" ${option.value === initial ? 'selected' : ''}>${labels(option)}</option>`,
  )
  const control = html`<select aria-label="${hint}" ${fieldAttributes(node, view)}><option value="">${hint}</option>${items}</select>`
  return labelled(node, control)
}

/** Selections keep the order in which they were made, as the platform reports them. */
function selectSeveral(node: Json, view: CardView, labels: (option: Json) => string): Html {
  const chosen = asList(node.selected_values).map(String)
  const hint = wordsOf(node.placeholder) || '请选择'
  const items = asObjects(node.options).map(
    (option) =>
      html`<label><input type="checkbox" value="${asText(option.value) ?? ''}" ${chosen.includes(String(option.value)) ? 'checked' : ''} ${node.disabled === true || !view.live ? 'disabled' : ''}><span>${labels(option)}</span></label>`,
  )
  const control = html`<details class="c-several" data-hint="${hint}" data-chosen="${JSON.stringify(chosen)}" ${fieldAttributes(node, view)}><summary aria-label="${hint}"><span>${hint}</span></summary><div role="group" aria-label="${hint}">${items}</div></details>`
  return labelled(node, control)
}

function picker(type: 'date' | 'time' | 'datetime-local', value: unknown): Renderer {
  return (node, view) => {
    const initial = (asText(node[String(value)]) ?? '').replace(' ', 'T')
    const hint = wordsOf(node.placeholder) || '请选择'
    const control = html`<input type="${type}" aria-label="${hint}" value="${initial}" ${fieldAttributes(node, view)}>`
    return labelled(node, control)
  }
}

function checker(node: Json, view: CardView): Html {
  const checked = node.checked === true ? 'checked' : ''
  const buttons = asList((node.button_area as Json | undefined)?.buttons)
  return html`<div class="c-checker" style="${styles({ margin: sidesOf(node.margin) })}"><label><input type="checkbox" ${checked} ${fieldAttributes(node, view)}>${text(node.text, view)}</label>${buttons.map((button) => view.draw(button))}</div>`
}

function selectImg(node: Json, view: CardView): Html {
  const kind = node.multi_select === true ? 'checkbox' : 'radio'
  const items = asObjects(node.options).map(
    (option) =>
      html`<label><input type="${kind}" name="${asText(node.name) ?? 'picture'}" value="${asText(option.value) ?? ''}" ${option.disabled === true || !view.live ? 'disabled' : ''}><img src="/demo/files/${encodeURIComponent(String(option.img_key))}" alt="${wordsOf(option.hover_tips)}"></label>`,
  )
  return html`<div class="c-pictures" role="group" data-chosen="[]" data-many="${kind === 'checkbox'}" ${fieldAttributes(node, view)}>${items}</div>`
}

/** Only inputs have a label of their own; whatever else a field is for, the card says beside it. */
function labelled(node: Json, control: Html): Html {
  const words = wordsOf(node.label)
  const width = node.width === 'fill' ? '100%' : lengthOf(node.width)
  const side = node.label_position === 'left' ? ' c-label-left' : ''
  const star = node.required === true ? html`<b aria-hidden="true">*</b>` : ''
  const label = words === '' ? '' : html`<span class="c-label">${words}${star}</span>`
  return html`<div class="c-field${side}" style="${styles({ width, margin: sidesOf(node.margin) })}">${label}${control}</div>`
}

function initialOf(node: Json, options: readonly Json[]): unknown {
  const initial = asText(node.initial_option)
  const index = typeof node.initial_index === 'number' ? node.initial_index : 0
  const named = options.find((one) => one.value === initial || wordsOf(one.text) === initial)
  return (initial === undefined ? options[index - 1] : named)?.value
}

const byWords = (option: Json) => wordsOf(option.text) || String(option.value)

type Renderer = (node: Json, view: CardView) => Html

export const FIELD_RENDERERS = {
  input,
  select_static: (node, view) => selectOne(node, view, byWords),
  select_person: (node, view) => selectOne(node, view, (one) => view.nameOf(String(one.value))),
  multi_select_static: (node, view) => selectSeveral(node, view, byWords),
  multi_select_person: (node, view) =>
    selectSeveral(node, view, (one) => view.nameOf(String(one.value))),
  date_picker: picker('date', 'initial_date'),
  picker_time: picker('time', 'initial_time'),
  picker_datetime: picker('datetime-local', 'initial_datetime'),
  checker,
  select_img: selectImg,
} satisfies Readonly<Record<string, Renderer>>
