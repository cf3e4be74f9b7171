// Who may change what about people, and what is wrong with it (process §6, invariant 10).
import {
  activePerson,
  type Delegation,
  departmentOf,
  hasRole,
  type OpenId,
  type Organisation,
  type Person,
  personOf,
  type Role,
} from './organisation.ts'
import {
  type CommandOfKind,
  givenBy,
  type StaffingCommand,
  type StaffingKind,
  scopesFor,
  scopesOf,
  secondOf,
  secondsFor,
} from './staffing.ts'
import { roleOfPost } from './staffing-change.ts'
import { type Day, dayOf, type Instant } from './time.ts'

export type StaffingRefusal =
  | { readonly reason: 'notYourRight' }
  | { readonly reason: 'nobodySuch'; readonly name: string }
  | { readonly reason: 'self' | 'scopeMissing' | 'datesWrong' | 'chain' | 'nothingToRevoke' }
  | { readonly reason: 'overlap'; readonly to: Day }
  | { readonly reason: 'deputyOnly' | 'sameDepartment' | 'officerOnly' | 'supervisionOnly' }
  | { readonly reason: 'paperMissing' | 'departmentUnknown' | 'nobodyToConfirm' | 'ownRequest' }
  | { readonly reason: 'askerLeft' }
  /** 区领导, 区政府办 and 督查室 are appointed elsewhere; somebody of another department is its to let go. */
  | { readonly reason: 'postedAbove' | 'belongsElsewhere' | 'headTakesNoWork' | 'alreadyHolds' }

const SUPERVISION: readonly Role[] = ['SUPERVISION_CHIEF', 'SUPERVISION_OFFICER']

/** Posts that no word gives or takes away. */
const ABOVE: readonly Role[] = [
  'DISTRICT_MAYOR',
  'DISTRICT_VICE_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
  ...SUPERVISION,
]

/** Whether `actor` may have this done; null when nothing is wrong. Asked at the words and again at every tap. */
export function staffingFault(
  organisation: Organisation,
  command: StaffingCommand,
  actor: Person,
  at: Instant,
): StaffingRefusal | null {
  const place = { organisation, actor, today: dayOf(at) }
  return ownFault(place, command) ?? unconfirmable(place, command, at)
}

/** The same while the scope has still to be chosen: nothing is refused for want of it. */
export function askingFault(
  organisation: Organisation,
  command: StaffingCommand,
  actor: Person,
  at: Instant,
): StaffingRefusal | null {
  if (command.kind !== 'delegate' || command.scope.length > 0)
    return staffingFault(organisation, command, actor, at)
  const principal = activePerson(organisation, command.principal)
  const delegate = activePerson(organisation, command.delegate)
  const scope =
    principal === undefined || delegate === undefined ? [] : scopesFor(principal, delegate)
  if (principal !== undefined && delegate !== undefined && scope.length === 0)
    return { reason: scopesOf(principal).length === 0 ? 'scopeMissing' : 'sameDepartment' }
  return staffingFault(organisation, { ...command, scope }, actor, at)
}

/** What somebody may ask for at all, for whoever it is about (conversation §3); 登记委托 is a delegation for another. */
export function staffingWordsOf(person: Person): (StaffingKind | 'register')[] {
  const isSupervision = hasRole(person, ...SUPERVISION)
  const gives = scopesOf(person).length > 0
  return [
    ...(gives ? (['delegate'] as const) : []),
    ...(isSupervision ? (['register'] as const) : []),
    ...(gives || isSupervision ? (['revoke'] as const) : []),
    ...(hasRole(person, ...WORKERS) ? (['handOver'] as const) : []),
    ...(hasRole(person, 'SUPERVISION_CHIEF') ? (['appoint', 'deactivate'] as const) : []),
    ...(hasRole(person, 'DEPT_SUPERVISION_OFFICER') ? (['addUndertaker'] as const) : []),
  ]
}

