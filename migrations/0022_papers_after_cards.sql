-- The papers that a decision entails, as before; each comes right after the card that hands over the step.
create or replace function save_documents(p_documents jsonb, p_at timestamptz) returns void
language plpgsql as $$
begin
  insert into document (id, matter_id, assignment_id, kind, facts, content_hash, created_at)
  select r.id, r.matter_id, r.assignment_id, r.kind, r.facts, r.content_hash, p_at
  from jsonb_populate_recordset(null::document, p_documents) r
  on conflict (id) do nothing;
  update message set due_at = p_at + interval '1 millisecond'
  where kind = 'file' and shown = 0 and matter_id in (select (d.value->>'matter_id')::uuid
      from jsonb_array_elements(p_documents) d)
    and subject->>'documentId' in (select d.value->>'id' from jsonb_array_elements(p_documents) d);
end $$;
