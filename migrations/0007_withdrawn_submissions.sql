-- A submission that is withdrawn in the same save that voids its sign-off, as 退回重新整理 does.

-- As before, but only what is being handed in needs a sign-off that holds. "insert … on conflict do update" asks
-- this trigger also for a row that is there and about to be marked as withdrawn; such a row never counts again.
create or replace function check_submission() returns trigger language plpgsql as $$
begin
  if new.withdrawn_at is not null then return new; end if;
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