interface Place {
  readonly organisation: Organisation
  readonly actor: Person
  readonly today: Day
}

function ownFault(place: Place, command: StaffingCommand): StaffingRefusal | null {
  switch (command.kind) {
    case 'delegate':
      return delegateFault(place, command)
    case 'revoke':
      return revokeFault(place, command)
    case 'handOver':
      return handOverFault(place, command)
    case 'appoint':
      return appointFault(place, command)
    case 'deactivate':
      return deactivateFault(place, command)
    case 'addUndertaker':
      return undertakerFault(place, command)
    default:
      return command satisfies never
  }
}

/** What needs a second word needs somebody who can give it, or it would wait for ever. */
function unconfirmable(
  { organisation, actor }: Place,
  facts: StaffingCommand,
  at: Instant,
): StaffingRefusal | null {
  const asked = { kind: facts.kind, facts, by: actor.openId }
  if (secondOf(asked, organisation) === null) return null
  return secondsFor(asked, organisation, at).length === 0 ? { reason: 'nobodyToConfirm' } : null
}

function delegateFault(place: Place, command: CommandOfKind<'delegate'>): StaffingRefusal | null {
  const { organisation, actor, today } = place
  const { principal: from, delegate: to, scope } = command
  const principal = activePerson(organisation, from)
  const delegate = activePerson(organisation, to)
  const registers = from !== actor.openId
  if (registers && !hasRole(actor, ...SUPERVISION)) return { reason: 'notYourRight' }
  if (principal === undefined || delegate === undefined) return { reason: 'nobodySuch', name: '' }
  if (from === to) return { reason: 'self' }
  if (scope.length === 0 || scope.some((one) => !scopesOf(principal).includes(one)))
    return { reason: 'scopeMissing' }
  if (command.from > command.to || command.to < today) return { reason: 'datesWrong' }
  // What 督查室 registers for somebody else stands on the paper he signed.
  if (registers && command.authorization === '') return { reason: 'paperMissing' }
  const within = hasRole(principal, 'SUPERVISION_CHIEF')
  if (hasRole(delegate, ...SUPERVISION) && !within) return { reason: 'supervisionOnly' }
  const able = scopesFor(principal, delegate)
  if (scope.includes('INSTRUCT') && !able.includes('INSTRUCT')) return { reason: 'sameDepartment' }
  if (scope.includes('SIGN_REPORT') && !able.includes('SIGN_REPORT'))
    return { reason: 'deputyOnly' }
  const decided = overlapping(organisation, command).filter((held) => !held.scope.includes('WORK'))
  if (decided.some((held) => held.principal === to || held.delegate === from))
    return { reason: 'chain' }
  const same = decided.find(
    (held) => held.principal === from && held.scope.some((one) => scope.includes(one)),
  )
  return same === undefined ? null : { reason: 'overlap', to: same.to }
}

function overlapping(
  { delegations }: Organisation,
  { from, to }: { readonly from: Day; readonly to: Day },
): Delegation[] {
  return delegations.filter((held) => held.from <= to && from <= held.to)
}

function revokeFault(
  { organisation, actor, today }: Place,
  { principal }: CommandOfKind<'revoke'>,
): StaffingRefusal | null {
  const own = principal === actor.openId || hasRole(actor, ...SUPERVISION)
  if (!own) return { reason: 'notYourRight' }
  return givenBy(organisation, principal, today).length === 0 ? { reason: 'nothingToRevoke' } : null
}

/** Who has work of his own that can be handed over. */
const WORKERS: readonly Role[] = [
  'DEPT_SUPERVISION_OFFICER',
  'UNDERTAKER',
  'DEPT_DEPUTY',
  ...SUPERVISION,
]

