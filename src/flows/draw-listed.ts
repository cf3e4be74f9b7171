// Cards that stand for several matters: 拟立项清单 and 批量立项, drawn from what their rows are now.
import { MINUTES_ROWS } from '../../cards/minutes.ts'
import type { BatchView, CardRow, MinutesRow, MinutesView, Typed } from '../../cards/view.ts'
import { docketedInBatchAt, isBatchedOpen, type ListedRow } from '../domain/batch.ts'
import { isOpenDraft } from '../domain/check.ts'
import { actThatEnded } from '../domain/history.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import { newMatter } from '../domain/new-matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { DocketGap } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { everSaved } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import type { Claimed } from '../store/messages.ts'
import type { World } from './world.ts'

/** A row that still stands: the matter saved of it, or the one it would become. */
export interface Standing {
  readonly row: ListedRow
  readonly matter: Matter
  readonly isSaved: boolean
}

/** The rows of a list as they stand. One whose draft was deleted is gone from it. */
export async function standingRows(
  world: World,
  card: CardRow,
  at: Instant,
): Promise<readonly Standing[]> {
  const rows = card.subject.rows ?? []
  const ids = rows.map(({ id }) => id)
  const matters = await loadMatters(world.sql, ids)
  const gone = await everSaved(
    world.sql,
    ids.filter((id) => !matters.has(id)),
  )
  return rows.flatMap((row): Standing[] => {
    const saved = matters.get(row.id)
    if (saved !== undefined) return [{ row, matter: saved, isSaved: true }]
    if (gone.has(row.id)) return []
    return [{ row, matter: newMatter(row.id, card.recipient, row.docket, at), isSaved: false }]
  })
}

export async function minutesView(
  world: World,
  card: CardRow,
  organisation: Organisation,
  at: Instant,
  more: {
    readonly typed?: Typed | null
    readonly gaps?: ReadonlyMap<MatterId, readonly DocketGap[]>
  } = {},
): Promise<MinutesView> {
  const standing = await standingRows(world, card, at)
  const rows = standing.map(
    ({ row, matter, isSaved }, index): MinutesRow => ({
      id: row.id,
      number: index + 1,
      docket: isSaved ? matter : row.docket,
      evidence: row.evidence,
      notes: isSaved ? [] : row.notes,
      isElsewhere: !isOpenDraft(matter),
      gaps: more.gaps?.get(row.id) ?? [],
    }),
  )
  const pages = Math.max(1, Math.ceil(rows.length / MINUTES_ROWS))
  const page = Math.min(Math.max(1, card.subject.page ?? 1), pages)
  return {
    card,
    organisation,
    typed: more.typed ?? null,
    rows: rows.slice((page - 1) * MINUTES_ROWS, page * MINUTES_ROWS),
    total: rows.length,
    page,
    pages,
    common: card.subject.common ?? {},
  }
}

export async function batchView(
  world: World,
  card: CardRow,
  organisation: Organisation,
  at: Instant,
  typed: Typed | null = null,
): Promise<BatchView> {
  const batched = card.subject.batched ?? []
  const matters = await loadMatters(
    world.sql,
    batched.map(({ matterId }) => matterId),
  )
  const rows = batched.flatMap((row) => {
    const matter = matters.get(row.matterId)
    if (matter === undefined) return []
    const isOpen = isBatchedOpen(row, matter)
    return [{ matter, isOpen, act: isOpen ? null : actThatEnded(matter, null, row.turn) }]
  })
  return { card, organisation, at, typed, rows }
}

/**
 * Whether a 交办通知 is one of those that 全部同意 handed over: they come to each officer as one list, and the
 * card itself when 办理 is tapped there. Only the first copy, and only while nobody has seen it.
 */
export function comesInList(row: Claimed, matter: Matter): boolean {
  if (row.kind !== 'handover' || row.issue !== 1 || row.messageId !== null) return false
  const held = matter.assignments.find(({ id }) => id === row.assignmentId)
  const docketedAt = docketedInBatchAt(matter)
  return docketedAt !== null && held?.handedOverAt === docketedAt && row.createdAt === docketedAt
}
