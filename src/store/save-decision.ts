// Saves one decision with everything it entails – rows, audit entries, wanted cards – in one guarded trip.
import type { PendingQuery, Row } from 'postgres'
import type { CheckedTogether } from '../domain/batch.ts'
import type { Decided } from '../domain/decided.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import type { WantedTask } from '../domain/mirror.ts'
import type { OpenId } from '../domain/organisation.ts'
import type { CardKind } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import type { WantedCard } from '../domain/wanted-card.ts'
import type { WantedDue } from '../domain/wanted-dues.ts'
import type { Sql } from './connect.ts'
import { payloadOf } from './decision-payload.ts'
import type { NewDocument } from './documents.ts'
import type { Preference } from './dues.ts'
import { mirroring } from './mirror.ts'
import { iso, type JsonRow, toRow } from './rows.ts'
import * as tables from './schema.ts'

type Fragment = PendingQuery<Row[]>

/** A message that is not derived from a matter's state: an answer, a list, a card asked for afresh. */
export interface NewMessage {
  readonly id: string
  readonly recipientType: 'person' | 'chat'
  readonly recipient: string
  readonly kind: string
  readonly matterId: MatterId | null
  readonly assignmentId: string | null
  readonly turn: number | null
  readonly issue: number
  readonly subject: JsonRow
  readonly waiting: boolean
  readonly settled: boolean
  /** 0 answers a person who just acted, 1 hands on the next step, 2 is of the bot's own accord. */
  readonly priority: 0 | 1 | 2
  readonly replyTo: string | null
}

/** A card that nothing else stands for, as what was typed before it was ever saved, and the version that was read. */
export interface JudgedBy {
  readonly id: string
  readonly wanted: number
}

export interface Save {
  readonly appId: string
  /** What makes the event one: its id, or the message's. Null for what no event caused. */
  readonly eventKey: string | null
  readonly at: Instant
  /** The matter as it was loaded, and what was decided on it; null when only messages are wanted. */
  readonly change: {
    readonly before: Matter
    readonly decided: Decided
  } | null
  readonly wants: readonly WantedCard[] | null
  /** The kinds of which no other cards may live; absent: all that are derived. */
  readonly kinds?: readonly CardKind[]
  /** What is to fall due of this matter from now on; absent where the matter does not change. */
  readonly dues?: readonly WantedDue[]
  /** The Feishu tasks it should have from now on; absent where they are not mirrored or the matter does not change. */
  readonly tasks?: readonly WantedTask[]
  readonly numberPrefix: string
  /** The organisation that a change was judged on; when there is a newer one by then, the cards are derived anew. */
  readonly judgedOn?: { readonly version: number; readonly hangs: boolean }
  /** The card that the callback's own answer shows. */
  readonly tapped: string | null
  readonly messages: readonly NewMessage[]
  /** The papers that the decision entails; their files are messages of kind `file`. */
  readonly documents?: readonly NewDocument[]
  /** Cards that a fresh copy replaces. */
  readonly superseded: readonly string[]
  /** Cards that must be as they were read: one of another wanted version by then makes it a conflict. */
  readonly judgedBy?: readonly JudgedBy[]
  /** The batch that the decision took a row of: its 批量立项 cards are drawn anew, and rest with their last row. */
  readonly batch?: string | null
  /** What was put up for 核稿 with the matter whose check is over: it goes to its leader, where it is the last. */
  readonly checked?: CheckedTogether | null
  /** 提醒设置 that the event asks for. */
  readonly preference?: Preference & { readonly openId: OpenId }
  /** Cards whose own words change: a list that is turned over, a question that is answered. */
  readonly subjects: readonly {
    readonly id: string
    readonly subject: JsonRow
    readonly settled?: boolean
    /** The wanted version that the decision was judged by: a card of another one by then makes it a conflict. */
    readonly read?: number
  }[]
}

export type Saved =
  | {
      readonly outcome: 'saved'
      readonly number: string | null
      readonly numberSerial: number | null
      /**
       * The wanted version of the tapped card after this save; null when an older update may be on its way to it:
       * then the answer need not be what people see in the end.
       */
      readonly tapped: number | null
    }
  /** Somebody else saved the matter, or a card that was read, first: load and decide anew. */
  | { readonly outcome: 'conflict' }
  /** This event has had its effect before. */
  | { readonly outcome: 'duplicate' }

/** One transaction. Throws only for faults of the database; then nothing is saved (or the outcome is unknown). */
export async function saveDecision(sql: Sql, save: Save): Promise<Saved> {
  // Only in a list of decisions does the database look at cards, and undo what it wrote before it saw one changed.
  if (save.judgedBy?.length || save.subjects.some(({ read }) => read !== undefined)) {
    const all = await saveDecisions(sql, [save])
    const [only] = all.outcome === 'saved' ? all.each : [all]
    if (only === undefined) throw new Error('a decision was saved without an answer')
    return only
  }
  const payload = JSON.stringify(payloadOf(save))
  const saved = await savedBy(sql, sql`save_decision(${payload}::text::jsonb)`, [save])
  if (saved.outcome !== 'saved')
    return { outcome: saved.outcome === 'conflict' ? 'conflict' : 'duplicate' }
  return savedFrom(saved, saved.alone === true)
}

/**
 * Several decisions in one transaction: all of them, or none. They come in the order in which numbers are
 * allocated. Of several that the same event causes the first carries its key.
 */
