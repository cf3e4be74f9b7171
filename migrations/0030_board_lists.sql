-- A department's matters and its part of each, from the index alone.
drop index assignment_department;
create index assignment_department on assignment (department_id, matter_id)
  include (id, kind, status, deadline, extended_to, rework_deadline);
