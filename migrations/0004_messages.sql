-- What people see in chat, as rows that want to be seen; the pace at which it may be sent; what has come in.
-- Every instant is a parameter: the process's clock is the only clock, so nothing here calls now().

-- One row per card or text that a person or a group has or should have. A row whose wanted version is
-- ahead of the shown one is sent, or patched in place, once due_at has come. Changes coalesce: whoever
-- raises wanted twice before the sender looks causes one request. matter_id and assignment_id are not
-- foreign keys: a deleted draft leaves the record of what was shown behind.
create table message (
  -- Chosen by the caller. It is also the platform's uuid, and what the card's buttons carry.
  id uuid primary key,
  recipient_type text not null check (recipient_type in ('person', 'chat')),
  -- An open_id (ou_…) or a chat id (oc_…).
  recipient text not null check (recipient <> ''),
  -- A card's id (conversation §2), or 'text'.
  kind text not null check (kind <> ''),
  matter_id uuid,
  assignment_id uuid,
  -- The turn of the matter or assignment that the card was drawn for. Null: an answer or a text, of which
  -- there may be any number. A card that exists once per matter, not per turn, has 0.
  turn integer,
  -- 2 and more: the same card afresh, as after ten days (conversation §1.10).
  issue integer not null default 1 check (issue >= 1),
  -- What drawing needs and the matter does not hold: typed text, the page of a list.
  subject jsonb not null default '{}' check (jsonb_typeof(subject) = 'object'),
  -- A decision is still open on it.
  waiting boolean not null default false,
  -- Its outcome is wanted or shown, and nothing will ever be wanted of it again.
  settled boolean not null default false,
  -- 0: answers somebody who just acted. 1: hands over the next step. 2: of the bot's own accord.
  priority smallint not null default 1 check (priority between 0 and 2),
  wanted integer not null default 1 check (wanted >= 1),
  shown integer not null default 0 check (shown >= 0 and shown <= wanted),
  -- SHA-256 of the content shown: drawing the same again costs no request.
  shown_hash text,
  message_id text,
  chat_id text,
  -- The message it answers, if it is sent as a reply.
  reply_to text,
  -- How often it was sent anew because the platform would no longer update the message before.
  resent smallint not null default 0 check (resent >= 0),
  -- Claims since the last success; those that met a limit do not count.
  attempts integer not null default 0 check (attempts >= 0),
  -- The first request for a new message whose outcome is not known: the platform remembers a uuid for an hour.
  first_attempt_at timestamptz,
  sent_at timestamptz,
  due_at timestamptz not null,
  -- Until when nobody may take it: the lease of a sender while lease_by is set, else a pause after a failure.
  lease_until timestamptz,
  -- Different for every claim, so that a sender that comes back late cannot write over the next one.
  lease_by text,
  -- A word or the platform's code. Parked rows wait for a person.
  parked_reason text,
  parked_at timestamptz,
  created_at timestamptz not null,
  check (not (waiting and settled)),
  check ((parked_at is null) = (parked_reason is null)),
  check (lease_by is null or lease_until is not null)
);

-- A decision card exists once for each subject, turn, recipient and issue, however often it is asked for.
create unique index message_once
  on message (kind, recipient, coalesce(assignment_id, matter_id), turn, issue)
  where turn is not null;

-- Two rows with one message would overwrite each other.
create unique index message_on_platform on message (message_id) where message_id is not null;

-- What is due, in the order of sending; rows that are as wanted cost nothing.
create index message_due on message (priority, due_at, id) where wanted > shown and parked_at is null;

-- Leases and pauses that will end: when to look again.
create index message_held on message (lease_until)
  where wanted > shown and parked_at is null and lease_until is not null;

-- Requests under way, and those whose outcome nobody knows.
create index message_in_doubt on message (recipient)
  where message_id is null and first_attempt_at is not null;

create index message_waiting on message (recipient, created_at) where waiting;
create index message_of_matter on message (matter_id) where matter_id is not null;
create index message_parked on message (parked_at) where parked_at is not null;

-- What is known of a place that is written to, by the recipient's id.
create table chat (
  recipient text primary key,
  -- The private chat with a person, learnt from the first message; a group's own id.
  chat_id text,
  -- Since when the bot cannot write there: removed from the group, the person has left or stopped it.
  unreachable_since timestamptz,
  unreachable_reason text,
  -- The platform asked for patience in this one place (230020).
  paused_until timestamptz,
  check ((unreachable_since is null) = (unreachable_reason is null))
);

create index chat_paused on chat (paused_until) where paused_until is not null;

