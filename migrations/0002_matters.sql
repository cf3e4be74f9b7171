-- Matters and everything that hangs on them. Statuses are text that the database checks; the gravest
-- rules of the procedure stand here a second time, for the day the code is wrong.

create table matter (
  id uuid primary key,
  version integer not null,
  turn integer not null,
  status text not null check (status in (
    'drafting', 'awaitingApproval', 'handling', 'consolidating', 'awaitingBulletin', 'awaitingViceMayor',
    'awaitingMayor', 'awaitingReportUp', 'awaitingOpinion', 'closed', 'refused', 'cancelled')),
  number text unique,
  number_year integer,
  number_serial integer,
  officer text not null references person,
  created_at timestamptz not null,
  proposed_by text references person,
  docketed_at timestamptz,
  closed_at timestamptz,
  approval text not null,
  return_opinion text not null,
  summary text not null,
  audit_seq integer not null,
  audit_head text not null,
  title text not null,
  category integer check (category between 1 and 7),
  source text not null,
  source_document text not null,
  content text not null,
  lead text references department,
  co text[] not null,
  co_task text not null,
  deadline timestamptz,
  co_deadline timestamptz,
  copies integer check (copies >= 0),
  seal boolean,
  electronic boolean,
  signature boolean,
  format_note text not null,
  approver text references person,
  urgency text not null check (urgency in ('normal', 'urgent', 'immediate')),
  cycle text not null check (cycle in ('none', 'monthly')),
  superior boolean not null,
  superior_organ text not null,
  superior_deadline timestamptz,
  proposal_kind text check (proposal_kind in ('bill', 'suggestion', 'motion')),
  proposal_number text not null,
  proposers text not null,
  classification text not null check (classification in ('public', 'internal')),
  not_secret boolean not null,
  unique (number_year, number_serial),
  -- Nothing is put to a leader, let alone handed over, without the three points (process §1.3, invariant 3).
  constraint three_points check (status = 'drafting' or (
    content <> '' and deadline is not null and copies is not null and seal is not null
    and electronic is not null and signature is not null and category is not null
    and lead is not null and approver is not null and not_secret)),
  -- A docketed matter has its number, and only a docketed one.
  constraint numbered check ((docketed_at is null) = (number is null)),
  constraint docketed check (docketed_at is not null or status in ('drafting', 'awaitingApproval', 'refused'))
);
create index matter_open on matter (status) where status not in ('closed', 'refused', 'cancelled');

-- Serial numbers, gapless per year: taken in the approving transaction and nowhere else.
create table number_counter (
  year integer primary key,
  serial integer not null
);

create table assignment (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  department_id text not null references department,
  kind text not null check (kind in ('lead', 'co')),
  status text not null check (status in (
    'awaitingReceipt', 'received', 'awaitingInstruction', 'handling', 'compiling', 'awaitingSignOff',
    'signedOff', 'submitted', 'delivered', 'passed', 'redirected', 'cancelled', 'notProvided')),
  turn integer not null,
  task text not null check (task <> ''),
  handed_over_at timestamptz not null,
  deadline timestamptz not null,
  extended_to timestamptz,
  rework_deadline timestamptz,
  return_opinion text not null,
  suggestion text not null,
  acknowledged_by text references person,
  acknowledged_at timestamptz,
  report_draft jsonb
);
create index assignment_matter on assignment (matter_id);
-- One lead at a time; one live assignment per department and matter.
create unique index assignment_one_lead on assignment (matter_id) where kind = 'lead' and status <> 'redirected';
create unique index assignment_one_per_department on assignment (matter_id, department_id)
  where status <> 'redirected';

create table instruction (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  position integer not null,
  mode text not null check (mode in ('leader', 'section', 'officer')),
  opinion text not null,
  handlers text[] not null check (cardinality(handlers) > 0),
  inner_deadline timestamptz,
  by text not null references person,
  acting_for text references person,
  at timestamptz not null,
  unique (assignment_id, position)
);

create table completion (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  handler text not null references person,
  at timestamptz not null,
  withdrawn_at timestamptz
);
create index completion_assignment on completion (assignment_id);

create table progress (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  by text not null references person,
  at timestamptz not null,
  achievement text not null,
  problem text not null,
  onsite text not null,
  source_message_id text,
  withdrawn_at timestamptz,
  voided_at timestamptz,
  recalled_at timestamptz,
  refiled_to uuid
);
create index progress_assignment on progress (assignment_id, at);
create index progress_source_message on progress (source_message_id) where source_message_id is not null;

create table attachment (
  id uuid primary key,
  progress_id uuid not null references progress on delete cascade,
  kind text not null check (kind in ('file', 'image')),
  file_key text not null,
  message_id text not null,
  name text not null,
  -- Fetched from the platform after the entry is saved; until then, or when it could not be had, null.
  bytes bytea,
  sha256 text,
  fetch_attempts integer not null default 0,
  fetch_at timestamptz
);
create index attachment_progress on attachment (progress_id);
create index attachment_unfetched on attachment (fetch_at) where bytes is null and fetch_at is not null;

