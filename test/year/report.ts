// The year in a few lines: how much there was, how late it was, how much people were spoken to.
import type { Sql } from '../../src/store/connect.ts'

export async function reportOf(sql: Sql, days: number): Promise<string> {
  const [matters] = await sql<{ said: string }[]>`
    select string_agg(status || ' ' || count, ', ' order by count desc) as said
    from (select status, count(*) from matter group by status) s`
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
  return [
    `事项：${matters?.said}`,
    `交办件${parts?.all}，逾时报送${parts?.late}，延期${parts?.extended}，审计记录${entries?.count}`,
    `消息${messages?.all}，每人每天${perDay(messages?.all ?? 0)}，其中主动提示${perDay(messages?.own ?? 0)}，一人一天最多${busiest?.most}`,
  ].join('\n')
}