-- One row. Its lock makes claims take turns, so that the pace holds across all instances on the database.
create table send_gate (
  sole boolean primary key default true check (sole),
  -- The platform asked the whole app for patience, or does not answer anybody.
  paused_until timestamptz
);
insert into send_gate default values;

-- The requests of the last minute: exact sliding windows, as the platform counts. At most about a thousand rows.
create table send_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  recipient text not null
);
create index send_log_at on send_log (at);
create index send_log_recipient on send_log (recipient, at);

-- How many requests of this priority may go now.
--
-- The platform counts 50 a second, 1000 a minute, and 5 a second for each person, chat and message. It
-- counts when a request arrives; here it is counted when it is paid for, up to half a second before (the
-- sender drops what it could not start within a quarter of a second, the road may take another). So every
-- window is half a second longer than the platform's: 50 in 1.5 s, 1000 in 60.5 s, 5 in 1.5 s. A message
-- lies in one chat, so the chat's window holds for the message too.
--
-- Answers to people (priority 0) may use all of it. The rest stops at 990, and once it has had a burst of
-- 100 goes at 17 a second, a little more than the 16.4 that the minute gives for ever: the minute then never
-- fills at once, and an answer finds room within a fraction of a second in the middle of any flood.
create function send_room(p_now timestamptz, p_priority integer) returns integer
language sql stable as $$
  select greatest(0, least(
    50 - count(*) filter (where at > p_now - interval '1500 milliseconds'),
    case when p_priority = 0 then 1000 else 990 end - count(*),
    case when p_priority = 0 then 1000 else greatest(
      100 - count(*),
      17 - count(*) filter (where at > p_now - interval '1 second')
    ) end
  ))::integer
  from send_log
  where at > p_now - interval '60500 milliseconds'
$$;

-- From when on there is room for one more of this priority, by the same numbers: the k-th latest request
-- must have left its window. In the past, or null, when there is room already.
create function send_room_from(p_priority integer) returns timestamptz
language sql stable as $$
  select greatest(
    (select at + interval '1500 milliseconds' from send_log order by at desc offset 49 limit 1),
    (select at + interval '60500 milliseconds' from send_log
      order by at desc offset case when p_priority = 0 then 999 else 989 end limit 1),
    case when p_priority > 0 then least(
      coalesce((select at + interval '60500 milliseconds' from send_log
        order by at desc offset 99 limit 1), '-infinity'),
      coalesce((select at + interval '1 second' from send_log
        order by at desc offset 16 limit 1), '-infinity')
    ) end
  )
$$;

-- Places that may not be written to now, and from when on they may.
create function full_places(p_at timestamptz, p_now timestamptz)
returns table (place text, free_at timestamptz)
language sql stable as $$
  select busy.recipient, max(busy.free_at)
  from (
    select recent.recipient, recent.fifth + interval '1500 milliseconds' as free_at
    from (
      select recipient, (array_agg(at order by at desc))[5] as fifth
      from send_log
      where at > p_now - interval '1500 milliseconds'
      group by recipient
      having count(*) >= 5
    ) recent
    union all
    select recipient, paused_until from chat where paused_until > p_at
  ) busy
  group by busy.recipient
$$;

-- Takes rows that are due, leases them and pays for one request each, in one step. Answers before the rest,
-- then the oldest first; a place that has had its share is passed over, so that it holds up nobody else.
-- The row comes back as leased, but with first_attempt_at as it was before. spent names the payment.
create function claim_messages(p_at timestamptz, p_lease_ms integer, p_by text, p_limit integer)
returns table (claimed message, spent bigint)
language plpgsql as $$
declare
  v_now timestamptz;
  v_full text[];
  v_row message%rowtype;
  v_slice integer;
  v_looked integer;
  v_taken integer := 0;
