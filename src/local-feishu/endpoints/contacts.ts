// People and departments, as far as the app may see them.
import { asList } from '../json.ts'
import type { Answer, Call, Endpoint } from '../platform.ts'
import { refusal } from '../refusal.ts'
import { EMPLOYEE_ID } from '../scopes.ts'
import type { Department, State, User } from '../state.ts'
import { idBy, userBy } from '../targets.ts'
import { pageOf } from './paging.ts'

const CONTACT_SCOPES = ['contact:contact.base:readonly']

const ROOT = '0'

/** E-mail addresses or numbers in one look-up. */
const MOST_LOOKED_UP = 50

export const contactEndpoints: readonly Endpoint[] = [
  {
    name: 'batch_get_id',
    method: 'POST',
    path: '/contact/v3/users/batch_get_id',
    scopes: ['contact:user.id:readonly'],
    bucket: 'batch_get_id',
    handle: batchGetId,
  },
  {
    name: 'find_by_department',
    method: 'GET',
    path: '/contact/v3/users/find_by_department',
    scopes: CONTACT_SCOPES,
    bucket: 'find_by_department',
    handle: (call) => {
      const { state } = call.platform
      const id = call.query('department_id')
      if (id === undefined) throw refusal(230001, 'department_id is missing')
      const inside = visible(state).filter((user) => departmentsIn(call, user).includes(id))
      return paged(call, inside, (user) => userAnswer(call, user))
    },
  },
  {
    name: 'user',
    method: 'GET',
    path: '/contact/v3/users/:id',
    scopes: CONTACT_SCOPES,
    bucket: 'user',
    handle: (call) => {
      const { state } = call.platform
      const user = userBy(state, call.query('user_id_type'), call.param('id'))
      if (user === undefined) throw refusal(99992351, `id: ${call.param('id')}`)
      if (!user.available) throw refusal(41050)
      return { data: { user: userAnswer(call, user) } }
    },
  },
  {
    name: 'department_children',
    method: 'GET',
    path: '/contact/v3/departments/:id/children',
    scopes: [...CONTACT_SCOPES, 'contact:department.base:readonly'],
    bucket: 'department_children',
    handle: (call) => {
      const all = [...call.platform.state.departments.values()]
      const isAsked = (id: string) => departmentId(call, id) === call.param('id')
      const below =
        call.query('fetch_child') === 'true'
          ? descendants(all, isAsked)
          : all.filter(({ parent }) => isAsked(parent))
      return paged(call, below, (department) => departmentAnswer(call, department))
    },
  },
  {
    name: 'scopes',
    method: 'GET',
    path: '/contact/v3/scopes',
    scopes: CONTACT_SCOPES,
    bucket: 'scopes',
    handle: ({ platform: { state } }) => ({
      data: {
        department_ids: [...state.departments.keys()],
        user_ids: visible(state).map(({ openId }) => openId),
        group_ids: [],
        has_more: false,
        page_token: '',
      },
    }),
  },
]

/** Unknown addresses are no error: their entry has no `user_id`. */
function batchGetId(call: Call): Answer {
  const { state } = call.platform
  const emails = asList(call.body.emails).map(String)
  const mobiles = asList(call.body.mobiles).map(String)
  if (emails.length > MOST_LOOKED_UP || mobiles.length > MOST_LOOKED_UP) {
    throw refusal(230001, 'too many emails or mobiles')
  }
  const idType = call.query('user_id_type')
  const resignedToo = call.body.include_resigned === true
  function found(has: (user: User) => boolean): object {
    const user = visible(state).find((one) => has(one) && (resignedToo || !one.resigned))
    return user === undefined ? {} : { user_id: idBy(user, idType) }
  }
  return {
    data: {
      user_list: [
        ...emails.map((email) => ({ email, ...found((user) => user.email === email) })),
        ...mobiles.map((mobile) => ({ mobile, ...found((user) => user.mobile === mobile) })),
      ],
    },
  }
}

function paged<T>(call: Call, all: readonly T[], shown: (item: T) => object): Answer {
  const page = pageOf(call, all, { usual: 10, most: 50 })
  return {
    data: { has_more: page.hasMore, page_token: page.token, items: page.items.map(shown) },
  }
}

function visible(state: State): User[] {
  return [...state.users.values()].filter(({ available }) => available)
}

function departmentsIn(call: Call, user: User): readonly string[] {
  const own = user.departments.length === 0 ? [ROOT] : user.departments
  return own.map((id) => departmentId(call, id))
}

/** The root is `0` in every kind of id; others are meant by their open id unless the query says otherwise. */
function departmentId(call: Call, id: string): string {
  return id === ROOT || call.query('department_id_type') === 'department_id' ? id : `od-${id}`
}

/** Fields appear with their scopes only (platform docs: contact/v3, field permissions). */
function userAnswer(call: Call, user: User): object {
  const { state } = call.platform
  return {
    open_id: user.openId,
    union_id: user.unionId,
    ...(state.scopes.has(EMPLOYEE_ID) && { user_id: user.userId }),
    ...(state.scopes.has('contact:user.base:readonly') && { name: user.name, en_name: '' }),
    ...(state.scopes.has('contact:user.employee:readonly') && { job_title: user.jobTitle ?? '' }),
    department_ids: departmentsIn(call, user),
    status: {
      is_frozen: user.frozen,
      is_resigned: user.resigned,
      is_activated: true,
      is_exited: user.resigned,
      is_unjoin: false,
    },
  }
}

function departmentAnswer(call: Call, department: Department): object {
  const { scopes } = call.platform.state
  const { name, leader, chatId } = department
  return {
    open_department_id: `od-${department.id}`,
    ...(scopes.has('contact:department.base:readonly') && {
      name,
      department_id: department.id,
      status: { is_deleted: false },
    }),
    ...(scopes.has('contact:department.organize:readonly') && {
      parent_department_id: departmentId(call, department.parent),
      leader_user_id: leader ?? '',
      leaders: leader === undefined ? [] : [{ leaderType: 1, leaderID: leader }],
      chat_id: chatId ?? '',
    }),
  }
}

function descendants(all: readonly Department[], isAsked: (id: string) => boolean): Department[] {
  return all
    .filter(({ parent }) => isAsked(parent))
    .flatMap((department) => [department, ...descendants(all, (id) => id === department.id)])
}
