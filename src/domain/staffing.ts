// Changes of people: who stands in for whom, who holds which post, who has left (process §6). Pure.
import {
  activePerson,
  type Delegation,
  type DelegationScope,
  type DepartmentId,
  departmentOf,
  hasRole,
  type OpenId,
  type Organisation,
  type Person,
  type Role,
} from './organisation.ts'
import { addDays, type Day, dayOf, type Instant } from './time.ts'

export type Post = 'head' | 'deputy' | 'officer' | 'undertaker'

/** Posts as the word 任职 names them. */
export const POST_ZH: Record<Post, string> = {
  head: '主要领导',
  deputy: '分管领导',
  officer: '督查工作人员',
  undertaker: '承办人',
}

export type StaffingCommand =
  | {
      readonly kind: 'delegate'
      readonly principal: OpenId
      readonly delegate: OpenId
      readonly scope: readonly DelegationScope[]
      readonly from: Day
      readonly to: Day
      readonly authorization: string
    }
  | { readonly kind: 'revoke'; readonly principal: OpenId }
  | {
      readonly kind: 'handOver'
      readonly from: OpenId
      readonly to: OpenId
      readonly since: Day
      /** Null: without an end. */
      readonly until: Day | null
    }
  | {
      readonly kind: 'appoint'
      readonly openId: OpenId
      readonly name: string
      readonly department: DepartmentId
      readonly post: Post
    }
  | { readonly kind: 'deactivate'; readonly openId: OpenId }

export type StaffingKind = StaffingCommand['kind']

/** What the trail of the organisation's own chain calls each. */
export const STAFFING_ZH: Record<StaffingKind, string> = {
  delegate: '委托',
  revoke: '撤销委托',
  handOver: '交接',
  appoint: '任职',
  deactivate: '停用',
}

/** Somebody asked for it; a second one must confirm it; it holds; or it was dropped. */
export type StaffingStage = 'asked' | 'awaitingSecond' | 'done' | 'dropped'

export interface Staffing {
  readonly id: string
  readonly kind: StaffingKind
  readonly stage: StaffingStage
  readonly facts: StaffingCommand
  readonly by: OpenId
  readonly at: Instant
  readonly endedAt: Instant | null
  readonly decidedBy: OpenId | null
}

export type StaffingRefusal =
  | { readonly reason: 'notYourRight' }
  | { readonly reason: 'nobodySuch'; readonly name: string }
  | { readonly reason: 'self' | 'scopeMissing' | 'datesWrong' | 'chain' | 'nothingToRevoke' }
  | { readonly reason: 'overlap'; readonly to: Day }
  | { readonly reason: 'deputyOnly' | 'sameDepartment' | 'officerOnly' | 'lastHead' }
  | { readonly reason: 'ownRequest' }

/** What changes, as rows. */
export interface StaffingChange {
  readonly ended: readonly Delegation[]
  readonly added: readonly Delegation[]
  readonly people: readonly Person[]
}

/** The organisation's own chain in the audit trail: an id that no matter can have. */
export const ORGANISATION_CHAIN = '00000000-0000-8000-a000-000000000001'

/** A delegation without an end: so far away that nobody now in office sees it. */
const FOR_GOOD: Day = '2099-12-31'

const OFFICE_ROLES: readonly Role[] = ['SUPERVISION_CHIEF', 'SUPERVISION_OFFICER']

/** Which scopes somebody can give away, by what he decides. */
export function scopesOf(person: Person): DelegationScope[] {
  const decides = hasRole(
    person,
    'DISTRICT_MAYOR',
    'DISTRICT_VICE_MAYOR',
    'OFFICE_DIRECTOR',
    'OFFICE_DEPUTY_DIRECTOR',
    'SUPERVISION_CHIEF',
  )
  const heads = hasRole(person, 'DEPT_HEAD', 'OFFICE_DIRECTOR')
  return [
    ...(heads ? (['INSTRUCT', 'SIGN_REPORT'] as const) : []),
    ...(decides ? (['DECIDE'] as const) : []),
  ]
}

