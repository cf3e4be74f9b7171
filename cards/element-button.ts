// Builders for what people press: buttons that act, buttons that send a form, buttons that open a page.
import { type ColumnSet, type PlainText, plainText, row } from './element.ts'

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/** What a tap carries back to the bot: what is asked, of which matter, and the version it was drawn from. */
type ActionValue = { readonly [key: string]: Json }

/** Danger is kept for 退回 and 不同意 (conversation §1.1). */
export type ButtonType = 'default' | 'primary' | 'danger'

/** The platform's own dialog before the tap counts. Both texts are needed: old clients go dead without. */
export interface Confirm {
  readonly title: string
  readonly text: string
}

export interface Button {
  readonly tag: 'button'
  readonly text: PlainText
  readonly type: ButtonType
  readonly name?: string
  readonly form_action_type?: 'submit'
  readonly confirm?: { readonly title: PlainText; readonly text: PlainText }
  readonly behaviors: readonly (
    | { readonly type: 'callback'; readonly value: ActionValue }
    | { readonly type: 'open_url'; readonly default_url: string }
  )[]
}

export interface ButtonParts {
  readonly text: string
  readonly type?: ButtonType | undefined
  readonly value: ActionValue
  readonly confirm?: Confirm | undefined
}

/** A button that tells the bot of the tap. Inside a form it needs a `name`, like everything there. */
export function button(parts: ButtonParts & { readonly name?: string | undefined }): Button {
  return {
    tag: 'button',
    text: plainText(parts.text),
    type: parts.type ?? 'default',
    ...(parts.name === undefined ? {} : { name: parts.name }),
    ...confirmation(parts.confirm),
    behaviors: [{ type: 'callback', value: parts.value }],
  }
}

/** A button that sends the form it stands in, together with its own `value`. `name` is unique in the form. */
export function submitButton(parts: ButtonParts & { readonly name: string }): Button {
  return { ...button(parts), form_action_type: 'submit' }
}

/** A button that opens a page. `url` is http or https. Inside a form it needs a `name`. */
export function linkButton(
  text: string,
  url: string,
  more: { readonly type?: ButtonType; readonly name?: string } = {},
): Button {
  return {
    tag: 'button',
    text: plainText(text),
    type: more.type ?? 'default',
    ...(more.name === undefined ? {} : { name: more.name }),
    behaviors: [{ type: 'open_url', default_url: url }],
  }
}

/** Buttons side by side on a computer; on a phone what does not fit goes to the next row. */
export function buttonRow(buttons: readonly Button[]): ColumnSet {
  return row(buttons)
}

function confirmation(confirm: Confirm | undefined): Pick<Button, 'confirm'> {
  if (confirm === undefined) return {}
  return { confirm: { title: plainText(confirm.title), text: plainText(confirm.text) } }
}
