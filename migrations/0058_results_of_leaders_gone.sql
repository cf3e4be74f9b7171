-- A result that waits for a leader who has left is looked at again with every change of people: a closed matter, which
-- nothing else of them concerns, hears of his successor by this.
create or replace function note_realignment(p_at timestamptz, p_everything boolean, p_people text[], p_departments text[])
returns void language sql as $$
  insert into realignment (matter_id, at)
  select id, p_at from (
    select m.matter_id as id from message m
    where m.waiting and m.recipient = any (p_people) and m.matter_id is not null
    union
    select t.id from matter t where t.approver = any (p_people) and t.status not in ('drafting', 'closed', 'refused', 'cancelled')
    union
    select t.id from matter t where t.officer = any (p_people) and t.status not in ('closed', 'refused', 'cancelled')
    union
    select a.matter_id from assignment a join matter t on t.id = a.matter_id
    where a.department_id = any (p_departments) and t.status not in ('closed', 'refused', 'cancelled')
    union
    select t.id from matter t where p_everything and t.status not in ('closed', 'refused', 'cancelled')
    union
    select m.matter_id from person p join message m on m.recipient = p.open_id
    where not p.active and m.waiting and m.kind = 'feedback' and m.matter_id is not null
  ) concerned
  on conflict do nothing
$$;

-- Those that lie there since before.
insert into realignment (matter_id, at)
select distinct m.matter_id, now() from person p join message m on m.recipient = p.open_id
where not p.active and m.waiting and m.kind = 'feedback' and m.matter_id is not null
on conflict do nothing;
