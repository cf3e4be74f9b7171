// What a year must draw from its seed to be played again exactly: the ids of rows, and which writes are struck down.
import { type Dice, diceFrom } from '../../src/local-feishu/dice.ts'
import type { Sql } from '../../src/store/connect.ts'

let ids: Dice = diceFrom(0)

/** Every id that the bot makes from now on follows from the seed. */
export function seedIds(seed: number): void {
  ids = diceFrom(seed)
}

/** In the place of node's `randomUUID`. */
export function seededId(): string {
  const hex = ids.hex(32)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}

/** The ids that the database itself makes: rows of one moment are taken in their order. */
export async function seedDatabase(sql: Sql, seed: number): Promise<void> {
  await sql.unsafe(`
    create sequence seeded;
    create function seeded_id() returns uuid language sql volatile as $$
      select (substr(h, 1, 12) || '4' || substr(h, 14, 3) || '8' || substr(h, 18))::uuid
      from md5('${seed} ' || nextval('seeded')) h $$`)
  const made = await sql<{ text: string }[]>`
    select pg_get_functiondef(oid) as text from pg_proc
    where pronamespace = 'public'::regnamespace and prosrc like '%gen_random_uuid()%'`
  for (const { text } of made) await sql.unsafe(text.replaceAll('gen_random_uuid()', 'seeded_id()'))
}

/** Between two writes that the database does not survive, at most so many others. */
const CALM = 2_400

/**
 * The connection of some writes is ended by the server before they are committed, as when it falls: entries of the
 * trail with all that is saved with them, messages of the bot's own accord, and claims of what is to be sent. Counted
 * by a sequence, which no rollback turns back.
 */
export async function strikeWrites(sql: Sql, dice: Dice): Promise<void> {
  const struck: number[] = []
  for (let at = 0; struck.length < 500; struck.push(at)) at += 1 + Math.floor(dice.next() * CALM)
  await sql.unsafe(`
    create sequence written;
    create table struck (at bigint primary key);
    create function strike() returns trigger language plpgsql as $$
    declare v_at bigint := nextval('written');
    begin
      if exists (select from struck where at = v_at) then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
      return null;
    end $$;
    create trigger strike after insert on audit_entry execute function strike();
    create trigger strike after insert on message execute function strike();
    create trigger strike after insert on send_log execute function strike();
    insert into struck select unnest('{${struck.join(',')}}'::bigint[])`)
}

/** From now on every write is let be. */
export async function strikeNoMore(sql: Sql): Promise<void> {
  await sql`truncate struck`
}

/** How often the database fell. */
export async function timesStruck(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from struck, (select last_value from written) w where at <= last_value`
  return row?.count ?? 0
}
