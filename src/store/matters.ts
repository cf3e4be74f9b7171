// A matter read whole in one trip to the database.
import type { Act, Assignment, Attachment, Matter, MatterId, Progress } from '../domain/matter.ts'
import { partsInOrder } from '../domain/parts-in-order.ts'
import type { CardKind } from '../domain/terms.ts'
import type { Sql } from './connect.ts'
import { fromRow, type JsonRow } from './rows.ts'
import * as tables from './schema.ts'

/** A card as its row tells: who has it, what for, and whether it still lives. */
export interface StoredCard {
  readonly id: string
  readonly recipientType: 'person' | 'chat'
  readonly recipient: string
  readonly kind: CardKind | 'text' | 'help' | 'figures'
  readonly matterId: MatterId | null
  readonly assignmentId: string | null
  readonly turn: number | null
  readonly issue: number
  readonly subject: JsonRow
  readonly waiting: boolean
  readonly settled: boolean
  readonly wanted: number
  readonly shown: number
  readonly messageId: string | null
}

export interface LoadedTap {
  /** The card's row, or null when the button names none of ours. */
  readonly card: StoredCard | null
  readonly matter: Matter | null
  /** 0 when no organisation was ever applied. */
  readonly organisationVersion: number
  /** Whether this very event has had its effect. */
  readonly seen: boolean
  /** The platform's code for why nothing reaches the card's recipient; null: it does, as far as is known. */
  readonly outOfReach: string | null
}

/** What a tap is judged by: the card, its matter, and whether the event was dealt with already. */
export async function loadTap(
  sql: Sql,
  cardId: string,
  appId: string,
  eventKey: string,
): Promise<LoadedTap> {
  const rows = await sql<{ tap: JsonRow }[]>`
    select load_tap(${cardId}::uuid, ${appId}, ${eventKey}) as tap`
  const tap = rows[0]?.tap ?? {}
  const card = tap.card as JsonRow | null
  return {
    card: card === null ? null : cardFrom(card),
    matter: tap.matter === null ? null : matterFrom(tap.matter as Bundle),
    organisationVersion: (tap.organisation_version as number | null) ?? 0,
    seen: tap.seen === true,
    outOfReach: (tap.out_of_reach as string | null) ?? null,
  }
}

export async function loadMatter(sql: Sql, id: MatterId): Promise<Matter | null> {
  const rows = await sql<{ bundle: Bundle | null }[]>`select load_matter(${id}::uuid) as bundle`
  const bundle = rows[0]?.bundle ?? null
  return bundle === null ? null : matterFrom(bundle)
}

/** The audit entries of a matter, which outlive a deleted draft. */
export async function loadTrail(sql: Sql, id: MatterId): Promise<Act[]> {
  const rows = await sql<{ entry: JsonRow }[]>`
    select to_jsonb(e) as entry from audit_entry e where matter_id = ${id}::uuid order by seq`
  return rows.map(({ entry }) => fromRow<Act>(tables.auditEntry, entry))
}

/** Several matters at once, for the sender and for lists. */
export async function loadMatters(
  sql: Sql,
  ids: readonly MatterId[],
): Promise<Map<MatterId, Matter>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{ bundle: Bundle | null }[]>`
    select load_matter(id::uuid) as bundle from unnest(${[...ids]}::text[]) as t (id)`
  const matters = rows.flatMap(({ bundle }) => (bundle === null ? [] : [matterFrom(bundle)]))
  return new Map(matters.map((matter) => [matter.id, matter]))
}

