-- Drafts that one 拟立项清单 put up for 核稿 together (p: their batch and its matters): once nothing of a batch is in check
-- any more, those that passed come before their leader on one 批量立项 card. Told in the transaction of the last word and
-- not before it, because two may be given at once, and neither could know of the other.
create function put_checked_forward(p jsonb, p_at timestamptz) returns void
language plpgsql as $$
declare
  v_batch text;
  v_of uuid[];
begin
  for v_batch, v_of in
    select b.id, array(select jsonb_array_elements_text(b."of")::uuid)
    from jsonb_to_recordset(p) as b (id text, "of" jsonb) order by b.id
  loop
    perform pg_advisory_xact_lock(hashtextextended(v_batch, 0));
    continue when exists (
      select from matter where id = any (v_of) and check_asked->'batch'->>'id' = v_batch);
    -- What was changed for another leader, given back or taken back since is not among them.
    insert into message (id, recipient_type, recipient, kind, issue, subject, waiting, settled, priority, due_at, created_at)
    select gen_random_uuid(), 'person', leader, 'batch', 1,
      jsonb_build_object('batch', v_batch, 'batched', jsonb_agg(
        jsonb_build_object('matterId', m.id, 'turn', m.turn) order by array_position(v_of, m.id))),
      true, false, 1, p_at, p_at
    from matter m
    cross join lateral (
      select e.details from audit_entry e where e.matter_id = m.id and e.action = '呈请立项'
      order by e.seq desc limit 1) put
    cross join lateral unnest(string_to_array(put.details->>'batchTo', ',')) leader
    where m.id = any (v_of) and m.status = 'awaitingApproval' and put.details->>'batch' = v_batch
    group by leader;
  end loop;
end $$;
