// Any number of matters that are being handled, each with its reminder to come and a card that waits, written past
// the procedure.
import type { Sql } from '../../src/store/connect.ts'
import { named, yunling } from '../kit/yunling.ts'
import { AT } from './world.ts'

/** Matters in one statement: what a transaction of this size leaves behind is cleared in between. */
const BATCH = 50_000

export async function fillOpen(sql: Sql, matters: number): Promise<void> {
  await sql`alter table matter disable trigger user`
  await sql`alter table assignment disable trigger user`
  for (let from = 1; from <= matters; from += BATCH)
    await fillPart(sql, from, Math.min(matters, from + BATCH - 1))
  await sql`alter table matter enable trigger user`
  await sql`alter table assignment enable trigger user`
  // As autovacuum would have left it.
  await sql`vacuum analyze`
}

async function fillPart(sql: Sql, from: number, to: number): Promise<void> {
  const departments = yunling.departments.filter(({ kind }) => kind === 'dept').map(({ id }) => id)
  const officers = yunling.people
    .filter(({ roles }) => roles.includes('DEPT_SUPERVISION_OFFICER'))
    .map(({ openId }) => openId)
  const at = new Date(AT).toISOString()
  await sql`
    insert into matter (id, version, turn, status, number, number_year, number_serial, officer, created_at, docketed_at,
      approval, return_opinion, summary, audit_seq, audit_head, title, category, source, source_document,
      content, lead, co, co_task, deadline, copies, seal, electronic, signature, format_note, approver, urgency, cycle,
      superior, superior_organ, proposal_number, proposers, classification, not_secret)
    select ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 9, 3, 'handling',
      '云政督〔' || 1000 + n / 4000 || '〕' || n % 4000 + 1 || '号', 1000 + n / 4000, n % 4000 + 1, ${named('蒋小棠')},
      ${at}::timestamptz, ${at}::timestamptz, '', '', '', 1, '', '第' || n || '件', n % 7 + 1, '区政府办公室', '',
      '督查落实情况。', (${departments}::text[])[n % ${departments.length}::int + 1], '{}', '',
      ${at}::timestamptz + (n % 360 + 5) * interval '1 day', 1, true, true, true, '', ${named('沈维岳')}, 'normal',
      'none', false, '', '', '', 'public', true
    from generate_series(${from}::int, ${to}::int) n`
  await sql`
    insert into assignment (id, matter_id, department_id, kind, status, turn, task, handed_over_at, deadline,
      return_opinion, suggestion, handlers)
    select ('30000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      (${departments}::text[])[n % ${departments.length}::int + 1], 'lead', 'awaitingReceipt', 1, '督查落实情况。',
      ${at}::timestamptz, ${at}::timestamptz + (n % 360 + 5) * interval '1 day', '', '', '{}'
    from generate_series(${from}::int, ${to}::int) n`
  await sql`
    insert into due (matter_id, subject_id, kind, key, due_at)
    select ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      ('30000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'remind', 'bench',
      ${at}::timestamptz + (n % 360 + 3) * interval '1 day'
    from generate_series(${from}::int, ${to}::int) n`
  await sql`
    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, waiting, priority, wanted,
      shown, shown_hash, message_id, chat_id, sent_at, due_at, created_at)
    select ('40000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'person',
      (${officers}::text[])[n % ${officers.length}::int + 1], 'handover',
      ('20000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
      ('30000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 1, true, 1, 1, 1, '', 'om_bench_' || n, 'oc_bench',
      ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    from generate_series(${from}::int, ${to}::int) n`
}
