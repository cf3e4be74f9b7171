-- Saying what falls due: everything the bot says of its own accord, with the rules that no state of a matter holds:
-- each thing once, at most one message for a matter, a person and a day.

-- What a person wants of the daily list (提醒设置).
create table preference (
  open_id text primary key references person,
  daily_list boolean not null,
  -- `08:40`; null: as the organisation's rules have it.
  daily_list_at text
);

-- What is to fall due of a matter is what the list says; what has fired stays as it is, and so does what was put
-- off for one person only (its key ends in @ and the person): that is judged when its time comes.
create or replace function save_dues(p_dues jsonb, p_matter uuid) returns void
language plpgsql as $$
begin
  delete from due d where d.matter_id = p_matter and d.fired_at is null and position('@' in d.key) = 0 and not exists (
    select from jsonb_to_recordset(p_dues) as w (subject_id uuid, kind text, key text)
    where w.subject_id = d.subject_id and w.kind = d.kind and w.key = d.key);
  insert into due as d (matter_id, subject_id, kind, key, due_at)
  select p_matter, w.subject_id, w.kind, w.key, w.due_at
  from jsonb_to_recordset(p_dues) as w (subject_id uuid, kind text, key text, due_at timestamptz)
  on conflict (subject_id, kind, key) do update set due_at = excluded.due_at
    where d.fired_at is null and d.due_at <> excluded.due_at;
end $$;

-- Says things of the bot's own accord, all or nothing. p: app_id, at; list of
--   key: what makes it one (kept in inbox), or due: {subject_id, kind, key} that fires with it;
--   messages: rows of message, each with due_at, and with nudges: [{matter_id, person, day}]. A message all of whose
--     nudges are taken is not sent; `otherwise`: the due that is put off for that person instead;
--   superseded: rows that its messages replace; postponed: {subject_id, kind, key, due_at} instead of firing.
-- What has fired already, or whose key was kept already, is passed over whole. Returns how many messages are wanted.
create function speak(p jsonb) returns integer
language plpgsql as $$
declare
  v_at timestamptz := (p->>'at')::timestamptz;
  v_item jsonb;
  v_message jsonb;
  v_nudge jsonb;
  v_free boolean;
  v_count integer := 0;
begin
  for v_item in select value from jsonb_array_elements(p->'items') loop
    if v_item ? 'postponed' then
      update due set due_at = (v_item->'postponed'->>'due_at')::timestamptz
      where subject_id = (v_item->'postponed'->>'subject_id')::uuid and kind = v_item->'postponed'->>'kind'
        and key = v_item->'postponed'->>'key' and fired_at is null;
      continue;
    end if;
    if v_item ? 'due' then
      update due set fired_at = v_at
      where subject_id = (v_item->'due'->>'subject_id')::uuid and kind = v_item->'due'->>'kind'
        and key = v_item->'due'->>'key' and fired_at is null;
      continue when not found;
    end if;
    if v_item ? 'key' then
      insert into inbox (app_id, key, at) values (p->>'app_id', v_item->>'key', v_at) on conflict do nothing;
      continue when not found;
    end if;
    for v_message in select value from jsonb_array_elements(coalesce(v_item->'messages', '[]')) loop
      v_free := jsonb_array_length(coalesce(v_message->'nudges', '[]')) = 0;
      for v_nudge in select value from jsonb_array_elements(coalesce(v_message->'nudges', '[]')) loop
        insert into nudge (matter_id, person, day, message_id)
        values ((v_nudge->>'matter_id')::uuid, v_nudge->>'person', (v_nudge->>'day')::date, (v_message->>'id')::uuid)
        on conflict do nothing;
        if found then v_free := true; end if;
      end loop;
      if v_free then
        insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue, subject,
          waiting, settled, priority, reply_to, due_at, created_at)
        select r.id, r.recipient_type, r.recipient, r.kind, r.matter_id, r.assignment_id, r.turn, r.issue, r.subject,
          r.waiting, r.settled, r.priority, r.reply_to, r.due_at, v_at
        from jsonb_populate_record(null::message, v_message) r
        on conflict do nothing;
        v_count := v_count + 1;
        if v_item ? 'superseded' then
          update message set settled = true, waiting = false, wanted = wanted + 1, due_at = v_at, parked_at = null,
            parked_reason = null, subject = subject || '{"superseded": true}'
          where id in (select value::uuid from jsonb_array_elements_text(v_item->'superseded')) and not settled;
        end if;
      elsif v_message ? 'otherwise' then
        insert into due (matter_id, subject_id, kind, key, due_at)
        select (v_message->>'matter_id')::uuid, w.subject_id, w.kind, w.key, w.due_at
        from jsonb_to_record(v_message->'otherwise') as w (subject_id uuid, kind text, key text, due_at timestamptz)
        on conflict do nothing;
      end if;
    end loop;
  end loop;
  return v_count;
end $$;
