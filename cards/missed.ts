// A line of what somebody was to be told of while the service was away, as he is spoken to (process §3).
import { effectiveDeadline } from '../src/domain/deadline.ts'
import type { Assignment } from '../src/domain/matter.ts'
import { departmentZh, type Organisation } from '../src/domain/organisation.ts'
import type { Tone } from '../src/domain/reminders.ts'
import { ASSIGNMENT_STATUS_ZH } from '../src/domain/terms.ts'
import { type Instant, momentZh } from '../src/domain/time.ts'
import { nearDeadlineZh, officeZh } from './matter-facts.ts'
import { daysLeftZh } from './phrases.ts'

/** Of 代表委员意见 that nobody has registered. */
export const MISSED_OPINION_ZH = '已反馈并满规定期限，尚未登记代表委员意见'

/**
 * Where a department's part stands, until when, and how many days are left or past – which no leader is told. Whoever
 * only is to know of it hears which department it is.
 */
export function missedZh(
  assignment: Assignment,
  tone: Tone,
  organisation: Organisation,
  at: Instant,
): string {
  const due = effectiveDeadline(assignment)
  const stands = `现为${ASSIGNMENT_STATUS_ZH[assignment.status]}`
  if (tone === 'head' || tone === 'courteous') {
    const left = at <= due ? [daysLeftZh(due, at)] : []
    return [stands, `${officeZh(organisation)}要求于${nearDeadlineZh(due)}报送`, ...left].join('，')
  }
  const of = tone === 'copy' ? [departmentZh(organisation, assignment.departmentId)] : []
  return [...of, stands, `时限${momentZh(due)}`, daysLeftZh(due, at)].join('，')
}
