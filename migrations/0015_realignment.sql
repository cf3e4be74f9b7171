-- Cards follow people exactly: what a change of the organisation concerns is noted in the transaction of the change and
-- derived anew, once, whatever ends the process in between; and two changes judged on the same organisation never both hold.

-- What 0014 went through all open matters for.
drop table alignment;
drop function align_matter(jsonb);

-- How far the organisation's own chain in the audit trail goes, as every matter knows it of its own.
alter table organisation add audit_seq integer not null default 0, add audit_head text not null default '';
update organisation set audit_seq = e.seq, audit_head = e.hash
from (select seq, hash from audit_entry where matter_id = '00000000-0000-8000-a000-000000000001' order by seq desc limit 1) e;

-- No foreign key: noting a matter must never wait for whoever saves it. A draft that is gone is dropped when its turn comes.
create table realignment (
  matter_id uuid primary key,
  at timestamptz not null
);
create index realignment_at on realignment (at, matter_id);

-- When cards were moved because of it; null while they were not.
alter table delegation add begun_at timestamptz, add ended_at timestamptz;

create index matter_officer on matter (officer) where status not in ('closed', 'refused', 'cancelled');

-- Whoever changes the organisation has this lock alone, whoever saves a decision shares it: so a decision is saved
-- before the change, and seen by it, or after it, and sees that.
create function organisation_lock() returns bigint language sql immutable as $$ select 7303783::bigint $$;

-- Notes the matters that these people and departments have to do with: what waits for them, what they answer for.
create function note_realignment(p_at timestamptz, p_everything boolean, p_people text[], p_departments text[])
returns void language sql as $$
  insert into realignment (matter_id, at)
  select id, p_at from (
    select m.matter_id as id from message m
    where m.waiting and m.recipient = any (p_people) and m.matter_id is not null
    union
    select t.id from matter t where t.approver = any (p_people) and t.status not in ('drafting', 'closed', 'refused', 'cancelled')
    union
    select t.id from matter t where t.officer = any (p_people) and t.status not in ('closed', 'refused', 'cancelled')
    union
    select a.matter_id from assignment a join matter t on t.id = a.matter_id
    where a.department_id = any (p_departments) and t.status not in ('closed', 'refused', 'cancelled')
    union
    select t.id from matter t where p_everything and t.status not in ('closed', 'refused', 'cancelled')
  ) concerned
  on conflict do nothing
$$;

-- Delegations that begin or end by the day: marked, and what they concern noted. Answers how many turned.
create function turn_delegations(p_at timestamptz, p_today date) returns integer
language plpgsql as $$
declare
  v_people text[];
begin
  if not exists (select from delegation
    where (begun_at is null and from_day <= p_today) or (ended_at is null and to_day < p_today)) then return 0; end if;
  perform pg_advisory_xact_lock(organisation_lock());
  with turned as (
    update delegation set begun_at = coalesce(begun_at, p_at), ended_at = case when to_day < p_today then p_at end
    where (begun_at is null and from_day <= p_today) or (ended_at is null and to_day < p_today)
    returning principal, delegate
  )
  select array_agg(person) into v_people from turned, unnest(array[principal, delegate]) person;
  if v_people is null then return 0; end if;
  perform note_realignment(p_at, false, v_people, '{}');
  return cardinality(v_people) / 2;
end $$;

-- After a decision: if it was judged on an organisation that has changed meanwhile, or leaves something that nobody can
-- do, its matter is derived anew.
create function follow_organisation(p_version integer, p_at timestamptz, p_matters uuid[], p_hanging uuid[]) returns boolean
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(organisation_lock());
  insert into realignment (matter_id, at)
  select id, p_at from unnest(p_matters) id
  where id = any (p_hanging) or exists (select from organisation where version <> p_version)
    or exists (select from delegation where begun_at > p_at or ended_at > p_at)
  on conflict do nothing;
  return found;
end $$;

-- Brings the cards and dues of one noted matter in line, without a change of the matter. Nothing when the matter or
-- the organisation is newer than what they were derived from ('conflict'), or when it was done already ('done').
-- p: at, matter, expected, organisation, app_id, wants, kinds, dues; told: [{key, messages}], each said once ever.
create function realign_matter(p jsonb) returns text
language plpgsql as $$
declare
  v_at timestamptz := (p->>'at')::timestamptz;
  v_matter uuid := (p->>'matter')::uuid;
  v_told jsonb;
begin
  -- The matter first, as whoever saves a decision has it.
  perform from matter where id = v_matter and version = (p->>'expected')::integer for update;
  if not found then return 'conflict'; end if;
  perform pg_advisory_xact_lock_shared(organisation_lock());
  if exists (select from organisation where version <> (p->>'organisation')::integer) then return 'conflict'; end if;
  delete from realignment where matter_id = v_matter;
  if not found then return 'done'; end if;
  perform want_cards(p - 'tapped' - 'messages', v_matter, v_at);
  perform save_dues(p->'dues', v_matter);
  for v_told in select value from jsonb_array_elements(coalesce(p->'told', '[]')) loop
    insert into inbox (app_id, key, at) values (p->>'app_id', v_told->>'key', v_at) on conflict do nothing;
    continue when not found;
    perform want_cards(jsonb_build_object('messages', v_told->'messages'), null, v_at);
  end loop;
  return 'saved';
end $$;

-- One act on the organisation, or nothing: 'duplicate' when the event had its effect, 'conflict' when it was judged on
-- an organisation, a staffing or an end of the chain that is not the present one.
-- p: as in 0014, with organisation (the version it was judged on) and concerned: {everything, people, departments}.
create or replace function save_staffing(p jsonb) returns text
language plpgsql as $$
declare
  v_at timestamptz := (p->>'at')::timestamptz;
  v_last jsonb := p->'audit'->-1;
begin
  perform pg_advisory_xact_lock(organisation_lock());
  if p->>'key' is not null then
    insert into inbox (app_id, key, at) values (p->>'app_id', p->>'key', v_at) on conflict do nothing;
    if not found then return 'duplicate'; end if;
  end if;
  if exists (select from organisation where version <> (p->>'organisation')::integer) then
    raise exception 'judged on another organisation' using errcode = 'DB007';
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
  if p ? 'people' then
    insert into person as held
    select * from jsonb_populate_recordset(null::person, p->'people')
    on conflict (open_id) do update set name = excluded.name, title = excluded.title,
      department_id = excluded.department_id, roles = excluded.roles, portfolio = excluded.portfolio,
      active = excluded.active;
  end if;
  if p ? 'delegations' then
    insert into delegation select * from jsonb_populate_recordset(null::delegation, p->'delegations')
    on conflict (id) do update set scope = excluded.scope, to_day = excluded.to_day, ended_at = null;
  end if;
  if p ? 'delegations' or p ? 'ended' or p ? 'people' then
    update organisation set version = version + 1;
  end if;
  if p ? 'audit' then
    insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, p->'audit');
    update organisation set audit_seq = (v_last->>'seq')::integer, audit_head = v_last->>'hash';
  end if;
  if p ? 'concerned' then
    perform note_realignment(v_at, (p->'concerned'->>'everything')::boolean,
      array(select jsonb_array_elements_text(p->'concerned'->'people')),
      array(select jsonb_array_elements_text(p->'concerned'->'departments')));
  end if;
  if p ? 'messages' then
    perform want_cards(jsonb_build_object('messages', p->'messages'), null, v_at);
  end if;
  return 'saved';
exception
  when sqlstate 'DB007' or sqlstate 'DB004' then return 'conflict';
end $$;
