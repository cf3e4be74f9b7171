-- Changes of people by words: delegations, handing over, new posts and leaving, each with its entry in a chain of the
-- organisation's own; and the cards that move to whoever decides now.

-- What somebody asked for by words and what became of it. `second`: the 区政府办副主任 or 督查室主任 who must confirm.
create table staffing (
  id uuid primary key,
  kind text not null check (kind in ('delegate', 'revoke', 'handOver', 'appoint', 'deactivate')),
  stage text not null check (stage in ('asked', 'awaitingSecond', 'done', 'dropped')),
  facts jsonb not null,
  by text not null references person,
  at timestamptz not null,
  ended_at timestamptz,
  -- Who gave the last word.
  decided_by text references person,
  constraint ended check ((ended_at is null) = (stage in ('asked', 'awaitingSecond'))),
  -- Nobody confirms his own.
  constraint second_is_another check (stage <> 'done' or kind not in ('appoint', 'deactivate') or decided_by <> by)
);

-- For which day and which organisation the open cards were last brought in line. One row.
create table alignment (
  sole boolean primary key default true check (sole),
  day date not null,
  organisation_version integer not null
);

create index message_of_staffing on message ((subject->>'staffingId')) where subject ? 'staffingId';
create index message_waiting_matter on message (matter_id) where waiting and matter_id is not null;

-- One act on the organisation, or nothing: "duplicate" when the event had its effect, "conflict" when somebody else
-- moved the staffing or the chain first.
-- p: app_id, key, at; staffing (its row) with expected (its stage before; null for a new one); delegations to add, ended
-- (ids to remove); people to write; audit (entries under the organisation's chain); messages.
create function save_staffing(p jsonb) returns text
language plpgsql as $$
declare
  v_at timestamptz := (p->>'at')::timestamptz;
begin
  if p->>'key' is not null then
    insert into inbox (app_id, key, at) values (p->>'app_id', p->>'key', v_at) on conflict do nothing;
    if not found then return 'duplicate'; end if;
  end if;
  if p ? 'staffing' then
    if p->>'expected' is null then
      insert into staffing select * from jsonb_populate_record(null::staffing, p->'staffing');
    else
      update staffing s set stage = r.stage, ended_at = r.ended_at, decided_by = r.decided_by, facts = r.facts
      from jsonb_populate_record(null::staffing, p->'staffing') r
      where s.id = r.id and s.stage = p->>'expected';
      if not found then raise exception 'moved by somebody else' using errcode = 'DB007'; end if;
    end if;
    update message set wanted = wanted + 1, due_at = v_at, waiting = waiting and not (p ? 'rests'),
      settled = settled or p ? 'rests'
    where subject ? 'staffingId' and subject->>'staffingId' = p->'staffing'->>'id';
  end if;
  if p ? 'ended' then
    delete from delegation where id in (select jsonb_array_elements_text(p->'ended'));
  end if;
  if p ? 'delegations' then
    insert into delegation select * from jsonb_populate_recordset(null::delegation, p->'delegations')
    on conflict (id) do update set scope = excluded.scope, to_day = excluded.to_day;
  end if;
  if p ? 'people' then
    insert into person as held
    select * from jsonb_populate_recordset(null::person, p->'people')
    on conflict (open_id) do update set name = excluded.name, title = excluded.title,
      department_id = excluded.department_id, roles = excluded.roles, portfolio = excluded.portfolio,
      active = excluded.active;
  end if;
  if p ? 'delegations' or p ? 'ended' or p ? 'people' then
    update organisation set version = version + 1;
  end if;
  if p ? 'audit' then
    insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, p->'audit');
  end if;
  if p ? 'messages' then
    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue, subject, waiting,
      settled, priority, reply_to, due_at, created_at)
    select r.id, r.recipient_type, r.recipient, r.kind, r.matter_id, r.assignment_id, r.turn, r.issue, r.subject,
      r.waiting, r.settled, r.priority, r.reply_to, v_at, v_at
    from jsonb_populate_recordset(null::message, p->'messages') r
    on conflict do nothing;
  end if;
  return 'saved';
exception
  when sqlstate 'DB007' or sqlstate 'DB004' then return 'conflict';
end $$;

-- Brings the cards and dues of a matter that did not change in line with who decides now; passed over when somebody
-- else saved the matter meanwhile, who then brought them in line himself.
create function align_matter(p jsonb) returns boolean
language plpgsql as $$
declare
  v_matter uuid := (p->>'id')::uuid;
begin
  perform from matter where id = v_matter and version = (p->>'version')::integer for update;
  if not found then return false; end if;
  perform want_cards(p, v_matter, (p->>'at')::timestamptz);
  perform save_dues(p->'dues', v_matter);
  return true;
end $$;
