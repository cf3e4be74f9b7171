// The tenant's administration: people and chats come and go, and the app is told.
import { stableHex } from './dice.ts'
import type { Json } from './json.ts'
import type { Office } from './person-acts.ts'
import { type Chat, changed, type Department, p2pChat, type State, type User } from './state.ts'

export interface NewUser {
  readonly openId: string
  readonly name: string
  readonly userId?: string
  readonly email?: string
  readonly mobile?: string
  readonly jobTitle?: string
  readonly departments?: readonly string[]
  /** false: outside the app's availability and contact range. */
  readonly available?: boolean
}

export interface NewChat {
  readonly chatId: string
  readonly name: string
  /** Open ids. */
  readonly members: readonly string[]
  readonly external?: boolean
  /** true unless told otherwise. */
  readonly bot?: boolean
  readonly atAll?: Chat['atAll']
}

export interface Tenant {
  addUser(user: NewUser): void
  addDepartment(department: Department): void
  addChat(chat: NewChat): void
  /** The bot joins or leaves; the operator is the chat's first member. */
  addBot(chatId: string): Promise<void>
  removeBot(chatId: string): Promise<void>
  addMember(chatId: string, openId: string): Promise<void>
  removeMember(chatId: string, openId: string): Promise<void>
  dissolve(chatId: string): Promise<void>
  /** The person leaves the tenant and all its groups. */
  resign(openId: string): Promise<void>
  /**
   * The account is suspended (暂停), or given back. What the platform does with messages to it the documents do not
   * say: they are taken as for anybody.
   */
  setFrozen(openId: string, frozen: boolean): Promise<void>
  setAvailable(openId: string, available: boolean): void
}

export function tenantOf(office: Office): Tenant {
  const { state } = office.platform
  return {
    addUser: (user) => addUser(state, user),
    addDepartment: (department) => {
      state.departments.set(department.id, department)
    },
    addChat: (chat) => addChat(state, chat),
    addBot: (chatId) => botMoved(office, chatId, true),
    removeBot: (chatId) => botMoved(office, chatId, false),
    addMember: (chatId, openId) => memberMoved(office, chatId, openId, true),
    removeMember: (chatId, openId) => memberMoved(office, chatId, openId, false),
    dissolve: (chatId) => dissolved(office, chatId),
    resign: (openId) => resigned(office, openId),
    setFrozen: (openId, frozen) => froze(office, openId, frozen),
    setAvailable: (openId, available) => {
      office.known(openId).available = available
    },
  }
}

function addUser(state: State, user: NewUser): void {
  if (!user.openId.startsWith('ou_')) throw new Error(`${user.openId} is no open id (ou_…)`)
  if (state.users.has(user.openId)) throw new Error(`${user.openId} exists already`)
  state.users.set(user.openId, {
    openId: user.openId,
    unionId: `on_${stableHex(`union ${user.openId}`)}`,
    userId: user.userId ?? stableHex(`user ${user.openId}`).slice(0, 8),
    name: user.name,
    departments: user.departments ?? [],
    resigned: false,
    frozen: false,
    available: user.available ?? true,
    stoppedBot: false,
    ...(user.email !== undefined && { email: user.email }),
    ...(user.mobile !== undefined && { mobile: user.mobile }),
    ...(user.jobTitle !== undefined && { jobTitle: user.jobTitle }),
  })
  changed(state, 'user', user.openId)
  p2pChat(state, user.openId)
}

function addChat(state: State, chat: NewChat): void {
  if (!chat.chatId.startsWith('oc_')) throw new Error(`${chat.chatId} is no chat id (oc_…)`)
  for (const openId of chat.members) {
    if (!state.users.has(openId)) throw new Error(`nobody has the open id ${openId}`)
  }
  state.chats.set(chat.chatId, {
    id: chat.chatId,
    kind: 'group',
    name: chat.name,
    members: new Set(chat.members),
    bot: chat.bot ?? true,
    external: chat.external ?? false,
    dissolved: false,
    atAll: chat.atAll ?? 'everyone',
  })
  changed(state, 'chat', chat.chatId)
}

async function botMoved(office: Office, chatId: string, here: boolean): Promise<void> {
  const chat = groupOf(office, chatId)
  if (chat.bot === here) return
  chat.bot = here
  changed(office.platform.state, 'chat', chatId)
  const type = here ? 'im.chat.member.bot.added_v1' : 'im.chat.member.bot.deleted_v1'
  await office.platform.push(type, chatEvent(office, chat))
}

async function memberMoved(
  office: Office,
  chatId: string,
  openId: string,
  here: boolean,
): Promise<void> {
  const chat = groupOf(office, chatId)
  const user = office.known(openId)
  if (chat.members.has(openId) === here) return
  const event = chatEvent(office, chat)
  if (here) chat.members.add(openId)
  else chat.members.delete(openId)
  changed(office.platform.state, 'chat', chatId)
  if (!chat.bot) return
  const type = here ? 'im.chat.member.user.added_v1' : 'im.chat.member.user.deleted_v1'
  const users = [
    {
      name: user.name,
      tenant_key: office.platform.state.app.tenantKey,
      user_id: office.identity(openId),
    },
  ]
  await office.platform.push(type, { ...event, users })
}

async function dissolved(office: Office, chatId: string): Promise<void> {
  const chat = groupOf(office, chatId)
  const event = chatEvent(office, chat)
  chat.dissolved = true
  changed(office.platform.state, 'chat', chatId)
  if (chat.bot) await office.platform.push('im.chat.disbanded_v1', event)
}

async function resigned(office: Office, openId: string): Promise<void> {
  const { state } = office.platform
  const user = office.known(openId)
  user.resigned = true
  for (const chat of state.chats.values()) {
    if (chat.kind === 'group') chat.members.delete(openId)
  }
  changed(state, 'user', openId)
  const object = { ...office.identity(openId), name: user.name, status: { is_resigned: true } }
  await office.platform.push('contact.user.deleted_v3', { object, old_object: {} })
}

async function froze(office: Office, openId: string, frozen: boolean): Promise<void> {
  const user = office.known(openId)
  if (user.frozen === frozen) return
  const statusOf = ({ resigned }: User) => ({
    is_frozen: user.frozen,
    is_resigned: resigned,
    is_activated: true,
    is_exited: resigned,
  })
  const before = statusOf(user)
  user.frozen = frozen
  changed(office.platform.state, 'user', openId)
  const object = { ...office.identity(openId), name: user.name, status: statusOf(user) }
  await office.platform.push('contact.user.updated_v3', { object, old_object: { status: before } })
}

/** What events about a chat share; the operator is its first member. */
function chatEvent(office: Office, chat: Chat): Json {
  const { state } = office.platform
  const [operator] = chat.members
  return {
    chat_id: chat.id,
    ...(operator !== undefined && { operator_id: office.identity(operator) }),
    external: chat.external,
    operator_tenant_key: state.app.tenantKey,
    name: chat.name,
    i18n_names: { zh_cn: chat.name, en_us: '', ja_jp: '' },
  }
}

function groupOf(office: Office, chatId: string): Chat {
  const chat = office.platform.state.chats.get(chatId)
  if (chat === undefined || chat.kind !== 'group') throw new Error(`there is no group ${chatId}`)
  return chat
}
