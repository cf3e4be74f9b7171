// A hundred thousand matters, as a district would have after decades, written past the procedure: one in five is open.
import type { Sql } from '../../src/store/connect.ts'
import { named, yunling } from '../kit/yunling.ts'
import { AT } from './world.ts'

export const MATTERS = 100_000

export async function fill(sql: Sql): Promise<void> {
  const departments = yunling.departments.filter(({ kind }) => kind === 'dept').map(({ id }) => id)
  const approvers = ['沈维岳', '陆明舟', '佟雅宁', '顾怀清'].map(named)
  const at = new Date(AT).toISOString()
  await sql`alter table matter disable trigger user`
  await sql`alter table assignment disable trigger user`
  await sql`alter table audit_entry disable trigger user`
  await sql`
    insert into matter (id, version, turn, status, number, number_year, number_serial, officer, created_at, docketed_at,
      closed_at, approval, return_opinion, summary, audit_seq, audit_head, title, category, source, source_document,
      content, lead, co, co_task, deadline, copies, seal, electronic, signature, format_note, approver, urgency, cycle,
      superior, superior_organ, proposal_number, proposers, classification, not_secret)
    select ('10000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 9, 3,
      case when n % 5 > 0 then 'closed' when n % 25 = 0 then 'consolidating' else 'handling' end,
      '云政督〔' || 2000 + n / 4000 || '〕' || n % 4000 + 1 || '号', 2000 + n / 4000, n % 4000 + 1, ${named('蒋小棠')},
      ${at}::timestamptz - (100001 - n) * interval '2 hours', ${at}::timestamptz - (100001 - n) * interval '2 hours',
      case when n % 5 > 0 then ${at}::timestamptz end, '请抓紧办理。', '', '', 9, '',
      '关于推进城乡基础设施和公共服务均衡配置有关事项的落实（第' || n || '件）', n % 7 + 1, '区政府办公室', '',
      '督查落实情况：完成情况（附数据）、存在问题和不足、下一步安排。', (${departments}::text[])[n % ${departments.length}::int + 1],
      '{}', '', ${at}::timestamptz + (n % 60 - 15) * interval '1 day', 1, true, true, true, '',
      (${approvers}::text[])[n % 4 + 1], 'normal', 'none', false, '', '', '', 'public', true
    from generate_series(1, ${MATTERS}::int) n`
  await sql`
    insert into assignment (id, matter_id, department_id, kind, status, turn, task, handed_over_at, deadline,
      return_opinion, suggestion, handlers)
    select gen_random_uuid(), m.id, m.lead, 'lead',
      case when m.status <> 'handling' then 'passed'
        else (array['awaitingReceipt', 'handling', 'compiling', 'awaitingSignOff', 'submitted'])[m.number_serial % 5 + 1] end,
      5, m.content, m.docketed_at, m.deadline, '', '', '{}'
    from matter m where m.id::text like '1%'`
  await sql`
    insert into assignment (id, matter_id, department_id, kind, status, turn, task, handed_over_at, deadline,
      return_opinion, suggestion, handlers)
    select gen_random_uuid(), m.id, (${departments}::text[])[(m.number_serial + 3) % ${departments.length}::int + 1],
      'co', 'delivered', 5, m.content, m.docketed_at, m.deadline, '', '', '{}'
    from matter m where m.id::text like '1%' and m.number_serial % 3 = 0
      and m.lead <> (${departments}::text[])[(m.number_serial + 3) % ${departments.length}::int + 1]`
  await sql`
    insert into audit_entry (matter_id, seq, at, actor, action, from_status, to_status, details, source_event_id,
      prev_hash, hash)
    select m.id, s, least(m.created_at + s * interval '1 day', ${at}::timestamptz), ${named('蒋小棠')}, '批办',
      '待批办', '办理中', '{}', 'bench', '', md5(m.id::text || s)
    from matter m, generate_series(1, 5) s where m.id::text like '1%'`
  await sql`alter table matter enable trigger user`
  await sql`alter table assignment enable trigger user`
  await sql`alter table audit_entry enable trigger user`
  // As autovacuum would have left it.
  await sql`vacuum analyze`
}
