// Card JSON 2.0: choosing one or several from a list of words or of people.
import { z } from 'zod'
import {
  behaviors,
  common,
  confirm,
  icon,
  measure,
  plainText,
  shortText,
} from './card-schema-values.ts'

const chosenFrom = {
  ...common,
  name: z.string().optional(),
  required: z.boolean().optional(),
  disabled: z.boolean().optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
  width: measure(['default', 'fill'], 100, Number.MAX_SAFE_INTEGER).optional(),
  placeholder: shortText.optional(),
  type: z.enum(['default', 'text']).optional(),
}
const one = {
  initial_option: z.string().optional(),
  /** Counted from 1; 0 is none. */
  initial_index: z.int().min(0).optional(),
}
const several = { selected_values: z.array(z.string()).optional() }

const words = unique(
  z.strictObject({ text: plainText, value: z.string().min(1), icon: icon.optional() }),
)
/** With no list, or an empty one, the platform offers every member of the chat. */
const people = unique(z.strictObject({ value: z.string().min(1) })).min(1)

const selectStatic = z
  .strictObject({
    tag: z.literal('select_static'),
    ...chosenFrom,
    ...one,
    options: words,
  })
  .refine((given) => (given.initial_index ?? 0) <= given.options.length, {
    error: 'initial_index is beyond the options',
    path: ['initial_index'],
  })
  .refine(
    ({ initial_option: initial, options }) =>
      !initial ||
      options.some((option) => option.value === initial || option.text.content === initial),
    { error: 'initial_option is none of the options', path: ['initial_option'] },
  )

const KNOWN_ONLY = {
  error: 'selected_values has what is none of the options',
  path: ['selected_values'],
}

const multiSelectStatic = z
  .strictObject({
    tag: z.literal('multi_select_static'),
    ...chosenFrom,
    ...several,
    options: words,
  })
  .refine(selectsKnown, KNOWN_ONLY)

const selectPerson = z
  .strictObject({ tag: z.literal('select_person'), ...chosenFrom, ...one, options: people })
  .refine(
    ({ initial_option: initial, options }) =>
      !initial || options.some((option) => option.value === initial),
    { error: 'initial_option is none of the options', path: ['initial_option'] },
  )

const multiSelectPerson = z
  .strictObject({
    tag: z.literal('multi_select_person'),
    ...chosenFrom,
    ...several,
    options: people,
  })
  .refine(selectsKnown, KNOWN_ONLY)

export const SELECTS = {
  select_static: selectStatic,
  multi_select_static: multiSelectStatic,
  select_person: selectPerson,
  multi_select_person: multiSelectPerson,
}

function unique<T extends z.ZodType<{ value: string }>>(option: T) {
  return z
    .array(option)
    .refine((options) => new Set(options.map(({ value }) => value)).size === options.length, {
      error: 'option values repeat',
    })
}

interface Selecting {
  readonly selected_values?: readonly string[] | undefined
  readonly options: readonly { readonly value: string }[]
}

function selectsKnown({ selected_values: selected = [], options }: Selecting): boolean {
  const known = new Set(options.map(({ value }) => value))
  return selected.every((value) => known.has(value))
}
