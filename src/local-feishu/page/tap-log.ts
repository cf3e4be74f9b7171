// The last taps with what went out and what came back, for whoever looks behind the cards.
import type { Instant } from '../../domain/time.ts'
import type { Json } from '../json.ts'
import type { TapResult } from '../tap.ts'

export interface LoggedTap {
  readonly at: Instant
  readonly openId: string
  readonly messageId: string
  readonly label: string
  /** Before encryption; undefined when the client sent nothing. */
  readonly request: Json | undefined
  readonly answer: TapResult
}

export interface TapLog {
  add(tap: LoggedTap): void
  /** Newest first. */
  about(messageId: string): readonly LoggedTap[]
}

/** Older ones are forgotten: the log is for looking at what was just done. */
const MOST = 500

export function tapLog(): TapLog {
  const taps: LoggedTap[] = []
  return {
    add: (tap) => {
      taps.push(tap)
      if (taps.length > MOST) taps.shift()
    },
    about: (messageId) => taps.filter((tap) => tap.messageId === messageId).reverse(),
  }
}
