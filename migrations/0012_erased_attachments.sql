-- 清除附件 (process §9): a file that should never have been sent. Its bytes and its name go with the second consent, in the
-- same transaction and wherever a copy of it was filed; its hash and the reason stay.

alter table attachment add erased_at timestamptz;
alter table attachment add constraint erased_whole check (erased_at is null or (bytes is null and fetch_at is null));

create function erase_attachment() returns trigger language plpgsql as $$
declare
  v_key text;
  v_message text;
begin
  select file_key, message_id into v_key, v_message
  from attachment where id = (new.facts->>'attachmentId')::uuid;
  update attachment set bytes = null, name = '（已清除）', fetch_at = null, erased_at = new.ended_at
  where file_key = v_key and message_id = v_message and erased_at is null;
  -- 记入进展 keeps the names of the files that came with the words.
  update message m set wanted = m.wanted + 1, due_at = new.ended_at, subject = jsonb_set(m.subject, '{files}', (
    select jsonb_agg(case when f->>'fileKey' = v_key then f || '{"name": "（已清除）"}' else f end order by n)
    from jsonb_array_elements(m.subject->'files') with ordinality as t (f, n)))
  where m.kind = 'note' and m.subject->'files' @> jsonb_build_array(jsonb_build_object('fileKey', v_key));
  return null;
end $$;
create trigger petition_erases after insert or update of stage on petition
  for each row when (new.kind = 'erasure' and new.stage = 'granted') execute function erase_attachment();
