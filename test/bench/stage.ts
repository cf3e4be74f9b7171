// A Postgres of the benchmark's own, with many matters that wait for the same tap, and copies of it for each round.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newMatter } from '../../src/domain/new-matter.ts'
import { act } from '../../src/flows/act.ts'
import { connect, type Sql } from '../../src/store/connect.ts'
import { openEmbeddedPostgres } from '../../src/store/embedded-postgres.ts'
import { migrate } from '../../src/store/migrate.ts'
import { applyOrganisation } from '../../src/store/organisations.ts'
import { databaseUrl, onServer, silent } from '../kit/databases.ts'
import { biogas, named, yunling, yunlingFile } from '../kit/yunling.ts'
import type { Button } from './taps.ts'
import { AT, worldOn } from './world.ts'

export interface Stage {
  /** 签收并呈批, once for each matter. */
  readonly buttons: readonly Button[]
  /** For files of the benchmark; goes with the stage. */
  readonly folder: string
  readonly postgresVersion: string
  /** A database as it was prepared, for one side of one round. */
  copy(): Promise<Copy>
  close(): Promise<void>
}

export interface Copy {
  readonly url: string
  readonly sql: Sql
  drop(): Promise<void>
}

const PREPARED = 'bench_prepared'

/** Matters prepared at once. */
const HANDS = 8

/** @throws when Postgres would not wait for the disk: then nothing measured on it would be true. */
export async function openStage(matters: number): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'duban-bench-'))
  const postgres = await openEmbeddedPostgres({ dataDir: join(folder, 'data'), log: silent })
  let copies = 0
  const copy = () => {
    copies += 1
    return copyOf(postgres.url, `bench_${copies}`)
  }
  const close = async () => {
    await postgres.close()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { ...(await prepare(postgres.url, matters)), folder, copy, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function copyOf(server: string, name: string): Promise<Copy> {
  await onServer(server, `create database ${name} template ${PREPARED}`)
  const url = databaseUrl(server, name)
  const sql = connect(url, { log: silent, max: 4, statementTimeoutMs: 60_000 })
  const drop = async () => {
    await sql.end({ timeout: 5 })
    // Not by force: that is refused while an autovacuum is in it, which this one ends.
    await onServer(server, `drop database ${name}`)
  }
  return { url, sql, drop }
}

async function prepare(server: string, matters: number) {
  await onServer(server, `create database ${PREPARED}`)
  // Copies do not inherit it: only what is prepared may be lost.
  await onServer(server, `alter database ${PREPARED} set synchronous_commit = off`)
  const url = databaseUrl(server, PREPARED)
  await migrate(url, { log: silent, clock: { now: () => AT } })
  const drizzled = connect(url, { log: silent, max: 1 })
  await applyOrganisation(drizzled, yunlingFile, AT)
  await drizzled.end()
  const sql = connect(url, { log: silent, statementTimeoutMs: 60_000 })
  try {
    const postgresVersion = await durableVersion(sql)
    let next = 0
    const work = async () => {
      while (next < matters) await handOver(sql, next++)
    }
    await Promise.all(Array.from({ length: HANDS }, work))
    // As if everything had been sent long ago.
    await sql`update message set shown = wanted, message_id = 'om_' || id, chat_id = 'oc_' || recipient`
    await sql`vacuum analyze`
    return { postgresVersion, buttons: await buttonsOf(sql) }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

async function durableVersion(sql: Sql): Promise<string> {
  const [settings] = await sql<{ fsync: string; version: string }[]>`
    select current_setting('fsync') as fsync, current_setting('server_version') as version`
  if (settings?.fsync !== 'on') throw new Error('fsync is off')
  return settings.version
}

/** One matter, proposed and approved: the lead department has its 交办通知. */
async function handOver(sql: Sql, index: number): Promise<void> {
  const world = worldOn(sql)
  const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
  const blank = newMatter(id, named('蒋小棠'), {}, AT)
  const entailed = { tapped: null, messages: [], subjects: [] }
  const request = { assignmentId: null, turn: null, at: AT, sourceEventId: `prepare-${index}` }
  const docket = { ...biogas, title: `农村沼气建设工作（第${index + 1}批）` }
  const proposed = await act(
    world,
    blank,
    yunling,
    { ...request, actor: named('蒋小棠'), command: { action: 'propose', docket } },
    { ...entailed, eventKey: `propose-${index}` },
  )
  const approved = await act(
    world,
    proposed.matter,
    yunling,
    { ...request, actor: named('佟雅宁'), command: { action: 'approve', opinion: '请抓紧办理。' } },
    { ...entailed, eventKey: `approve-${index}` },
  )
  if (approved.outcome !== 'done') throw new Error(`matter ${index} could not be prepared`)
}

async function buttonsOf(sql: Sql): Promise<Button[]> {
  const rows = await sql<Button[]>`
    select m.id as "cardId", m.matter_id as "matterId", 'acknowledge' as action, m.turn,
      m.recipient as "openId", m.message_id as "messageId", m.chat_id as "chatId"
    from message m join assignment a on a.id = m.assignment_id
    where m.kind = 'handover' and a.kind = 'lead' and m.recipient = ${named('禾苗')}
    order by m.matter_id`
  return [...rows]
}
