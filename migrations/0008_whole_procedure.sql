-- The rest of the procedure: what goes up to the superior organ, bulletins, opinions of deputies, what departments
-- apply for, corrections and withdrawals by consent, the office's chases, and what falls due.

alter table matter add check_asked jsonb;

alter table assignment add handlers text[] not null default '{}';
alter table assignment add material_received_at timestamptz;
alter table assignment add corrected_at timestamptz;
alter table assignment alter handlers drop default;

update assignment a set handlers = i.handlers
from (select distinct on (assignment_id) assignment_id, handlers from instruction order by assignment_id, position desc) i
where i.assignment_id = a.id;

alter table feedback add instruction text not null default '';
alter table feedback alter instruction drop default;

-- A reply to a proposal is signed with its class and contact.
alter table report add reply_class text check (reply_class in ('A', 'B', 'C', 'D'));
alter table report add reply_contact text not null default '';
alter table report alter reply_contact drop default;
alter table report drop constraint content_of_columns;
alter table report add constraint content_of_columns check (
  content::jsonb = jsonb_build_object(
    'title', title, 'addressee', addressee,
    'sections', jsonb_build_object('achievements', achievements, 'problems', problems, 'nextSteps', next_steps),
    'verification', jsonb_build_object('noProblemConfirmed', no_problem_confirmed, 'text', verification))
  || case when reply_class is null then '{}'::jsonb
     else jsonb_build_object('reply', jsonb_build_object('class', reply_class, 'contact', reply_contact)) end);

-- 督查专报, version by version.
create table brief (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  brief_version integer not null,
  title text not null,
  addressee text not null,
  summary text not null check (summary <> ''),
  content text not null,
  content_hash text not null,
  by text not null references person,
  at timestamptz not null,
  unique (matter_id, brief_version),
  unique (matter_id, brief_version, content_hash),
  constraint hash_of_content check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'))
);
create trigger brief_stays before update on brief for each row execute function refuse_change();

-- 同意上报 by one of the two leaders.
create table clearance (
  id uuid primary key,
  matter_id uuid not null,
  brief_version integer not null,
  content_hash text not null,
  post text not null check (post in ('viceMayor', 'mayor')),
  by text not null references person,
  acting_for text references person,
  opinion text not null,
  at timestamptz not null,
  voided_at timestamptz,
  foreign key (matter_id, brief_version, content_hash)
    references brief (matter_id, brief_version, content_hash) on delete cascade
);
create index clearance_matter on clearance (matter_id);
create unique index clearance_one_live on clearance (matter_id, post) where voided_at is null;
create trigger clearance_stays before update on clearance for each row execute function check_sign_off_change();

create table report_up (
  id uuid primary key,
  matter_id uuid not null,
  brief_version integer not null,
  content_hash text not null,
  document_number text not null check (document_number <> ''),
  by text not null references person,
  at timestamptz not null,
  foreign key (matter_id, brief_version, content_hash)
    references brief (matter_id, brief_version, content_hash) on delete cascade
);
create index report_up_matter on report_up (matter_id);
create trigger report_up_stays before update on report_up for each row execute function refuse_change();

-- Invariant 2: nothing superior-assigned goes up without both leaders, two persons, on one content hash, the latest.
create function check_report_up() returns trigger language plpgsql as $$
begin
  if not exists (
    select from clearance v join clearance m on m.matter_id = v.matter_id and m.content_hash = v.content_hash
    where v.matter_id = new.matter_id and v.content_hash = new.content_hash
      and v.brief_version = new.brief_version and m.brief_version = new.brief_version
      and v.post = 'viceMayor' and m.post = 'mayor' and v.voided_at is null and m.voided_at is null
      and v.by <> m.by) then
    raise exception 'reported up without both leaders on this content' using errcode = 'DB003';
  end if;
  if new.brief_version <> (select max(brief_version) from brief where matter_id = new.matter_id) then
    raise exception 'reported up an old version' using errcode = 'DB003';
  end if;
  return new;
end $$;
create trigger report_up_cleared before insert on report_up for each row execute function check_report_up();

