// Random changes of people, as they might be asked for on a day, most of them such that they are let through.
import fc from 'fast-check'
import {
  activePerson,
  type DelegationScope,
  type OpenId,
  type Organisation,
  officersOf,
  type Person,
  peopleWith,
} from '../../src/domain/organisation.ts'
import { type StaffingCommand, type StaffingKind, scopesFor } from '../../src/domain/staffing.ts'
import { addDays, DAY_MS, dayOf, type Instant } from '../../src/domain/time.ts'
import { named } from './yunling.ts'

/** 区住建局 has a head, a deputy who handles as well, an officer and a handler. */
const DEPARTMENTS = ['D07', 'D07', 'D09'] as const

/** Nobody knows them yet. */
export const NEW_PEOPLE = ['ou_new_1', 'ou_new_2'] as const

const OF_DEPARTMENTS = [
  ...['马建业', '许广厦', '房一鸣', '施工', '田守稼', '禾苗', '谷雨', '叶长青'].map(named),
]
const POOL = [
  ...OF_DEPARTMENTS,
  ...['温如松', '蒋小棠', '毕子衡', '罗思远', '陆明舟', '沈维岳'].map(named),
  ...NEW_PEOPLE,
]

export const change = fc.record({
  kind: fc.constantFrom<StaffingKind>(
    ...(['delegate', 'delegate', 'handOver', 'handOver'] as const),
    ...(['appoint', 'appoint', 'appoint', 'deactivate', 'addUndertaker', 'revoke'] as const),
  ),
  one: fc.constantFrom(...OF_DEPARTMENTS, ...OF_DEPARTMENTS, ...POOL),
  /** Whom it goes to, among the colleagues of the day. */
  other: fc.nat(99),
  registered: fc.boolean(),
  department: fc.constantFrom(...DEPARTMENTS),
  post: fc.constantFrom('head', 'deputy', 'officer', 'undertaker'),
  scope: fc.nat(6),
  begins: fc.nat(2),
  lasts: fc.option(fc.nat(4)),
  pause: fc.constantFrom(0, 0, DAY_MS, 3 * DAY_MS),
})
export type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

export function commandOf(given: Change, organisation: Organisation, at: Instant): StaffingCommand {
  const { one, department, post, lasts } = given
  const other = colleagueOf(given, organisation)
  const from = addDays(dayOf(at), given.begins)
  const to = lasts === null ? null : addDays(from, lasts)
  switch (given.kind) {
    case 'delegate':
      return {
        ...{ kind: 'delegate', principal: one, delegate: other, from, to: to ?? from },
        scope: scopeOf(given, other, organisation),
        authorization: '授权书〔2026〕3号',
      }
    case 'revoke':
      return { kind: 'revoke', principal: one }
    case 'handOver':
      return { kind: 'handOver', from: one, to: other, since: from, until: to }
    case 'appoint':
      return { kind: 'appoint', openId: one, name: '新人', department, post }
    case 'deactivate':
      return { kind: 'deactivate', openId: one }
    case 'addUndertaker':
      return { kind: 'addUndertaker', openId: one, name: '新人', title: '' }
  }
}

/** Mostly one of the same department; now and then anybody. */
function colleagueOf({ one, other }: Change, organisation: Organisation): OpenId {
  const place = activePerson(organisation, one)?.departmentId
  const near = POOL.filter(
    (openId) => openId !== one && activePerson(organisation, openId)?.departmentId === place,
  )
  const among = near.length === 0 || other % 10 === 9 ? POOL : near
  return among[other % among.length] ?? one
}

/** What he can have, all or one of it; now and then what he cannot. */
function scopeOf(
  { one, scope }: Change,
  to: OpenId,
  organisation: Organisation,
): readonly DelegationScope[] {
  const [principal, delegate] = [one, to].map((openId) => activePerson(organisation, openId))
  const able =
    principal === undefined || delegate === undefined ? [] : scopesFor(principal, delegate)
  if (scope === 6) return ['SIGN_REPORT']
  return scope < 4 || able.length === 0 ? able : able.slice(scope % able.length).slice(0, 1)
}

/** Whoever may ask for it as things are, if there is somebody. */
export function askerOf(
  { kind, one, registered, department }: Change,
  organisation: Organisation,
): Person | undefined {
  const [chief] = peopleWith(organisation, 'SUPERVISION_CHIEF')
  if (kind === 'appoint' || kind === 'deactivate') return chief
  if (registered && (kind === 'delegate' || kind === 'revoke')) return chief
  if (kind === 'addUndertaker') return officersOf(organisation, department)[0]
  return activePerson(organisation, one)
}
