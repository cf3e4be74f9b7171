-- Cards that outlast the save they came from.

-- 记入进展 cards whose five minutes for 撤回 may be over: they are drawn once more then.
create index message_note_young on message (created_at)
  where kind = 'note' and not settled and not subject ? 'old';

-- As before, but a card that somebody asked for by words, who is not among those it is wanted for, lives as
-- long as its turn does: 改批, or 审核 by a colleague of the 经办人.
create or replace function want_cards(p jsonb, p_matter uuid, p_at timestamptz) returns integer
language plpgsql as $$
declare
  v_tapped uuid := (p->>'tapped')::uuid;
  v_wanted integer;
begin
  if p ? 'superseded' then
    update message set settled = true, waiting = false, wanted = wanted + 1, due_at = p_at, parked_at = null,
      parked_reason = null, subject = subject || '{"superseded": true}'
    where id in (select value::uuid from jsonb_array_elements_text(p->'superseded')) and not settled;
  end if;
  if p ? 'wants' then
    with want as (
      select * from jsonb_to_recordset(p->'wants')
        as w (kind text, recipient_type text, recipient text, assignment_id uuid, turn integer, waiting boolean)
    ), live as (
      select m.id, w.waiting, w.kind is null and m.kind = any (select jsonb_array_elements_text(p->'kinds'))
        and not (m.subject ? 'asked' and m.turn is not distinct from coalesce(
          (select a.turn from assignment a where a.id = m.assignment_id),
          (select t.turn from matter t where t.id = p_matter))) as over
      from message m
      left join want w on w.kind = m.kind and w.recipient = m.recipient and w.turn = m.turn
        and w.assignment_id is not distinct from m.assignment_id
      where m.matter_id = p_matter and not m.settled
    )
    update message m set wanted = m.wanted + 1, settled = live.over,
      waiting = coalesce(live.waiting, false),
      due_at = case when m.id = v_tapped then p_at + interval '5 seconds' else p_at end
    from live where live.id = m.id;

    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, waiting, priority,
      due_at, created_at)
    select gen_random_uuid(), w.recipient_type, w.recipient, w.kind, p_matter, w.assignment_id, w.turn, w.waiting,
      1, p_at, p_at
    from jsonb_to_recordset(p->'wants')
      as w (kind text, recipient_type text, recipient text, assignment_id uuid, turn integer, waiting boolean)
    on conflict do nothing;
  end if;
  if p ? 'messages' then
    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue, subject, waiting,
      settled, priority, reply_to, due_at, created_at)
    select r.id, r.recipient_type, r.recipient, r.kind, r.matter_id, r.assignment_id, r.turn, r.issue, r.subject,
      r.waiting, r.settled, r.priority, r.reply_to, p_at, p_at
    from jsonb_populate_recordset(null::message, p->'messages') r
    on conflict do nothing;
  end if;
  if p ? 'subjects' then
    update message m set subject = m.subject || (s.value->'subject'), wanted = m.wanted + 1,
      settled = coalesce((s.value->>'settled')::boolean, m.settled),
      due_at = case when m.id = v_tapped then p_at + interval '5 seconds' else p_at end
    from jsonb_array_elements(p->'subjects') s where m.id = (s.value->>'id')::uuid;
  end if;
  select wanted into v_wanted from message where id = v_tapped;
  return v_wanted;
end $$;
