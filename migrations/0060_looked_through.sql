-- How far a queue was looked through of which much has to wait: the next round goes on behind that. No row: from its front.
create table looked_through (
  queue text primary key,
  created_at timestamptz not null,
  id uuid not null
);
