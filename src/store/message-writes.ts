// What a sender writes down about a row it holds. Each write is void when the lease has gone to another.
import type { Instant } from '../domain/time.ts'
import type { Sql } from './connect.ts'
import type { ClaimedRow } from './message-row.ts'
import { iso } from './rows.ts'

export interface Sending {
  /** The content drawn for the claimed version is what people see now. False: no longer ours to say. */
  shown(
    row: ClaimedRow,
    seen: {
      readonly at: Instant
      readonly hash: string
      /** Of a new message. */
      readonly message?: {
        readonly messageId: string
        readonly chatId: string
      }
      /** No request was needed. */
      readonly refund?: boolean
    },
  ): Promise<boolean>
  /** The message is there, but perhaps with older content: it is still to be patched. */
  adopted(
    row: ClaimedRow,
    message: { readonly messageId: string; readonly chatId: string },
  ): Promise<boolean>
  /** Nothing is to be shown any more: done without a request, or with one that will never succeed. */
  done(row: ClaimedRow, options: { readonly refund: boolean }): Promise<boolean>
  /** Pays again for a request that starts late. Null: no room for it now, or the lease is over; nothing is paid. */
  payAgain(row: ClaimedRow, at: Instant): Promise<number | null>
  /** Back on the pile, not to be taken before `until`. */
  released(row: ClaimedRow, how: Release): Promise<boolean>
  /** Wanted as a new message, because the platform will not update the one there was. */
  anew(row: ClaimedRow): Promise<boolean>
  /** To be sent by itself: what it was to answer is gone. */
  withoutReply(row: ClaimedRow): Promise<boolean>
  /** Given to a person to look at. */
  park(row: ClaimedRow, reason: string, at: Instant): Promise<boolean>
  /** Nothing is sent to anybody before `until`. */
  pauseAll(until: Instant): Promise<void>
  /** Nothing is sent to this recipient before `until`. */
  pausePlace(recipient: string, until: Instant): Promise<void>
  /** The bot cannot write there any more. */
  unreachable(recipient: string, reason: string, at: Instant): Promise<void>
  /**
   * The bot can write there again: what was parked for it is sent after all. `told` kept: should it be refused once
   * more, that is no news to those who were told.
   */
  reachable(recipient: string, told?: 'forgotten' | 'kept'): Promise<void>
}

interface Release {
  readonly until: Instant
  /** Whether this attempt counts towards giving up. */
  readonly counts: boolean
  /** Since when a request for a new message may have been accepted; null when none can have been. */
  readonly triedSince: Instant | null
  /** No request was made. */
  readonly refund?: boolean
}

type Ending = Omit<Sending, 'pauseAll' | 'pausePlace' | 'unreachable' | 'reachable'>

/** The endings of a claim. */
export function ended(sql: Sql): Ending {
  return {
    shown: (row, seen) => shown(sql, row, seen),
    payAgain: async (row, at) => {
      const [paid] = await sql<{ spent: number | null }[]>`
        select pay_again(${iso(at)}, ${row.payment}, ${row.id}, ${row.lease}) as spent`
      return paid?.spent ?? null
    },
    ...unshown(sql),
    ...givenUp(sql),
  }
}

async function shown(
  sql: Sql,
  row: ClaimedRow,
  { at, hash, message, refund = false }: Parameters<Sending['shown']>[1],
): Promise<boolean> {
  const { messageId = null, chatId = null } = message ?? {}
  // shown may go down: a tap's answer has shown a later version while this one was on its way, and nobody
  // knows which of the two arrived last.
  if (refund) await refunded(sql, row)
  const { count } = await sql`
    with seen as (
      update message
      set shown = ${row.wanted}, shown_hash = ${hash}, attempts = 0,
        message_id = coalesce(message_id, ${messageId}), chat_id = coalesce(chat_id, ${chatId}),
        sent_at = coalesce(sent_at, ${iso(at)}), first_attempt_at = null,
        lease_until = null, lease_by = null
      where ${held(sql, row)}
      returning recipient, chat_id
    ), learnt as (
      insert into chat (recipient, chat_id)
      select recipient, chat_id from seen where chat_id is not null
      -- What arrives at a suspended account is read by nobody: it is given back by its own event.
      on conflict (recipient) do update
      set chat_id = excluded.chat_id,
        unreachable_since = case when chat.unreachable_reason = 'frozen' then chat.unreachable_since end,
        unreachable_reason = case when chat.unreachable_reason = 'frozen' then chat.unreachable_reason end,
        told_at = case when chat.unreachable_reason = 'frozen' then chat.told_at end
      where chat.chat_id is distinct from excluded.chat_id or chat.unreachable_reason <> 'frozen'
    ), sent_after_all as (
      -- Whoever gets this gets the rest, too. The place is read as it was before. With the attempts goes the knowledge
      -- that one of them had no outcome: what such a row shows is unknown.
      update message m set parked_at = null, parked_reason = null, attempts = 0, shown_hash = null
      from seen join chat c on c.recipient = seen.recipient
      where m.parked_at is not null and m.recipient = c.recipient
        and c.unreachable_since is not null and m.parked_reason = c.unreachable_reason
    )
    select from seen`
  return count > 0
}

