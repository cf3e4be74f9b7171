// Form fields with their defaults: what was typed before a refusal, else what the matter says now (conversation §1.5).
import type { Instant } from '../src/domain/time.ts'
import { pickerTime } from '../src/domain/time.ts'
import { type Element, note } from './element.ts'
import {
  type Choice,
  dateTimePicker,
  INPUT_MAX,
  input,
  labelled,
  multiPersonSelect,
  multiSelect,
  personSelect,
  select,
} from './element-field.ts'
import type { CardView, Typed } from './view.ts'

type Source = Pick<CardView, 'typed'>

interface FieldParts {
  readonly name: string
  readonly label: string
}

/**
 * A text field. A text longer than the platform's inputs is not offered for change – it would come
 * back cut – and the field is left out, which leaves the text as it is.
 */
export function textField(
  { typed }: Source,
  parts: FieldParts & {
    readonly present: string
    readonly placeholder?: string
    readonly rows?: number
    readonly maxLength?: number
  },
): Element {
  const initial = typedText(typed, parts.name) ?? parts.present
  if (initial.length > INPUT_MAX)
    return note(`${parts.label}：共${initial.length}字，超过卡片可填的${INPUT_MAX}字，保持不变。`)
  return input({
    name: parts.name,
    label: parts.label,
    placeholder: parts.placeholder,
    initial,
    maxLength: Math.max(parts.maxLength ?? INPUT_MAX, initial.length),
    rows: parts.rows,
  })
}

/** One of a list, with a label above it. */
export function choiceField(
  source: Source,
  parts: FieldParts & {
    readonly options: readonly Choice[]
    readonly present: string | null
    readonly placeholder?: string
  },
): readonly Element[] {
  return labelled(parts.label, bareChoice(source, parts))
}

/** One of a list whose options speak for themselves. */
export function bareChoice(
  { typed }: Source,
  parts: {
    readonly name: string
    readonly options: readonly Choice[]
    readonly present: string | null
    readonly placeholder?: string
  },
): Element {
  return select({
    name: parts.name,
    options: parts.options,
    placeholder: parts.placeholder,
    initial: typedText(typed, parts.name) ?? parts.present ?? undefined,
  })
}

/** Yes or no, said in the words of the matter: 加盖公章, 无需盖章. */
export function yesNoChoice(
  source: Source,
  parts: {
    readonly name: string
    readonly yes: string
    readonly no: string
    readonly present: boolean | null
    readonly placeholder: string
  },
): Element {
  const options = [
    { text: parts.yes, value: 'yes' },
    { text: parts.no, value: 'no' },
  ]
  return bareChoice(source, {
    name: parts.name,
    options,
    present: yesNo(parts.present),
    placeholder: parts.placeholder,
  })
}

/** Several of a list, with a label above it. */
export function choicesField(
  { typed }: Source,
  parts: FieldParts & {
    readonly options: readonly Choice[]
    readonly present: readonly string[]
    readonly placeholder?: string
  },
): readonly Element[] {
  const field = multiSelect({
    name: parts.name,
    options: parts.options,
    placeholder: parts.placeholder,
    initial: typedList(typed, parts.name) ?? parts.present,
  })
  return labelled(parts.label, field)
}

/** One of these people. `options` and `present` are open_ids. */
export function personField(
  { typed }: Source,
  parts: FieldParts & { readonly options: readonly string[]; readonly present: string | null },
): readonly Element[] {
  const initial = typedText(typed, parts.name) ?? parts.present ?? undefined
  return labelled(parts.label, personSelect({ name: parts.name, options: parts.options, initial }))
}

/** Several of these people. `options` and `present` are open_ids. */
export function peopleField(
  { typed }: Source,
  parts: FieldParts & {
    readonly options: readonly string[]
    readonly present: readonly string[]
    readonly placeholder?: string
  },
): readonly Element[] {
  const field = multiPersonSelect({
    name: parts.name,
    options: parts.options,
    placeholder: parts.placeholder,
    initial: typedList(typed, parts.name) ?? parts.present,
  })
  return labelled(parts.label, field)
}

/** A date and a time, with a label above it. */
export function timeField(
  { typed }: Source,
  parts: FieldParts & { readonly present: Instant | null; readonly placeholder?: string },
): readonly Element[] {
  const given = typedText(typed, parts.name)
  const initial = given === undefined ? presentTime(parts.present) : withoutOffset(given)
  const field = dateTimePicker({ name: parts.name, placeholder: parts.placeholder, initial })
  return labelled(parts.label, field)
}

/** What was typed into a field; undefined when the form did not bring it. */
export function typedText(typed: Typed | null, name: string): string | undefined {
  const value = typed?.[name]
  return typeof value === 'string' ? value : undefined
}

export function typedList(typed: Typed | null, name: string): readonly string[] | undefined {
  const value = typed?.[name]
  if (typeof value === 'string') return value === '' ? [] : [value]
  return typeof value === 'object' ? value : undefined
}

/** Pickers come back with an offset behind the time, and take none; what is no time at all is dropped. */
function withoutOffset(given: string): string | undefined {
  const [time] = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.exec(given) ?? []
  return time
}

function presentTime(at: Instant | null): string | undefined {
  return at === null ? undefined : pickerTime(at)
}

function yesNo(answer: boolean | null): string | null {
  if (answer === null) return null
  return answer ? 'yes' : 'no'
}
