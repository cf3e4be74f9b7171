// What is looked at after the year: every invariant that the database and the chats can still show (process §7).
import { isQuiet } from '../../src/domain/calendar.ts'
import { dayOf } from '../../src/domain/time.ts'
import { DERIVED_KINDS, wantedCards } from '../../src/domain/wanted-cards.ts'
import { wantedDues } from '../../src/domain/wanted-dues.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { loadMatters } from '../../src/store/matters.ts'
import { loadOrganisation } from '../../src/store/organisations.ts'
import { yunling } from '../kit/yunling.ts'
import type { District } from './district.ts'
import { paperFindings } from './paper-findings.ts'

/** Each in a sentence; empty when all is well. */
export async function findingsOf(district: District): Promise<string[]> {
  const found = await Promise.all([
    audit(district),
    paperFindings(district.sql),
    inLine(district),
    remindedOnce(district),
    quietKept(district),
    oneADay(district),
    shownOnce(district),
    wentOut(district),
    hushed(district),
    parked(district),
  ])
  return [...found.flat(), ...cardsAccepted(district), ...overLimit(district)]
}

/** Invariant 7: chains and seals, and nobody can change them afterwards. */
async function audit({ sql }: District): Promise<string[]> {
  const broken = await verifyAudit(sql)
  const found = broken === null ? [] : [`audit: ${broken.at} ${broken.what}`]
  const changed = await sql`update audit_entry set actor = 'ou_x' where seq = 1`.then(
    () => ['audit: entries can be changed'],
    () => [],
  )
  return [...found, ...changed]
}

/** Invariants 8 and 9: the cards that live and the dues that are to come are those that each matter's state wants. */
async function inLine({ sql, clock }: District): Promise<string[]> {
  const organisation = await loadOrganisation(sql)
  if (organisation === null) return ['there is no organisation']
  // What has come to its end moves to nobody when people change.
  const open = await sql<{ id: string }[]>`
    select id from matter where status not in ('closed', 'refused', 'cancelled') order by id`
  const ids = open.map(({ id }) => id)
  const matters = await loadMatters(sql, ids)
  const cards = await sql<{ key: string }[]>`
    select concat_ws('|', matter_id, kind, recipient, assignment_id, turn) as key from message
    where not settled and kind in ${sql(DERIVED_KINDS)} and turn is not null
      -- What somebody asked for lies with him beside what the state wants.
      and not subject ? 'asked'
      and matter_id = any (${ids}::text[]::uuid[])`
  const dues = await sql<{ key: string; isFired: boolean }[]>`
    select concat_ws('|', subject_id, kind, key) as key, fired_at is not null as "isFired" from due
    where key not like '%@%'`
  const held = [...matters.values()]
  const at = clock.now()
  const wanted = held.flatMap((matter) =>
    wantedCards(matter, organisation, at).map(({ kind, recipient, assignmentId, turn }) =>
      [matter.id, kind, recipient, ...(assignmentId === null ? [] : [assignmentId]), turn].join(
        '|',
      ),
    ),
  )
  const falling = held.flatMap((matter) =>
    wantedDues(matter, organisation, at).map(({ subjectId, kind, key, at: dueAt }) => ({
      key: [subjectId, kind, key].join('|'),
      isToCome: dueAt > at,
    })),
  )
  const present = keysOf(cards)
  const told = keysOf(dues)
  const due = keysOf(falling)
  return [
    ...wanted.filter((key) => !present.has(key)).map((key) => `a card is missing: ${key}`),
    ...[...present].filter((key) => !wanted.includes(key)).map((key) => `nobody wants ${key}`),
    ...falling
      .filter((one) => one.isToCome && !told.has(one.key))
      .map(({ key }) => `not due: ${key}`),
    ...dues
      .filter((one) => !one.isFired && !due.has(one.key))
      .map(({ key }) => `still due: ${key}`),
  ]
}

function keysOf(rows: readonly { readonly key: string }[]): ReadonlySet<string> {
  return new Set(rows.map(({ key }) => key))
}

