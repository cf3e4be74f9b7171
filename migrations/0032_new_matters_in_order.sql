-- As before, but the ids of matters that are still to be written are locked in one order, too: two lists that hold the
-- same new matters in opposite orders would each wait for the other's row.
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
  return jsonb_build_object('outcome', 'saved', 'each', v_each);
exception
  when sqlstate 'DB006' then return jsonb_build_object('outcome', v_saved->>'outcome');
end $$;
