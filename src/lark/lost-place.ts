// Which of the platform's refusals say that nothing reaches a place any more (platform docs: sending messages).
import type { LostCause } from '../domain/lost-place.ts'

const CAUSES: Readonly<Record<string, LostCause>> = {
  230002: 'removed',
  232009: 'disbanded',
  230035: 'muted',
  230013: 'left',
  230029: 'left',
  230053: 'stopped',
  230034: 'unknownId',
  99992351: 'unknownId',
  frozen: 'frozen',
}

/** Null: the code says nothing of the place. */
export function lostCauseOf(code: number | string): LostCause | null {
  return CAUSES[String(code)] ?? null
}

/** What a send would be refused with, for what an event has told of already; of a suspended account none is known. */
export const CODE_OF = {
  removed: '230002',
  disbanded: '232009',
  left: '230013',
  frozen: 'frozen',
} as const
