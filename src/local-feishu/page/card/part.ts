// What every touchable part carries into the browser: its address, its confirm dialog, whether it is dead.
import { html } from 'hono/html'
import { asObject, asObjects, asText, type Json } from '../../json.ts'
import { wordsOf } from './text.ts'
import type { CardView, Html } from './view.ts'

/** For what is pressed: the browser's script sends the address back, or asks first, or opens a link. */
export function touchAttributes(node: Json, view: CardView): Html {
  const address = view.addressOf(node)
  const confirm = asObject(node.confirm)
  const dead = node.disabled === true || !view.live
  const url = linkOf(node)
  return html`data-part data-label="${address?.label ?? ''}" data-nth="${address?.nth ?? 1}" ${
    confirm === undefined
      ? ''
      : html`data-confirm-title="${wordsOf(confirm.title)}" data-confirm-text="${wordsOf(confirm.text)}"`
  } ${url === undefined ? '' : html`data-url="${url}"`} ${isReset(node) ? 'data-reset' : ''} ${
    isSubmit(node) ? 'data-submit' : ''
  } ${dead ? html`aria-disabled="true"` : ''} ${tips(node)}`
}

/** For fields: the name under which a form sends them, or the address when they stand alone. */
export function fieldAttributes(node: Json, view: CardView): Html {
  const address = view.addressOf(node)
  const dead = node.disabled === true || !view.live
  return html`data-field="${asText(node.name) ?? ''}" data-kind="${asText(node.tag) ?? ''}" data-label="${address?.label || asText(node.name) || ''}" data-nth="${address?.label ? address.nth : 1}" ${
    node.required === true ? 'data-required' : ''
  } ${dead ? 'disabled' : ''}`
}

function linkOf(node: Json): string | undefined {
  const behavior = asObjects(node.behaviors).find(({ type }) => type === 'open_url')
  const url = asText(behavior?.default_url) ?? asText(behavior?.pc_url) ?? asText(node.url)
  return url !== undefined && /^https?:\/\//i.test(url) ? url : undefined
}

function isReset(node: Json): boolean {
  return node.form_action_type === 'reset' || node.action_type === 'form_reset'
}

function isSubmit(node: Json): boolean {
  return node.form_action_type === 'submit' || node.action_type === 'form_submit'
}

function tips(node: Json): Html {
  const words = wordsOf(
    node.disabled === true ? (node.disabled_tips ?? node.hover_tips) : node.hover_tips,
  )
  return words === '' ? html`` : html`title="${words}"`
}
