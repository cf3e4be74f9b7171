-- As before; but nothing is saved when a card that the decision rests on is no longer as it was read: of two taps on
-- one 拟立项清单 that cross, the second is judged anew on what the first one left. Told after the card was written,
-- since whoever writes it next waits for its row, and in the order in which everybody locks.
create or replace function save_decisions(p jsonb) returns jsonb
language plpgsql as $$
declare
  v_one jsonb;
  v_saved jsonb;
  v_each jsonb := '[]';
begin
  perform pg_advisory_xact_lock(hashtextextended(id, 0))
  from (
    select value->'matter'->>'id' as id from jsonb_array_elements(p) where value->>'expected' = '0'
    order by 1 offset 0) new;
  perform from matter
  where id in (select (value->'matter'->>'id')::uuid from jsonb_array_elements(p))
  order by id for update;
  for v_one in select value from jsonb_array_elements(p) loop
    v_saved := save_decision(v_one);
    if v_saved->>'outcome' <> 'saved' then
      raise exception 'not all could be saved' using errcode = 'DB006';
    end if;
    v_each := v_each || jsonb_build_array(v_saved);
  end loop;
  perform from jsonb_array_elements(p) one, jsonb_array_elements(one.value->'subjects') s
  join message m on m.id = (s.value->>'id')::uuid
  where m.wanted <> (s.value->>'read')::integer + 1;
  if found then
    v_saved := '{"outcome": "conflict"}';
    raise exception 'a card was changed first' using errcode = 'DB006';
  end if;
  return jsonb_build_object('outcome', 'saved', 'each', v_each);
exception
  when sqlstate 'DB006' then return jsonb_build_object('outcome', v_saved->>'outcome');
end $$;