/** Whether this may be asked for by `actor`, and what is wrong with it; null when nothing is. */
export function staffingFault(
  organisation: Organisation,
  command: StaffingCommand,
  actor: Person,
  at: Instant,
): StaffingRefusal | null {
  const today = dayOf(at)
  switch (command.kind) {
    case 'delegate':
      return delegateFault(organisation, command, actor, today)
    case 'revoke': {
      const own = command.principal === actor.openId || hasRole(actor, ...OFFICE_ROLES)
      if (!own) return { reason: 'notYourRight' }
      return givenBy(organisation, command.principal, today).length === 0
        ? { reason: 'nothingToRevoke' }
        : null
    }
    case 'handOver':
      return handOverFault(organisation, command, actor, today)
    case 'appoint':
      return hasRole(actor, 'SUPERVISION_CHIEF') ? null : { reason: 'notYourRight' }
    case 'deactivate': {
      if (!hasRole(actor, 'SUPERVISION_CHIEF')) return { reason: 'notYourRight' }
      return activePerson(organisation, command.openId) === undefined
        ? { reason: 'nobodySuch', name: '' }
        : null
    }
    default:
      return command satisfies never
  }
}

function delegateFault(
  organisation: Organisation,
  command: Extract<StaffingCommand, { kind: 'delegate' }>,
  actor: Person,
  today: Day,
): StaffingRefusal | null {
  const { principal: from, delegate: to, scope } = command
  const principal = activePerson(organisation, from)
  const delegate = activePerson(organisation, to)
  if (from !== actor.openId && !hasRole(actor, ...OFFICE_ROLES)) return { reason: 'notYourRight' }
  if (principal === undefined || delegate === undefined) return { reason: 'nobodySuch', name: '' }
  if (from === to) return { reason: 'self' }
  if (scope.length === 0 || scope.some((one) => !scopesOf(principal).includes(one)))
    return { reason: 'scopeMissing' }
  if (command.from > command.to || command.to < today) return { reason: 'datesWrong' }
  const heads = scope.some((one) => one !== 'DECIDE')
  if (heads && delegate.departmentId !== principal.departmentId) return { reason: 'sameDepartment' }
  if (scope.includes('SIGN_REPORT') && !hasRole(delegate, 'DEPT_DEPUTY', 'OFFICE_DEPUTY_DIRECTOR'))
    return { reason: 'deputyOnly' }
  if (overlapping(organisation, to, command, 'principal').length > 0) return { reason: 'chain' }
  if (overlapping(organisation, from, command, 'delegate').length > 0) return { reason: 'chain' }
  const [same] = overlapping(organisation, from, command, 'principal').filter((held) =>
    held.scope.some((one) => scope.includes(one)),
  )
  return same === undefined ? null : { reason: 'overlap', to: same.to }
}

function overlapping(
  organisation: Organisation,
  openId: OpenId,
  { from, to }: { readonly from: Day; readonly to: Day },
  side: 'principal' | 'delegate',
): Delegation[] {
  return organisation.delegations.filter(
    (held) =>
      held[side] === openId && !held.scope.includes('WORK') && held.from <= to && from <= held.to,
  )
}

function handOverFault(
  organisation: Organisation,
  command: Extract<StaffingCommand, { kind: 'handOver' }>,
  actor: Person,
  today: Day,
): StaffingRefusal | null {
  const from = activePerson(organisation, command.from)
  const to = activePerson(organisation, command.to)
  if (from === undefined || to === undefined) return { reason: 'nobodySuch', name: '' }
  if (command.from === command.to) return { reason: 'self' }
  if (command.from !== actor.openId && !hasRole(actor, 'SUPERVISION_CHIEF'))
    return { reason: 'notYourRight' }
  const works = hasRole(
    from,
    'DEPT_SUPERVISION_OFFICER',
    'UNDERTAKER',
    'DEPT_DEPUTY',
    'SUPERVISION_OFFICER',
    'SUPERVISION_CHIEF',
  )
  if (!works) return { reason: 'officerOnly' }
  if (from.departmentId !== to.departmentId) return { reason: 'sameDepartment' }
  if (command.until !== null && (command.until < command.since || command.until < today))
    return { reason: 'datesWrong' }
  return null
}

/** Delegations of somebody's that hold now or will, 交接 included. */
export function givenBy(organisation: Organisation, principal: OpenId, today: Day): Delegation[] {
  return organisation.delegations.filter((held) => held.principal === principal && held.to >= today)
}

