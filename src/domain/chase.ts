// 催办 by the office: a record that hangs on an assignment (process §3).
import type { AssignmentId } from './matter.ts'
import type { OpenId } from './organisation.ts'
import type { Instant } from './time.ts'

/** 催办 by the office. */
export interface Chase {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly position: number
  readonly text: string
  readonly deadline: Instant | null
  readonly by: OpenId
  readonly at: Instant
}
