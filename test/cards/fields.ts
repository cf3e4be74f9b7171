// What a person finds on a card to fill in and to press.
import type { Card } from '../../cards/element.ts'

export interface ShownField {
  readonly tag: string
  readonly name: string
  readonly required: unknown
  readonly options: readonly string[]
  /** The default, whatever the kind of field calls it. */
  readonly initial: unknown
}

export interface ShownButton {
  readonly label: string
  readonly type: string
  readonly name: string | undefined
  readonly value: unknown
  readonly confirm: string | null
}

export function fieldsOf(card: Card): ShownField[] {
  return thingsIn(card)
    .filter((thing) => FIELD_TAGS.has(String(thing.tag)))
    .map((thing) => ({
      tag: String(thing.tag),
      name: String(thing.name),
      required: thing.required,
      options: listIn(thing.options).map((option) => String(option.value)),
      initial: INITIAL.map((key) => thing[key]).find((value) => value !== undefined),
    }))
}

export function pressable(card: Card): ShownButton[] {
  return thingsIn(card)
    .filter((thing) => thing.tag === 'button')
    .map((thing) => {
      const [behaviour] = listIn(thing.behaviors)
      const confirm = thing.confirm
      return {
        label: String(recordIn(thing.text).content),
        type: String(thing.type),
        name: thing.name === undefined ? undefined : String(thing.name),
        value: behaviour?.value,
        confirm: confirm === undefined ? null : JSON.stringify(confirm),
      }
    })
}

export function thingsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(thingsIn)
  if (typeof value !== 'object' || value === null) return []
  const thing = value as Record<string, unknown>
  return [thing, ...Object.values(thing).flatMap(thingsIn)]
}

const FIELD_TAGS: ReadonlySet<string> = new Set([
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'picker_datetime',
])

const INITIAL = ['default_value', 'initial_option', 'selected_values', 'initial_datetime'] as const

function listIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map(recordIn) : []
}

function recordIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