function handOverFault(place: Place, command: CommandOfKind<'handOver'>): StaffingRefusal | null {
  const { organisation, actor, today } = place
  const from = activePerson(organisation, command.from)
  const to = activePerson(organisation, command.to)
  if (from === undefined || to === undefined) return { reason: 'nobodySuch', name: '' }
  if (from.openId === to.openId) return { reason: 'self' }
  if (!mayHandOver(from, actor)) return { reason: 'notYourRight' }
  if (!hasRole(from, ...WORKERS)) return { reason: 'officerOnly' }
  if (from.departmentId !== to.departmentId) return { reason: 'sameDepartment' }
  // 督查室's work stays in 督查室, though the leaders of the office are of the same department.
  if (hasRole(from, ...SUPERVISION) !== hasRole(to, ...SUPERVISION))
    return { reason: 'supervisionOnly' }
  // Whoever signs or decides does not also draft what he signs.
  if (hasRole(to, 'DEPT_HEAD', 'OFFICE_DIRECTOR')) return { reason: 'headTakesNoWork' }
  const { since, until } = command
  if (until !== null && (until < since || until < today)) return { reason: 'datesWrong' }
  return workOverlaps(organisation, command)
}

function mayHandOver(from: Person, actor: Person): boolean {
  if (from.openId === actor.openId) return true
  return hasRole(actor, 'SUPERVISION_CHIEF') && hasRole(from, ...SUPERVISION)
}

function workOverlaps(
  organisation: Organisation,
  { from, to, since, until }: CommandOfKind<'handOver'>,
): StaffingRefusal | null {
  const held = overlapping(organisation, { from: since, to: until ?? since }).concat(
    until === null ? organisation.delegations.filter((one) => one.to >= since) : [],
  )
  const work = held.filter((one) => one.scope.includes('WORK'))
  const same = work.find((one) => one.principal === from)
  if (same !== undefined) return { reason: 'overlap', to: same.to }
  const chained = work.some((one) => one.principal === to || one.delegate === from)
  return chained ? { reason: 'chain' } : null
}

function appointFault(
  { organisation, actor }: Place,
  { openId, department, post }: CommandOfKind<'appoint'>,
): StaffingRefusal | null {
  if (!hasRole(actor, 'SUPERVISION_CHIEF')) return { reason: 'notYourRight' }
  if (departmentOf(organisation, department) === undefined) return { reason: 'departmentUnknown' }
  const held = activePerson(organisation, openId)
  if (held === undefined) return null
  if (hasRole(held, ...ABOVE)) return { reason: 'postedAbove' }
  const holds =
    held.departmentId === department && hasRole(held, roleOfPost(organisation, department, post))
  return holds ? { reason: 'alreadyHolds' } : null
}

/** Also a head without a successor: whoever has lost the phone must not be able to sign a minute longer. */
function deactivateFault(
  { organisation, actor }: Place,
  { openId }: CommandOfKind<'deactivate'>,
): StaffingRefusal | null {
  if (!hasRole(actor, 'SUPERVISION_CHIEF')) return { reason: 'notYourRight' }
  if (openId === actor.openId) return { reason: 'ownRequest' }
  return isHere(organisation, openId) ? null : { reason: 'nobodySuch', name: '' }
}

/** An officer adds whom nobody has yet, or a colleague; another department's people are not his to take. */
function undertakerFault(
  { organisation, actor }: Place,
  { openId }: CommandOfKind<'addUndertaker'>,
): StaffingRefusal | null {
  if (!hasRole(actor, 'DEPT_SUPERVISION_OFFICER')) return { reason: 'notYourRight' }
  const held = personOf(organisation, openId)
  if (held === undefined) return null
  // Who was switched off comes back by 任职, which two confirm.
  if (!held.active || held.departmentId !== actor.departmentId)
    return { reason: 'belongsElsewhere' }
  if (hasRole(held, 'DEPT_HEAD', ...ABOVE)) return { reason: 'postedAbove' }
  return hasRole(held, 'UNDERTAKER') ? { reason: 'alreadyHolds' } : null
}

function isHere(organisation: Organisation, openId: OpenId): boolean {
  return activePerson(organisation, openId) !== undefined
}
