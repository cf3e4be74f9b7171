// What the page works with: the local platform, who is who, the road of a matter, the clock, the machine behind.
import type { Instant } from '../../domain/time.ts'
import type { LocalFeishu } from '../local-feishu.ts'
import type { OffsetClock } from '../offset-clock.ts'
import type { Reads } from './reads.ts'
import type { TapLog } from './tap-log.ts'

export interface PageOptions {
  readonly feishu: LocalFeishu
  readonly groups: readonly PeopleGroup[]
  readonly roads: Roads
  readonly clock: OffsetClock
  readonly machine: Machine
  /** Called after the clock was moved: what is due now is looked for now. */
  readonly afterMove: () => Promise<void>
  /** Throws everything away and starts the demo anew. */
  readonly startOver: () => Promise<void>
  /** Whether a request came over loopback. */
  readonly isLocal: (request: Request, env: unknown) => boolean
  /** Until when somebody has read a chat survives restarts, where there is a journal. */
  readonly reads: Reads
}

export interface PeopleGroup {
  readonly name: string
  readonly people: readonly DeskPerson[]
}

export interface DeskPerson {
  readonly openId: string
  readonly name: string
  readonly post: string
}

/** The roads that can be played, and which one the guide goes by; the choice survives restarts. */
export interface Roads {
  readonly all: readonly Road[]
  chosen(): Road
  choose(name: string): void
}

/** A road of a matter, as far as somebody must be told who is next. */
export interface Road {
  readonly name: string
  /** What is said when its last stage is done. */
  readonly end: string
  /** Begins a new round: who types what. */
  readonly opening: { readonly openId: string; readonly say: string; readonly why: string }
  readonly stages: readonly Stage[]
}

export interface Stage {
  /** The card's title. */
  readonly title: string
  /** One or two words for the list of steps. */
  readonly step: string
  /** Whose card is meant, where two stages have cards of one title. */
  readonly reader?: string
  readonly why: string
  /** What the demonstration presses, one after the other; the last one ends the stage. */
  readonly buttons: readonly string[]
  /** What it fills in, by field name. */
  readonly fill: (now: Instant) => Readonly<Record<string, unknown>>
}

/** What lies behind the chats, read only. */
export interface Machine {
  /** Newest first. */
  matters(): Promise<readonly MatterLine[]>
  trail(matterId: string): Promise<readonly TrailEntry[]>
}

export interface MatterLine {
  readonly id: string
  readonly number: string | null
  readonly title: string
  readonly dueAt: Instant | null
  readonly remindAt: Instant | null
}

export interface TrailEntry {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly action: string
  readonly from: string | null
  readonly to: string
  readonly hash: string
  readonly prevHash: string
}

export interface Desk extends PageOptions {
  readonly taps: TapLog
  nameOf(openId: string): string
  personOf(openId: string): DeskPerson | undefined
}

export function deskOf(options: PageOptions, taps: TapLog): Desk {
  const people = new Map(
    options.groups.flatMap((group) => group.people.map((one) => [one.openId, one] as const)),
  )
  const bot = options.feishu.bot
  return {
    ...options,
    taps,
    personOf: (openId) => people.get(openId),
    nameOf: (openId) => (openId === bot.openId ? bot.name : (people.get(openId)?.name ?? openId)),
  }
}
