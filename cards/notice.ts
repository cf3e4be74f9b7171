// One short text to one person: what it is read off, how it names the matter, how it begins.
import type { Assignment, Matter } from '../src/domain/matter.ts'
import { headOf, type OpenId, type Organisation, officersOf } from '../src/domain/organisation.ts'
import { atWork, handlersAtWork } from '../src/domain/staffing.ts'
import { dayOf, type Instant } from '../src/domain/time.ts'
import type { WantedCard } from '../src/domain/wanted-card.ts'
import { literal } from './answers.ts'
import { titleZh } from './matter-facts.ts'
import { spokenZh } from './phrases.ts'

export interface Notice {
  readonly to: OpenId
  readonly text: string
}

/** What a notice is read off. */
export interface NoticeScene {
  readonly before: Matter
  readonly after: Matter
  readonly organisation: Organisation
  readonly at: Instant
  /** Who did it: he has his answer. */
  readonly actor: OpenId | null
  /** What people have in front of them now, and had before. */
  readonly cards: readonly WantedCard[]
  readonly cardsBefore: readonly WantedCard[]
}

/** UTF-16 units of what somebody wrote that a text repeats. */
export const OPINION_MAX = 300

/** Of an 内部 matter no more than its number: a text shows on the lock screen (invariant 12). */
export function nameOf(matter: Matter): string {
  if (matter.classification === 'internal') return matter.number ?? '该事项'
  const title = `“${literal(titleZh(matter), TITLE_MAX)}”`
  return matter.number === null ? title : `${title}（${matter.number}）`
}

const TITLE_MAX = 120

export function notice(organisation: Organisation, to: OpenId, text: string): Notice {
  return { to, text: `${spokenZh(organisation, to)}，您好。${text}` }
}

/** Officers, handlers who are still there, and head of the department that has the task. */
export function peopleOf(
  assignment: Assignment,
  { organisation, at }: Pick<NoticeScene, 'organisation' | 'at'>,
): OpenId[] {
  const { departmentId } = assignment
  const head = headOf(organisation, departmentId)
  return [
    ...officersOf(organisation, departmentId).map((person) => person.openId),
    ...handlersAtWork(assignment, organisation, dayOf(at)),
    ...(head === undefined ? [] : [head.openId]),
  ]
}

/** Those of them, or who has their work, who did not do it themselves and have none of these cards, which say it. */
export function untold(
  { actor, organisation, at }: NoticeScene,
  people: readonly OpenId[],
  told: readonly WantedCard[],
): OpenId[] {
  const has = (openId: OpenId) => told.some((card) => card.recipient === openId)
  const here = people.map((openId) => atWork(organisation, openId, dayOf(at)))
  return [...new Set(here)].filter((openId) => openId !== actor && !has(openId))
}
