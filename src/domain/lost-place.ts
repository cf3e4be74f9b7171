// A group or a person the bot cannot write to any more: why, and who is to know what waits there (process §6).
import {
  activePerson,
  type Department,
  type OpenId,
  type Organisation,
  officersOf,
  peopleWith,
} from './organisation.ts'

/**
 * `left`: resigned, or outside what the app may reach; the platform does not tell the two apart. `frozen`: the account
 * is suspended; messages may arrive, and nobody reads them.
 */
export type LostCause =
  | 'removed'
  | 'disbanded'
  | 'muted'
  | 'left'
  | 'stopped'
  | 'unknownId'
  | 'frozen'

/** The department whose group this is. */
export function departmentOfGroup(
  { departments }: Organisation,
  chatId: string,
): Department | undefined {
  return departments.find((department) => department.chatId === chatId)
}

/**
 * 督查室主任, or the leaders of the office where he is the one who is lost; of a group also the department's officers,
 * who can take the bot in again. Nobody for a place that is nobody's: another group, somebody who left before.
 */
export function hearersOfLoss(
  organisation: Organisation,
  recipient: string,
  isLost: (openId: OpenId) => boolean,
): OpenId[] {
  const department = departmentOfGroup(organisation, recipient)
  if (department === undefined && activePerson(organisation, recipient) === undefined) return []
  const officers = department === undefined ? [] : officersOf(organisation, department.id)
  const office = reached(peopleWith(organisation, 'SUPERVISION_CHIEF'))
  const leaders = peopleWith(organisation, 'OFFICE_DIRECTOR', 'OFFICE_DEPUTY_DIRECTOR')
  const heard = [...(office.length > 0 ? office : reached(leaders)), ...reached(officers)]
  return [...new Set(heard.map(({ openId }) => openId))]

  function reached<Held extends { readonly openId: OpenId }>(people: readonly Held[]): Held[] {
    return people.filter(({ openId }) => openId !== recipient && !isLost(openId))
  }
}
