-- A 催办通知 that its reader took note of stays until its cause is gone. At rest it was sent again with the next step
-- of its matter.
update message m set settled = false
where m.kind = 'chase' and m.settled and m.subject ? 'known' and not m.subject ? 'superseded'
  and m.issue = (select max(o.issue) from message o where o.kind = m.kind and o.recipient = m.recipient
    and o.turn = m.turn and o.assignment_id = m.assignment_id)
  and exists (select from matter t where t.id = m.matter_id and t.status = 'handling');
