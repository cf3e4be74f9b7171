// Who is signed in on the board: begun, used, ended. Tokens come here as hashes only.
import type { OpenId } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import { iso } from './rows.ts'

export interface Session {
  readonly openId: OpenId
  readonly begunAt: Instant
  readonly endsAt: Instant
}

/** Begins one, and forgets those that are over. */
export async function beginSession(
  sql: Sql,
  tokenHash: string,
  { openId, begunAt, endsAt }: Session,
): Promise<void> {
  await sql`
    with gone as (delete from board_session where ends_at <= ${iso(begunAt)})
    insert into board_session (token_hash, open_id, begun_at, ends_at)
    values (${tokenHash}, ${openId}, ${iso(begunAt)}, ${iso(endsAt)})`
}

/** The session, unless it is over at `at`. */
export async function sessionOf(sql: Sql, tokenHash: string, at: Instant): Promise<Session | null> {
  const [session] = await sql<Session[]>`
    select open_id as "openId", (extract(epoch from begun_at) * 1000)::float8 as "begunAt",
      (extract(epoch from ends_at) * 1000)::float8 as "endsAt"
    from board_session where token_hash = ${tokenHash} and ends_at > ${iso(at)}`
  return session ?? null
}

export async function prolongSession(sql: Sql, tokenHash: string, endsAt: Instant): Promise<void> {
  await sql`
    update board_session set ends_at = ${iso(endsAt)}
    where token_hash = ${tokenHash} and ends_at < ${iso(endsAt)}`
}

export async function endSession(sql: Sql, tokenHash: string): Promise<void> {
  await sql`delete from board_session where token_hash = ${tokenHash}`
}
