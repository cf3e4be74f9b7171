// What is looked at after the year: every invariant that the database and the chats can still show.
import { isQuiet } from '../../src/domain/calendar.ts'
import { dayOf } from '../../src/domain/time.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { yunling } from '../kit/yunling.ts'
import type { District } from './district.ts'

/** Each in a sentence; empty when all is well. */
export async function findingsOf(district: District): Promise<string[]> {
  const found = await Promise.all([
    audit(district),
    signedExactly(district),
    clearedByTwo(district),
    numbersWithoutGap(district),
    remindedOnce(district),
    quietKept(district),
    oneADay(district),
    shownOnce(district),
    parked(district),
  ])
  return [...found.flat(), ...cardsAccepted(district), ...overLimit(district)]
}

async function audit({ sql }: District): Promise<string[]> {
  const broken = await verifyAudit(sql)
  return broken === null ? [] : [`audit: ${broken.at} ${broken.what}`]
}

/** Invariant 1. */
async function signedExactly({ sql }: District): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select u.id from submission u where not exists (
      select from sign_off s where s.assignment_id = u.assignment_id
        and s.report_version = u.report_version and s.content_hash = u.content_hash and s.at <= u.at
        and (s.voided_at is null or s.voided_at >= u.at))`
  return rows.map(({ id }) => `submission ${id} was not signed`)
}

/** Invariant 2. */
async function clearedByTwo({ sql }: District): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select m.number from matter m where m.superior and m.status = 'closed' and not exists (
      select from report_up r
      join clearance v on v.matter_id = r.matter_id and v.content_hash = r.content_hash and v.post = 'viceMayor'
      join clearance c on c.matter_id = r.matter_id and c.content_hash = r.content_hash and c.post = 'mayor'
      where r.matter_id = m.id and v.by <> c.by)`
  return rows.map(({ number }) => `${number} went up without both leaders`)
}

async function numbersWithoutGap({ sql }: District): Promise<string[]> {
  const [row] = await sql<{ count: number; highest: number | null }[]>`
    select count(*)::int as count, max(number_serial) as highest from matter
    where number_serial is not null`
  return row?.count === (row?.highest ?? 0) ? [] : [`${row?.count} numbers up to ${row?.highest}`]
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

/** Every row that has a message has one, and every message of the bot's has a row. */
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
