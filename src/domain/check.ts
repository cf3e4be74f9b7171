// 核稿: what waits for 督查室主任 before it goes to 区领导 or closes a matter (process §1.1).
import type { OpenId } from './organisation.ts'
import type { Instant } from './time.ts'

/** 核稿 (process §1.1): which step waits for 督查室主任, who asked, and what was filled in. */
export interface CheckAsked {
  readonly action: string
  readonly by: OpenId
  readonly at: Instant
  readonly facts: Readonly<Record<string, string | boolean | readonly string[] | null>>
}
