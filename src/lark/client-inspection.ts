// What set-up, self-check and the organisation file's draft ask of the platform (platform docs: application/v6,
// contact/v3).
import { z } from 'zod'
import type { Caller } from './client.ts'
import { type Answer, refusedHere } from './fault.ts'
import { ID_FORMS } from './wire.ts'

export interface Inspection {
  /** `status` is the platform's number: 2 is in use, 1 stopped by the tenant, 0 and 3 not installed or not enabled. */
  bot(): Promise<
    Answer<{ readonly openId: string; readonly name: string; readonly status: number }>
  >
  /** Names of the scopes that the tenant has granted. */
  grantedScopes(): Promise<Answer<readonly string[]>>
  /** Empty while no version was published. */
  onlineVersion(): Promise<Answer<string>>
  /** Event types that a published version is subscribed to. Callbacks are not among them. */
  subscribedEvents(versionId: string): Promise<Answer<readonly string[]>>
  chat(chatId: string): Promise<Answer<{ readonly name: string; readonly external: boolean }>>
  /** Every group that the bot is in. */
  chats(): Promise<Answer<readonly Group[]>>
  person(openId: string): Promise<Answer<{ readonly name: string; readonly hasLeft: boolean }>>
  /** All departments below one, level by level; `0` is the tenant. */
  departmentsBelow(openDepartmentId: string): Promise<Answer<readonly TenantDepartment[]>>
  /** Who belongs to a department itself, not to one below it. */
  peopleIn(openDepartmentId: string): Promise<Answer<readonly TenantPerson[]>>
}

export interface Group {
  readonly chatId: string
  readonly name: string
}

export interface TenantDepartment {
  readonly id: string
  /** Empty without the scope for it. */
  readonly name: string
  /** `0` is the tenant; null without the scope for it. */
  readonly parent: string | null
  readonly leader: string | null
  readonly chatId: string | null
}

export interface TenantPerson {
  readonly openId: string
  readonly name: string
  readonly title: string
  readonly hasLeft: boolean
}

/** Fifty a page; stops a platform that always says "more". */
const MAX_PAGES = 400

export function inspectionCalls(caller: Caller): Inspection {
  const self = (api: string, path: string) =>
    ({ api, method: 'GET', path, query: { lang: 'zh_cn' } }) as const
  return {
    bot: () => caller.json({ api: 'bot.info', method: 'GET', path: 'bot/v3/info' }, botReply),
    grantedScopes: () =>
      caller.json({ api: 'app.scopes', method: 'GET', path: 'application/v6/scopes' }, scopesReply),
    onlineVersion: () =>
      caller.json(self('app.get', 'application/v6/applications/me'), applicationReply),
    subscribedEvents: async (versionId) => {
      if (!ID_FORMS.file.test(versionId)) return refusedHere('not a version id')
      const path = `application/v6/applications/me/app_versions/${versionId}`
      return await caller.json(self('app.version', path), versionReply)
    },
    chat: async (chatId) => {
      if (!ID_FORMS.chat.test(chatId)) return refusedHere('not a chat id')
      return await caller.json(
        { api: 'chat.get', method: 'GET', path: `im/v1/chats/${chatId}` },
        chatReply,
      )
    },
    chats: () => all(caller, { api: 'chat.list', path: 'im/v1/chats', query: {} }, group),
    person: async (openId) => {
      if (!ID_FORMS.person.test(openId)) return refusedHere('not an open_id')
      const query = { user_id_type: 'open_id' }
      const path = `contact/v3/users/${openId}`
      return await caller.json({ api: 'user.get', method: 'GET', path, query }, personReply)
    },
    departmentsBelow: async (id) => {
      if (!ID_FORMS.file.test(id)) return refusedHere('not a department id')
      const path = `contact/v3/departments/${id}/children`
      const query = { ...OPEN_IDS, fetch_child: 'true' }
      return await all(caller, { api: 'department.children', path, query }, department)
    },
    peopleIn: (id) => {
      const query = { ...OPEN_IDS, department_id: id }
      const path = 'contact/v3/users/find_by_department'
      return all(caller, { api: 'user.of_department', path, query }, person)
    },
  }
}

