// What a change of people comes to once it holds, as rows.
import {
  activePerson,
  type Delegation,
  type DepartmentId,
  departmentOf,
  type Organisation,
  type Person,
  personOf,
  type Role,
} from './organisation.ts'
import {
  type CommandOfKind,
  FOR_GOOD,
  givenBy,
  POST_ZH,
  type Post,
  type StaffingCommand,
} from './staffing.ts'
import { addDays, type Day, dayOf, type Instant } from './time.ts'

export interface StaffingChange {
  readonly ended: readonly Delegation[]
  readonly added: readonly Delegation[]
  readonly people: readonly Person[]
}

export function staffingChange(
  organisation: Organisation,
  command: StaffingCommand,
  at: Instant,
  /** Whose department 添加承办人 is about. */
  actor: Pick<Person, 'departmentId'>,
): StaffingChange {
  const today = dayOf(at)
  switch (command.kind) {
    case 'delegate':
      return change({ added: [delegated(command)] })
    case 'revoke':
      return ending(givenBy(organisation, command.principal, today), today)
    case 'handOver':
      return change({ added: [handedOver(command)] })
    case 'appoint':
      return {
        ...ending(outgrown(organisation, command, today), today),
        people: appointed(organisation, command),
      }
    case 'deactivate':
      return left(organisation, command, today)
    case 'addUndertaker':
      return change({ people: added(organisation, command, actor.departmentId) })
    default:
      return command satisfies never
  }
}

/** The organisation as it will be, for who is concerned and for what follows. */
export function withChange(organisation: Organisation, made: StaffingChange): Organisation {
  const changed = new Map(made.people.map((person) => [person.openId, person]))
  const known = organisation.people.map((person) => changed.get(person.openId) ?? person)
  const fresh = made.people.filter(({ openId }) => personOf(organisation, openId) === undefined)
  return {
    ...organisation,
    people: [...known, ...fresh],
    delegations: [
      ...organisation.delegations.filter((held) => !made.ended.includes(held)),
      ...made.added,
    ],
  }
}

function change(parts: Partial<StaffingChange>): StaffingChange {
  return { ended: [], added: [], people: [], ...parts }
}

function delegated(command: CommandOfKind<'delegate'>): Delegation {
  const { principal, delegate, scope, from, to, authorization } = command
  return { principal, delegate, scope, from, to, writtenAuthorization: authorization }
}

function handedOver({ from, to, since, until }: CommandOfKind<'handOver'>): Delegation {
  return {
    principal: from,
    delegate: to,
    scope: ['WORK'],
    from: since,
    to: until ?? FOR_GOOD,
    writtenAuthorization: '',
  }
}

/** What has begun ends yesterday and stays on record; what has not begun is gone. */
function ending(held: readonly Delegation[], today: Day): StaffingChange {
  const begun = held.filter(({ from }) => from < today)
  return change({ ended: held, added: begun.map((one) => ({ ...one, to: addDays(today, -1) })) })
}

/**
 * Whoever leaves gives and takes no delegation any more. Work handed over stays with whoever took it: it would
 * wait for nobody.
 */
function left(
  organisation: Organisation,
  { openId }: CommandOfKind<'deactivate'>,
  today: Day,
): StaffingChange {
  const own = organisation.delegations.filter(
    (held) =>
      held.to >= today &&
      (held.delegate === openId || (held.principal === openId && !held.scope.includes('WORK'))),
  )
  const person = activePerson(organisation, openId)
  const people = person === undefined ? [] : [{ ...person, active: false }]
  return { ...ending(own, today), people }
}

/**
 * Whoever moves, or comes back, begins with nothing given or taken; a head takes no work that he would then sign
 * himself.
 */
function outgrown(
  organisation: Organisation,
  { openId, department, post }: CommandOfKind<'appoint'>,
  today: Day,
): Delegation[] {
  const stays = activePerson(organisation, openId)?.departmentId === department
  return organisation.delegations.filter(
    (held) =>
      held.to >= today &&
      (stays
        ? post === 'head' && held.delegate === openId && held.scope.includes('WORK')
        : held.delegate === openId || held.principal === openId),
  )
}

const ROLE_OF: Record<Post, Role> = {
  head: 'DEPT_HEAD',
  deputy: 'DEPT_DEPUTY',
  officer: 'DEPT_SUPERVISION_OFFICER',
  undertaker: 'UNDERTAKER',
}

/** The head of the office department is OFFICE_DIRECTOR (process §1.2). */
export function roleOfPost(organisation: Organisation, id: DepartmentId, post: Post): Role {
  const isOffice = departmentOf(organisation, id)?.kind === 'office'
  return post === 'head' && isOffice ? 'OFFICE_DIRECTOR' : ROLE_OF[post]
}

/** There is one head of a department: the old one gives up the post and stays. */
function appointed(
  organisation: Organisation,
  { openId, name, department, post }: CommandOfKind<'appoint'>,
): Person[] {
  const role = roleOfPost(organisation, department, post)
  const held = personOf(organisation, openId)
  const stays = held?.active === true && held.departmentId === department
  // Whoever signs does not also draft and handle: a new head gives up what he did before.
  const roles = post === 'head' || !stays ? [] : held.roles.filter((one) => one !== 'DEPT_HEAD')
  const person: Person = {
    openId,
    name: held?.name ?? name,
    title: stays && post !== 'head' ? held.title : titleOf(organisation, department, post),
    departmentId: department,
    roles: [...new Set<Role>([...roles, role])],
    portfolio: [],
    active: true,
  }
  return [...(post === 'head' ? formerHeads(organisation, person, role) : []), person]
}

/** Somebody new has the title that was said; a colleague keeps his own. */
function added(
  organisation: Organisation,
  { openId, name, title }: CommandOfKind<'addUndertaker'>,
  department: DepartmentId,
): Person[] {
  const command = { kind: 'appoint', openId, name, department, post: 'undertaker' } as const
  const isNew = personOf(organisation, openId) === undefined
  return appointed(organisation, command).map((one) =>
    isNew && title !== '' ? { ...one, title } : one,
  )
}

function formerHeads(organisation: Organisation, { departmentId, openId }: Person, role: Role) {
  return organisation.people
    .filter((one) => one.active && one.departmentId === departmentId && one.openId !== openId)
    .filter((one) => one.roles.includes(role))
    .map((one) => ({ ...one, roles: one.roles.filter((other) => other !== role) }))
}

function titleOf(organisation: Organisation, id: DepartmentId, post: Post): string {
  if (post !== 'head') return POST_ZH[post]
  return departmentOf(organisation, id)?.kind === 'office' ? '区政府办公室主任' : '局长'
}
