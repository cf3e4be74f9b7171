-- A tap is judged knowing also why nothing reaches the card's recipient, if so: a tap of his own says that he is there.
create or replace function load_tap(p_card uuid, p_app text, p_key text) returns json
language sql stable as $$
  select json_build_object(
    'card', to_json(c),
    'matter', case when c.matter_id is null then null else load_matter(c.matter_id) end,
    'organisation_version', (select version from organisation),
    'seen', exists (select from inbox where app_id = p_app and key = p_key),
    'out_of_reach', (select unreachable_reason from chat where recipient = c.recipient and unreachable_since is not null))
  from (select 1) one left join message c on c.id = p_card
$$;
