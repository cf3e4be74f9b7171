// Which drafts of a list go to a leader together, on 批量立项 cards.
import { BATCH_ROWS, type Batch } from '../domain/batch.ts'
import { idFrom } from '../domain/hash.ts'
import type { Docket, Matter, MatterId } from '../domain/matter.ts'
import type { OpenId } from '../domain/organisation.ts'
import { decidersFor } from '../domain/standing.ts'
import type { NewMessage } from '../store/save-decision.ts'
import type { OwnWord } from './own-word.ts'
import { answerMessage } from './reissue.ts'

interface Batches {
  readonly of: ReadonlyMap<MatterId, Batch>
  readonly all: readonly Batch[]
}

/** By approving leader, at most twelve to a card; a row that is alone goes to its leader as 立项阅批. */
export function batchesOf(
  { row, organisation, at }: OwnWord,
  rows: readonly { readonly matter: Matter; readonly docket: Partial<Docket> }[],
): Batches {
  const byApprover = new Map<OpenId, Matter[]>()
  for (const { matter, docket } of rows) {
    const { approver } = docket
    if (approver == null) continue
    byApprover.set(approver, [...(byApprover.get(approver) ?? []), { ...matter, ...docket }])
  }
  const of = new Map<MatterId, Batch>()
  const all: Batch[] = []
  for (const [approver, matters] of byApprover) {
    for (let from = 0; from < matters.length; from += BATCH_ROWS) {
      const chunk = matters.slice(from, from + BATCH_ROWS)
      const [first] = chunk
      if (first === undefined || chunk.length === 1) continue
      const leaders = decidersFor(first, null, organisation, 'approver', 'DECIDE', at)
      const to = leaders.map(({ person }) => person.openId)
      const ids = chunk.map(({ id }) => id)
      const batch = { id: idFrom(row.id, 'batch', approver, from), to, of: ids }
      all.push(batch)
      for (const id of ids) of.set(id, batch)
    }
  }
  return { of, all }
}

/**
 * One 批量立项 card to each who decides; of what is checked first (核稿) it comes with the last word on it. Ids follow
 * from the batch, so that one is made however often it is tried.
 */
export function batchCards(proposed: readonly Matter[], batches: readonly Batch[]): NewMessage[] {
  return batches.flatMap((batch) => {
    const batched = proposed
      .filter((matter) => matter.history.at(-1)?.details.batch === batch.id)
      .map(({ id, turn }) => ({ matterId: id, turn }))
    if (batched.length === 0) return []
    return batch.to.map((leader) =>
      answerMessage(
        { type: 'person', id: leader },
        'batch',
        { batch: batch.id, batched },
        { id: idFrom(batch.id, 'card', leader), waiting: true, settled: false, priority: 1 },
      ),
    )
  })
}
