// 核稿: what waits for 督查室主任 before it goes to 区领导 or closes a matter (process §1.1).
import { batchOf, type CheckedTogether } from './batch.ts'
import type { Act, Matter } from './matter.ts'
import { hasRole, type OpenId, type Organisation } from './organisation.ts'
import { type Capacity, capacityFor, decidersFor, freeAmong, type Scene } from './standing.ts'
import { MATTER_ACTION_ZH, type MatterAction } from './terms.ts'
import type { Instant } from './time.ts'

/** Which step waits for 督查室主任, who asked, and what was filled in. */
export interface CheckAsked {
  readonly action: MatterAction
  readonly by: OpenId
  readonly at: Instant
  readonly facts: Readonly<Record<string, string | number | boolean | readonly string[] | null>>
  /** 一并呈请立项: those that it was put up with. */
  readonly batch?: CheckedTogether
}

/** What goes to 区领导 or closes a matter, where an officer does it. */
const CHECKED: readonly MatterAction[] = [
  'propose',
  'presentBrief',
  'feedBack',
  'draftBulletin',
  'reportUp',
  'recordOpinion',
]

/** What else stands on the cards that wait for the check. */
const BESIDE: readonly MatterAction[] = ['saveDraft', 'deleteDraft', 'sendBack']

export function isChecked(action: MatterAction): boolean {
  return CHECKED.includes(action)
}

/** Whether the action is about what waits for its check, so that only who checks may take it. */
export function awaitsCheck(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
  action: MatterAction,
): boolean {
  return settlesCheck(action) && checking(matter, organisation, at) !== null
}

/** Whether it is given on the card that waits for the check, so that the question is settled with it. */
export function settlesCheck(action: MatterAction): boolean {
  return [...CHECKED, ...BESIDE].includes(action)
}

/** Whose the check is now; null where nothing waits, or nobody is left to give it: then it is the officer's again. */
export function checking(
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): readonly OpenId[] | null {
  const checkers = matter.checkAsked === null ? [] : checkersOf(matter, organisation, at)
  return checkers.length === 0 ? null : checkers
}

/** Whether a draft still lies with whoever writes it. */
export function isOpenDraft({ status, checkAsked }: Matter): boolean {
  return status === 'drafting' && checkAsked === null
}

/** The check that was last asked for, and what came of it; undefined where nothing has yet. */
function lastCheck({ history }: Matter): { readonly asked: Act; readonly then?: Act } | null {
  const index = history.findLastIndex((act) => act.details.check === 'asked')
  const asked = history[index]
  const then = history[index + 1]
  if (asked === undefined) return null
  return then === undefined ? { asked } : { asked, then }
}

/** Whose draft it is that somebody else put to the leader; null where nobody checked it. */
export function checkedDrafter(matter: Matter): OpenId | null {
  const { asked, then } = lastCheck(matter) ?? {}
  const propose = MATTER_ACTION_ZH.propose
  return asked?.action === propose && then?.action === propose ? asked.actor : null
}

/** Whether it has passed the check of several, and goes to its leader with those of them that pass. */
export function passedTogether(matter: Matter): boolean {
  return checkedDrafter(matter) !== null && batchOf(matter) !== null
}

/** Who checked the draft and gave it back to be changed; null where nobody did, or it was put up again. */
export function givenBackBy(matter: Matter): OpenId | null {
  const { then } = lastCheck(matter) ?? {}
  return then?.action === MATTER_ACTION_ZH.saveDraft ? then.actor : null
}

/** Who has the card while something waits: 督查室主任 or his delegate in 督查室, never who put it up. */
export function checkersOf(matter: Matter, organisation: Organisation, at: Instant): OpenId[] {
  const deciders = decidersFor(matter, null, organisation, 'chief', 'DECIDE', at)
  const free = freeAmong(
    deciders,
    organisation,
    ({ person }) =>
      person.openId === matter.checkAsked?.by ||
      !hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER'),
  )
  return free.map(({ person }) => person.openId)
}

/** In which capacity the actor checks; null when it is not his to do. */
export function checkerIn(scene: Scene): Capacity | null {
  if (scene.actor.openId === scene.matter.checkAsked?.by) return null
  return capacityFor(scene, ['chief'], 'DECIDE')
}
