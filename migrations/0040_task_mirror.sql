-- Tasks in Feishu's task centre that mirror the cards which wait for people (optional, off at first). The authority
-- stays where it was: nothing here is read when something is decided, and what becomes of a task changes no matter.

-- One row. Its lock makes claims take turns, so that the pace holds across all instances on the database.
create table task_mirror (
  sole boolean primary key default true check (sole),
  -- Whether it was on when a process last looked; what waits at the moment when it turns on is noted to be mirrored.
  is_on boolean not null default false,
  -- The platform asked for patience with tasks, lets the app have none, or does not answer.
  paused_until timestamptz
);
insert into task_mirror default values;

-- One row for each task that somebody has or should have, by the card that it stands beside. As with messages, a row
-- whose wanted version is ahead of the shown one is sent. No foreign keys: a deleted draft leaves its tasks to complete.
create table mirrored_task (
  -- It is also the platform's client_token.
  id uuid primary key default gen_random_uuid(),
  matter_id uuid not null,
  assignment_id uuid,
  kind text not null check (kind <> ''),
  recipient text not null check (recipient <> ''),
  turn integer not null,
  -- It waits for nobody any more: to be completed.
  done boolean not null default false,
  wanted integer not null default 1 check (wanted >= 1),
  shown integer not null default 0 check (shown >= 0 and shown <= wanted),
  guid text unique,
  -- SHA-256 of what the platform was last told, or 'done' once it is completed there.
  shown_hash text,
  -- What was asked for as a new task while nobody knows the outcome: a token may only be used again with the very same.
  asked jsonb,
  asked_at timestamptz,
  -- Claims since the last success; those that met a limit do not count.
  attempts integer not null default 0 check (attempts >= 0),
  due_at timestamptz not null,
  lease_until timestamptz,
  lease_by text,
  -- When it last paid for a request.
  paid_at timestamptz,
  -- A word or the platform's code. Such a row is left alone from then on.
  given_up_reason text,
  given_up_at timestamptz,
  created_at timestamptz not null,
  check ((asked is null) = (asked_at is null)),
  check (guid is null or asked is null),
  check ((given_up_at is null) = (given_up_reason is null)),
  check (lease_by is null or lease_until is not null)
);

create unique index mirrored_task_once
  on mirrored_task (matter_id, kind, recipient, coalesce(assignment_id, matter_id), turn);
create index mirrored_task_due on mirrored_task (due_at, id) where wanted > shown and given_up_at is null;
create index mirrored_task_paid on mirrored_task (paid_at) where paid_at is not null;
create index mirrored_task_open on mirrored_task (matter_id) where not done;

-- Brings the tasks of matters in line with the cards that wait there now, in the transaction that made them so.
-- p: [{matter, tasks: [{kind, recipient, assignment_id, turn}]}].
create function mirror_tasks(p jsonb, p_at timestamptz) returns boolean
language plpgsql as $$
declare
  v_one jsonb;
begin
  for v_one in select value from jsonb_array_elements(p) loop
    with want as (
      select * from jsonb_to_recordset(v_one->'tasks') as w (kind text, recipient text, assignment_id uuid, turn integer)
    ), present as (
      select t.id, w.kind is null as over
      from mirrored_task t
      left join want w on w.kind = t.kind and w.recipient = t.recipient and w.turn = t.turn
        and w.assignment_id is not distinct from t.assignment_id
      where t.matter_id = (v_one->>'matter')::uuid and (not t.done or w.kind is not null)
    )
    update mirrored_task t set wanted = t.wanted + 1, done = present.over, due_at = p_at
    from present where present.id = t.id;

    insert into mirrored_task (matter_id, assignment_id, kind, recipient, turn, due_at, created_at)
    select (v_one->>'matter')::uuid, w.assignment_id, w.kind, w.recipient, w.turn, p_at, p_at
    from jsonb_to_recordset(v_one->'tasks') as w (kind text, recipient text, assignment_id uuid, turn integer)
    on conflict do nothing;
  end loop;
  return found;
end $$;

-- Says whether the mirror is on. When it turns on, everything that waits for somebody, and everything that has an open
-- task from before, is noted to be derived anew. Answers whether it turned.
create function turn_mirror(p_on boolean, p_at timestamptz) returns boolean
language plpgsql as $$
begin
  if exists (select from task_mirror where is_on = p_on) then return false; end if;
  update task_mirror set is_on = p_on where is_on <> p_on;
  if not found then return false; end if;
  if p_on then
    insert into realignment (matter_id, at)
    select matter_id, p_at from message where waiting and matter_id is not null
    union
    select matter_id, p_at from mirrored_task where not done
    on conflict do nothing;
    update mirrored_task t set done = true, wanted = wanted + 1, due_at = p_at
    where not done and not exists (select from matter m where m.id = t.matter_id);
  end if;
  return true;
end $$;

-- How many requests for tasks may go now. The platform counts ten a second for each way of asking; here all ways count
-- together, and the window is half a second longer than the platform's, for what is on the road.
create function task_room(p_at timestamptz) returns integer
language sql stable as $$
  select greatest(0, 8 - count(*))::integer from mirrored_task
  where paid_at > p_at - interval '1500 milliseconds' and paid_at <= p_at + interval '61 seconds'
$$;

-- Takes rows that are due, leases them and pays for one request each, in one step. Rows that others hold are passed over.
create function claim_tasks(p_at timestamptz, p_lease_ms integer, p_by text, p_limit integer)
returns setof mirrored_task
language plpgsql as $$
begin
  if not exists (
    select from mirrored_task where due_at <= p_at and wanted > shown and given_up_at is null
      and (lease_until is null or lease_until <= p_at)
  ) then return; end if;
  perform from task_mirror for update;
  if exists (select from task_mirror where paused_until > p_at) then return; end if;
  return query
    update mirrored_task t
    set lease_until = p_at + p_lease_ms * interval '1 millisecond', lease_by = p_by, attempts = t.attempts + 1,
      paid_at = p_at
    from (
      select id from mirrored_task
      where due_at <= p_at and wanted > shown and given_up_at is null and (lease_until is null or lease_until <= p_at)
      order by due_at, id limit least(p_limit, task_room(p_at))
      for update skip locked
    ) due
    where t.id = due.id
    returning t.*;
end $$;

-- When claim_tasks next has something to give: p_at or earlier for at once, null for never as things stand.
create function next_task_at(p_at timestamptz) returns timestamptz
language sql stable as $$
  select greatest(
    min(greatest(due_at, lease_until)),
    (select paused_until from task_mirror),
    case when task_room(p_at) = 0 then
      (select paid_at + interval '1500 milliseconds' from mirrored_task
        where paid_at <= p_at + interval '61 seconds' order by paid_at desc nulls last offset 7 limit 1) end
  )
  from mirrored_task where wanted > shown and given_up_at is null
  having count(*) > 0
$$;
