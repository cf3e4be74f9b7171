-- Whether anything is due is asked of the index, however many messages have been shown.
--
-- The planner cannot know how few rows want more than they show: it takes a third of the table for due, and where
-- any one of them would do it reads the table from its beginning – all of it, when nothing is due. Asked for the
-- first one in the order of message_due, it goes there. The functions are otherwise those of 0004.
create or replace function claim_messages(p_at timestamptz, p_lease_ms integer, p_by text, p_limit integer)
returns table(claimed message, spent bigint)
language plpgsql
as $$
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
      and (m.lease_until is null or m.lease_until <= p_at) order by m.due_at limit 1) due)
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

create or replace function next_claim_at(p_at timestamptz)
returns timestamptz
language plpgsql
stable
as $$
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
    perform from message m
    where m.priority = v_priority and m.due_at <= p_at and m.wanted > m.shown
      and m.parked_at is null and (m.lease_until is null or m.lease_until <= p_at)
      and m.recipient not in (select place from full_places(p_at, v_now))
    order by m.due_at limit 1;
    if found then
      v_free := p_at;
    else
      select min(free_at) into v_free from full_places(p_at, v_now);
    end if;
    v_next := least(v_next, v_free);
  end loop;

  return greatest(v_next, (select paused_until from send_gate where v_next is not null));
end
$$;
