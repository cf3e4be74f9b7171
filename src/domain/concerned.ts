// Whom a change of the organisation concerns: what waits for them, or is theirs to answer for, is derived anew.
import { canonicalJson } from './hash.ts'
import type {
  Delegation,
  Department,
  DepartmentId,
  OpenId,
  Organisation,
  Person,
} from './organisation.ts'
import { hasRole } from './organisation.ts'

export interface Concerned {
  /** Rules, the calendar, or a post of the whole district: every open matter. */
  readonly everything: boolean
  readonly people: readonly OpenId[]
  readonly departments: readonly DepartmentId[]
}

type Changing = Pick<
  Organisation,
  'departments' | 'people' | 'delegations' | 'rules' | 'calendar' | 'numberPrefix'
>

export function concernedBy(before: Changing, after: Changing): Concerned {
  const people = changed<Person>(before.people, after.people, ({ openId }) => openId)
  const departments = changed<Department>(before.departments, after.departments, ({ id }) => id)
  const delegations = changed<Delegation>(before.delegations, after.delegations, canonicalOf)
  return {
    everything:
      canonicalOf([before.rules, before.calendar]) !== canonicalOf([after.rules, after.calendar]) ||
      people.some((person) => hasRole(person, ...POSTS_OF_ALL)),
    people: unique([
      ...people.map(({ openId }) => openId),
      ...delegations.flatMap(({ principal, delegate }) => [principal, delegate]),
    ]),
    departments: unique([
      ...departments.map(({ id }) => id),
      ...people.flatMap(({ departmentId, portfolio }) => [departmentId, ...portfolio]),
    ]),
  }
}

/** Posts that any matter may come before. */
const POSTS_OF_ALL = [
  'DISTRICT_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
  'SUPERVISION_CHIEF',
] as const

/** What is only in one of the two, or another one in each: as it was and as it is. */
function changed<Value extends object>(
  before: readonly Value[],
  after: readonly Value[],
  keyOf: (value: Value) => string,
): Value[] {
  const texts = (values: readonly Value[]) =>
    new Map(values.map((value) => [keyOf(value), canonicalOf(value)]))
  const [was, is] = [texts(before), texts(after)]
  return [
    ...before.filter((value) => is.get(keyOf(value)) !== canonicalOf(value)),
    ...after.filter((value) => was.get(keyOf(value)) !== canonicalOf(value)),
  ]
}

function canonicalOf(value: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(value)))
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)]
}
