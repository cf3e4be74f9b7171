// Open pages hear of every change: the pieces that look different for them, and nothing else.
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { Html } from './card/view.ts'
import { unreadOf } from './chats.ts'
import { chatList } from './chats-pane.ts'
import type { Desk } from './desk.ts'
import { clock, guide } from './guide.ts'
import { messageView } from './message.ts'
import { badge } from './people-pane.ts'
import { taskList } from './tasks.ts'

export interface Live {
  /** Names this run; a page from another one is stale as a whole. */
  readonly run: string
  revision(): number
  /** The page told from where on it wants to hear. */
  listen(c: Context, page: ListeningPage): Response
  /** Something beside messages looks different: the clock, what was read. */
  nudge(): void
  close(): void
}

export interface ListeningPage {
  readonly openId: string
  readonly chatId: string
  readonly since: number
}

interface Listener {
  readonly page: ListeningPage
  readonly stream: SSEStreamingApi
  /** What it has, by element id. */
  readonly has: Map<string, string>
  told: number
  /** What it is being told; the next word waits for it, or the older of two could come last and stay. */
  turn: Promise<void>
  end: () => void
}

/** Milliseconds. Several changes of one moment travel together. */
const GATHER_MS = 15

/** Milliseconds. So often an idle line is used, and the demo's clock is shown anew. */
const BEAT_MS = 20_000

export function openLive(desk: Desk, run: string): Live {
  const listeners = new Set<Listener>()
  const changedAt = new Map<string, number>()
  let revision = 1
  let planned: NodeJS.Timeout | null = null
  const flush = () => {
    planned = null
    for (const listener of listeners) inTurn(listener)
  }
  const inTurn = (listener: Listener) => {
    listener.turn = listener.turn.then(() => tell(desk, listener, { revision, changedAt }))
    return listener.turn
  }
  const plan = () => {
    planned ??= setTimeout(flush, GATHER_MS)
  }
  const stop = desk.feishu.onChange(({ what, id }) => {
    revision += 1
    if (what === 'message') changedAt.set(id, revision)
    plan()
  })
  const beat = setInterval(plan, BEAT_MS)
  return {
    run,
    revision: () => revision,
    nudge: plan,
    listen: (c, page) =>
      streamSSE(c, async (stream) => {
        const ended = Promise.withResolvers<void>()
        const listener: Listener = {
          page,
          stream,
          has: new Map(),
          told: page.since,
          turn: Promise.resolve(),
          end: ended.resolve,
        }
        listeners.add(listener)
        stream.onAbort(ended.resolve)
        await stream.writeSSE({ event: 'run', data: run })
        await inTurn(listener)
        await ended.promise
        listeners.delete(listener)
      }),
    close: () => {
      stop()
      clearInterval(beat)
      if (planned !== null) clearTimeout(planned)
      for (const listener of listeners) listener.end()
    },
  }
}

async function tell(
  desk: Desk,
  listener: Listener,
  now: { revision: number; changedAt: ReadonlyMap<string, number> },
): Promise<void> {
  const { page, has } = listener
  const chat = desk.feishu.allChats().find(({ id }) => id === page.chatId)
  if (chat === undefined) return
  const messages = desk.feishu.allMessages(page.chatId)
  desk.reads.saw(page.openId, chat, messages)
  const pieces = new Map<string, Html>()
  for (const message of messages) {
    if ((now.changedAt.get(message.id) ?? 0) <= listener.told) continue
    pieces.set(`m-${message.id}`, messageView(desk, message, page.openId))
  }
  listener.told = now.revision
  for (const [id, piece] of surroundings(desk, page)) pieces.set(id, piece)
  const changes: { id: string; html: string }[] = []
  for (const [id, piece] of pieces) {
    const html = String(await piece)
    if (has.get(id) === html) continue
    has.set(id, html)
    changes.push({ id, html })
  }
  if (changes.length === 0) return
  await listener.stream.writeSSE({
    event: 'pieces',
    id: String(now.revision),
    data: JSON.stringify(changes),
  })
}

function surroundings(desk: Desk, page: ListeningPage): [string, Html][] {
  const badges = desk.groups.flatMap((group) =>
    group.people.map(({ openId }): [string, Html] => [
      `unread-${openId}`,
      badge(openId, unreadOf(desk, openId)),
    ]),
  )
  return [
    ...badges,
    ['task-list', taskList(desk, page.openId)],
    ['chat-list', chatList(desk, page.openId, page.chatId)],
    ['guide', guide(desk)],
    ['clock', clock(desk)],
  ]
}
