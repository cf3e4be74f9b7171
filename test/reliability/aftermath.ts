// What must hold when everything is over, however it went: nothing lost, nothing doubled, all in its final state.
import { contentHash } from '../../src/flows/content-hash.ts'
import type { Message } from '../../src/local-feishu/state.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import type { Sql } from '../../src/store/connect.ts'
import { buttonsOn, type Tapped } from './people.ts'
import { pause, type Stage } from './stage.ts'
import { type Story, trailOf } from './story.ts'

/** All that the reader of a failure needs to see; everything is as it must be when the two are equal. */
export interface Aftermath {
  readonly trails: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
  readonly numbers: readonly number[]
  readonly audit: unknown
  /** Success was said, and the trail knows nothing of it. */
  readonly lost: readonly string[]
  readonly messages: readonly string[]
  readonly overLimit: number
  readonly timeouts: number
}

export function expected(stories: readonly Story[]): Aftermath {
  return {
    trails: Object.fromEntries(stories.map((story) => [story.title, trailOf(story)])),
    numbers: stories.map((_, i) => i + 1),
    audit: null,
    lost: [],
    messages: [],
    overLimit: 0,
    timeouts: 0,
  }
}

export async function aftermath(stage: Stage, diary: readonly Tapped[]): Promise<Aftermath> {
  const { sql } = stage.database
  const { overLimit, callbacks } = stage.feishu.counters()
  return {
    trails: await trails(sql),
    numbers: (
      await sql<{ n: number }[]>`select number_serial as n from matter order by number_serial`
    ).map(({ n }) => n),
    audit: await verifyAudit(sql),
    lost: await lost(sql, diary),
    messages: await messageFaults(stage),
    overLimit,
    timeouts: callbacks.failed['200341'] ?? 0,
  }
}

/** Waits until the senders have nothing left to do: what a killed one held is free again after half a minute. */
export async function allShown({ database: { sql } }: Stage, patienceMs: number): Promise<void> {
  const end = performance.now() + patienceMs
  for (;;) {
    const [left] = await sql<{ n: number }[]>`
      select count(*)::int as n from message where wanted > shown`
    if (left?.n === 0 || performance.now() > end) return
    await pause(100)
  }
}

async function trails(sql: Sql): Promise<Aftermath['trails']> {
  const rows = await sql<{ title: string; whose: string; line: string }[]>`
    select m.title, coalesce(t.department_id, 'matter') as whose,
      t.action || ' ' || t.to_status as line
    from audit_trail t join matter m on m.id = t.matter_id
    order by t.matter_id, t.seq`
  const found: Record<string, Record<string, string[]>> = {}
  for (const { title, whose, line } of rows) {
    found[title] ??= {}
    found[title][whose] = [...(found[title][whose] ?? []), line]
  }
  return found
}

async function lost(sql: Sql, diary: readonly Tapped[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select distinct source_event_id as id from audit_trail where source_event_id is not null`
  const known = new Set(rows.map(({ id }) => id))
  return diary
    .filter(({ result }) => result.toast?.type === 'success' && !known.has(result.eventId))
    .map(({ step }) => `${step.who} ${step.button} ${step.about}`)
}

interface Row {
  readonly id: string
  readonly kind: string
  readonly recipient: string
  readonly message_id: string | null
  readonly shown_hash: string | null
  readonly parked_reason: string | null
  readonly wanted: number
  readonly shown: number
  /** Of a file. */
  readonly document: string | null
  readonly file_key: string | null
}

/** Every row has one message in its recipient's chat and looks as the row says; no message is without a row. */
async function messageFaults(stage: Stage): Promise<string[]> {
  const rows = await stage.database.sql<Row[]>`
    select m.id, m.kind, recipient, message_id, shown_hash, parked_reason, wanted, shown,
      d.id as document, d.file_key
    from message m left join document d on m.kind = 'file' and d.id::text = m.subject->>'documentId'`
  const sent = stage.feishu.allMessages().filter((one) => one.sender.type === 'app')
  const byId = new Map(sent.map((one) => [one.id, one]))
  const owned = new Set(rows.map((row) => row.message_id))
  const strays = sent.filter((one) => !owned.has(one.id))
  return [
    ...strays.map((one) => `no row has sent ${describe(one)}`),
    ...rows.flatMap((row) => {
      const message = byId.get(row.message_id ?? '')
      return rowFaults(stage, row, message).map((fault) => `${row.kind} ${row.recipient}: ${fault}`)
    }),
  ]
}

function rowFaults(stage: Stage, row: Row, message: Message | undefined): string[] {
  if (row.parked_reason !== null) return [`parked: ${row.parked_reason}`]
  if (message === undefined) return ['never sent']
  if (row.wanted > row.shown) return [`shown as of ${row.shown}, wanted as of ${row.wanted}`]
  const { recipient } = row
  const chat = recipient.startsWith('oc_')
    ? recipient
    : stage.feishu.person(recipient).chatWithBot()
  const live = buttonsOn(message.card ?? {}).filter((label) => !OF_RECORDS.includes(label))
  const said = message.card ?? (JSON.parse(message.content) as { file_key?: string })
  const sameFile = row.document === null || ('file_key' in said && said.file_key === row.file_key)
  const shown = row.document === null ? said : { document: row.document }
  return [
    ...(message.chatId === chat ? [] : ['in another chat']),
    ...(live.length === 0 ? [] : [`live buttons ${live.join(', ')}`]),
    ...(contentHash(shown) === row.shown_hash && sameFile
      ? []
      : ['does not show what its row says']),
  ]
}

/** What may be done to a record of progress after the matter is over. */
const OF_RECORDS = ['撤回', '作废', '更正归属']

function describe(message: Message): string {
  return `${message.id} ${message.content.slice(0, 200)}`
}