-- A superior-assigned matter is closed only by having been reported up.
create function check_matter_backed() returns trigger language plpgsql as $$
begin
  if new.status = 'closed' and new.superior and not exists (select from report_up where matter_id = new.id) then
    raise exception 'superior-assigned matter closed without having been reported up' using errcode = 'DB003';
  end if;
  return null;
end $$;
create constraint trigger matter_backed after insert or update of status on matter
  deferrable initially deferred for each row execute function check_matter_backed();

create table bulletin (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  position integer not null,
  summary text not null check (summary <> ''),
  scope text[] not null check (cardinality(scope) > 0),
  critical boolean not null,
  also_feedback boolean not null,
  leaders text[] not null,
  content text not null,
  content_hash text not null,
  by text not null references person,
  at timestamptz not null,
  issued_by text references person,
  issued_for text references person,
  consented_by text references person,
  consented_for text references person,
  issued_at timestamptz,
  returned_at timestamptz,
  unique (matter_id, position),
  constraint hash_of_content check (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex')),
  -- Nobody issues what he drafted; criticism by name needs the approving leader too.
  constraint issued_by_another check (issued_by <> by),
  constraint issued_whole check (issued_at is null or (issued_by is not null
    and (not critical or (consented_by is not null and consented_by <> issued_by)))),
  constraint issued_or_returned check (issued_at is null or returned_at is null)
);

create table delegates_opinion (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  position integer not null,
  grade text not null check (grade in ('satisfied', 'fair', 'dissatisfied', 'none')),
  note text not null,
  by text not null references person,
  at timestamptz not null,
  unique (matter_id, position)
);
create trigger delegates_opinion_stays before update on delegates_opinion
  for each row execute function refuse_change();

-- What is put to somebody for a word beside the life cycles (domain/petition.ts).
create table petition (
  id uuid primary key,
  matter_id uuid not null references matter on delete cascade,
  assignment_id uuid references assignment on delete cascade,
  position integer not null check (position > 0),
  kind text not null check (kind in (
    'extension', 'redirect', 'cycle', 'question', 'instruction', 'correction', 'cancellation', 'erasure', 'redo')),
  stage text not null check (stage in (
    'proposed', 'awaitingHead', 'awaitingOffice', 'awaitingAnswer', 'awaitingChief', 'awaitingSecond',
    'awaitingLeader', 'returned', 'granted', 'denied', 'dropped', 'done')),
  by text not null,
  at timestamptz not null,
  ended_at timestamptz,
  facts jsonb not null,
  unique (matter_id, position),
  constraint ended check ((ended_at is null) = (stage in (
    'proposed', 'awaitingHead', 'awaitingOffice', 'awaitingAnswer', 'awaitingChief', 'awaitingSecond',
    'awaitingLeader')))
);
create index petition_assignment on petition (assignment_id) where assignment_id is not null;

create table chase (
  id uuid primary key,
  assignment_id uuid not null references assignment on delete cascade,
  position integer not null,
  text text not null check (text <> ''),
  deadline timestamptz,
  by text not null references person,
  at timestamptz not null,
  unique (assignment_id, position)
);
create trigger chase_stays before update on chase for each row execute function refuse_change();

-- What falls due by the clock, one row for each thing that is to happen once: a reminder for an effective
-- deadline, a step of the escalation. Written with each save from the matter as it then is; found by index.
create table due (
  matter_id uuid not null references matter on delete cascade,
  -- The assignment, or the matter itself.
  subject_id uuid not null,
  kind text not null check (kind <> ''),
  -- What makes it one: the effective deadline it is for, the month.
  key text not null,
  due_at timestamptz not null,
  -- Done, or found to be without a cause any more; a row that has fired is never due again.
  fired_at timestamptz,
  primary key (subject_id, kind, key)
);
create index due_open on due (due_at, subject_id, kind) where fired_at is null;
create index due_of_matter on due (matter_id) where fired_at is null;

-- What the bot said of its own accord: at most one message for each matter, person and day (process §3, Manners).
create table nudge (
  matter_id uuid not null,
  person text not null,
  day date not null,
  message_id uuid not null,
  primary key (matter_id, person, day)
);
create index nudge_day on nudge (day);

create or replace function load_matter(p_matter uuid) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'matter', to_jsonb(m),
    'assignments', (
      select coalesce(jsonb_agg(to_jsonb(a) order by a.kind desc, a.handed_over_at, a.department_id), '[]')
      from assignment a where a.matter_id = m.id),
    'instructions', (
      select coalesce(jsonb_agg(to_jsonb(i) order by i.position), '[]')
      from instruction i join assignment a on a.id = i.assignment_id where a.matter_id = m.id),
    'completions', (
      select coalesce(jsonb_agg(to_jsonb(c) order by c.at), '[]')
      from completion c join assignment a on a.id = c.assignment_id where a.matter_id = m.id),
    'progress', (
      select coalesce(jsonb_agg(to_jsonb(p) order by p.at, p.id), '[]')
      from progress p join assignment a on a.id = p.assignment_id where a.matter_id = m.id),
    'attachments', (
      select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'progress_id', f.progress_id, 'kind', f.kind,
        'file_key', f.file_key, 'message_id', f.message_id, 'name', f.name) order by f.id), '[]')
      from attachment f join progress p on p.id = f.progress_id join assignment a on a.id = p.assignment_id
      where a.matter_id = m.id),
    'reports', (
      select coalesce(jsonb_agg(to_jsonb(r) order by r.report_version), '[]')
      from report r join assignment a on a.id = r.assignment_id where a.matter_id = m.id),
    'sign_offs', (
      select coalesce(jsonb_agg(to_jsonb(s) order by s.at, s.id), '[]')
      from sign_off s join assignment a on a.id = s.assignment_id where a.matter_id = m.id),
    'submissions', (
      select coalesce(jsonb_agg(to_jsonb(u) order by u.at, u.id), '[]')
      from submission u join assignment a on a.id = u.assignment_id where a.matter_id = m.id),
    'chases', (
      select coalesce(jsonb_agg(to_jsonb(c) order by c.position), '[]')
      from chase c join assignment a on a.id = c.assignment_id where a.matter_id = m.id),
    'feedback', (
      select coalesce(jsonb_agg(to_jsonb(f) order by f.at, f.id), '[]') from feedback f where f.matter_id = m.id),
    'briefs', (
      select coalesce(jsonb_agg(to_jsonb(b) order by b.brief_version), '[]') from brief b where b.matter_id = m.id),
    'clearances', (
      select coalesce(jsonb_agg(to_jsonb(c) order by c.at, c.id), '[]') from clearance c where c.matter_id = m.id),
    'reports_up', (
      select coalesce(jsonb_agg(to_jsonb(u) order by u.at, u.id), '[]') from report_up u where u.matter_id = m.id),
    'bulletins', (
      select coalesce(jsonb_agg(to_jsonb(b) order by b.position), '[]') from bulletin b where b.matter_id = m.id),
    'opinions', (
      select coalesce(jsonb_agg(to_jsonb(o) order by o.position), '[]')
      from delegates_opinion o where o.matter_id = m.id),
    'petitions', (
      select coalesce(jsonb_agg(to_jsonb(p) order by p.position), '[]') from petition p where p.matter_id = m.id),
    'history', (
      select coalesce(jsonb_agg(to_jsonb(e) - 'matter_id' - 'prev_hash' - 'hash' order by e.seq), '[]')
      from audit_entry e where e.matter_id = m.id))
  from matter m where m.id = p_matter
