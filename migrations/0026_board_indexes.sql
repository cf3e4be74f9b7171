-- The board counts all that is open at every look: these hold what it asks, so that the wide rows stay unread.
create index matter_board on matter (status) include (id, approver, docketed_at, category, lead, deadline)
  where status not in ('closed', 'refused', 'cancelled');
create index assignment_board on assignment (matter_id)
  include (id, kind, status, department_id, deadline, extended_to, rework_deadline);
