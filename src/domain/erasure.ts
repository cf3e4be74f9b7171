// 清除附件 (process §9): which files a matter holds, and which of them are gone for good.
import type { Assignment, Attachment, Matter, Progress } from './matter.ts'
import { isPetition } from './petition.ts'

/** What stands where the name of an erased file stood. The database writes the same. */
export const ERASED_NAME = '（已清除）'

export interface HeldFile {
  readonly file: Attachment
  readonly entry: Progress
  readonly assignment: Assignment
}

/** The files of the matter that are still there, oldest first within each department. */
export function filesHeld(matter: Matter): HeldFile[] {
  return matter.assignments.flatMap((assignment) =>
    assignment.progress.flatMap((entry) =>
      entry.files
        .filter((file) => !isErased(matter, file))
        .map((file) => ({ file, entry, assignment })),
    ),
  )
}

export function isErased(matter: Matter, { id, name }: Pick<Attachment, 'id' | 'name'>): boolean {
  if (name === ERASED_NAME) return true
  return matter.petitions.some(
    (held) =>
      isPetition(held, 'erasure') && held.stage === 'granted' && held.facts.attachmentId === id,
  )
}
