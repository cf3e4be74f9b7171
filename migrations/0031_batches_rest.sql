-- The 批量立项 cards of these batches, after something became of a row of theirs: drawn anew, and at rest when nothing
-- on them waits for the leader's word. Told in the transaction of the decision and not before it, because two rows
-- may be decided at once, and neither decision could know of the other. Returns the wanted version of the card
-- that was tapped.
create function move_batches_on(p_batches text[], p_tapped uuid, p_at timestamptz) returns integer
language plpgsql as $$
declare
  v_wanted integer;
begin
  -- In one order, whoever comes first; the rows are looked at only then, as the other has left them.
  perform from message
  where kind = 'batch' and not settled and subject->>'batch' = any (p_batches)
  order by id for update;
  update message m set wanted = m.wanted + 1,
    due_at = case when m.id = p_tapped then p_at + interval '5 seconds' else p_at end,
    settled = not exists (
      select from jsonb_to_recordset(m.subject->'batched') as r ("matterId" uuid, turn integer)
      join matter t on t.id = r."matterId" and t.turn = r.turn
      where t.status = 'awaitingApproval')
  where m.kind = 'batch' and not m.settled and m.subject->>'batch' = any (p_batches);
  select wanted into v_wanted from message where id = p_tapped;
  return v_wanted;
end $$;
