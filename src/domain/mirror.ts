// Which tasks mirror the work on a matter in Feishu's task centre: one for each card that waits for a person. They
// follow from the cards, as 我的待办 does; nothing is ever decided by what becomes of them.
import { effectiveDeadline, isFinalMatter } from './deadline.ts'
import type { Matter } from './matter.ts'
import type { Instant } from './time.ts'
import type { WantedCard } from './wanted-card.ts'

/** What makes a task one: the card that it stands beside. */
export type WantedTask = Pick<WantedCard, 'kind' | 'recipient' | 'assignmentId' | 'turn'>

/** A task as it is made. */
export interface MirroredTask extends TaskFacts {
  readonly assignee: string
  /** Where it comes from. */
  readonly origin: string
  /** What the client says to whoever wants to tick it off. */
  readonly tip: string
  /** The matter on the board; null where nobody knows the pages' address. */
  readonly page: { readonly url: string; readonly title: string } | null
}

/** What of it may change. */
export interface TaskFacts {
  readonly summary: string
  readonly description: string
  readonly dueAt: Instant | null
}

/**
 * Of the cards that a matter wants, those that ask a person to act. 批量立项 and 拟立项清单 are none of one matter
 * and have no deadline of their own.
 */
export function wantedTasks(cards: readonly WantedCard[]): WantedTask[] {
  return cards
    .filter(({ waiting, recipientType }) => waiting && recipientType === 'person')
    .map(({ kind, recipient, assignmentId, turn }) => ({ kind, recipient, assignmentId, turn }))
}

/** The deadline that 我的待办 shows beside the card; none once the matter is over. */
export function taskDue(matter: Matter, assignmentId: string | null): Instant | null {
  if (isFinalMatter(matter.status)) return null
  const held = matter.assignments.find((one) => one.id === assignmentId)
  return held === undefined ? matter.deadline : effectiveDeadline(held)
}