$$;

-- As before, with the facts that the whole procedure keeps.
create or replace function save_rows(p jsonb) returns void
language plpgsql as $$
begin
  if p ? 'assignments' then
    insert into assignment select * from jsonb_populate_recordset(null::assignment, p->'assignments')
    on conflict (id) do update set status = excluded.status, turn = excluded.turn, task = excluded.task,
      deadline = excluded.deadline,
      extended_to = excluded.extended_to, rework_deadline = excluded.rework_deadline,
      return_opinion = excluded.return_opinion, suggestion = excluded.suggestion,
      acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
      report_draft = excluded.report_draft, handlers = excluded.handlers,
      material_received_at = excluded.material_received_at, corrected_at = excluded.corrected_at;
  end if;
  if p ? 'instructions' then
    insert into instruction select * from jsonb_populate_recordset(null::instruction, p->'instructions');
  end if;
  if p ? 'completions' then
    insert into completion select * from jsonb_populate_recordset(null::completion, p->'completions')
    on conflict (id) do update set withdrawn_at = excluded.withdrawn_at;
  end if;
  if p ? 'progress' then
    insert into progress select * from jsonb_populate_recordset(null::progress, p->'progress')
    on conflict (id) do update set withdrawn_at = excluded.withdrawn_at, voided_at = excluded.voided_at,
      recalled_at = excluded.recalled_at, refiled_to = excluded.refiled_to;
  end if;
  if p ? 'attachments' then
    insert into attachment (id, progress_id, kind, file_key, message_id, name, fetch_at)
    select id, progress_id, kind, file_key, message_id, name, (p->>'at')::timestamptz
    from jsonb_populate_recordset(null::attachment, p->'attachments')
    on conflict (id) do nothing;
  end if;
  if p ? 'reports' then
    insert into report select * from jsonb_populate_recordset(null::report, p->'reports');
  end if;
  if p ? 'sign_offs' then
    insert into sign_off select * from jsonb_populate_recordset(null::sign_off, p->'sign_offs')
    on conflict (id) do update set voided_at = excluded.voided_at;
  end if;
  if p ? 'submissions' then
    insert into submission select * from jsonb_populate_recordset(null::submission, p->'submissions')
    on conflict (id) do update set withdrawn_at = excluded.withdrawn_at;
  end if;
  if p ? 'chases' then
    insert into chase select * from jsonb_populate_recordset(null::chase, p->'chases');
  end if;
  if p ? 'feedback' then
    insert into feedback select * from jsonb_populate_recordset(null::feedback, p->'feedback')
    on conflict (id) do update set read_at = excluded.read_at, instruction = excluded.instruction;
  end if;
  if p ? 'briefs' then
    insert into brief select * from jsonb_populate_recordset(null::brief, p->'briefs');
  end if;
  if p ? 'clearances' then
    -- Votes that end make room for those that begin.
    update clearance c set voided_at = r.voided_at
    from jsonb_populate_recordset(null::clearance, p->'clearances') r
    where r.id = c.id and c.voided_at is null and r.voided_at is not null;
    insert into clearance select * from jsonb_populate_recordset(null::clearance, p->'clearances')
    on conflict (id) do nothing;
  end if;
  if p ? 'reports_up' then
    insert into report_up select * from jsonb_populate_recordset(null::report_up, p->'reports_up');
  end if;
  if p ? 'bulletins' then
    insert into bulletin select * from jsonb_populate_recordset(null::bulletin, p->'bulletins')
    on conflict (id) do update set issued_by = excluded.issued_by, issued_for = excluded.issued_for,
      consented_by = excluded.consented_by, consented_for = excluded.consented_for,
      issued_at = excluded.issued_at, returned_at = excluded.returned_at;
  end if;
  if p ? 'opinions' then
    insert into delegates_opinion select * from jsonb_populate_recordset(null::delegates_opinion, p->'opinions');
  end if;
  if p ? 'petitions' then
    insert into petition select * from jsonb_populate_recordset(null::petition, p->'petitions')
    on conflict (id) do update set stage = excluded.stage, ended_at = excluded.ended_at, facts = excluded.facts;
  end if;
  if p ? 'audit' then
    insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, p->'audit');
  end if;
  if p ? 'dues' then
    perform save_dues(p->'dues', (p->'matter'->>'id')::uuid);
  end if;
