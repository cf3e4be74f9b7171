-- The two halves of every act: one read that brings a matter whole, one guarded write that saves a decision
-- with its audit entries and the messages it wants. Each is one trip to the database, because a tap has
-- three seconds and a thousand people may tap at once. What is decided is decided outside; here it is only
-- guarded.

-- One matter with everything that hangs on it; null when there is none. Attachments come without their bytes.
create function load_matter(p_matter uuid) returns jsonb
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
    'feedback', (
      select coalesce(jsonb_agg(to_jsonb(f) order by f.at, f.id), '[]') from feedback f where f.matter_id = m.id),
    'history', (
      select coalesce(jsonb_agg(to_jsonb(e) - 'matter_id' - 'prev_hash' - 'hash' order by e.seq), '[]')
      from audit_entry e where e.matter_id = m.id))
  from matter m where m.id = p_matter
$$;

-- What a tap needs to be judged: the card's row, its matter, the organisation's version, and whether this
-- very event has had its effect already.
create function load_tap(p_card uuid, p_app text, p_key text) returns jsonb
language sql stable as $$
  select jsonb_build_object(
    'card', to_jsonb(c),
    'matter', case when c.matter_id is null then null else load_matter(c.matter_id) end,
    'organisation_version', (select version from organisation),
    'seen', exists (select from inbox where app_id = p_app and key = p_key))
  from (select 1) one left join message c on c.id = p_card
$$;

-- Saves one decision, or nothing. Returns {"outcome": "saved", "number": …, "tapped": …}, or
-- {"outcome": "conflict"} when somebody else saved the matter first, or {"outcome": "duplicate"} when this event
-- has been dealt with. Other faults raise and undo everything.
--
-- p: app_id, key, at; expected (the version that was loaded), matter (its row), gone, number_prefix (set when a number
-- is to be allocated); lists of rows assignments, instructions, completions, progress, attachments, reports,
-- sign_offs, submissions, feedback, audit; wants (the cards this matter should have) and kinds (those wants
-- answers for); tapped (the card that is answered in the callback); messages (further rows), superseded (ids).
create function save_decision(p jsonb) returns jsonb
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
      not_secret = r.not_secret
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
      not_secret = r.not_secret
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

-- What hangs on the matter. Rows that may never change are only ever added.
create function save_rows(p jsonb) returns void
language plpgsql as $$
begin
  if p ? 'assignments' then
    insert into assignment select * from jsonb_populate_recordset(null::assignment, p->'assignments')
    on conflict (id) do update set status = excluded.status, turn = excluded.turn, deadline = excluded.deadline,
      extended_to = excluded.extended_to, rework_deadline = excluded.rework_deadline,
      return_opinion = excluded.return_opinion, suggestion = excluded.suggestion,
      acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
      report_draft = excluded.report_draft;
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
  if p ? 'feedback' then
    insert into feedback select * from jsonb_populate_recordset(null::feedback, p->'feedback')
    on conflict (id) do update set read_at = excluded.read_at;
  end if;
  if p ? 'audit' then
    insert into audit_entry select * from jsonb_populate_recordset(null::audit_entry, p->'audit');
  end if;
end $$;

-- Brings the cards of a matter in line with what it should have now: what is live is drawn anew, what is
-- over shows its outcome once and rests, what is missing is wanted. Returns the wanted version of the card
-- that was tapped; that one is drawn by the callback's answer, and by the sender only if nobody saw the answer.
create function want_cards(p jsonb, p_matter uuid, p_at timestamptz) returns integer
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
      select m.id, w.waiting, w.kind is null and m.kind = any (select jsonb_array_elements_text(p->'kinds')) as over
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
