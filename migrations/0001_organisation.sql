-- The district: its rules, departments, people and delegations, as last applied.

create table organisation (
  -- One row: a database serves one district.
  sole boolean primary key default true check (sole),
  version integer not null,
  -- Hash of the organisation file applied last, so that applying it again changes nothing.
  file_hash text not null,
  district text not null,
  government_name text not null,
  number_prefix text not null,
  rules jsonb not null,
  calendar jsonb not null,
  applied_at timestamptz not null
);

create table department (
  id text primary key,
  position integer not null,
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('office', 'dept')),
  chat_id text,
  seal_name text,
  active boolean not null default true
);

create table person (
  open_id text primary key,
  position integer not null,
  name text not null,
  title text not null,
  department_id text not null references department,
  roles text[] not null,
  portfolio text[] not null,
  -- Who leaves is switched off, never deleted: the records still name them.
  active boolean not null default true
);

create table delegation (
  id text primary key,
  principal text not null references person,
  delegate text not null references person,
  scope text[] not null,
  from_day date not null,
  to_day date not null,
  written_authorization text not null,
  check (from_day <= to_day),
  check (principal <> delegate)
);

-- Whether this database ever belonged to a real app: the demo refuses such a folder.
create table installation (
  sole boolean primary key default true check (sole),
  app_id text not null,
  first_seen_at timestamptz not null
);
