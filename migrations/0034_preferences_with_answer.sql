-- 提醒设置 of one person, kept in the transaction that answers it: said again it has one effect, and what could not be
-- answered was not kept.
create function keep_preference(p jsonb) returns void
language sql as $$
  insert into preference (open_id, daily_list, daily_list_at)
  select open_id, daily_list, daily_list_at from jsonb_populate_record(null::preference, p)
  on conflict (open_id) do update
  set daily_list = excluded.daily_list, daily_list_at = excluded.daily_list_at
$$;
