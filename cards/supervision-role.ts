// Why a card of 督查室 came to this person (conversation §1.11).
import { hasRole, type OpenId, type Organisation, personOf } from '../src/domain/organisation.ts'
import { dayOf } from '../src/domain/time.ts'
import { actingForZh, personZh } from './phrases.ts'
import type { CardView } from './view.ts'

/** `您是本事项经办人`, `您是督查室主任`; of who has their work or their word, whose it is (process §6). */
export function supervisionRoleZh({ matter, card: row, organisation, at }: CardView): string {
  if (row.recipient === matter.officer) return '您是本事项经办人'
  const today = dayOf(at)
  const given = organisation.delegations.find(
    (held) =>
      held.delegate === row.recipient &&
      held.from <= today &&
      today <= held.to &&
      (held.principal === matter.officer || isChief(organisation, held.principal)),
  )
  if (given === undefined || isChief(organisation, row.recipient)) return '您是督查室主任'
  const { principal, scope } = given
  return scope.includes('WORK')
    ? `您接手${personZh(organisation, principal)}的工作`
    : `您${actingForZh(organisation, principal)}`
}

function isChief(organisation: Organisation, openId: OpenId): boolean {
  const person = personOf(organisation, openId)
  return person !== undefined && hasRole(person, 'SUPERVISION_CHIEF')
}
