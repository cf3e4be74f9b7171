// The year in a few lines: how much there was, how late it was, how much people were spoken to.
import { sha256Hex } from '../../src/domain/hash.ts'
import { ACTION_ZH, MATTER_STATUS_ZH, type MatterStatus } from '../../src/domain/terms.ts'
import type { Sql } from '../../src/store/connect.ts'

export async function reportOf(sql: Sql, days: number): Promise<string> {
  const matters = await sql<{ status: MatterStatus; count: number }[]>`
    select status, count(*)::int as count from matter group by status order by count desc, status`
  const [parts] = await sql<{ late: number; all: number; extended: number }[]>`
    select count(*)::int as all, count(*) filter (where extended_to is not null)::int as extended,
      count(*) filter (where exists (select from submission u where u.assignment_id = a.id
        and u.at > coalesce(a.rework_deadline, a.extended_to, a.deadline)))::int as late
    from assignment a`
  const [messages] = await sql<{ all: number; own: number; people: number }[]>`
    select count(*)::int as all, count(*) filter (where priority = 2)::int as own,
      count(distinct recipient) filter (where recipient_type = 'person')::int as people
    from message where message_id is not null`
  const [busiest] = await sql<{ most: number }[]>`
    select max(count)::int as most from (
      select count(*) from message where sent_at is not null and recipient_type = 'person'
      group by recipient, (sent_at at time zone 'Asia/Shanghai')::date) d`
  const [entries] = await sql<{ count: number }[]>`select count(*)::int as count from audit_entry`
  const perDay = (count: number) => (count / (messages?.people ?? 1) / days).toFixed(2)
  const stand = matters.map(({ status, count }) => `${MATTER_STATUS_ZH[status]}${count}`)
  return [
    `事项：${stand.join('，')}`,
    `交办件${parts?.all}，逾时报送${parts?.late}，延期${parts?.extended}，审计记录${entries?.count}`,
    `消息${messages?.all}，每人每天${perDay(messages?.all ?? 0)}，其中主动提示${perDay(messages?.own ?? 0)}，一人一天最多${busiest?.most}`,
  ].join('\n')
}

/** Every kind of road that a whole year goes down: what stands here was done by somebody. */
const ROADS = [
  ...['returnDraft', 'acknowledge', 'instruct', 'finish', 'signOff', 'amendAndSignOff'],
  ...['returnReport', 'submit', 'returnSubmission', 'pass', 'feedBack', 'sendBack'],
  ...['presentBrief', 'clear', 'reportUp', 'draftBulletin', 'issueBulletin', 'recordOpinion'],
  ...['giveInstruction', 'redo', 'correct', 'confirmCorrection', 'consentToCorrection'],
  ...['askQuestion', 'answerQuestion', 'presentExtension', 'releaseApplication', 'grantExtension'],
  ...['presentCycle', 'receiveMaterial', 'returnMaterial', 'chase'],
] as const satisfies readonly (keyof typeof ACTION_ZH)[]

/** Changes of people, as the organisation's own trail names them. */
const PEOPLE = ['确认委托', '确认交接', '确认任职', '确认停用'] as const

/** Those of them that nobody went down. */
export async function roadsNotTaken(sql: Sql): Promise<string[]> {
  const rows = await sql<{ action: string }[]>`select distinct action from audit_entry`
  const taken = new Set(rows.map(({ action }) => action))
  return [...ROADS.map((action) => ACTION_ZH[action]), ...PEOPLE].filter(
    (action) => !taken.has(action),
  )
}

/** Every entry of the trail and every message that was sent, as one value. */
export async function fingerprintOf(sql: Sql): Promise<string> {
  const [row] = await sql<{ print: string | null }[]>`
    select (select string_agg(hash, ' ' order by matter_id, seq) from audit_entry) || (
      select string_agg(concat_ws(' ', id, kind, recipient, sent_at, message_id, shown_hash), ' ' order by id)
      from message) as print`
  return sha256Hex(row?.print ?? '')
}
