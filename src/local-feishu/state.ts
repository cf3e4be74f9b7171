// What the local platform knows: people, chats, messages, files. Plain maps, no behaviour.
import type { Instant } from '../domain/time.ts'
import type { Clock } from '../ports.ts'
import { type Dice, diceFrom, stableHex } from './dice.ts'
import type { Json } from './json.ts'

export interface AppSecrets {
  readonly appId: string
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
  readonly tenantKey: string
}

export interface User {
  readonly openId: string
  readonly unionId: string
  readonly userId: string
  name: string
  email?: string
  mobile?: string
  jobTitle?: string
  departments: readonly string[]
  resigned: boolean
  /** Whether the administration has suspended the account (暂停). */
  frozen: boolean
  /** Whether the app may be used by, and may see, this person. */
  available: boolean
  /** Whether the person has stopped the bot (230053). */
  stoppedBot: boolean
}

export interface Department {
  readonly id: string
  readonly name: string
  /** `0` is the root. */
  readonly parent: string
  /** Open id of its head (主负责人). */
  readonly leader?: string
  /** The department's own group, when it has one. */
  readonly chatId?: string
}

export interface Chat {
  readonly id: string
  readonly kind: 'group' | 'p2p'
  name: string
  /** Open ids, in the order of joining. */
  readonly members: Set<string>
  bot: boolean
  readonly external: boolean
  dissolved: boolean
  /** Who may mention everybody. */
  atAll: 'everyone' | 'owner_only'
}

export interface Mention {
  readonly key: string
  readonly openId: string
  readonly name: string
}

export interface Toast {
  readonly type: 'info' | 'success' | 'error' | 'warning'
  readonly content: string
}

export type MessageType =
  | 'text'
  | 'post'
  | 'image'
  | 'file'
  | 'interactive'
  | 'share_chat'
  | 'share_user'

export interface Message {
  readonly id: string
  readonly chatId: string
  readonly sender: { readonly type: 'app' | 'user'; readonly id: string }
  msgType: MessageType
  /** As last sent: a JSON string. */
  content: string
  /** The card as it is shown, for `interactive`. */
  card?: Json
  mentions: readonly Mention[]
  readonly createdAt: Instant
  updatedAt: Instant
  /** How often the content was replaced. */
  updates: number
  recalledAt?: Instant
  readonly rootId?: string
  readonly parentId?: string
  threadId?: string
  /** The original's id, for a copy made by forwarding. */
  readonly forwardedFrom?: string
  /** Taps that wait for their answer; while there are any, the card is locked. */
  pendingTaps: number
  /** Whom the bot alerted about this message (urgent_app). */
  readonly urgedTo: Set<string>
  /** The last toast each person saw on this card. */
  readonly toasts: Map<string, Toast>
}

export interface StoredFile {
  readonly key: string
  readonly kind: 'image' | 'file'
  readonly name: string
  readonly bytes: Uint8Array
  /** The app's uploads may be sent by the app; people's only read through their message. */
  readonly owner: 'app' | 'user'
}

export interface TaskMember {
  readonly id: string
  readonly type: 'user' | 'app'
  readonly role: 'assignee' | 'follower'
}

/** A task of the task centre, made by the app. */
export interface Task {
  readonly guid: string
  summary: string
  description: string
  /** A moment, to the second, or a date, as midnight UTC. */
  due: { readonly at: Instant; readonly isAllDay: boolean } | null
  readonly members: readonly TaskMember[]
  completedAt: Instant | null
  /** Where it comes from; never changed. */
  readonly origin: Json
  extra: string
  /** What a client does instead of completing it. */
  customComplete: Json | null
  readonly createdAt: Instant
  updatedAt: Instant
  deleted: boolean
}

/** Something that people or tests can see has changed. */
export interface Change {
  readonly what: 'message' | 'chat' | 'user' | 'delivery' | 'task'
  readonly id: string
}

export interface State {
  readonly clock: Clock
  readonly dice: Dice
  readonly seed: number
  readonly app: AppSecrets
  readonly bot: { readonly openId: string; readonly name: string }
  readonly scopes: Set<string>
  readonly users: Map<string, User>
  readonly departments: Map<string, Department>
  readonly chats: Map<string, Chat>
  readonly messages: Map<string, Message>
  /** The same by chat, oldest first. */
  readonly talk: Map<string, Message[]>
  readonly files: Map<string, StoredFile>
  readonly tasks: Map<string, Task>
  readonly listeners: Set<(change: Change) => void>
}

export function emptyState(given: {
  clock: Clock
  seed: number
  /** A kept tenant keeps its seed, but must not draw the same ids again. */
  diceSeed: number
  app: AppSecrets
  botName: string
  scopes: Iterable<string>
}): State {
  return {
    clock: given.clock,
    dice: diceFrom(given.diceSeed),
    seed: given.seed,
    app: given.app,
    bot: { openId: `ou_${stableHex(`bot ${given.app.appId}`)}`, name: given.botName },
    scopes: new Set(given.scopes),
    users: new Map(),
    departments: new Map(),
    chats: new Map(),
    messages: new Map(),
    talk: new Map(),
    files: new Map(),
    tasks: new Map(),
    listeners: new Set(),
  }
}

/** Tells whoever listens. */
export function changed(state: State, what: Change['what'], id: string): void {
  for (const listener of state.listeners) listener({ what, id })
}

/** Adds a message to its chat. */
export function keepMessage(state: State, message: Message): void {
  state.messages.set(message.id, message)
  const talk = state.talk.get(message.chatId)
  if (talk === undefined) state.talk.set(message.chatId, [message])
  else talk.push(message)
}

/** A chat's messages, oldest first. */
export function messagesIn(state: State, chatId: string): readonly Message[] {
  return state.talk.get(chatId) ?? []
}

/** The private chat of a person and the bot; it exists from the first time someone asks for it. */
export function p2pChat(state: State, openId: string): Chat {
  const id = `oc_${stableHex(`${state.seed} p2p ${openId}`)}`
  return state.chats.get(id) ?? openP2p(state, id, [openId], true)
}

/** The private chat of two people, without the bot. */
export function pairChat(state: State, one: string, other: string): Chat {
  const id = `oc_${stableHex(`${state.seed} pair ${[one, other].sort().join(' ')}`)}`
  return state.chats.get(id) ?? openP2p(state, id, [one, other], false)
}

function openP2p(state: State, id: string, members: readonly string[], bot: boolean): Chat {
  const chat: Chat = {
    id,
    kind: 'p2p',
    name: '',
    members: new Set(members),
    bot,
    external: false,
    dissolved: false,
    atAll: 'everyone',
  }
  state.chats.set(id, chat)
  changed(state, 'chat', id)
  return chat
}