function unshown(sql: Sql): Pick<Ending, 'adopted' | 'released' | 'withoutReply'> {
  return {
    adopted: async (row, { messageId, chatId }) => {
      const { count } = await sql`
        update message
        set message_id = ${messageId}, chat_id = ${chatId}, first_attempt_at = null, attempts = 0,
          sent_at = coalesce(sent_at, first_attempt_at), lease_until = null, lease_by = null
        where ${held(sql, row)}`
      return count > 0
    },
    released: async (row, { until, counts, triedSince, refund = false }) => {
      if (refund) await refunded(sql, row)
      const { count } = await sql`
        update message
        set lease_until = ${iso(until)}, lease_by = null,
          attempts = ${counts ? row.attempts : row.attempts - 1},
          first_attempt_at = ${triedSince === null ? null : iso(triedSince)}
        where ${held(sql, row)}`
      return count > 0
    },
    withoutReply: async (row) => {
      const { count } = await sql`
        update message set reply_to = null, lease_until = null, lease_by = null
        where ${held(sql, row)}`
      return count > 0
    },
  }
}

function givenUp(sql: Sql): Pick<Ending, 'done' | 'anew' | 'park'> {
  return {
    done: async (row, { refund }) => {
      if (refund) await refunded(sql, row)
      const { count } = await sql`
        update message
        set shown = greatest(shown, ${row.wanted}), attempts = 0, lease_until = null, lease_by = null
        where ${held(sql, row)}`
      return count > 0
    },
    anew: async (row) => {
      const { count } = await sql`
        update message
        set resent = resent + 1, shown = 0, shown_hash = null, message_id = null, sent_at = null,
          first_attempt_at = null, attempts = 0, lease_until = null, lease_by = null
        where ${held(sql, row)}`
      return count > 0
    },
    park: async (row, reason, at) => {
      const { count } = await sql`
        update message
        set parked_reason = ${reason}, parked_at = ${iso(at)}, lease_until = null, lease_by = null
        where ${held(sql, row)}`
      return count > 0
    },
  }
}

/** What is known of the app and of places, whoever finds it out. */
export function pauses(sql: Sql): Omit<Sending, keyof Ending> {
  return {
    pauseAll: async (until) => {
      await sql`update send_gate set paused_until = greatest(paused_until, ${iso(until)})`
    },
    pausePlace: async (recipient, until) => {
      await sql`
        insert into chat (recipient, paused_until) values (${recipient}, ${iso(until)})
        on conflict (recipient) do update
        set paused_until = greatest(chat.paused_until, excluded.paused_until)`
    },
    unreachable: async (recipient, reason, at) => {
      await sql`
        insert into chat (recipient, unreachable_since, unreachable_reason)
        values (${recipient}, ${iso(at)}, ${reason})
        on conflict (recipient) do update
        set unreachable_since = coalesce(chat.unreachable_since, excluded.unreachable_since),
          unreachable_reason = excluded.unreachable_reason`
    },
    reachable: async (recipient, told = 'forgotten') => {
      await sql`
        with known as (
          select recipient, unreachable_reason from chat where recipient = ${recipient}
        ), sent_after_all as (
          update message m set parked_at = null, parked_reason = null, attempts = 0, shown_hash = null
          from known
          where m.parked_at is not null and m.recipient = known.recipient
            and m.parked_reason = known.unreachable_reason
        )
        update chat set unreachable_since = null, unreachable_reason = null,
          told_at = case when ${told === 'kept'} then told_at end
        where recipient = ${recipient}`
    },
  }
}

function held(sql: Sql, row: ClaimedRow) {
  return sql`id = ${row.id} and lease_by = ${row.lease}`
}

async function refunded(sql: Sql, row: ClaimedRow): Promise<void> {
  await sql`delete from send_log where id = ${row.payment}`
}