export async function saveDecisions(
  sql: Sql,
  saves: readonly Save[],
): Promise<
  | { readonly outcome: 'saved'; readonly each: readonly Extract<Saved, { outcome: 'saved' }>[] }
  | Exclude<Saved, { outcome: 'saved' }>
> {
  const payload = JSON.stringify(saves.map(payloadOf))
  const saved = await savedBy(sql, sql`save_decisions(${payload}::text::jsonb)`, saves)
  if (saved.outcome !== 'saved')
    return { outcome: saved.outcome === 'conflict' ? 'conflict' : 'duplicate' }
  return {
    outcome: 'saved',
    each: (saved.each as JsonRow[]).map((one) => savedFrom(one, saved.alone === true)),
  }
}

function savedFrom(saved: JsonRow, isAlone: boolean): Extract<Saved, { outcome: 'saved' }> {
  return {
    outcome: 'saved',
    number: (saved.number as string | null) ?? null,
    numberSerial: (saved.number_serial as number | null) ?? null,
    tapped: isAlone ? ((saved.tapped as number | null) ?? null) : null,
  }
}

/** What follows from the saves is written after them, in the same statement and so in the same transaction. */
async function savedBy(sql: Sql, saving: Fragment, saves: readonly Save[]): Promise<JsonRow> {
  const rows = await sql<{ saved: JsonRow; alone: boolean | null }[]>`
    select s.saved, ${alone(sql, saves)} as alone, ${followed(sql, saves)}, ${papered(sql, saves)},
      ${preferred(sql, saves)}, ${mirrored(sql, saves)}, ${batched(sql, saves)}, ${gathered(sql, saves)}
    from (select ${saving} as saved offset 0) s`
  const [row] = rows
  return { ...row?.saved, alone: row?.alone ?? false }
}

/** Whether nothing else is under way for the card that was tapped, now that its row is locked. */
function alone(sql: Sql, saves: readonly Save[]): Fragment {
  const tapped = tappedBy(saves)
  if (tapped === null) return sql`null`
  return sql`case when s.saved->>'outcome' = 'saved' then is_alone(${tapped}::text::uuid) end`
}

/** Saves of one event come from one card. */
function tappedBy(saves: readonly Save[]): string | null {
  return saves.find((save) => save.tapped !== null)?.tapped ?? null
}

/** Whether the cards of a batch rest is told by its rows as these saves, and those before them, left them. */
function batched(sql: Sql, saves: readonly Save[]): Fragment {
  const ids = [...new Set(saves.flatMap(({ batch }) => batch ?? []))]
  if (ids.length === 0) return sql`null`
  const tapped = tappedBy(saves)
  return sql`case when s.saved->>'outcome' = 'saved' then move_batches_on(
    ${ids}::text[], ${tapped}::text::uuid, ${iso(saves[0]?.at ?? 0)}::text::timestamptz) end`
}

/** Whether nothing of what was put up together is in check any more, likewise. */
function gathered(sql: Sql, saves: readonly Save[]): Fragment {
  const together = saves.flatMap(({ checked }) => checked ?? [])
  if (together.length === 0) return sql`null`
  return sql`case when s.saved->>'outcome' = 'saved' then put_checked_forward(
    ${JSON.stringify(together)}::text::jsonb, ${iso(saves[0]?.at ?? 0)}::text::timestamptz) end`
}

function preferred(sql: Sql, saves: readonly Save[]): Fragment {
  const [asked] = saves.flatMap(({ preference }) => preference ?? [])
  if (asked === undefined) return sql`null`
  const { openId, dailyList, dailyListAt } = asked
  const row = JSON.stringify({ open_id: openId, daily_list: dailyList, daily_list_at: dailyListAt })
  return sql`case when s.saved->>'outcome' = 'saved' then keep_preference(${row}::text::jsonb) end`
}

/** Papers come after the matters they are about. */
function papered(sql: Sql, saves: readonly Save[]): Fragment {
  const papers = saves.flatMap(({ documents = [] }) => documents)
  if (papers.length === 0) return sql`null`
  const rows = JSON.stringify(papers.map((one) => toRow(tables.document, one)))
  return sql`case when s.saved->>'outcome' = 'saved'
    then save_documents(${rows}::text::jsonb, ${iso(saves[0]?.at ?? 0)}) end`
}

/** Tasks follow the cards, in the same transaction. */
function mirrored(sql: Sql, saves: readonly Save[]): Fragment {
  const each = saves.flatMap(({ change, tasks }) =>
    change === null || tasks === undefined ? [] : [{ matter: change.before.id, tasks }],
  )
  if (each.length === 0) return sql`null`
  return sql`case when s.saved->>'outcome' = 'saved' then ${mirroring(sql, each, saves[0]?.at ?? 0)} end`
}

/** People may have changed since it was judged: then its cards are derived anew, noted in the same transaction. */
function followed(sql: Sql, saves: readonly Save[]): Fragment {
  const judged = saves.flatMap(({ change, judgedOn }) =>
    change === null || judgedOn === undefined ? [] : [{ id: change.before.id, ...judgedOn }],
  )
  const [first] = judged
  if (first === undefined) return sql`null`
  const ids = judged.map(({ id }) => id)
  const hanging = judged.filter(({ hangs }) => hangs).map(({ id }) => id)
  const at = iso(saves[0]?.at ?? 0)
  return sql`case when s.saved->>'outcome' = 'saved' then follow_organisation(${first.version},
    ${at}::text::timestamptz, ${ids}::text[]::uuid[], ${hanging}::text[]::uuid[]) end`
}
