-- Who is signed in on the board. Only a hash of what the browser holds: whoever reads this table signs in nowhere.
create table board_session (
  token_hash text primary key,
  open_id text not null references person,
  begun_at timestamptz not null,
  -- Moved on by use, never past a week from the beginning.
  ends_at timestamptz not null
);
create index board_session_end on board_session (ends_at);

-- What the board asks of all matters at once, for people who may see some of them.
create index assignment_department on assignment (department_id, matter_id);
create index feedback_leader on feedback (leader, matter_id);
create index matter_approver on matter (approver) where status <> 'drafting';
create index matter_newest on matter (created_at desc, id);
create index audit_entry_at on audit_entry (at);
