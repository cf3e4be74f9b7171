// Form fields: what they start with, what a person may enter, and how the platform sends it.
import { labelOf, type Part } from './card-parts.ts'
import { asList, asObjects, asText, type Json } from './json.ts'

/** Characters, unless the input says otherwise. */
const MOST_INPUT = 1_000

/** The offset of every person here, as pickers append it. */
const OFFSET = ' +0800'

/** undefined stands for an empty field. */
export type FieldValue = string | boolean | readonly string[] | undefined

/** What the field shows before anybody touches it, in the form it is sent in. */
export function initialValue(part: Part): FieldValue {
  const { node } = part
  switch (part.tag) {
    case 'input':
      return emptyToNothing(asText(node.default_value))
    case 'select_static':
      return initialOption(node)
    case 'select_person':
      return emptyToNothing(asText(node.initial_option))
    case 'multi_select_static':
    case 'multi_select_person':
      return emptyToNothing(asList(node.selected_values).map(String))
    case 'date_picker':
      return withOffset(asText(node.initial_date))
    case 'picker_time':
      return withOffset(asText(node.initial_time))
    case 'picker_datetime':
      return withOffset(asText(node.initial_datetime))
    case 'checker':
      return node.checked === true
    default:
      return undefined
  }
}

/**
 * What the field holds after the person entered `entered`, in the form it is sent in.
 * Throws when the client would not let them: unknown option, too long, no date, a disabled field.
 */
export function enteredValue(part: Part, entered: unknown): FieldValue {
  const { node, tag } = part
  if (node.disabled === true) throw new Error(`field ${String(node.name)} is disabled`)
  if (entered === undefined || entered === null || entered === '') return undefined
  switch (tag) {
    case 'input':
      return typed(node, entered)
    case 'select_static':
    case 'overflow':
      return chosen(node, entered)
    case 'select_person':
      return person(node, entered)
    case 'multi_select_static':
      return emptyToNothing(several(node, entered).map((one) => chosen(node, one)))
    case 'multi_select_person':
      return emptyToNothing(several(node, entered).map((one) => person(node, one)))
    case 'date_picker':
      return picked(node, entered, /^\d{4}-\d\d-\d\d$/)
    case 'picker_time':
      return picked(node, entered, /^\d\d:\d\d$/)
    case 'picker_datetime':
      return picked(node, entered, /^\d{4}-\d\d-\d\d( \d\d:\d\d)?$/)
    case 'checker':
      return ticked(node, entered)
    case 'select_img':
      return node.multi_select === true
        ? several(node, entered).map((one) => chosen(node, one))
        : chosen(node, entered)
    default:
      throw new Error(`${tag} is not a field that can be filled in`)
  }
}

function typed(node: Json, entered: unknown): string {
  if (typeof entered !== 'string') throw wrong(node, entered, 'text')
  const most = typeof node.max_length === 'number' ? node.max_length : MOST_INPUT
  if ([...entered].length > most) throw wrong(node, entered, `at most ${most} characters`)
  if (node.input_type !== 'multiline_text' && entered.includes('\n')) {
    throw wrong(node, entered, 'a single line')
  }
  return entered
}

/** By value, or by what the option says. */
function chosen(node: Json, entered: unknown): string {
  const options = asObjects(node.options)
  const option =
    options.find(({ value }) => value === entered) ??
    options.find((one) => labelOf(one) === entered)
  const value = asText(option?.value)
  if (option === undefined || value === undefined || option.disabled === true) {
    throw wrong(node, entered, `one of ${options.map((one) => String(one.value)).join(', ')}`)
  }
  return value
}

/** By open id; the card must list whom it offers, as an empty list would mean the whole chat. */
function person(node: Json, entered: unknown): string {
  const candidates = asObjects(node.options).map(({ value }) => asText(value))
  if (typeof entered !== 'string' || !candidates.includes(entered)) {
    throw wrong(node, entered, `one of ${candidates.join(', ')}`)
  }
  return entered
}

function several(node: Json, entered: unknown): readonly unknown[] {
  if (!Array.isArray(entered)) throw wrong(node, entered, 'a list')
  if (new Set(entered).size !== entered.length) throw wrong(node, entered, 'each option once')
  return entered
}

function picked(node: Json, entered: unknown, form: RegExp): string {
  if (typeof entered !== 'string' || !form.test(entered)) throw wrong(node, entered, String(form))
  const [first = ''] = entered.split(' ')
  const day = first.includes('-') ? new Date(`${first}T00:00:00Z`) : undefined
  if (day !== undefined && day.toJSON()?.slice(0, 10) !== first) {
    throw wrong(node, entered, 'a day that exists')
  }
  return entered + OFFSET
}

function ticked(node: Json, entered: unknown): boolean {
  if (typeof entered !== 'boolean') throw wrong(node, entered, 'true or false')
  return entered
}

/** `initial_option` names an option by value or text; `initial_index` counts from 1. */
function initialOption(node: Json): FieldValue {
  const options = asObjects(node.options)
  const named = options.find(
    (option) => option.value === node.initial_option || labelOf(option) === node.initial_option,
  )
  const index = typeof node.initial_index === 'number' ? node.initial_index : 0
  return asText((named ?? options[index - 1])?.value)
}

function withOffset(initial: string | undefined): FieldValue {
  return initial === undefined || initial === '' ? undefined : initial + OFFSET
}

function emptyToNothing<T extends string | readonly string[]>(value: T | undefined): T | undefined {
  return value === undefined || value.length === 0 ? undefined : value
}

function wrong(node: Json, entered: unknown, wanted: string): Error {
  return new Error(`field ${String(node.name)} takes ${wanted}, not ${JSON.stringify(entered)}`)
}
