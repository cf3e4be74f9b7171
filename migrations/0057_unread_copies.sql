-- The results that one person has been sent: copies of a 通报 that came to a suspended account are looked for.
create index message_result on message (recipient, sent_at) where kind = 'feedback';
