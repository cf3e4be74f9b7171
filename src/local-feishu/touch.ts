// A finger on a card: which part is meant, what the client checks, which action it sends.
import { enteredValue, type FieldValue, initialValue } from './card-fields.ts'
import { labelOf, namesOf, type Part, partsOf, partsOfForm } from './card-parts.ts'
import { asList, asObject, asObjects, asText, type Json } from './json.ts'

/** How the client sends an optional field that holds nothing; the platform's docs leave it open. */
export type EmptyAs = 'absent' | '' | '[]' | 'null'

export interface Touch {
  /** By field name, for the form around the button; fields not named keep their initial value. */
  readonly form?: Readonly<Record<string, unknown>>
  /** For a select, picker, input or checker that stands outside a form: what is chosen or typed. */
  readonly value?: unknown
  /** Whether the person accepts the confirm dialog; true unless told otherwise. */
  readonly confirm?: boolean
  readonly emptyAs?: EmptyAs
  /** Which of several parts with the same label, from 1; without it a label must be unique. */
  readonly nth?: number
  /** Sends although the client would not: disabled parts, forwarded or outdated cards. */
  readonly force?: boolean
}

/** What the client makes of the touch by itself. */
export type Touched =
  | { readonly kind: 'sends'; readonly action: Json; readonly confirmText?: string }
  | { readonly kind: 'stays'; readonly reason: StayReason; readonly confirmText?: string }
  /** The card is broken in a way that the client shows as an error. */
  | { readonly kind: 'fails'; readonly errorCode: number }

export type StayReason =
  | 'cancelled'
  | 'required_missing'
  | 'opens_link'
  | 'resets_form'
  | 'no_behavior'
  | 'forwarded'
  | 'outdated'

const FIELD_TAGS: ReadonlySet<string> = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'checker',
  'select_img',
])

/**
 * Fields that always call back when touched outside a form, also without a behaviour of their own.
 */
const SILENT_WITHOUT_BEHAVIOR: ReadonlySet<string> = new Set([
  'button',
  'interactive_container',
  'checker',
])

/**
 * Touches the part with this label, name or element id.
 * Throws when there is no such part, more than one, or the client would not let anybody touch it.
 */
export function touched(card: Json, wanted: string, touch: Touch): Touched {
  const { part, option } = partNamed(card, wanted, touch.nth)
  if (part.node.disabled === true && touch.force !== true) {
    throw new Error(`“${wanted}” is disabled`)
  }
  if (part.form === undefined && touch.form !== undefined) {
    throw new Error(`“${wanted}” stands outside any form, so nothing can be filled in`)
  }
  const confirmText = confirmOf(part.node)
  const heard = confirmText === undefined ? {} : { confirmText }
  const stay = stays(part, touch)
  if (stay !== undefined) return { kind: 'stays', reason: stay, ...heard }
  if (part.form !== undefined && hasNamelessField(part.form)) {
    return { kind: 'fails', errorCode: 200530 }
  }
  if (touch.confirm === false && confirmText !== undefined) {
    return { kind: 'stays', reason: 'cancelled', ...heard }
  }
  const action = actionOf(part, { touch, option })
  if (action === undefined) return { kind: 'stays', reason: 'required_missing', ...heard }
  return { kind: 'sends', action, ...heard }
}

function stays(part: Part, touch: Touch): StayReason | undefined {
  const { node, tag, form } = part
  if (form !== undefined && FIELD_TAGS.has(tag)) {
    throw new Error(`“${String(node.name)}” is a field of a form: fill it in and tap the button`)
  }
  if (isReset(node)) return 'resets_form'
  if (form !== undefined && isSubmitButton(node)) return undefined
  if (callbackValue(node) !== undefined) return undefined
  if (asList(node.behaviors).length > 0) return 'opens_link'
  return SILENT_WITHOUT_BEHAVIOR.has(tag) && touch.force !== true ? 'no_behavior' : undefined
}

/** The `action` of the callback; undefined when a required field is empty. */
function actionOf(
  part: Part,
  given: { touch: Touch; option: string | undefined },
): Json | undefined {
  const { node, tag, form } = part
  const { touch } = given
  const common = {
    tag,
    timezone: 'Asia/Shanghai',
    ...(callbackValue(node) !== undefined && { value: callbackValue(node) }),
    ...((asText(node.name) ?? '') !== '' && { name: node.name }),
  }
  if (form !== undefined && isSubmitButton(node)) {
    const values = formValues(form, touch)
    return values === undefined ? undefined : { ...common, form_value: values }
  }
  if (given.option !== undefined) return { ...common, option: given.option }
  if (!FIELD_TAGS.has(tag)) return common
  return { ...common, ...outsideForm(part, enteredValue(part, touch.value)) }
}

