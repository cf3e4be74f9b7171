// The schema that the migrations make is committed beside this test; a change of it must be seen in review.
import { readFile, writeFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { emptyDatabase, freshDatabase } from '../kit/postgres.ts'
import { dumpSchema } from '../kit/schema-dump.ts'

const COMMITTED = new URL('schema.sql.txt', import.meta.url)

test('the schema is the one committed in schema.sql.txt (UPDATE_SCHEMA=1 npm test writes it)', async () => {
  const database = await freshDatabase()
  const schema = await dumpSchema(database.sql)
  await database.drop()
  if (process.env.UPDATE_SCHEMA) await writeFile(COMMITTED, schema)
  expect(schema).toBe(await readFile(COMMITTED, 'utf8'))
})

test('columns, checks, indexes, triggers, functions and rights all show in the dump', async () => {
  const database = await emptyDatabase()
  await database.sql.unsafe(`
    create table witness (id integer primary key, word text not null default 'x' check (word <> ''));
    create index witness_word on witness (lower(word)) where id > 0;
    create function witness_said() returns trigger language plpgsql as 'begin return new; end';
    create trigger witness_says before insert on witness for each row execute function witness_said();
    create view words as select 1 as word;
    grant select on witness to public`)
  const schema = await dumpSchema(database.sql)
  await database.drop()
  expect(schema.split('\n')).toEqual([
    'table witness',
    '  id integer not null',
    "  word text not null default 'x'::text",
    "  constraint witness_word_check CHECK ((word <> ''::text))",
    '  constraint witness_pkey PRIMARY KEY (id)',
    '  CREATE INDEX witness_word ON public.witness USING btree (lower(word)) WHERE (id > 0)',
    '  CREATE TRIGGER witness_says BEFORE INSERT ON public.witness FOR EACH ROW EXECUTE FUNCTION witness_said()',
    '  grant select to public',
    '',
    'view words as',
    ' SELECT 1 AS word;',
    '  word integer',
    '',
    'CREATE OR REPLACE FUNCTION public.witness_said()',
    ' RETURNS trigger',
    ' LANGUAGE plpgsql',
    'AS $function$begin return new; end$function$',
    '',
  ])
})
