// The organisation's own chain in the audit trail, beside those of the matters (process §6, invariant 7).
import { auditHash } from '../domain/decided.ts'
import type { Act } from '../domain/matter.ts'
import { ORGANISATION_CHAIN } from '../domain/staffing.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql, Transaction } from './connect.ts'
import { fromRow, type JsonRow, toRow } from './rows.ts'
import * as tables from './schema.ts'

/** Who did what to the organisation, as its chain keeps it. */
export type Deed = Pick<Act, 'actor' | 'actingFor' | 'action' | 'details' | 'sourceEventId'>

/** The next entry of the organisation's own chain. */
export async function entryFor(sql: Sql | Transaction, deed: Deed, at: Instant): Promise<JsonRow> {
  const [head] = await sql<{ seq: number; hash: string }[]>`
    select seq, hash from audit_entry where matter_id = ${ORGANISATION_CHAIN}::uuid
    order by seq desc limit 1`
  const prevHash = head?.hash ?? ''
  const act: Act = {
    seq: (head?.seq ?? 0) + 1,
    at,
    assignmentId: null,
    departmentId: null,
    from: null,
    to: null,
    turn: null,
    contentHash: null,
    ...deed,
  }
  const hash = auditHash(ORGANISATION_CHAIN, act, prevHash)
  return toRow(tables.auditEntry, { ...act, matterId: ORGANISATION_CHAIN, prevHash, hash })
}

/** Writes it, in the transaction of what it tells of. */
export async function appendToChain(tx: Transaction, deed: Deed, at: Instant): Promise<void> {
  const entry = await entryFor(tx, deed, at)
  const rows = JSON.stringify([entry])
  await tx`insert into audit_entry
    select * from jsonb_populate_recordset(null::audit_entry, ${rows}::text::jsonb)`
  const { seq, hash } = fromRow<{ seq: number; hash: string }>(tables.auditEntry, entry)
  await tx`update organisation set audit_seq = ${seq}, audit_head = ${hash}`
}
