-- The two reads of every act yield json instead of jsonb: text that is put together once, where jsonb is taken apart and
-- put together again at every level that holds it. A matter comes in half the time, and with it every tap's answer.

drop function load_tap(uuid, text, text);
drop function load_matter(uuid);

-- One matter with everything that hangs on it; null when there is none. Attachments come without their bytes.
create function load_matter(p_matter uuid) returns json
language sql stable as $$
  select json_build_object(
    'matter', to_json(m),
    'assignments', (
      select coalesce(json_agg(to_json(a) order by a.kind desc, a.handed_over_at, a.department_id), '[]')
      from assignment a where a.matter_id = m.id),
    'instructions', (
      select coalesce(json_agg(to_json(i) order by i.position), '[]')
      from instruction i join assignment a on a.id = i.assignment_id where a.matter_id = m.id),
    'completions', (
      select coalesce(json_agg(to_json(c) order by c.at), '[]')
      from completion c join assignment a on a.id = c.assignment_id where a.matter_id = m.id),
    'progress', (
      select coalesce(json_agg(to_json(p) order by p.at, p.id), '[]')
      from progress p join assignment a on a.id = p.assignment_id where a.matter_id = m.id),
    'attachments', (
      select coalesce(json_agg(json_build_object('id', f.id, 'progress_id', f.progress_id, 'kind', f.kind,
        'file_key', f.file_key, 'message_id', f.message_id, 'name', f.name) order by f.id), '[]')
      from attachment f join progress p on p.id = f.progress_id join assignment a on a.id = p.assignment_id
      where a.matter_id = m.id),
    'reports', (
      select coalesce(json_agg(to_json(r) order by r.report_version), '[]')
      from report r join assignment a on a.id = r.assignment_id where a.matter_id = m.id),
    'sign_offs', (
      select coalesce(json_agg(to_json(s) order by s.at, s.id), '[]')
      from sign_off s join assignment a on a.id = s.assignment_id where a.matter_id = m.id),
    'submissions', (
      select coalesce(json_agg(to_json(u) order by u.at, u.id), '[]')
      from submission u join assignment a on a.id = u.assignment_id where a.matter_id = m.id),
    'chases', (
      select coalesce(json_agg(to_json(c) order by c.position), '[]')
      from chase c join assignment a on a.id = c.assignment_id where a.matter_id = m.id),
    'feedback', (
      select coalesce(json_agg(to_json(f) order by f.at, f.id), '[]') from feedback f where f.matter_id = m.id),
    'briefs', (
      select coalesce(json_agg(to_json(b) order by b.brief_version), '[]') from brief b where b.matter_id = m.id),
    'clearances', (
      select coalesce(json_agg(to_json(c) order by c.at, c.id), '[]') from clearance c where c.matter_id = m.id),
    'reports_up', (
      select coalesce(json_agg(to_json(u) order by u.at, u.id), '[]') from report_up u where u.matter_id = m.id),
    'bulletins', (
      select coalesce(json_agg(to_json(b) order by b.position), '[]') from bulletin b where b.matter_id = m.id),
    'opinions', (
      select coalesce(json_agg(to_json(o) order by o.position), '[]')
      from delegates_opinion o where o.matter_id = m.id),
    'petitions', (
      select coalesce(json_agg(to_json(p) order by p.position), '[]') from petition p where p.matter_id = m.id),
    'history', (
      select coalesce(json_agg(to_json(h) order by h.seq), '[]')
      from (select e.seq, e.at, e.actor, e.acting_for, e.action, e.assignment_id, e.department_id, e.from_status, e.to_status,
        e.turn, e.content_hash, e.details, e.source_event_id from audit_entry e where e.matter_id = m.id) h))
  from matter m where m.id = p_matter
$$;

-- What a tap needs to be judged: the card's row, its matter, the organisation's version, and whether this
-- very event has had its effect already.
create function load_tap(p_card uuid, p_app text, p_key text) returns json
language sql stable as $$
  select json_build_object(
    'card', to_json(c),
    'matter', case when c.matter_id is null then null else load_matter(c.matter_id) end,
    'organisation_version', (select version from organisation),
    'seen', exists (select from inbox where app_id = p_app and key = p_key))
  from (select 1) one left join message c on c.id = p_card
$$;
