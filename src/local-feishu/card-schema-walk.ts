// Card JSON 2.0: goes through a card's elements, each by its own schema and by where it may stand.

import type { z } from 'zod'
import { CONTAINERS } from './card-schema-containers.ts'
import { DISPLAYS } from './card-schema-display.ts'
import {
  type Found,
  isRecord,
  malformed,
  type Path,
  type StyleNames,
  shapeFaults,
  tagOf,
} from './card-schema-fault.ts'
import { INTERACTIVES } from './card-schema-interactive.ts'

/** Containers within one another; exactly what counts is undocumented, so every container does. */
const NESTING_MAX = 5

const SCHEMAS: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>(
  Object.entries({ ...CONTAINERS, ...DISPLAYS, ...INTERACTIVES }),
)

/** Tags of the first version that the second refuses by name. */
const REMOVED: ReadonlySet<string> = new Set(['action', 'note'])

const FORM_ONLY: ReadonlySet<string> = new Set(['multi_select_static', 'multi_select_person'])

interface Place {
  /** The tag of what holds the element; `body` for the root. */
  readonly holder: string
  readonly depth: number
  readonly inForm: boolean
  readonly styles: StyleNames
}

type Standing = readonly [at: Path, element: unknown]

/** What is wrong with the elements of a body. */
export function elementFaults(elements: readonly unknown[], styles: StyleNames): Found[] {
  const place = { holder: 'body', depth: 0, inForm: false, styles }
  return elements.flatMap((element, index) =>
    faultsOf([['body', 'elements', index], element], place),
  )
}

function faultsOf([at, element]: Standing, place: Place): Found[] {
  const tag = tagOf(element)
  if (!isRecord(element) || tag === undefined) return [malformed(at, 'expected a tag')]
  if (REMOVED.has(tag)) return [removed(at, tag)]
  const schema = SCHEMAS.get(tag)
  if (schema === undefined) return [{ ...malformed(at, tag), message: 'not support tag' }]
  const found = [
    ...shapeFaults(schema, element, at, place.styles),
    ...placeFaults(at, element, tag, place),
    ...(tag === 'chart' ? chartFaults(at, element.chart_spec) : []),
    ...(tag === 'form' ? formFaults(at, element) : []),
  ]
  const depth = place.depth + (Object.hasOwn(CONTAINERS, tag) ? 1 : 0)
  if (depth > NESTING_MAX) return [...found, malformed(at, `nested over ${NESTING_MAX} levels`)]
  const inForm = place.inForm || tag === 'form'
  const inside = { ...place, holder: tag, depth, inForm }
  return [...found, ...heldBy(at, element).flatMap((standing) => faultsOf(standing, inside))]
}

function removed(at: Path, tag: string): Found {
  return {
    code: 200861,
    at,
    message: 'cards of schema V2 no longer support this capability',
    value: `unsupported tag ${tag}`,
  }
}

function placeFaults(
  at: Path,
  element: Readonly<Record<string, unknown>>,
  tag: string,
  { holder, inForm }: Place,
): Found[] {
  const rules: readonly (readonly [broken: boolean, says: string])[] = [
    [(tag === 'form' || tag === 'table') && holder !== 'body', `${tag} stands at the root only`],
    [(tag === 'column') !== (holder === 'column_set'), `${tag} may not stand in ${holder}`],
    [holder === 'checker' && tag !== 'button', `${tag} may not stand in ${holder}`],
    // One page of the documents allows a chart in a form and forbids it: better not.
    [tag === 'chart' && inForm, 'chart may not stand in form'],
    [FORM_ONLY.has(tag) && !inForm, `${tag} stands in form only`],
    [element.multi_select === true && !inForm, 'multi_select is for forms only'],
    [Object.hasOwn(element, 'required') && !inForm, 'required is for forms only'],
    [Object.hasOwn(element, 'form_action_type') && !inForm, 'form_action_type is for forms only'],
  ]
  return rules.filter(([broken]) => broken).map(([, says]) => malformed(at, says))
}

/** Data only: a kind of chart and what it shows. */
function chartFaults(at: Path, spec: unknown): Found[] {
  const drawable =
    isRecord(spec) &&
    typeof spec.type === 'string' &&
    spec.type !== '' &&
    typeof spec.data === 'object' &&
    spec.data !== null
  if (drawable) return []
  return [{ code: 200550, at: [...at, 'chart_spec'], message: 'chart spec is invalid', value: '' }]
}

/** What is filled in or pressed in a form has a name of its own there, and something sends it. */
function formFaults(at: Path, form: Readonly<Record<string, unknown>>): Found[] {
  const parts = heldBy(at, form).flatMap(withAllInside).filter(isInteractive)
  const seen = new Set<string>()
  const naming = parts.flatMap(([place, element]): Found[] => {
    const name = isRecord(element) ? element.name : undefined
    if (typeof name !== 'string' || name.trim() === '') {
      return [
        { ...malformed(place, `name of ${tagOf(element)}`), code: 200530, message: EMPTY_NAME },
      ]
    }
    if (seen.has(name)) return [malformed(place, `name ${name} repeats in the form`)]
    seen.add(name)
    return []
  })
  if (parts.some(([, element]) => isSubmit(element))) return naming
  return [...naming, malformed(at, 'form without a submit button')]
}

const EMPTY_NAME = 'a component in the form has an empty name'

function isSubmit(element: unknown): boolean {
  if (!isRecord(element) || element.tag !== 'button') return false
  return element.form_action_type === 'submit' || element.action_type === 'form_submit'
}

function isInteractive([, element]: Standing): boolean {
  return Object.hasOwn(INTERACTIVES, tagOf(element) ?? '')
}

/** The elements that an element holds, and where. */
function heldBy(at: Path, element: Readonly<Record<string, unknown>>): Standing[] {
  const area = isRecord(element.button_area) ? element.button_area : {}
  const lists: readonly (readonly [Path, unknown])[] = [
    [['columns'], element.tag === 'column_set' ? element.columns : undefined],
    [['elements'], element.tag === 'column_set' ? undefined : element.elements],
    [['button_area', 'buttons'], area.buttons],
  ]
  return lists.flatMap(([keys, list]) =>
    Array.isArray(list)
      ? list.map((member, index): Standing => [[...at, ...keys, index], member])
      : [],
  )
}

function withAllInside(standing: Standing): Standing[] {
  const [at, element] = standing
  const inside = isRecord(element) ? heldBy(at, element) : []
  return [standing, ...inside.flatMap(withAllInside)]
}
