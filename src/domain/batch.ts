// Several matters put to a leader at once: what is common to them, and which of them came that way.
import type { Docket, Matter, MatterId } from './matter.ts'
import type { OpenId } from './organisation.ts'
import { MATTER_ACTION_ZH } from './terms.ts'

/** Rows on one 批量立项 card (conversation §2). */
export const BATCH_ROWS = 12

/** What a list of decisions asks once for all its rows (conversation §2, `minutes`). */
export type Common = Partial<
  Pick<
    Docket,
    | 'source'
    | 'sourceDocument'
    | 'approver'
    | 'copies'
    | 'seal'
    | 'electronic'
    | 'signature'
    | 'notSecret'
  >
>

/** A row of 拟立项清单: the draft it would become, and where it came from. */
export interface ListedRow {
  readonly id: MatterId
  readonly docket: Partial<Docket>
  /** The sentence of the minutes, as written; empty for a row of a spreadsheet. */
  readonly evidence: string
  /** What of it was not understood, or was assumed. */
  readonly notes: readonly string[]
}

/** A row of 批量立项, with the turn it was put to the leader in. */
export interface BatchedRow {
  readonly matterId: MatterId
  readonly turn: number
}

/** The batch with which a matter was put to a leader, and whom its card went to. */
export interface BatchSaid {
  readonly id: string
  readonly to: readonly OpenId[]
}

/** What was put up for 核稿 together: it comes before the leader together, once nothing of it is in check. */
export interface CheckedTogether {
  readonly id: string
  readonly of: readonly MatterId[]
}

/** Several matters as they are put forward together. */
export interface Batch extends BatchSaid, CheckedTogether {}

/** What the row says itself goes before what is common to all. */
export function withCommon<Fields extends Partial<Docket>>(
  row: Fields,
  common: Common,
): Fields & Common {
  const said = <Name extends keyof Common>(name: Name) => {
    const own = row[name]
    return own === undefined || own === null || own === '' || own === false ? common[name] : own
  }
  const format = (name: 'seal' | 'electronic' | 'signature') => row[name] ?? common[name]
  const merged = {
    source: said('source'),
    sourceDocument: said('sourceDocument'),
    approver: said('approver'),
    copies: row.copies ?? common.copies,
    seal: format('seal'),
    electronic: format('electronic'),
    signature: format('signature'),
    notSecret: said('notSecret'),
  }
  const present = Object.entries(merged).filter(([, value]) => value !== undefined)
  return { ...row, ...Object.fromEntries(present) }
}

/** As the audit entry keeps it, so that the matter itself tells how it was put forward. */
export function batchDetails(batch: BatchSaid): Readonly<Record<string, string>> {
  return { batch: batch.id, batchTo: batch.to.join(',') }
}

/** The batch in which the matter was last put forward; null when it went by itself. */
export function batchOf(matter: Pick<Matter, 'history'>): BatchSaid | null {
  const put = matter.history.findLast((act) => act.action === MATTER_ACTION_ZH.propose)
  const { batch, batchTo } = put?.details ?? {}
  return batch === undefined ? null : { id: batch, to: (batchTo ?? '').split(',').filter(Boolean) }
}

/** What is to be looked at because the check of one of them is over; null where that changes nothing for others. */
export function togetherLeft(
  before: Pick<Matter, 'checkAsked'>,
  after: Pick<Matter, 'checkAsked'> | null,
): CheckedTogether | null {
  const together = before.checkAsked?.batch
  if (together === undefined || after?.checkAsked?.batch?.id === together.id) return null
  return together
}

/** When a matter was docketed by 全部同意: its hand-overs of that moment come as one list to each officer. */
export function docketedInBatchAt(matter: Pick<Matter, 'history'>): number | null {
  const approved = matter.history.findLast((act) => act.action === MATTER_ACTION_ZH.approve)
  return approved?.details.batch === undefined ? null : approved.at
}

/** Whether a row still waits for the leader's word, in the turn it was put forward in. */
export function isBatchedOpen(
  row: BatchedRow,
  matter: Pick<Matter, 'status' | 'turn'> | undefined,
): boolean {
  return matter?.status === 'awaitingApproval' && matter.turn === row.turn
}
