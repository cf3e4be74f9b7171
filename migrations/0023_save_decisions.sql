-- Several decisions in one transaction: 一并呈请立项 and 全部同意 are each one act for whoever gives them, so
-- they have one effect or none, and nothing that ends the process in between leaves a half.
--
-- All matters are locked first, in one order, before a number is allocated: whoever holds the counter waits for
-- nobody's matter, and whoever holds a matter may wait for the counter.
--
-- p: an array of what save_decision takes. Returns {"outcome": "saved", "each": [...]}, or the outcome of the
-- first that could not be saved; then nothing is.
create function save_decisions(p jsonb) returns jsonb
language plpgsql as $$
declare
  v_one jsonb;
  v_saved jsonb;
  v_each jsonb := '[]';
begin
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

-- The cards of one batch, for whoever acts on one of its matters elsewhere.
create index message_of_batch on message ((subject->>'batch')) where kind = 'batch' and not settled;

-- Files sent for a list that are still to be read.
create index message_upload on message (created_at) where kind = 'minutes' and not settled;

-- A card that rests waits for nobody, however it came to rest: a list whose rows are all decided, for one.
create function rest_waits_not() returns trigger
language plpgsql as $$
begin
  new.waiting := false;
  return new;
end $$;

create trigger message_rests before update on message
for each row when (new.settled and new.waiting) execute function rest_waits_not();