end $$;

-- What is to fall due of a matter is what the list says; what has fired stays as it is.
create function save_dues(p_dues jsonb, p_matter uuid) returns void
language plpgsql as $$
begin
  delete from due d where d.matter_id = p_matter and d.fired_at is null and not exists (
    select from jsonb_to_recordset(p_dues) as w (subject_id uuid, kind text, key text)
    where w.subject_id = d.subject_id and w.kind = d.kind and w.key = d.key);
  insert into due as d (matter_id, subject_id, kind, key, due_at)
  select p_matter, w.subject_id, w.kind, w.key, w.due_at
  from jsonb_to_recordset(p_dues) as w (subject_id uuid, kind text, key text, due_at timestamptz)
  on conflict (subject_id, kind, key) do update set due_at = excluded.due_at
    where d.fired_at is null and d.due_at <> excluded.due_at;
end $$;

-- As before, with what waits for 督查室主任 to check.
create or replace function save_decision(p jsonb) returns jsonb
language plpgsql as $$
declare
  v_at timestamptz := (p->>'at')::timestamptz;
  v_matter uuid := (p->'matter'->>'id')::uuid;
  v_expected integer := (p->>'expected')::integer;
  v_year integer;
  v_serial integer;
  v_number text;
  v_tapped integer;
begin
  if v_matter is not null then
    if v_expected = 0 then
      insert into matter select r.* from jsonb_populate_record(null::matter, p->'matter') r
      on conflict (id) do nothing;
    elsif (p->>'gone')::boolean then
      -- The entries of a draft outlive it.
      delete from matter where id = v_matter and version = v_expected;
    else
      update matter m set
      version = r.version, turn = r.turn, status = r.status, number = r.number,
      number_year = r.number_year, number_serial = r.number_serial, officer = r.officer, proposed_by = r.proposed_by,
      docketed_at = r.docketed_at, closed_at = r.closed_at, approval = r.approval, return_opinion = r.return_opinion,
      summary = r.summary, audit_seq = r.audit_seq, audit_head = r.audit_head, title = r.title,
      category = r.category, source = r.source, source_document = r.source_document, content = r.content,
      lead = r.lead, co = r.co, co_task = r.co_task, deadline = r.deadline,
      co_deadline = r.co_deadline, copies = r.copies, seal = r.seal, electronic = r.electronic,
      signature = r.signature, format_note = r.format_note, approver = r.approver, urgency = r.urgency,
      cycle = r.cycle, superior = r.superior, superior_organ = r.superior_organ, superior_deadline = r.superior_deadline,
      proposal_kind = r.proposal_kind, proposal_number = r.proposal_number, proposers = r.proposers, classification = r.classification,
      not_secret = r.not_secret, check_asked = r.check_asked
      from jsonb_populate_record(null::matter, p->'matter') r
      where m.id = v_matter and m.version = v_expected
        and (p->>'number_prefix') is null;
      if not found and (p->>'number_prefix') is not null then
        perform from matter where id = v_matter and version = v_expected for update;
      end if;
    end if;
    if not found then return jsonb_build_object('outcome', 'conflict'); end if;
  end if;

  if p->>'key' is not null then
    insert into inbox (app_id, key, at) values (p->>'app_id', p->>'key', v_at) on conflict do nothing;
    if not found then raise exception 'event already dealt with' using errcode = 'DB005'; end if;
  end if;

  if (p->>'number_prefix') is not null then
    v_year := (p->'matter'->>'number_year')::integer;
    insert into number_counter as n (year, serial) values (v_year, 1)
    on conflict (year) do update set serial = n.serial + 1 returning serial into v_serial;
    v_number := format('%s〔%s〕%s号', p->>'number_prefix', v_year, v_serial);
    update matter m set
      version = r.version, turn = r.turn, status = r.status, number = r.number,
      number_year = r.number_year, number_serial = r.number_serial, officer = r.officer, proposed_by = r.proposed_by,
      docketed_at = r.docketed_at, closed_at = r.closed_at, approval = r.approval, return_opinion = r.return_opinion,
      summary = r.summary, audit_seq = r.audit_seq, audit_head = r.audit_head, title = r.title,
      category = r.category, source = r.source, source_document = r.source_document, content = r.content,
      lead = r.lead, co = r.co, co_task = r.co_task, deadline = r.deadline,
      co_deadline = r.co_deadline, copies = r.copies, seal = r.seal, electronic = r.electronic,
      signature = r.signature, format_note = r.format_note, approver = r.approver, urgency = r.urgency,
      cycle = r.cycle, superior = r.superior, superior_organ = r.superior_organ, superior_deadline = r.superior_deadline,
      proposal_kind = r.proposal_kind, proposal_number = r.proposal_number, proposers = r.proposers, classification = r.classification,
      not_secret = r.not_secret, check_asked = r.check_asked
    from jsonb_populate_record(null::matter, p->'matter'
      || jsonb_build_object('number', v_number, 'number_serial', v_serial)) r
    where m.id = v_matter;
  end if;

  perform save_rows(p);
  v_tapped := want_cards(p, v_matter, v_at);
  return jsonb_build_object('outcome', 'saved', 'number', v_number, 'number_serial', v_serial, 'tapped', v_tapped);
