// Changes of people: who stands in for whom, who holds which post, who has left (process §6). Pure.
import {
  activePerson,
  type Delegation,
  type DelegationScope,
  type DepartmentId,
  hasRole,
  type OpenId,
  type Organisation,
  type Person,
  type Role,
} from './organisation.ts'
import { type Day, dayOf, type Instant } from './time.ts'

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