export async function loadCard(sql: Sql, id: string): Promise<StoredCard | null> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(m) as card from message m where id = ${id}::uuid`
  const card = rows[0]?.card
  return card === undefined ? null : cardFrom(card)
}

/** The card that a message of ours in chat shows, for words that answer it. */
export async function cardShownAs(sql: Sql, messageId: string): Promise<StoredCard | null> {
  const rows = await sql<{ card: JsonRow }[]>`
    select to_jsonb(m) as card from message m where message_id = ${messageId}`
  const card = rows[0]?.card
  return card === undefined ? null : cardFrom(card)
}

export function cardFrom(row: JsonRow): StoredCard {
  return fromRow<StoredCard>(tables.message, row)
}

/** The JSON that `load_matter` (migrations/0053) yields. */
interface Bundle {
  readonly matter: JsonRow
  readonly assignments: readonly JsonRow[]
  readonly instructions: readonly JsonRow[]
  readonly completions: readonly JsonRow[]
  readonly progress: readonly JsonRow[]
  readonly attachments: readonly JsonRow[]
  readonly reports: readonly JsonRow[]
  readonly sign_offs: readonly JsonRow[]
  readonly submissions: readonly JsonRow[]
  readonly chases: readonly JsonRow[]
  readonly feedback: readonly JsonRow[]
  readonly briefs: readonly JsonRow[]
  readonly clearances: readonly JsonRow[]
  readonly reports_up: readonly JsonRow[]
  readonly bulletins: readonly JsonRow[]
  readonly opinions: readonly JsonRow[]
  readonly petitions: readonly JsonRow[]
  readonly history: readonly JsonRow[]
}

function matterFrom(bundle: Bundle): Matter {
  const files = bundle.attachments.map((row) => fromRow<Attachment>(tables.attachment, row))
  const progress = bundle.progress.map((row) => {
    const entry = fromRow<Progress>(tables.progress, row)
    return {
      ...entry,
      files: files.filter((file) => file.progressId === entry.id),
    }
  })
  const belonging = <Row extends { readonly assignmentId: string }>(
    rows: readonly Row[],
    id: string,
  ) => rows.filter((row) => row.assignmentId === id)
  const lists = {
    instructions: bundle.instructions.map((row) =>
      fromRow<Assignment['instructions'][number]>(tables.instruction, row),
    ),
    completions: bundle.completions.map((row) =>
      fromRow<Assignment['completions'][number]>(tables.completion, row),
    ),
    reports: bundle.reports.map((row) =>
      fromRow<Assignment['reports'][number]>(tables.report, row),
    ),
    signOffs: bundle.sign_offs.map((row) =>
      fromRow<Assignment['signOffs'][number]>(tables.signOff, row),
    ),
    submissions: bundle.submissions.map((row) =>
      fromRow<Assignment['submissions'][number]>(tables.submission, row),
    ),
    chases: bundle.chases.map((row) => fromRow<Assignment['chases'][number]>(tables.chase, row)),
  }
  const assignments = bundle.assignments.map((row): Assignment => {
    const held = fromRow<Assignment>(tables.assignment, row)
    return {
      ...held,
      instructions: belonging(lists.instructions, held.id),
      completions: belonging(lists.completions, held.id),
      progress: belonging(progress, held.id),
      reports: belonging(lists.reports, held.id),
      signOffs: belonging(lists.signOffs, held.id),
      submissions: belonging(lists.submissions, held.id),
      chases: belonging(lists.chases, held.id),
    }
  })
  return {
    ...fromRow<Matter>(tables.matter, bundle.matter),
    assignments: partsInOrder(assignments),
    feedback: bundle.feedback.map((row) =>
      fromRow<Matter['feedback'][number]>(tables.feedback, row),
    ),
    briefs: bundle.briefs.map((row) => fromRow<Matter['briefs'][number]>(tables.brief, row)),
    clearances: bundle.clearances.map((row) =>
      fromRow<Matter['clearances'][number]>(tables.clearance, row),
    ),
    reportsUp: bundle.reports_up.map((row) =>
      fromRow<Matter['reportsUp'][number]>(tables.reportUp, row),
    ),
    bulletins: bundle.bulletins.map((row) =>
      fromRow<Matter['bulletins'][number]>(tables.bulletin, row),
    ),
    opinions: bundle.opinions.map((row) =>
      fromRow<Matter['opinions'][number]>(tables.delegatesOpinion, row),
    ),
    petitions: bundle.petitions.map((row) =>
      fromRow<Matter['petitions'][number]>(tables.petition, row),
    ),
    history: bundle.history.map((row) => fromRow<Act>(tables.auditEntry, row)),
  }
}