const OPEN_IDS = { user_id_type: 'open_id', department_id_type: 'open_department_id' }

interface Listing {
  readonly api: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
}

async function all<T>(
  caller: Caller,
  { api, path, query }: Listing,
  item: z.ZodType<T>,
): Promise<Answer<readonly T[]>> {
  const schema = z.object({
    data: z.object({
      items: z.array(item).default([]),
      has_more: z.boolean().catch(false),
      page_token: z.string().catch(''),
    }),
  })
  const items: T[] = []
  let token = ''
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const asked = { ...query, page_size: '50', ...(token === '' ? {} : { page_token: token }) }
    const answer = await caller.json({ api, method: 'GET', path, query: asked }, schema)
    if (!answer.ok) return answer
    items.push(...answer.value.data.items)
    token = answer.value.data.page_token
    if (!answer.value.data.has_more || token === '') return { ok: true, value: items }
  }
  return refusedHere('too many pages')
}

const botReply = z
  .object({
    bot: z.object({
      open_id: z.string(),
      app_name: z.string().catch(''),
      activate_status: z.number().catch(2),
    }),
  })
  .transform(({ bot }) => ({
    openId: bot.open_id,
    name: bot.app_name,
    status: bot.activate_status,
  }))

const GRANTED = 1

const scopesReply = z
  .object({
    data: z.object({
      scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).default([]),
    }),
  })
  .transform(({ data }) =>
    data.scopes
      .filter(({ grant_status }) => grant_status === GRANTED)
      .map(({ scope_name }) => scope_name),
  )

const applicationReply = z
  .object({
    data: z.object({ app: z.object({ online_version_id: z.string().nullish() }) }),
  })
  .transform(({ data }) => data.app.online_version_id ?? '')

const versionReply = z
  .object({
    data: z.object({
      app_version: z.object({
        events: z.array(z.string()).nullish(),
        event_infos: z.array(z.object({ event_type: z.string() })).nullish(),
      }),
    }),
  })
  .transform(({ data: { app_version } }) => [
    ...(app_version.events ?? []),
    ...(app_version.event_infos ?? []).map(({ event_type }) => event_type),
  ])

const chatReply = z
  .object({ data: z.object({ name: z.string().catch(''), external: z.boolean().catch(true) }) })
  .transform(({ data }) => data)

const group = z
  .object({ chat_id: z.string(), name: z.string().catch('') })
  .transform(({ chat_id, name }) => ({ chatId: chat_id, name }))

const left = z
  .object({ is_resigned: z.boolean().catch(false), is_exited: z.boolean().catch(false) })
  .catch({ is_resigned: false, is_exited: false })
  .transform(({ is_resigned, is_exited }) => is_resigned || is_exited)

const personReply = z
  .object({ data: z.object({ user: z.object({ name: z.string().catch(''), status: left }) }) })
  .transform(({ data: { user } }) => ({ name: user.name, hasLeft: user.status }))

/** Ids that are not known come as empty texts. */
const optionalId = z
  .string()
  .catch('')
  .transform((id) => (id === '' ? null : id))

const department = z
  .object({
    open_department_id: z.string(),
    name: z.string().catch(''),
    parent_department_id: optionalId,
    leader_user_id: optionalId,
    chat_id: optionalId,
  })
  .transform((item) => ({
    id: item.open_department_id,
    name: item.name,
    parent: item.parent_department_id,
    leader: item.leader_user_id,
    chatId: item.chat_id,
  }))

const person = z
  .object({
    open_id: z.string(),
    name: z.string().catch(''),
    job_title: z.string().catch(''),
    status: left,
  })
  .transform((item) => ({
    openId: item.open_id,
    name: item.name,
    title: item.job_title,
    hasLeft: item.status,
  }))
