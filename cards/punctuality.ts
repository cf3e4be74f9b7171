// Whether something was handed in on time, in words.
import { dayOf, daysBetween, type Instant } from '../src/domain/time.ts'

/** `按时`, `当日逾时`, `晚于时限2天`. */
export function punctualityZh(handedIn: Instant, deadline: Instant): string {
  if (handedIn <= deadline) return '按时'
  const days = daysBetween(dayOf(deadline), dayOf(handedIn))
  return days === 0 ? '当日逾时' : `晚于时限${days}天`
}
