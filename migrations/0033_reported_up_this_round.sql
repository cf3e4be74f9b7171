-- A superior-assigned matter is closed only by having been reported up, and taken up again only by a 督查专报 of its
-- own: what went up before 重新办理 was about what was done until then.
create or replace function check_matter_backed() returns trigger language plpgsql as $$
begin
  if new.status = 'closed' and new.superior and not exists (
    select from report_up u join brief b on b.matter_id = u.matter_id and b.brief_version = u.brief_version
    where u.matter_id = new.id and b.at >= coalesce((
      select max(e.at) from audit_entry e
      where e.matter_id = new.id and e.from_status = '已办结' and e.to_status = '办理中'), '-infinity')) then
    raise exception 'superior-assigned matter closed without having been reported up' using errcode = 'DB003';
  end if;
  return null;
end $$;
