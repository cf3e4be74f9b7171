// Changes of people: who stands in for whom, who holds which post, who has left (process §6). What they are.
import type { Assignment } from './matter.ts'
import {
  activePerson,
  type Delegation,
  type DelegationScope,
  type DepartmentId,
  delegatesOn,
  hasRole,
  headOf,
  type OpenId,
  type Organisation,
  type Person,
  peopleWith,
  personOf,
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
      /** Empty until it is chosen on the card. */
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
  /** 添加承办人 holds at once: the officer's own department, and nobody who belongs elsewhere. */
  | {
      readonly kind: 'addUndertaker'
      readonly openId: OpenId
      readonly name: string
      readonly title: string
    }

export type StaffingKind = StaffingCommand['kind']
export type CommandOfKind<Kind extends StaffingKind> = Extract<StaffingCommand, { kind: Kind }>

/** What the trail of the organisation's own chain calls each. */
export const STAFFING_ZH: Record<StaffingKind, string> = {
  delegate: '委托',
  revoke: '撤销委托',
  handOver: '交接',
  appoint: '任职',
  deactivate: '停用',
  addUndertaker: '添加承办人',
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

/** The organisation's own chain in the audit trail: an id that no matter can have. */
export const ORGANISATION_CHAIN = '00000000-0000-8000-a000-000000000001'

/** A delegation without an end: so far away that nobody now in office sees it. */
export const FOR_GOOD: Day = '2099-12-31'

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

/** Those of them that this delegate can have: a department's within it, and a sign-off only a 分管领导. */
export function scopesFor(principal: Person, delegate: Person): DelegationScope[] {
  const within = principal.departmentId === delegate.departmentId
  return scopesOf(principal).filter(
    (scope) =>
      scope === 'DECIDE' || (within && (scope === 'INSTRUCT' || hasRole(delegate, 'DEPT_DEPUTY'))),
  )
}

/** Delegations of somebody's that hold now or will, 交接 included. */
export function givenBy(organisation: Organisation, principal: OpenId, today: Day): Delegation[] {
  return organisation.delegations.filter((held) => held.principal === principal && held.to >= today)
}

/**
 * Who must confirm what was asked: null when the asker's own tap is enough. An officer's own role is given over with
 * the word of the head, as 转办 of his own task is (process §6).
 */
export function secondOf(
  { kind, facts, by }: Pick<Staffing, 'kind' | 'facts' | 'by'>,
  organisation: Organisation,
): Role | null {
  if (kind === 'appoint' || kind === 'deactivate') return 'OFFICE_DEPUTY_DIRECTOR'
  if (facts.kind === 'handOver') {
    const giver = personOf(organisation, facts.from)
    return giver !== undefined && hasRole(giver, 'DEPT_SUPERVISION_OFFICER') ? 'DEPT_HEAD' : null
  }
  if (facts.kind !== 'delegate' || facts.principal === by) return null
  const asker = activePerson(organisation, by)
  return asker !== undefined && hasRole(asker, 'SUPERVISION_CHIEF') ? null : 'SUPERVISION_CHIEF'
}

/** Somebody who may give the second word, in his own right or for somebody. */
export interface Second {
  readonly person: Person
  readonly actingFor: OpenId | null
  /** Whether he is asked: a principal who has a delegate may still act, but the card goes to the delegate. */
  readonly isAsked: boolean
}

/** Nobody confirms what he asked for, or what is about himself (invariant 10). */
export function secondsFor(
  staffing: Pick<Staffing, 'kind' | 'facts' | 'by'>,
  organisation: Organisation,
  at: Instant,
): Second[] {
  const role = secondOf(staffing, organisation)
  if (role === null) return []
  const concerned = [staffing.by, ...peopleIn(staffing.facts)]
  // A head's word on who works is of the kind that he gives away with 批办.
  const scope = role === 'DEPT_HEAD' ? 'INSTRUCT' : 'DECIDE'
  return holdersOf(role, staffing.facts, organisation)
    .flatMap((holder): Second[] => {
      const delegates = delegatesOn(organisation, holder.openId, scope, dayOf(at)).filter(
        ({ openId }) => !concerned.includes(openId),
      )
      return [
        { person: holder, actingFor: null, isAsked: delegates.length === 0 },
        ...delegates.map((person) => ({ person, actingFor: holder.openId, isAsked: true })),
      ]
    })
    .filter(({ person }) => !concerned.includes(person.openId))
}

function holdersOf(role: Role, facts: StaffingCommand, organisation: Organisation): Person[] {
  if (facts.kind !== 'handOver') return peopleWith(organisation, role)
  const giver = personOf(organisation, facts.from)
  const head = giver === undefined ? undefined : headOf(organisation, giver.departmentId)
  return head === undefined ? [] : [head]
}

/** Whom a change is about. */
export function peopleIn(command: StaffingCommand): OpenId[] {
  switch (command.kind) {
    case 'delegate':
      return [command.principal, command.delegate]
    case 'revoke':
      return [command.principal]
    case 'handOver':
      return [command.from, command.to]
    case 'appoint':
    case 'deactivate':
    case 'addUndertaker':
      return [command.openId]
    default:
      return command satisfies never
  }
}

/** Whoever stands in for somebody on that day, else the person. One step only: there are no chains. */
export function atWork(organisation: Organisation, openId: OpenId, day: Day): OpenId {
  const given = organisation.delegations.find(
    (held) =>
      held.principal === openId &&
      standsOn(held, organisation, day) &&
      activePerson(organisation, held.delegate) !== undefined,
  )
  return given?.delegate ?? openId
}

/**
 * Those for whom somebody stands in on that day. Somebody who has handed his work over and left since is still
 * stood in for: what was his waits for nobody else.
 */
export function standsInFor(organisation: Organisation, openId: OpenId, day: Day): Person[] {
  return organisation.delegations
    .filter((held) => held.delegate === openId && standsOn(held, organisation, day))
    .map((held) => personOf(organisation, held.principal))
    .filter((person) => person !== undefined)
}

/**
 * The named handlers who can still act, by themselves or through whoever has their work. Whoever moved to another
 * department took nothing of it along.
 */
export function handlersAtWork(
  { handlers, departmentId }: Pick<Assignment, 'handlers' | 'departmentId'>,
  organisation: Organisation,
  day: Day,
): OpenId[] {
  return handlers.filter(
    (handler) =>
      personOf(organisation, handler)?.departmentId === departmentId &&
      activePerson(organisation, atWork(organisation, handler, day)) !== undefined,
  )
}

/** Work stays in its department, wherever either of the two went since. */
function standsOn(
  { principal, delegate, scope, from, to }: Delegation,
  organisation: Organisation,
  day: Day,
): boolean {
  const [giver, taker] = [personOf(organisation, principal), personOf(organisation, delegate)]
  return (
    scope.includes('WORK') &&
    from <= day &&
    day <= to &&
    giver?.departmentId === taker?.departmentId
  )
}
