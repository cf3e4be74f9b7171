// What a card is drawn from. Everything a card shows is read off these values; nothing is asked of anybody.

import type { Amendment } from '../src/domain/amendment.ts'
import type { BatchedRow, Common, ListedRow } from '../src/domain/batch.ts'
import type { AssignmentCommand, MatterCommand } from '../src/domain/command.ts'
import type { Act, Assignment, Docket, Matter, MatterId } from '../src/domain/matter.ts'
import type { MissedItem } from '../src/domain/missed.ts'
import type { OpenId, Organisation } from '../src/domain/organisation.ts'
import type { DocketGap } from '../src/domain/refusal.ts'
import type { Tone } from '../src/domain/reminders.ts'
import type { Action, CardKind } from '../src/domain/terms.ts'
import type { Instant } from '../src/domain/time.ts'
import type { DueKind } from '../src/domain/wanted-dues.ts'

/** Form values by field name, as they came back: strings, lists of option values, ticks. */
export type Typed = Readonly<Record<string, string | readonly string[] | boolean>>

/** The row behind a card: who has it and what it was drawn for. */
export interface CardRow {
  readonly id: string
  readonly kind: CardKind
  readonly recipientType: 'person' | 'chat'
  /** open_id or chat_id. */
  readonly recipient: string
  readonly assignmentId: string | null
  /** The turn of the subject this card was drawn for. */
  readonly turn: number
  /** A newer copy of the same card was sent: this one only points there (conversation §1.10). */
  readonly superseded: boolean
  /** It rests: nothing is asked of its recipient any more, although what it was about may still be open. */
  readonly settled?: boolean
  /** What else the card is about, as it was when it was wanted. */
  readonly subject: CardSubject
}

export interface CardSubject {
  /** 记入进展: the words, and where they came from. */
  readonly text?: string
  readonly files?: readonly {
    kind: 'file' | 'image'
    fileKey: string
    messageId: string
    name: string
  }[]
  readonly sourceMessageId?: string
  /** 记入进展, once recorded. */
  readonly progressId?: string
  /** 记入进展, once the asker said 不记. */
  readonly dropped?: boolean
  /** 请确认: which command waits for the tap of whoever typed the words. */
  readonly action?: Action
  /** 请确认: that command whole, as the words gave it. */
  readonly command?: MatterCommand | AssignmentCommand
  /** 请确认: the event that gave it. */
  readonly given?: string
  /** 请确认: answered by 取消. */
  readonly cancelled?: boolean
  /** 超期 and 临期, which are lists as 我的待办 is one. */
  readonly list?: 'overdue' | 'dueSoon'
  /** 提醒, and 请确认 of a drafted 催办: what fell due; 提醒: in which tone, and when it was said. */
  readonly due?: DueKind
  readonly tone?: Tone
  readonly saidAt?: Instant
  /** 提醒 and 催办: when 已知悉 was tapped. */
  readonly known?: Instant
  /** 每日清单: comes by itself; without the matters its reader is reminded of the same day. */
  readonly daily?: boolean
  readonly except?: readonly string[]
  /** 每日清单 of a 副区长: assignments that are three working days late. */
  readonly late?: readonly string[]
  /** After an outage: what its reader was to be told of meanwhile. */
  readonly missed?: readonly MissedItem[]
  /** 请确认 of a change of people: which, and whether its reader is the second one. */
  readonly staffingId?: string
  readonly second?: boolean
  /** 我的待办: 1 is the first page. */
  readonly page?: number
  /** 请审签: what the signer has changed in the page and not signed yet. */
  readonly amendment?: Amendment | null
  /** 领导批办 for 改批. */
  readonly again?: boolean
  /** 督查立项: what the words behind 立项 said that could not be read. */
  readonly notUnderstood?: readonly string[]
  /** 拟立项清单: its rows, what is common to them, and what was not understood. */
  readonly rows?: readonly ListedRow[]
  readonly common?: Common
  readonly unread?: readonly string[]
  /** 拟立项清单: the minutes or the file it was drawn from. */
  readonly origin?: string
  /** 拟立项清单: a file that is to be read; gone once it has been. */
  readonly upload?: {
    readonly messageId: string
    readonly fileKey: string
    readonly name: string
  } | null
  /** 拟立项清单: why the file was not taken. */
  readonly fault?: string
  /** 拟立项清单: how many were put forward. */
  readonly proposed?: number
  /** 督查立项 of a row: the 拟立项清单 that is to show what becomes of it. */
  readonly ofList?: string
  /** 批量立项. */
  readonly batch?: string
  readonly batched?: readonly BatchedRow[]
  /** 我的待办 as the one list of what 全部同意 handed over. */
  readonly handovers?: readonly MatterId[]
}

