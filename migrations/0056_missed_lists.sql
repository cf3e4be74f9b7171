-- The lists of what an outage had held up are looked for by their reader, of whatever day: an instance may have ended
-- behind one of them, and what it says is not to be said again.
create index message_missed on message (recipient) where kind = 'todo' and subject ? 'missed';
