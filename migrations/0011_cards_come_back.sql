-- A card that rested and is wanted again in the same turn comes back as a fresh copy: a delegation that began and
-- ended while a decision was open, a matter that is handled once more after its group saw it closed.

-- As before; but what is wanted and has only rows at rest is wanted as the next issue.
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

    insert into message (id, recipient_type, recipient, kind, matter_id, assignment_id, turn, issue, waiting, priority,
      due_at, created_at)
    select gen_random_uuid(), w.recipient_type, w.recipient, w.kind, p_matter, w.assignment_id, w.turn,
      coalesce(held.issue, 0) + 1, w.waiting, 1, p_at, p_at
    from jsonb_to_recordset(p->'wants')
      as w (kind text, recipient_type text, recipient text, assignment_id uuid, turn integer, waiting boolean)
    cross join lateral (
      select max(m.issue) as issue, bool_or(not m.settled) as lives from message m
      where m.kind = w.kind and m.recipient = w.recipient and m.turn = w.turn
        and coalesce(m.assignment_id, m.matter_id) = coalesce(w.assignment_id, p_matter)) held
    where held.lives is not true
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

-- As before, but a draft that is thrown away before it was ever saved is not saved by that.
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
    if v_expected = 0 and (p->>'gone')::boolean then
      -- A draft that nobody ever saved: there is nothing to delete, and its entry is kept all the same.
      perform from (select 1) one;
    elsif v_expected = 0 then
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
