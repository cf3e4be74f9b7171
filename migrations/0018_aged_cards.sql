-- Open decision cards by when people got them: what grew old is found without looking at what did not.
create index message_aged on message (sent_at) where waiting and recipient_type = 'person';
