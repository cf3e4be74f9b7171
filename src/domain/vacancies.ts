// Posts that a change of people leaves empty: whoever asks for it and whoever confirms it are to see that first.
import {
  type DepartmentId,
  headOf,
  type Organisation,
  officersOf,
  peopleWith,
  type Role,
  viceMayorFor,
} from './organisation.ts'
import type { StaffingCommand } from './staffing.ts'
import { staffingChange, withChange } from './staffing-change.ts'
import type { Instant } from './time.ts'

export interface Vacancy {
  readonly post: Post
  /** Null: a post of the whole district. */
  readonly departmentId: DepartmentId | null
}

type Post = 'head' | 'officer' | 'viceMayor' | (typeof OF_DISTRICT)[number]

const OF_DISTRICT = [
  'DISTRICT_MAYOR',
  'OFFICE_DEPUTY_DIRECTOR',
  'SUPERVISION_CHIEF',
] as const satisfies readonly Role[]

/** What has somebody now and would have nobody: never refused, as whoever lost the phone must go at once. */
export function vacatedBy(
  organisation: Organisation,
  command: StaffingCommand,
  at: Instant,
): Vacancy[] {
  if (command.kind !== 'appoint' && command.kind !== 'deactivate') return []
  // Neither of the two asks whose department the asker is of.
  const made = staffingChange(organisation, command, at, { departmentId: '' })
  const already = new Set(vacanciesIn(organisation).map(keyOf))
  return vacanciesIn(withChange(organisation, made)).filter((post) => !already.has(keyOf(post)))
}

function vacanciesIn(organisation: Organisation): Vacancy[] {
  const ofDistrict = OF_DISTRICT.filter((role) => peopleWith(organisation, role).length === 0).map(
    (post): Vacancy => ({ post, departmentId: null }),
  )
  const ofDepartments = organisation.departments.flatMap(({ id, kind }): Vacancy[] => [
    ...(headOf(organisation, id) === undefined
      ? [{ post: 'head', departmentId: id } as const]
      : []),
    ...(kind === 'dept' && officersOf(organisation, id).length === 0
      ? [{ post: 'officer', departmentId: id } as const]
      : []),
    ...(kind === 'dept' && viceMayorFor(organisation, id) === undefined
      ? [{ post: 'viceMayor', departmentId: id } as const]
      : []),
  ])
  return [...ofDistrict, ...ofDepartments]
}

function keyOf({ post, departmentId }: Vacancy): string {
  return `${post}|${departmentId ?? ''}`
}