/** What a field sends when it stands by itself. */
function outsideForm(part: Part, value: FieldValue): Json {
  switch (part.tag) {
    case 'input':
      return { input_value: value ?? '' }
    case 'checker':
      return { checked: value ?? part.node.checked !== true }
    case 'multi_select_static':
    case 'multi_select_person':
      return { options: value ?? [] }
    case 'select_img':
      return { options: value ?? '' }
    default:
      return { option: value ?? '' }
  }
}

function formValues(form: Json, touch: Touch): Record<string, unknown> | undefined {
  const fields = partsOfForm(form).filter(({ tag }) => FIELD_TAGS.has(tag))
  const entered = touch.form ?? {}
  for (const name of Object.keys(entered)) {
    if (!fields.some(({ node }) => node.name === name)) {
      const known = fields.map(({ node }) => String(node.name)).join(', ')
      throw new Error(`the form has no field “${name}”, only ${known}`)
    }
  }
  const values: Record<string, unknown> = {}
  for (const part of fields) {
    const name = String(part.node.name)
    const value = Object.hasOwn(entered, name)
      ? enteredValue(part, entered[name])
      : initialValue(part)
    if (value === undefined && part.node.required === true) return undefined
    Object.assign(values, fieldEntry(name, value, touch.emptyAs ?? 'absent'))
  }
  return values
}

function fieldEntry(name: string, value: FieldValue, emptyAs: EmptyAs): Record<string, unknown> {
  if (value !== undefined) return { [name]: value }
  switch (emptyAs) {
    case 'absent':
      return {}
    case '':
      return { [name]: '' }
    case '[]':
      return { [name]: [] }
    case 'null':
      return { [name]: null }
  }
}

/** By label first, then by name or element id; an overflow's options count by their own text. */
function partNamed(
  card: Json,
  wanted: string,
  nth: number | undefined,
): { part: Part; option: string | undefined } {
  const parts = partsOf(card)
  const options = parts
    .filter(({ tag }) => tag === 'overflow')
    .flatMap((part) =>
      asObjects(part.node.options).map((option) => ({
        part,
        option: asText(option.value),
        label: labelOf(option),
      })),
    )
  const labelled = [
    ...parts.map((part) => ({ part, option: undefined, label: labelOf(part.node) })),
    ...options,
  ].filter(({ label }) => folded(label) === folded(wanted))
  const named = parts
    .filter(({ node }) => namesOf(node).includes(wanted))
    .map((part) => ({ part, option: undefined }))
  const found = labelled.length > 0 ? labelled : named
  const only = found[(nth ?? 1) - 1]
  if (only === undefined || (nth === undefined && found.length > 1)) {
    const seen = parts.map(({ node }) => labelOf(node) || String(node.name)).join(' / ')
    throw new Error(`the card shows ${found.length} parts “${wanted}”; it has: ${seen}`)
  }
  return only
}

/** Full- and half-width forms are the same to a reader. */
function folded(label: string): string {
  return label.normalize('NFKC').trim()
}

function callbackValue(node: Json): unknown {
  const behavior = asObjects(node.behaviors).find(({ type }) => type === 'callback')
  if (behavior !== undefined) return behavior.value ?? {}
  return node.value
}

function isSubmitButton(node: Json): boolean {
  return node.form_action_type === 'submit' || node.action_type === 'form_submit'
}

function isReset(node: Json): boolean {
  return node.form_action_type === 'reset' || node.action_type === 'form_reset'
}

function hasNamelessField(form: Json): boolean {
  return partsOfForm(form).some(
    ({ tag, node }) => FIELD_TAGS.has(tag) && (asText(node.name) ?? '') === '',
  )
}

function confirmOf(node: Json): string | undefined {
  const confirm = asObject(node.confirm)
  if (confirm === undefined) return undefined
  const lines = [asObject(confirm.title)?.content, asObject(confirm.text)?.content]
  return lines.filter((line) => typeof line === 'string').join('\n')
}
