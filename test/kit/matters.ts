// The matters of the example district, as a 经办人 would write them down.
import type { Docket } from '../../src/domain/matter.ts'
import type { Category } from '../../src/domain/terms.ts'
import matters from './yunling-matters.json' with { type: 'json' }

/** The docket of one of them by its id in the file, `M27`: everything said that 呈请立项 asks for. */
export function docketOf(id: string): Partial<Docket> {
  const found = matters.matters.find((held) => held.id === id)
  if (found === undefined) throw new Error(`no matter ${id}`)
  return {
    title: found.title,
    category: found.category as Category,
    source: found.source,
    sourceDocument: found.sourceDocument,
    content: found.content,
    lead: found.lead,
    co: found.co,
    deadline: Date.parse(found.deadline),
    copies: found.copies,
    seal: found.seal,
    electronic: found.electronic,
    signature: found.signature,
    formatNote: found.formatNote,
    approver: found.approver,
    superior: found.superior,
    superiorOrgan: found.superiorOrgan,
    superiorDeadline: found.superiorDeadline === null ? null : Date.parse(found.superiorDeadline),
    classification: found.classification === 'internal' ? 'internal' : 'public',
    notSecret: true,
  }
}