/** Invariant 9: one reminder for an assignment and an effective deadline. */
async function remindedOnce({ sql }: District): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select concat_ws(' ', recipient, assignment_id, subject->>'due', subject->>'key') as key
    from message where kind in ('remind', 'chase') and subject ? 'key'
    group by 1 having count(*) filter (where issue = 1) > 1`
  return rows.map(({ key }) => `reminded twice: ${key}`)
}

async function quietKept({ sql }: District): Promise<string[]> {
  const rows = await sql<{ id: string; kind: string; at: number; urgency: string | null }[]>`
    select c.id, c.kind, (extract(epoch from c.sent_at) * 1000)::float8 as at, m.urgency
    from message c left join matter m on m.id = c.matter_id
    where c.priority = 2 and c.sent_at is not null`
  return rows
    .filter(({ urgency }) => urgency !== 'immediate')
    .filter(({ at }) => isQuiet(yunling.calendar, yunling.rules.quietHours, at))
    .map(({ kind, at }) => `${kind} in quiet hours, ${dayOf(at)} ${new Date(at).toISOString()}`)
}

/** At most one of its own accord for a matter, a person and a day. */
async function oneADay({ sql }: District): Promise<string[]> {
  const rows = await sql<{ said: string }[]>`
    select concat_ws(' ', matter_id, recipient, (sent_at at time zone 'Asia/Shanghai')::date, string_agg(kind, ','))
      as said
    from message
    where priority = 2 and sent_at is not null and matter_id is not null and recipient_type = 'person'
    group by matter_id, recipient, (sent_at at time zone 'Asia/Shanghai')::date having count(*) > 1`
  return rows.map(({ said }) => `more than one a day: ${said}`)
}

/** Invariant 6: every row that has a message has one, and every message of the bot's has a row. */
async function shownOnce({ sql, feishu }: District): Promise<string[]> {
  const rows = await sql<{ message_id: string | null; resent: number }[]>`
    select message_id, resent from message where message_id is not null or resent > 0`
  const known = new Set(rows.map((row) => row.message_id))
  const resent = rows.reduce((sum, row) => sum + row.resent, 0)
  const sent = feishu.allMessages().filter((one) => one.sender.type === 'app')
  const strangers = sent.filter((one) => !known.has(one.id))
  const said = strangers.map((one) => JSON.stringify(one.card ?? one.content).slice(0, 200))
  const count = `${strangers.length} messages belong to no row, ${resent} were sent anew`
  return strangers.length > resent ? [`${count}: ${said.slice(0, 9).join(' · ')}`] : []
}

/** Whatever wanted to be seen by now has been sent as it stands. */
async function wentOut({ sql, clock }: District): Promise<string[]> {
  const rows = await sql<{ kind: string; count: number }[]>`
    select kind, count(*)::int as count from message
    where wanted > shown and parked_at is null and due_at <= ${new Date(clock.now()).toISOString()}
    group by kind`
  return rows.map(({ kind, count }) => `${count} of ${kind} never went out`)
}

/** Invariant 12: what a lock screen shows of an 内部 matter, and what a group's card says of it. */
async function hushed({ sql, feishu }: District): Promise<string[]> {
  const rows = await sql<{ message_id: string; title: string; recipient_type: string }[]>`
    select c.message_id, m.title, c.recipient_type from message c join matter m on m.id = c.matter_id
    where m.classification = 'internal' and c.message_id is not null order by c.message_id`
  const cards = new Map(feishu.allMessages().map((one) => [one.id, one.card]))
  return rows.flatMap(({ message_id, title, recipient_type }) => {
    const card = cards.get(message_id)
    if (card === undefined) return []
    const { summary } = card.config as { summary?: { content?: string } }
    const says = JSON.stringify(recipient_type === 'chat' ? card : (summary ?? {}))
    return says.includes(title) ? [`内部 shown, ${recipient_type}: ${says.slice(0, 200)}`] : []
  })
}

async function parked({ sql }: District): Promise<string[]> {
  const rows = await sql<{ kind: string; parked_reason: string; count: number }[]>`
    select kind, parked_reason, count(*)::int as count from message where parked_at is not null
    group by kind, parked_reason`
  return rows.map((row) => `parked: ${row.count} ${row.kind} ${row.parked_reason}`)
}

function cardsAccepted({ feishu }: District): string[] {
  const faults = feishu
    .allMessages()
    .flatMap((one) => (one.card === undefined ? [] : validateCard(one.card)))
  return faults.slice(0, 5).map((fault) => `card: ${JSON.stringify(fault)}`)
}

function overLimit({ feishu }: District): string[] {
  const { overLimit: count, overLimitBy } = feishu.counters()
  return count === 0 ? [] : [`over the platform's limits: ${JSON.stringify(overLimitBy)}`]
}
