// The audit trail's chains and seals: read, checked, sealed.
import { auditHash } from '../domain/decided.ts'
import { canonicalJson, sha256Hex } from '../domain/hash.ts'
import type { Act } from '../domain/matter.ts'
import { ORGANISATION_CHAIN } from '../domain/staffing.ts'
import { addDays, type Day, dayOf, type Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { fromRow, type JsonRow } from './rows.ts'
import * as tables from './schema.ts'

type Entry = Act & { readonly matterId: string; readonly prevHash: string; readonly hash: string }

/** [matter id, seq, hash], sorted by matter id. */
type Head = readonly [string, number, string]

export interface AuditBreak {
  readonly at: string
  readonly what: string
}

/** Entries read at a time: a million of them never stand in memory together. */
const BATCH = 5_000

/** Recomputes every chain and every seal. Null = all whole; otherwise the first break, by place. */
export async function verifyAudit(sql: Sql): Promise<AuditBreak | null> {
  return (await verifyChains(sql)) ?? (await verifyHeads(sql)) ?? (await verifySeals(sql))
}

async function verifyChains(sql: Sql): Promise<AuditBreak | null> {
  let matterId = ''
  let last = { seq: 0, hash: '' }
  const batches = sql<{ entry: JsonRow }[]>`
    select to_jsonb(e) as entry from audit_entry e order by matter_id, seq`.cursor(BATCH)
  for await (const batch of batches) {
    for (const { entry: row } of batch) {
      const entry = fromRow<Entry>(tables.auditEntry, row)
      if (entry.matterId !== matterId) {
        matterId = entry.matterId
        last = { seq: 0, hash: '' }
      }
      const place = `matter ${entry.matterId} entry ${entry.seq}`
      if (entry.seq !== last.seq + 1) return { at: place, what: `entry ${last.seq + 1} is missing` }
      if (entry.prevHash !== last.hash)
        return { at: place, what: 'does not carry the hash of its predecessor' }
      if (auditHash(entry.matterId, entry, entry.prevHash) !== entry.hash)
        return { at: place, what: 'was changed: its hash does not fit its content' }
      last = { seq: entry.seq, hash: entry.hash }
    }
  }
  return null
}

/** A chain whose tail was cut off is whole in itself; the matter still knows how far it went. */
async function verifyHeads(sql: Sql): Promise<AuditBreak | null> {
  const rows = await sql<{ id: string; audit_seq: number }[]>`
    select m.id, m.audit_seq from matter m
    where not exists (
      select from audit_entry e where e.matter_id = m.id and e.seq = m.audit_seq and e.hash = m.audit_head)
      or exists (select from audit_entry e where e.matter_id = m.id and e.seq > m.audit_seq)
    order by m.id limit 1`
  const [row] = rows
  return row === undefined
    ? verifyOrganisationHead(sql)
    : { at: `matter ${row.id}`, what: `its entry ${row.audit_seq} is not the end of its chain` }
}

async function verifyOrganisationHead(sql: Sql): Promise<AuditBreak | null> {
  const rows = await sql<{ seq: number }[]>`
    select o.audit_seq as seq from organisation o
    left join lateral (
      select e.seq, e.hash from audit_entry e where e.matter_id = ${ORGANISATION_CHAIN}::uuid
      order by e.seq desc limit 1) last on true
    where o.audit_seq <> coalesce(last.seq, 0) or o.audit_head <> coalesce(last.hash, '')`
  const [row] = rows
  return row === undefined
    ? null
    : { at: 'the organisation', what: `its entry ${row.seq} is not the end of its chain` }
}

async function verifySeals(sql: Sql): Promise<AuditBreak | null> {
  const seals = await sql<{ day: string; heads: Head[]; prev_hash: string; hash: string }[]>`
    select day::text, heads, prev_hash, hash from audit_seal order by day`
  let prevHash = ''
  for (const seal of seals) {
    const at = `seal of ${seal.day}`
    if (seal.prev_hash !== prevHash)
      return { at, what: 'does not carry the hash of the seal before' }
    if (sealHash(seal.day, seal.heads, prevHash) !== seal.hash)
      return { at, what: 'was changed: its hash does not fit its content' }
    for (const [matterId, seq, hash] of seal.heads) {
      const [entry] = await sql<{ hash: string }[]>`
        select hash from audit_entry where matter_id = ${matterId}::uuid and seq = ${seq}`
      if (entry?.hash !== hash)
        return { at, what: `sealed entry ${seq} of matter ${matterId} is gone or another one` }
    }
    prevHash = seal.hash
  }
  return null
}

/**
 * Seals every day that is over and has entries not sealed yet. Several instances may do it at once: the day
 * is the key, and the first one's seal stands.
 */
export async function sealAudit(sql: Sql, at: Instant): Promise<number> {
  const yesterday = addDays(dayOf(at), -1)
  const [latest] = await sql<{ day: string; hash: string }[]>`
    select day::text, hash from audit_seal order by day desc limit 1`
  if (latest !== undefined && latest.day >= yesterday) return 0
  const heads = await newHeads(sql, latest?.day ?? null, yesterday)
  if (heads.length === 0) return 0
  const prevHash = latest?.hash ?? ''
  const hash = sealHash(yesterday, heads, prevHash)
  const rows = await sql`
    insert into audit_seal (day, sealed_at, heads, prev_hash, hash)
    select ${yesterday}::text::date, ${new Date(at).toISOString()}::text::timestamptz,
      ${JSON.stringify(heads)}::text::jsonb, ${prevHash}, ${hash}
    where not exists (select from audit_seal where day >= ${yesterday}::text::date)
    on conflict do nothing returning day`
  return rows.length
}

/** The end of each chain at the end of `day`, for chains that grew after the day sealed last. */
async function newHeads(sql: Sql, sealed: Day | null, day: Day): Promise<Head[]> {
  const rows = await sql<{ matter_id: string; seq: number; hash: string }[]>`
    select distinct on (matter_id) matter_id, seq, hash from audit_entry
    where at < (${day}::text::date + 1)::timestamp at time zone 'Asia/Shanghai'
      and (${sealed}::text is null
        or at >= (${sealed}::text::date + 1)::timestamp at time zone 'Asia/Shanghai')
    order by matter_id, seq desc`
  return rows.map((row): Head => [row.matter_id, row.seq, row.hash])
}

function sealHash(day: Day, heads: readonly Head[], prevHash: string): string {
  return sha256Hex(canonicalJson([day, heads.map((head) => [...head]), prevHash]))
}
