-- Papers that the bot sends as files. What a paper says is fixed when it is wanted, in the transaction of the act; its
-- bytes are made before it is first sent and are the same ever after.

create table document (
  id uuid primary key,
  -- Null: it is about more than one matter, as an export of the ledger.
  matter_id uuid references matter,
  assignment_id uuid references assignment,
  kind text not null check (kind <> ''),
  -- What it says, as far as the matter's number does not: fixed when it was wanted.
  facts jsonb not null default '{}' check (jsonb_typeof(facts) = 'object'),
  -- Of the report, brief or bulletin whose text it carries.
  content_hash text,
  created_at timestamptz not null,
  file_name text check (file_name <> ''),
  bytes bytea,
  sha256 text,
  -- Under which the platform keeps what was uploaded: sending it again needs no second upload.
  file_key text,
  -- Thirty megabytes is what the platform takes; it refuses empty files.
  constraint takes_the_platform check (octet_length(bytes) between 1 and 31457280),
  constraint made_whole check ((bytes is null) = (file_name is null) and (bytes is null) = (sha256 is null)),
  constraint sha256_of_bytes check (sha256 = encode(sha256(bytes), 'hex')),
  constraint uploaded_when_made check (file_key is null or bytes is not null)
);
create index document_matter on document (matter_id) where matter_id is not null;

create function check_document_change() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - '{file_name,bytes,sha256,file_key}'::text[])
      <> (to_jsonb(old) - '{file_name,bytes,sha256,file_key}'::text[])
     or (old.bytes is not null and (new.bytes, new.file_name, new.sha256) is distinct from
      (old.bytes, old.file_name, old.sha256)) then
    raise exception 'a document is made once and never changed' using errcode = 'DB002';
  end if;
  return new;
end $$;
create trigger document_stays before update on document for each row execute function check_document_change();

-- A file goes to a person privately, never into a group.
alter table message add constraint files_go_to_people check (kind <> 'file' or recipient_type = 'person');

-- The papers that a decision entails, in its transaction. One that is wanted already stays as it is.
create function save_documents(p_documents jsonb, p_at timestamptz) returns void
language sql as $$
  insert into document (id, matter_id, assignment_id, kind, facts, content_hash, created_at)
  select r.id, r.matter_id, r.assignment_id, r.kind, r.facts, r.content_hash, p_at
  from jsonb_populate_recordset(null::document, p_documents) r
  on conflict (id) do nothing
$$;
