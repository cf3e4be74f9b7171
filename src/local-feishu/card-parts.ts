// Finds what can be touched in a card, wherever it stands: columns, forms, containers, panels.
import { asList, asObject, asText, type Json } from './json.ts'

/** One component that people can touch. */
export interface Part {
  readonly tag: string
  readonly node: Json
  /** The form around it. */
  readonly form?: Json
}

const TOUCHABLE: ReadonlySet<string> = new Set([
  'button',
  'input',
  'select_static',
  'multi_select_static',
  'select_person',
  'multi_select_person',
  'date_picker',
  'picker_time',
  'picker_datetime',
  'overflow',
  'checker',
  'select_img',
  'interactive_container',
])

/** Everything touchable in the card, from top to bottom. */
export function partsOf(card: Json): Part[] {
  return partsIn(asList(asObject(card.body)?.elements), undefined)
}

/** The touchable parts of one form. */
export function partsOfForm(form: Json): Part[] {
  return partsIn(asList(form.elements), form)
}

/** What is written on a part, as one reads it. */
export function labelOf(node: Json): string {
  if (node.tag === 'interactive_container') return wordsIn(node.elements)
  return asText(asObject(node.text)?.content)?.trim() ?? ''
}

/** The name by which a callback and a test may call the part. */
export function namesOf(node: Json): string[] {
  return [node.name, node.element_id].filter(
    (name) => typeof name === 'string' && name !== '',
  ) as string[]
}

function partsIn(elements: readonly unknown[], form: Json | undefined): Part[] {
  return elements.flatMap((element) => {
    const node = asObject(element)
    const tag = asText(node?.tag)
    return node === undefined || tag === undefined ? [] : partsAt(node, tag, form)
  })
}

function partsAt(node: Json, tag: string, outerForm: Json | undefined): Part[] {
  const form = tag === 'form' ? node : outerForm
  const own: Part = { tag, node, ...(form !== undefined && { form }) }
  const inner = [
    ...asList(node.elements),
    ...asList(node.columns),
    ...asList(asObject(node.button_area)?.buttons),
  ]
  return [...(TOUCHABLE.has(tag) ? [own] : []), ...partsIn(inner, form)]
}

function wordsIn(elements: unknown): string {
  return asList(elements)
    .map((element) => {
      const node = asObject(element)
      const own = asText(node?.content) ?? asText(asObject(node?.text)?.content) ?? ''
      return own + wordsIn(node?.elements) + wordsIn(node?.columns)
    })
    .join('')
    .trim()
}