/** A card about a matter. */
export interface CardView {
  readonly matter: Matter
  readonly assignment: Assignment | null
  readonly organisation: Organisation
  readonly card: CardRow
  readonly at: Instant
  /** What was typed on the card before it was refused: it becomes the defaults (conversation §1.5). */
  readonly typed: Typed | null
}

/** One line of 我的待办. */
export interface TodoRow {
  /** The waiting card that 办理 sends afresh; null where none waits for the reader. */
  readonly cardId: string | null
  readonly kind: CardKind
  readonly title: string
  readonly number: string | null
  readonly deadline: Instant | null
  readonly lampZh: string
  /** Why it waits: 待签收, 待批办, … */
  readonly statusZh: string
  readonly internal: boolean
  /** Instead of the usual facts: what its reader was to be told of. */
  readonly missed?: string
}

export interface TodoView {
  readonly card: CardRow
  readonly asker: OpenId
  readonly organisation: Organisation
  readonly rows: readonly TodoRow[]
  readonly total: number
  readonly page: number
  /** 每日清单 of a 副区长: what is three working days late, a line each. */
  readonly late?: readonly string[]
  readonly at: Instant
  /** Instead of the usual one. */
  readonly greeting?: string
}

/** One row of 拟立项清单 as it is now: the draft that was saved of it, else what was read. */
export interface MinutesRow extends Pick<ListedRow, 'id' | 'evidence' | 'notes'> {
  readonly number: number
  readonly docket: Partial<Docket>
  /** Put forward by itself meanwhile. */
  readonly isElsewhere: boolean
  /** What it lacked when all were to be put forward. */
  readonly gaps: readonly DocketGap[]
}

export interface MinutesView {
  readonly card: CardRow
  readonly organisation: Organisation
  readonly typed: Typed | null
  /** Of this page. */
  readonly rows: readonly MinutesRow[]
  readonly total: number
  readonly page: number
  readonly pages: number
  readonly common: Common
}

/** One row of 批量立项; not open any more once it was decided or taken back. */
export interface BatchRow {
  readonly matter: Matter
  readonly isOpen: boolean
  /** What ended it. */
  readonly act: Act | null
}

export interface BatchView {
  readonly card: CardRow
  readonly organisation: Organisation
  readonly at: Instant
  readonly typed: Typed | null
  readonly rows: readonly BatchRow[]
}

/**
 * What a button of ours carries. It proves nothing: everything is looked up and judged again. A type and no
 * interface, which the compiler would not take for JSON.
 */
export type ButtonValue = {
  /** The card row. */
  readonly c: string
  /** The action, or a word of the card's own (`cancel`, `keep`, `drop`, `open`, `page`, `edit`, …). */
  readonly a: string
  /** The turn the card was drawn for. */
  readonly t: number
  /** A further choice: the row of a list, a page. */
  readonly x?: string
}

/** What a button of this card carries for `a`, of the row or page `x` where it is about one. */
export function carried(
  { card: { id, turn } }: { readonly card: Pick<CardRow, 'id' | 'turn'> },
  a: string,
  x?: string,
): ButtonValue {
  return { c: id, a, t: turn, ...(x === undefined ? {} : { x }) }
}
