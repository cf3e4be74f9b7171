// What somebody was to be told of while the service was away, as the list that says it afterwards keeps it.
import { isOwing } from './deadline.ts'
import type { Matter, MatterId } from './matter.ts'
import type { Tone } from './reminders.ts'
import type { DueKind } from './wanted-dues.ts'

export interface MissedItem {
  readonly matterId: MatterId
  /** The assignment's id, or the matter's. */
  readonly subjectId: string
  readonly kind: DueKind
  readonly key: string
  readonly tone: Tone
}

/** What the list of an outage says; null for any other list. */
export function missedIn(subject: { readonly missed?: unknown }): readonly MissedItem[] | null {
  return Array.isArray(subject.missed) ? subject.missed : null
}

/** Whether there is still something to be done about it: what was handed in since is named no more. */
export function isStillMissed({ subjectId, kind }: MissedItem, matter: Matter): boolean {
  if (kind === 'opinion') return matter.status === 'awaitingOpinion'
  const held = matter.assignments.find(({ id }) => id === subjectId)
  return matter.status === 'handling' && held !== undefined && isOwing(held.status)
}
