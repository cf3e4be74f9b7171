// The statuses of steps that the procedure has and the product has not yet.
import type { AssignmentStatus, MatterStatus } from '../../src/domain/terms.ts'

/** Each with the step that will lead there. */
export const LATER_MATTER: Partial<Record<MatterStatus, string>> = {
  awaitingBulletin: '通报',
  awaitingViceMayor: '呈区领导审核',
  awaitingMayor: '呈区领导审核',
  awaitingReportUp: '呈区领导审核',
}
export const LATER_ASSIGNMENT: Partial<Record<AssignmentStatus, string>> = {}
