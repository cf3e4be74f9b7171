-- The audit trail: one entry per change, chained within its matter, never changed. Kept when a draft goes.

create table audit_entry (
  matter_id uuid not null,
  seq integer not null check (seq > 0),
  at timestamptz not null,
  actor text not null,
  acting_for text,
  action text not null,
  assignment_id uuid,
  department_id text,
  from_status text,
  to_status text,
  turn integer,
  content_hash text,
  details jsonb not null,
  source_event_id text not null,
  prev_hash text not null,
  hash text not null unique,
  primary key (matter_id, seq)
);

-- The heads of all chains as they were at the end of a day, chained from day to day: a chain that was cut
-- or written anew from some point on no longer fits.
create table audit_seal (
  day date primary key,
  sealed_at timestamptz not null,
  -- [[matter_id, seq, hash], …], sorted by matter_id: the chains that grew since the seal before.
  heads jsonb not null,
  prev_hash text not null,
  hash text not null
);

create function link_audit_entry() returns trigger language plpgsql as $$
declare
  head audit_entry;
begin
  select * into head from audit_entry where matter_id = new.matter_id order by seq desc limit 1;
  if new.seq <> coalesce(head.seq, 0) + 1 or new.prev_hash <> coalesce(head.hash, '') then
    raise exception 'audit entry % does not follow its predecessor', new.seq using errcode = 'DB004';
  end if;
  return new;
end $$;
create trigger audit_entry_linked before insert on audit_entry for each row execute function link_audit_entry();

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only' using errcode = 'DB004';
end $$;
create trigger audit_entry_kept before update or delete on audit_entry
  for each row execute function refuse_audit_change();
create trigger audit_entry_not_emptied before truncate on audit_entry
  for each statement execute function refuse_audit_change();
create trigger audit_seal_kept before update or delete on audit_seal
  for each row execute function refuse_audit_change();
create trigger audit_seal_not_emptied before truncate on audit_seal
  for each statement execute function refuse_audit_change();

-- What the owner reads (interface §5).
create view audit_trail as
select m.number as matter_number, e.matter_id, e.seq, e.at, e.actor as actor_open_id,
       e.acting_for as acting_for_open_id, e.action, e.department_id, e.from_status, e.to_status,
       e.content_hash, e.source_event_id, e.prev_hash, e.hash
from audit_entry e
left join matter m on m.id = e.matter_id;