exception
  when sqlstate 'DB005' then return jsonb_build_object('outcome', 'duplicate');
end $$;

-- As before, but a card that answers once, whatever its kind, is not the matter's to settle.
create or replace function want_cards(p jsonb, p_matter uuid, p_at timestamptz) returns integer
language plpgsql as $$
declare
  v_tapped uuid := (p->>'tapped')::uuid;
  v_wanted integer;
begin
  if p ? 'superseded' then
    update message set settled = true, waiting = false, wanted = wanted + 1, due_at = p_at, parked_at = null,
      parked_reason = null, subject = subject || '{"superseded": true}'
    where id in (select value::uuid from jsonb_array_elements_text(p->'superseded')) and not settled;
  end if;
  if p ? 'wants' then
    with want as (
      select * from jsonb_to_recordset(p->'wants')
        as w (kind text, recipient_type text, recipient text, assignment_id uuid, turn integer, waiting boolean)
    ), live as (
      select m.id, w.waiting, w.kind is null and m.turn is not null and m.kind = any (select jsonb_array_elements_text(p->'kinds'))
        and not (m.subject ? 'asked' and m.turn is not distinct from coalesce(
          (select a.turn from assignment a where a.id = m.assignment_id),
          (select t.turn from matter t where t.id = p_matter))) as over
      from message m
      left join want w on w.kind = m.kind and w.recipient = m.recipient and w.turn = m.turn
        and w.assignment_id is not distinct from m.assignment_id
      where m.matter_id = p_matter and not m.settled
    )
    update message m set wanted = m.wanted + 1, settled = live.over,
      waiting = coalesce(live.waiting, false),
      due_at = case when m.id = v_tapped then p_at + interval '5 seconds' else p_at end
    from live where live.id = m.id;

    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, waiting, priority,
      due_at, created_at)
    select gen_random_uuid(), w.recipient_type, w.recipient, w.kind, p_matter, w.assignment_id, w.turn, w.waiting,
      1, p_at, p_at
    from jsonb_to_recordset(p->'wants')
      as w (kind text, recipient_type text, recipient text, assignment_id uuid, turn integer, waiting boolean)
    on conflict do nothing;
  end if;
  if p ? 'messages' then
    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue, subject, waiting,
      settled, priority, reply_to, due_at, created_at)
    select r.id, r.recipient_type, r.recipient, r.kind, r.matter_id, r.assignment_id, r.turn, r.issue, r.subject,
      r.waiting, r.settled, r.priority, r.reply_to, p_at, p_at
    from jsonb_populate_recordset(null::message, p->'messages') r
    on conflict do nothing;
  end if;
  if p ? 'subjects' then
    update message m set subject = m.subject || (s.value->'subject'), wanted = m.wanted + 1,
      settled = coalesce((s.value->>'settled')::boolean, m.settled),
      due_at = case when m.id = v_tapped then p_at + interval '5 seconds' else p_at end
    from jsonb_array_elements(p->'subjects') s where m.id = (s.value->>'id')::uuid;
  end if;
  select wanted into v_wanted from message where id = v_tapped;
  return v_wanted;
end $$;
