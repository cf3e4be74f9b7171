-- As before; but nothing is saved either when a card that the decision was judged by has changed by now. A draft that
-- was never saved has no row that two taps could meet at, only its card: of 删除 and 存为草稿, whichever is first, the
-- other is judged anew. The cards stay locked until the end, so that none changes after it was looked at.
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
  -- Compared after they were locked, which offset 0 sees to: else only those that differ already would be.
  if exists (
    select from (
      select m.wanted, (j.value->>'wanted')::integer as judged
      from jsonb_array_elements(p) one, jsonb_array_elements(one.value->'judged_by') j
      join message m on m.id = (j.value->>'id')::uuid
      order by m.id offset 0 for update of m) card
    where card.wanted <> card.judged)
  then
    v_saved := '{"outcome": "conflict"}';
    raise exception 'a card was changed first' using errcode = 'DB006';
  end if;
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
