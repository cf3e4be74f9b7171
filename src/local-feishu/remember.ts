// The local platform's chats across restarts: a demo's messages must fit what the bot's database knows of them.
import type { Journal } from './journal.ts'
import { asList, asObject, type Json } from './json.ts'
import type { Platform } from './platform.ts'
import { type Chat, keepMessage, type Message, type StoredFile, type Task } from './state.ts'

/** The seed that made the private chats' ids; a kept tenant keeps it. */
export function keptSeed(journal: Journal, fresh: number): number {
  const kept = journal.get('seed', 'seed')
  if (typeof kept === 'number') return kept
  journal.put('seed', 'seed', fresh)
  return fresh
}

/** Brings back files, chats of two, messages and uuids, then writes down every later one. */
export function remember(platform: Platform, journal: Journal): void {
  restore(platform, journal)
  const { state, uuids } = platform
  const files = new Set(state.files.keys())
  const known = new Set(uuids.keys())
  const saveUuids = () => {
    for (const [uuid, value] of uuids) {
      if (known.has(uuid)) continue
      known.add(uuid)
      journal.put('uuid', uuid, [uuid, value])
    }
  }
  state.listeners.add(({ what, id }) => {
    if (what === 'chat') saveChat(journal, state.chats.get(id))
    if (what === 'task') journal.put('task', id, state.tasks.get(id))
    if (what !== 'message') return
    for (const file of state.files.values()) {
      if (files.has(file.key)) continue
      files.add(file.key)
      journal.put('file', file.key, { ...file, bytes: Buffer.from(file.bytes).toString('base64') })
    }
    const message = state.messages.get(id)
    if (message !== undefined) journal.put('message', id, written(message))
    // A uuid is remembered just after its message was made, within the same turn.
    setImmediate(saveUuids)
  })
}

function restore({ state, uuids }: Platform, journal: Journal): void {
  for (const kept of journal.all('file')) {
    const file = kept as StoredFile & { readonly bytes: unknown }
    state.files.set(file.key, { ...file, bytes: Buffer.from(String(file.bytes), 'base64') })
  }
  for (const kept of journal.all('chat')) {
    const chat = kept as Chat & { readonly members: unknown }
    state.chats.set(chat.id, { ...chat, members: new Set(asList(chat.members).map(String)) })
  }
  for (const kept of journal.all('message')) {
    const message = readBack(asObject(kept) ?? {})
    keepMessage(state, message)
  }
  for (const kept of journal.all('task')) {
    const task = kept as Task
    state.tasks.set(task.guid, task)
  }
  for (const kept of journal.all('uuid')) {
    const [uuid, value] = asList(kept)
    uuids.set(String(uuid), value as { messageId: string; at: number })
  }
}

/** Groups and private chats with the bot are made at every start; chats of two people only by their talk. */
function saveChat(journal: Journal, chat: Chat | undefined): void {
  if (chat === undefined || chat.kind !== 'p2p' || chat.bot) return
  journal.put('chat', chat.id, { ...chat, members: [...chat.members] })
}

function written(message: Message): Json {
  const { urgedTo, toasts, ...rest } = message
  return { ...rest, pendingTaps: 0, urgedTo: [...urgedTo], toasts: [...toasts] }
}

/** The journal is this program's own: what it holds has the shape in which it was written. */
function readBack(kept: Json): Message {
  const toasts = asList(kept.toasts) as [string, { type: 'info'; content: string }][]
  return {
    ...(kept as unknown as Message),
    urgedTo: new Set(asList(kept.urgedTo).map(String)),
    toasts: new Map(toasts),
  }
}
