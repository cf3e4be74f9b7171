// What falls due of a matter by the clock, derived from its present state as the cards are.
import type { Matter } from './matter.ts'
import type { Organisation } from './organisation.ts'
import type { Instant } from './time.ts'

/** One thing that is to happen once: subject, kind and key name it. */
export interface WantedDue {
  /** The assignment's id, or the matter's. */
  readonly subjectId: string
  readonly kind: string
  /** What makes it one: the effective deadline it is for, a month. */
  readonly key: string
  readonly at: Instant
}

/** Everything that is to fall due from now on. What has happened already is left alone by the store. */
export function wantedDues(
  _matter: Matter,
  _organisation: Organisation,
  _at: Instant,
): readonly WantedDue[] {
  return []
}