/** What it changes once it holds. */
export function staffingChange(
  organisation: Organisation,
  command: StaffingCommand,
  at: Instant,
): StaffingChange {
  const today = dayOf(at)
  switch (command.kind) {
    case 'delegate':
      return change({
        added: [
          {
            principal: command.principal,
            delegate: command.delegate,
            scope: command.scope,
            from: command.from,
            to: command.to,
            writtenAuthorization: command.authorization,
          },
        ],
      })
    case 'revoke':
      return ending(givenBy(organisation, command.principal, today), today)
    case 'handOver':
      return change({
        added: [
          {
            principal: command.from,
            delegate: command.to,
            scope: ['WORK'],
            from: command.since,
            to: command.until ?? FOR_GOOD,
            writtenAuthorization: '',
          },
        ],
      })
    case 'appoint':
      return change({ people: appointed(organisation, command) })
    case 'deactivate': {
      const person = activePerson(organisation, command.openId)
      const own = organisation.delegations.filter(
        (held) =>
          held.to >= today &&
          (held.principal === command.openId || held.delegate === command.openId),
      )
      const left = person === undefined ? [] : [{ ...person, active: false }]
      return { ...ending(own, today), people: left }
    }
    default:
      return command satisfies never
  }
}

function change(parts: Partial<StaffingChange>): StaffingChange {
  return { ended: [], added: [], people: [], ...parts }
}

/** What has begun ends yesterday and stays on record; what has not begun is gone. */
function ending(held: readonly Delegation[], today: Day): StaffingChange {
  const begun = held.filter(({ from }) => from < today)
  return change({ ended: held, added: begun.map((one) => ({ ...one, to: addDays(today, -1) })) })
}

const ROLE_OF: Record<Post, Role> = {
  head: 'DEPT_HEAD',
  deputy: 'DEPT_DEPUTY',
  officer: 'DEPT_SUPERVISION_OFFICER',
  undertaker: 'UNDERTAKER',
}

/** There is one head of a department: the old one gives up the post and stays. */
function appointed(
  organisation: Organisation,
  { openId, name, department, post }: Extract<StaffingCommand, { kind: 'appoint' }>,
): Person[] {
  const office = departmentOf(organisation, department)?.kind === 'office'
  const role: Role = post === 'head' && office ? 'OFFICE_DIRECTOR' : ROLE_OF[post]
  const held = organisation.people.find((person) => person.openId === openId)
  const title = post === 'head' ? titleOfHead(organisation, department) : POST_ZH[post]
  const stays = held?.departmentId === department ? held.roles : []
  const person: Person = {
    openId,
    name,
    title: held?.departmentId === department && post !== 'head' ? held.title : title,
    departmentId: department,
    roles: [...new Set<Role>([...stays, role])],
    portfolio: held?.portfolio ?? [],
    active: true,
  }
  const before =
    post !== 'head'
      ? []
      : organisation.people
          .filter((one) => one.active && one.departmentId === department && one.openId !== openId)
          .filter((one) => one.roles.includes(role))
          .map((one) => ({ ...one, roles: one.roles.filter((other) => other !== role) }))
  return [...before, person]
}

function titleOfHead(organisation: Organisation, id: DepartmentId): string {
  const department = departmentOf(organisation, id)
  return department?.kind === 'office' ? '办公室主任' : '局长'
}

/** Who must confirm what was asked: null when the asker's own tap is enough. */
export function secondOf(
  { kind, facts, by }: Pick<Staffing, 'kind' | 'facts' | 'by'>,
  organisation: Organisation,
): Role | null {
  if (kind === 'appoint' || kind === 'deactivate') return 'OFFICE_DEPUTY_DIRECTOR'
  if (facts.kind !== 'delegate' || facts.principal === by) return null
  const asker = activePerson(organisation, by)
  return asker !== undefined && hasRole(asker, 'SUPERVISION_CHIEF') ? null : 'SUPERVISION_CHIEF'
}

/** Whoever stands in for somebody on that day, else the person. One step only. */
export function atWork(organisation: Organisation, openId: OpenId, day: Day): OpenId {
  const given = organisation.delegations.find(
    (held) =>
      held.principal === openId &&
      held.scope.includes('WORK') &&
      held.from <= day &&
      day <= held.to &&
      activePerson(organisation, held.delegate) !== undefined,
  )
  return given?.delegate ?? openId
}

/** Those for whom somebody stands in on that day. */
export function standsInFor(organisation: Organisation, openId: OpenId, day: Day): Person[] {
  return organisation.delegations
    .filter(
      (held) =>
        held.delegate === openId &&
        held.scope.includes('WORK') &&
        held.from <= day &&
        day <= held.to,
    )
    .map((held) => activePerson(organisation, held.principal))
    .filter((person) => person !== undefined)
}
