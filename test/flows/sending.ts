// A sender on a real Postgres and the local platform, on a clock that only the test moves.
import type { Instant } from '../../src/domain/time.ts'
import type { Sender } from '../../src/flows/outbox.ts'
import { openPapers } from '../../src/flows/papers.ts'
import { createSender, type Drawn, type Render, type Said } from '../../src/flows/send.ts'
import { type Lark, openLark } from '../../src/lark/client.ts'
import { type LocalFeishu, openLocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import type { SeenMessage } from '../../src/local-feishu/person.ts'
import type { Log } from '../../src/ports.ts'
import type { Sql } from '../../src/store/connect.ts'
import { type MessageStore, messageStore } from '../../src/store/messages.ts'
import { type WantedMessage, want } from '../../src/store/want.ts'

export const T0: Instant = Date.parse('2026-09-14T01:00:00Z')

export interface Office {
  readonly feishu: LocalFeishu
  readonly store: MessageStore
  readonly clock: { now(): Instant; advance(ms: number): void; moveTo(at: Instant): void }
  /** What has been drawn so far, by row. */
  readonly drawings: Map<string, number>
  /** Lines of the log. */
  readonly lines: string[]
  /** `timeoutMs` is real time: so long that a busy machine is not taken for a platform that hangs. */
  lark(timeoutMs?: number): Lark
  sender(options?: { store?: MessageStore; render?: Render; lark?: Lark }): Sender
  want(messages: readonly WantedMessage[]): Promise<void>
  /** The card's state has changed: it is to be drawn anew. */
  change(id: string): Promise<void>
  row(id: string): Promise<Readonly<Record<string, unknown>>>
  seen(openId: string): SeenMessage[]
  /** Flushes and moves the clock to when there is more, until nothing is wanted or the time is over. */
  work(senders: readonly Sender[], until: Instant): Promise<void>
  close(): Promise<void>
}

const APP = { appId: 'cli_test', appSecret: 's', encryptKey: 'k', verificationToken: 'v' }
const PEOPLE = Array.from({ length: 60 }, (_, i) => `ou_${i}`)
const GROUPS = Array.from({ length: 10 }, (_, i) => `oc_${i}`)

export async function openOffice(sql: Sql): Promise<Office> {
  await sql`truncate message, chat, send_log, document`
  await sql`update send_gate set paused_until = null`
  let now = T0
  const clock = {
    now: () => now,
    advance: (ms: number) => {
      now += ms
    },
    moveTo: (at: Instant) => {
      now = Math.max(now, at)
    },
  }
  const feishu = await openLocalFeishu({
    clock,
    seed: 1,
    app: APP,
    users: PEOPLE.map((openId) => ({ openId, name: openId })),
    chats: GROUPS.map((chatId) => ({ chatId, name: chatId, members: PEOPLE })),
  })
  const store = messageStore(sql)
  const drawings = new Map<string, number>()
  const lines: string[] = []
  const note = (event: string, facts?: object) => lines.push(`${event} ${JSON.stringify(facts)}`)
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const { appId, appSecret } = APP
  const lark = (timeoutMs = 5_000) =>
    openLark({ baseUrl: feishu.baseUrl, appId, appSecret, clock, log, timeoutMs })
  let instances = 0

  return {
    feishu,
    store,
    clock,
    drawings,
    lines,
    lark,
    sender: (options = {}) => {
      instances += 1
      return createSender({
        lark: options.lark ?? lark(),
        store: options.store ?? store,
        render: options.render ?? drawFrom(sql, drawings),
        papers: openPapers(sql, options.lark ?? lark(), log),
        clock,
        log,
        instance: `instance ${instances}`,
        random: seeded(instances),
      })
    },
    want: async (messages) => {
      await want(sql, now, messages)
    },
    change: async (id) => {
      await sql`
        update message set wanted = wanted + 1, due_at = ${new Date(now)} where id = ${id}`
    },
    row: async (id) => (await sql`select * from message where id = ${id}`)[0] ?? {},
    seen: (openId) => feishu.person(openId).messages(),
    work: async (senders, until) => {
      while (now < until) {
        await Promise.all(senders.map((sender) => sender.flush()))
        const next = await store.nextDueAt(now)
        if (next === null) return
        now = Math.min(until, Math.max(next, now + 1))
      }
    },
    close: () => feishu.close(),
  }
}

export function drawn(id: string, title: string): Said {
  const text = { tag: 'plain_text', content: '同意立项' }
  const behaviors = [{ type: 'callback', value: { c: id } }]
  return {
    msgType: 'interactive',
    content: {
      schema: '2.0',
      header: { title: { tag: 'plain_text', content: title } },
      body: { elements: [{ tag: 'button', text, behaviors }] },
    },
  }
}

/** Draws the version that is wanted at that moment, as the title. */
function drawFrom(sql: Sql, drawings: Map<string, number>): Render {
  return async (rows) => {
    const ids = rows.map((row) => row.id)
    const present = await sql<{ id: string; wanted: number; kind: string; document: string }[]>`
      select id, wanted, kind, subject->>'documentId' as document from message where id in ${sql(ids)}`
    return new Map(
      present.map(({ id, wanted, kind, document }): [string, Drawn] => {
        drawings.set(id, (drawings.get(id) ?? 0) + 1)
        const text: Drawn = { msgType: 'text', content: { text: id } }
        if (kind === 'file') return [id, { msgType: 'file', documentId: document }]
        return [id, kind === 'text' ? text : drawn(id, `第${wanted}版`)]
      }),
    )
  }
}

/** A person, and a group, for each number. */
export const person = (i: number) => PEOPLE[i % PEOPLE.length] ?? 'ou_0'
export const group = (i: number) => GROUPS[i % GROUPS.length] ?? 'oc_0'

/** Every card looks the same, whatever the version. */
export function sameTitle(row: { id: string }) {
  return [row.id, drawn(row.id, '一样')] as const
}

/** The highest of the platform's own counts under keys like this. */
export function peak(peaks: Readonly<Record<string, number>>, which: RegExp): number {
  const found = Object.entries(peaks).filter(([key]) => which.test(key))
  if (found.length === 0) throw new Error(`nothing was counted under ${which}`)
  return Math.max(...found.map(([, count]) => count))
}

export function seeded(seed: number): () => number {
  let state = seed * 7_919 + 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
