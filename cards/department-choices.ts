// Which departments the lists of 督查立项 offer: all of them, or what fits once the card has too many.
import type { Matter } from '../src/domain/matter.ts'
import { type Department, type Organisation, viceMayorFor } from '../src/domain/organisation.ts'
import type { Choice } from './element-field.ts'
import { typedList, typedText } from './form-fields.ts'
import type { Typed } from './view.ts'

/**
 * Options that both lists may hold together: a card takes 200 elements, the rest of 督查立项 needs at
 * most 125 of them, and every option is one.
 */
export const DEPARTMENT_OPTIONS_MAX = 70

export interface DepartmentChoices {
  readonly lead: readonly Choice[]
  readonly co: readonly Choice[]
  /** Whether a list leaves departments out. */
  readonly narrowed: boolean
}

/**
 * Both lists. Where they do not fit, what is already said narrows them (conversation §2): with a lead
 * known, the list of leads shrinks to it and its neighbours and the co-departments get the room.
 */
export function departmentChoices(
  matter: Pick<Matter, 'lead' | 'co'>,
  organisation: Organisation,
  typed: Typed | null,
): DepartmentChoices {
  const all = organisation.departments
  if (all.length * 2 <= DEPARTMENT_OPTIONS_MAX)
    return { lead: all.map(choice), co: all.map(choice), narrowed: false }
  const lead = typedText(typed, 'lead') ?? matter.lead
  const chosen = typedList(typed, 'co') ?? matter.co
  const helpers = [...first(all, chosen), ...all.filter((held) => !chosen.includes(held.id))]
  const known = all.find((held) => held.id === lead)
  if (known === undefined) {
    const leads = all.slice(0, DEPARTMENT_OPTIONS_MAX - chosen.length)
    const rest = DEPARTMENT_OPTIONS_MAX - leads.length
    return { lead: leads.map(choice), co: helpers.slice(0, rest).map(choice), narrowed: true }
  }
  const others = helpers.filter((held) => held.id !== known.id)
  const co = others.slice(0, DEPARTMENT_OPTIONS_MAX - 1)
  const leads = [known, ...neighbours(known, organisation)]
  const shown = leads.slice(0, DEPARTMENT_OPTIONS_MAX - co.length)
  return { lead: shown.map(choice), co: co.map(choice), narrowed: true }
}

/** The other departments, those under the same 副区长 first: a wrong choice is mostly a near one. */
function neighbours(lead: Department, organisation: Organisation): Department[] {
  const leader = viceMayorFor(organisation, lead.id)
  const others = organisation.departments.filter((held) => held.id !== lead.id)
  const near = (held: Department) => leader?.portfolio.includes(held.id) === true
  return [...others.filter(near), ...others.filter((held) => !near(held))]
}

function first(all: readonly Department[], chosen: readonly string[]): Department[] {
  return all.filter((held) => chosen.includes(held.id))
}

function choice(department: Department): Choice {
  return { text: department.shortName, value: department.id }
}
