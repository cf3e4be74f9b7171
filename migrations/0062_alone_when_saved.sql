-- Whether no request of a sender's can be under way for a card: none holds it, or died with it, and its last one had an
-- outcome. Asked in the statement that saves what was done on the card, whose row is locked by then: what arrives at the
-- platform after the callback's answer was on its way before that. Later the sender may have ended, and written so.
create function is_alone(p_card uuid) returns boolean
language sql volatile as $$
  select lease_by is null and attempts = 0 from message where id = p_card
$$;