-- A version of the report. Its text exists once, as the canonical JSON that is hashed; the database refuses
-- a text that does not match its hash, another addressee, and any change afterwards.
create table report (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  report_version integer not null,
  title text not null,
  addressee text not null,
  content text not null,
  content_hash text not null,
  achievements text not null,
  problems text not null,
  next_steps text not null,
  no_problem_confirmed boolean not null,
  verification text not null,
  by text not null references person,
  at timestamptz not null,
  unique (assignment_id, report_version),
  unique (assignment_id, report_version, content_hash),
  constraint hash_of_content check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  constraint content_of_columns check (
    content::jsonb = jsonb_build_object(
      'title', title, 'addressee', addressee,
      'sections', jsonb_build_object('achievements', achievements, 'problems', problems, 'nextSteps', next_steps),
      'verification', jsonb_build_object('noProblemConfirmed', no_problem_confirmed, 'text', verification))),
  constraint all_sections check (achievements <> '' and next_steps <> ''
    and (problems <> '' or (no_problem_confirmed and length(verification) >= 10)))
);

create table sign_off (
  id uuid primary key,
  assignment_id uuid not null,
  report_version integer not null,
  content_hash text not null,
  by text not null references person,
  acting_for text references person,
  at timestamptz not null,
  voided_at timestamptz,
  foreign key (assignment_id, report_version, content_hash)
    references report (assignment_id, report_version, content_hash) on delete cascade,
  unique (assignment_id, report_version, content_hash, id)
);
-- One sign-off that holds per assignment.
create unique index sign_off_one_live on sign_off (assignment_id) where voided_at is null;

create table submission (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  report_version integer not null,
  content_hash text not null,
  by text not null references person,
  at timestamptz not null,
  withdrawn_at timestamptz,
  foreign key (assignment_id, report_version, content_hash)
    references report (assignment_id, report_version, content_hash)
);
create unique index submission_one_live on submission (assignment_id) where withdrawn_at is null;

create table feedback (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  leader text not null references person,
  at timestamptz not null,
  read_at timestamptz
);
create index feedback_matter on feedback (matter_id);

-- Only the government is addressed, never its office (process §2).
create function check_addressee() returns trigger language plpgsql as $$
begin
  if new.addressee <> (select government_name from organisation) then
    raise exception 'report addressed to %, not to the government', new.addressee using errcode = 'DB001';
  end if;
  return new;
end $$;
create trigger report_addressee before insert on report for each row execute function check_addressee();

-- What was written, signed or handed in stays as it was; only the marks that end it may be set, once.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% rows are never changed', tg_table_name using errcode = 'DB002';
end $$;
create trigger report_stays before update on report for each row execute function refuse_change();

create function check_sign_off_change() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'voided_at') <> (to_jsonb(old) - 'voided_at')
     or (old.voided_at is not null and new.voided_at is distinct from old.voided_at) then
    raise exception 'a sign-off can only be voided, once' using errcode = 'DB002';
  end if;
  return new;
end $$;
create trigger sign_off_stays before update on sign_off for each row execute function check_sign_off_change();

create function check_submission_change() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - 'withdrawn_at') <> (to_jsonb(old) - 'withdrawn_at')
     or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at) then
    raise exception 'a submission can only be withdrawn, once' using errcode = 'DB002';
  end if;
  return new;
end $$;
create trigger submission_stays before update on submission
  for each row execute function check_submission_change();

-- Invariant 1: nothing is submitted without a sign-off that holds on exactly this content, the latest version.
create function check_submission() returns trigger language plpgsql as $$
begin
  if not exists (
    select from sign_off s
    where s.assignment_id = new.assignment_id and s.report_version = new.report_version
      and s.content_hash = new.content_hash and s.voided_at is null)
  then
    raise exception 'submission without a sign-off that holds' using errcode = 'DB003';
  end if;
  if new.report_version <> (select max(report_version) from report where assignment_id = new.assignment_id) then
    raise exception 'submission of an old version' using errcode = 'DB003';
  end if;
  return new;
end $$;
create trigger submission_signed before insert on submission for each row execute function check_submission();

-- The statuses that say "signed" and "handed in" are backed by the records, at commit.
create function check_assignment_backed() returns trigger language plpgsql as $$
declare
  held assignment;
begin
  select * into held from assignment where id = new.id;
  if held.id is null then return null; end if;
  if held.status in ('signedOff', 'submitted', 'delivered', 'passed') and not exists (
    select from sign_off where assignment_id = held.id and voided_at is null) then
    raise exception 'assignment % without a sign-off that holds', held.status using errcode = 'DB003';
  end if;
  if held.status in ('submitted', 'delivered', 'passed') and not exists (
    select from submission u join sign_off s using (assignment_id, report_version, content_hash)
    where u.assignment_id = held.id and u.withdrawn_at is null and s.voided_at is null) then
    raise exception 'assignment % without a submission of what was signed', held.status using errcode = 'DB003';
  end if;
  return null;
end $$;
create constraint trigger assignment_backed after insert or update of status on assignment
  deferrable initially deferred for each row execute function check_assignment_backed();
