// Builders for forms and what is filled in them. No field is ever `required` (conversation §1.6).
import { type Div, type Element, note, type PlainText, plainText } from './element.ts'

export interface Form {
  readonly tag: 'form'
  readonly name: string
  readonly elements: readonly Element[]
}

export interface Input {
  readonly tag: 'input'
  readonly name: string
  readonly width: 'fill'
  readonly input_type?: 'multiline_text'
  readonly rows?: number
  readonly auto_resize?: true
  readonly max_length: number
  readonly label?: PlainText
  readonly label_position?: 'top'
  readonly placeholder?: PlainText
  readonly default_value?: string
}

export interface Select {
  readonly tag: 'select_static'
  readonly name: string
  readonly width: 'fill'
  readonly placeholder: PlainText
  readonly options: readonly { readonly text: PlainText; readonly value: string }[]
  readonly initial_option?: string
}

export interface MultiSelect {
  readonly tag: 'multi_select_static'
  readonly name: string
  readonly width: 'fill'
  readonly required: false
  readonly placeholder: PlainText
  readonly options: readonly { readonly text: PlainText; readonly value: string }[]
  readonly selected_values?: readonly string[]
}

export interface PersonSelect {
  readonly tag: 'select_person'
  readonly name: string
  readonly width: 'fill'
  readonly placeholder: PlainText
  readonly options: readonly { readonly value: string }[]
  readonly initial_option?: string
}

export interface MultiPersonSelect {
  readonly tag: 'multi_select_person'
  readonly name: string
  readonly width: 'fill'
  readonly required: false
  readonly placeholder: PlainText
  readonly options: readonly { readonly value: string }[]
  readonly selected_values?: readonly string[]
}

export interface DateTimePicker {
  readonly tag: 'picker_datetime'
  readonly name: string
  readonly width: 'fill'
  readonly placeholder: PlainText
  readonly initial_datetime?: string
}

export type Field = Input | Select | MultiSelect | PersonSelect | MultiPersonSelect | DateTimePicker

/** Longest text that one input of a card takes (platform docs: cards, input). */
export const INPUT_MAX = 1000

/**
 * A form. It stands at the root of the body only, holds at least one submit button, and every field
 * and button in it has a name of its own.
 */
export function form(name: string, elements: readonly Element[]): Form {
  return { tag: 'form', name, elements }
}

/**
 * A text field. `initial` must fit into `maxLength` (default 1,000): it is not cut here, because a
 * report that loses its end unseen is worse than a card that is refused; longer text has its page.
 */
export function input(parts: {
  readonly name: string
  readonly label?: string | undefined
  readonly placeholder?: string | undefined
  readonly initial?: string | undefined
  readonly maxLength?: number | undefined
  /** Rows shown of a text of several lines; without it the field is one line. */
  readonly rows?: number | undefined
}): Input {
  return {
    tag: 'input',
    name: parts.name,
    width: 'fill',
    ...(parts.rows === undefined
      ? {}
      : { input_type: 'multiline_text', rows: parts.rows, auto_resize: true }),
    max_length: parts.maxLength ?? INPUT_MAX,
    ...(parts.label === undefined
      ? {}
      : { label: plainText(parts.label), label_position: 'top' as const }),
    ...(parts.placeholder === undefined ? {} : { placeholder: plainText(parts.placeholder) }),
    ...(parts.initial === undefined || parts.initial === ''
      ? {}
      : { default_value: parts.initial }),
  }
}

export interface Choice {
  readonly text: string
  readonly value: string
}

interface SelectParts {
  readonly name: string
  readonly options: readonly Choice[]
  readonly placeholder?: string | undefined
}

/** One of a list. An `initial` that is no longer on the list is left out. */
export function select(parts: SelectParts & { readonly initial?: string | undefined }): Select {
  const known = parts.options.some((option) => option.value === parts.initial)
  return {
    tag: 'select_static',
    name: parts.name,
    width: 'fill',
    placeholder: plainText(parts.placeholder ?? '请选择'),
    options: parts.options.map(choice),
    ...(known && parts.initial !== undefined ? { initial_option: parts.initial } : {}),
  }
}

/** Several of a list; forms only. What is in `initial` but no longer on the list is left out. */
export function multiSelect(
  parts: SelectParts & { readonly initial?: readonly string[] | undefined },
): MultiSelect {
  const values = new Set(parts.options.map((option) => option.value))
  return {
    tag: 'multi_select_static',
    name: parts.name,
    width: 'fill',
    // The platform takes a missing `required` for true on this component.
    required: false,
    placeholder: plainText(parts.placeholder ?? '可多选'),
    options: parts.options.map(choice),
    ...chosen(parts.initial, values),
  }
}

interface PersonSelectParts {
  readonly name: string
  /** open_ids. */
  readonly options: readonly string[]
  readonly placeholder?: string | undefined
}

/**
 * One person of a list. An empty list would offer every member of the chat, so it becomes a line of
 * text instead (conversation §2: options are always listed).
 */
export function personSelect(
  parts: PersonSelectParts & { readonly initial?: string | undefined },
): PersonSelect | Div {
  const people = new Set(parts.options)
  if (people.size === 0) return note(NOBODY)
  return {
    tag: 'select_person',
    name: parts.name,
    width: 'fill',
    placeholder: plainText(parts.placeholder ?? '请选择人员'),
    options: [...people].map((value) => ({ value })),
    ...(parts.initial !== undefined && people.has(parts.initial)
      ? { initial_option: parts.initial }
      : {}),
  }
}

/** Several people of a list; forms only. An empty list becomes a line of text, as above. */
export function multiPersonSelect(
  parts: PersonSelectParts & { readonly initial?: readonly string[] | undefined },
): MultiPersonSelect | Div {
  const people = new Set(parts.options)
  if (people.size === 0) return note(NOBODY)
  return {
    tag: 'multi_select_person',
    name: parts.name,
    width: 'fill',
    // The platform takes a missing `required` for true on this component.
    required: false,
    placeholder: plainText(parts.placeholder ?? '可选择多人'),
    options: [...people].map((value) => ({ value })),
    ...chosen(parts.initial, people),
  }
}

/**
 * A date and a time. `initial` is `yyyy-MM-dd HH:mm`, local time of the district; one in any other form
 * (it may be what somebody sent back) is left out, for the platform would refuse the whole card.
 */
export function dateTimePicker(parts: {
  readonly name: string
  readonly placeholder?: string | undefined
  readonly initial?: string | undefined
}): DateTimePicker {
  return {
    tag: 'picker_datetime',
    name: parts.name,
    width: 'fill',
    placeholder: plainText(parts.placeholder ?? '请选择日期和时间'),
    ...(parts.initial !== undefined && DATE_AND_TIME.test(parts.initial)
      ? { initial_datetime: parts.initial }
      : {}),
  }
}

/** A field with its name above it, for those that have no label of their own (all but `input`). */
export function labelled(label: string, field: Element): readonly Element[] {
  // A form keeps 12 px between its parts; a label belongs closer to its field than to the one before.
  return [{ tag: 'div', text: plainText(label), margin: '0px 0px -8px 0px' }, field]
}

const DATE_AND_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d$/

const NOBODY = '（暂无可选人员）'

function choice(option: Choice): { readonly text: PlainText; readonly value: string } {
  return { text: plainText(option.text), value: option.value }
}

function chosen(
  initial: readonly string[] | undefined,
  known: ReadonlySet<string>,
): { readonly selected_values?: readonly string[] } {
  const kept = [...new Set(initial ?? [])].filter((value) => known.has(value))
  return kept.length === 0 ? {} : { selected_values: kept }
}