begin
  -- Most calls find nothing. They must not queue behind the others.
  if not exists (select from generate_series(0, 2) p, lateral (
    select from message m
    where m.priority = p and m.due_at <= p_at and m.wanted > m.shown and m.parked_at is null
      and (m.lease_until is null or m.lease_until <= p_at) limit 1) due)
  then return; end if;

  perform from send_gate for update;
  if exists (select from send_gate where paused_until > p_at) then return; end if;

  -- What lies more than a minute ahead was written before a clock was set back, and would block for as long.
  delete from send_log
  where at < p_at - interval '61 seconds' or at > p_at + interval '61 seconds';
  -- The clocks of two instances differ by hundredths of a second. The one ahead sets the time of the log for
  -- both; what remains of the difference comes out of the half second to spare.
  select greatest(p_at, max(at)) into v_now from send_log;
  select coalesce(array_agg(place), '{}') into v_full from full_places(p_at, v_now);

  for v_priority in 0..2 loop
    loop
      v_slice := least(p_limit - v_taken, send_room(v_now, v_priority));
      exit when v_slice <= 0;
      v_looked := 0;
      for v_row in
        select m.* from message m
        where m.priority = v_priority and m.due_at <= p_at and m.wanted > m.shown
          and m.parked_at is null and (m.lease_until is null or m.lease_until <= p_at)
          and m.recipient <> all (v_full)
        order by m.due_at, m.id
        limit v_slice
        for update skip locked
      loop
        v_looked := v_looked + 1;
        continue when v_row.recipient = any (v_full);

        insert into send_log (at, recipient) values (v_now, v_row.recipient) returning id into spent;
        claimed := v_row;
        claimed.lease_until := p_at + p_lease_ms * interval '1 millisecond';
        claimed.lease_by := p_by;
        claimed.attempts := v_row.attempts + 1;
        update message m
        set lease_until = claimed.lease_until,
            lease_by = claimed.lease_by,
            attempts = claimed.attempts,
            first_attempt_at =
              case when m.message_id is null then coalesce(m.first_attempt_at, p_at) end
        where m.id = v_row.id;
        return next;

        v_taken := v_taken + 1;
        if (select count(*) from send_log s where s.recipient = v_row.recipient
              and s.at > v_now - interval '1500 milliseconds') >= 5 then
          v_full := v_full || v_row.recipient;
        end if;
      end loop;
      -- A slice that was cut short has seen all there is; a whole one may have been one busy place.
      exit when v_looked < v_slice;
    end loop;
  end loop;
end
$$;

-- Pays anew for a request that could not start soon enough after it was paid for: drawing it took too long, or
-- the sender was stopped for a while. The new payment, or null when there is no room for it now, or when the
-- lease has gone or would not outlast the request; the old payment is void either way.
create function pay_again(p_at timestamptz, p_spent bigint, p_id uuid, p_lease text) returns bigint
language plpgsql as $$
declare
  v_now timestamptz;
  v_row message%rowtype;
  v_spent bigint;
begin
  perform from send_gate for update;
  delete from send_log where id = p_spent;
  select greatest(p_at, max(at)) into v_now from send_log;
  select * into v_row from message
  where id = p_id and lease_by = p_lease and lease_until > p_at + interval '10 seconds';
  if not found or send_room(v_now, v_row.priority) <= 0
    or exists (select from send_gate where paused_until > p_at)
    or exists (select from full_places(p_at, v_now) where place = v_row.recipient)
  then return null; end if;
  insert into send_log (at, recipient) values (v_now, v_row.recipient) returning id into v_spent;
  return v_spent;
end
$$;

-- When claim_messages next has something to give: p_at or earlier for at once, null for never as things stand.
create function next_claim_at(p_at timestamptz) returns timestamptz
language plpgsql stable as $$
declare
  v_now timestamptz;
  v_next timestamptz;
  v_due timestamptz;
  v_free timestamptz;
begin
  select greatest(p_at, max(at)) into v_now from send_log where at <= p_at + interval '61 seconds';
  select min(greatest(due_at, lease_until)) into v_next from message
  where wanted > shown and parked_at is null and lease_until > p_at;

  for v_priority in 0..2 loop
    select m.due_at into v_due from message m
    where m.priority = v_priority and m.wanted > m.shown and m.parked_at is null
      and (m.lease_until is null or m.lease_until <= p_at)
    order by m.due_at limit 1;
    continue when not found;
    if v_due > p_at then
      v_next := least(v_next, v_due);
      continue;
    end if;
    if send_room(v_now, v_priority) <= 0 then
      v_next := least(v_next, send_room_from(v_priority));
      continue;
    end if;
    -- Due, and there is room: at once if some place is free, else when the first place is.
    if exists (
      select from message m
      where m.priority = v_priority and m.due_at <= p_at and m.wanted > m.shown
        and m.parked_at is null and (m.lease_until is null or m.lease_until <= p_at)
        and m.recipient not in (select place from full_places(p_at, v_now))
    ) then
      v_free := p_at;
    else
      select min(free_at) into v_free from full_places(p_at, v_now);
    end if;
    v_next := least(v_next, v_free);
  end loop;

  return greatest(v_next, (select paused_until from send_gate where v_next is not null));
end
$$;

-- Events and messages that have had their effect, kept for 30 days: the platform repeats for hours.
create table inbox (
  app_id text not null,
  -- A message's id, or the event's for everything else.
  key text not null,
  at timestamptz not null,
  primary key (app_id, key)
);
create index inbox_at on inbox (at);
