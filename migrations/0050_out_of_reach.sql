-- 督查室 hears once of a place where the bot cannot write any more, and again of what came to wait there since.
alter table chat add told_at timestamptz;
create index chat_out_of_reach on chat (recipient) where unreachable_since is not null;
create index message_in_group on message (recipient, sent_at) where recipient_type = 'chat';
