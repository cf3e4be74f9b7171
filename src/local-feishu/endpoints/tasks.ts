// Tasks of the app's own: created once for a token, changed field by field, completed, read (platform docs: task v2).
import { MINUTE_MS } from '../../domain/time.ts'
import { asList, asObject, type Json } from '../json.ts'
import type { Answer, Call, Endpoint, Platform } from '../platform.ts'
import { refusal } from '../refusal.ts'
import { changed, type Task } from '../state.ts'
import {
  completedAtIn,
  customCompleteIn,
  descriptionIn,
  dueIn,
  extraIn,
  invalid,
  membersIn,
  originIn,
  summaryIn,
} from '../task-fields.ts'

/** A token is remembered for this long after it made a task; then it counts as never used. */
const TOKEN_MEMORY_MS = 5 * MINUTE_MS

const LIMITS = [{ count: 10, lengthMs: 1_000 }]

const WRITE_SCOPES = ['task:task:write', 'task:task:writeonly']

export const taskEndpoints: readonly Endpoint[] = [
  {
    name: 'create_task',
    method: 'POST',
    path: '/task/v2/tasks',
    scopes: WRITE_SCOPES,
    limits: LIMITS,
    handle: created,
  },
  {
    name: 'patch_task',
    method: 'PATCH',
    path: '/task/v2/tasks/:guid',
    scopes: WRITE_SCOPES,
    limits: LIMITS,
    handle: patched,
  },
  {
    name: 'get_task',
    method: 'GET',
    path: '/task/v2/tasks/:guid',
    scopes: ['task:task:read', 'task:task:write'],
    limits: LIMITS,
    handle: (call) => taskAnswer(call, taskIn(call)),
  },
]

function created(call: Call): Answer {
  const { platform, body } = call
  const token = tokenIn(body.client_token)
  const first = token === undefined ? undefined : remembered(platform, token)
  if (first !== undefined) {
    platform.tally.duplicatesSuppressed += 1
    return taskAnswer(call, first)
  }
  const task = taskFrom(call)
  const { state } = platform
  state.tasks.set(task.guid, task)
  if (token !== undefined) platform.taskTokens.set(token, { guid: task.guid, at: task.createdAt })
  changed(state, 'task', task.guid)
  return taskAnswer(call, task)
}

function taskFrom({ platform: { state }, body, query }: Call): Task {
  const now = state.clock.now()
  const { dice } = state
  const parts = [8, 4, 4, 4, 12].map((length) => dice.hex(length))
  return {
    guid: parts.join('-'),
    summary: summaryIn(body.summary),
    description: descriptionIn(body.description),
    due: dueIn(body.due),
    members: membersIn(state, query('user_id_type'), body.members),
    completedAt: completedAtIn(body.completed_at),
    origin: originIn(body.origin) ?? { platform_i18n_name: { zh_cn: state.bot.name } },
    extra: extraIn(body.extra),
    customComplete: customCompleteIn(body.custom_complete),
    createdAt: now,
    updatedAt: now,
    deleted: false,
  }
}

/** Every changed field is checked before any is written. */
function patched(call: Call): Answer {
  const { state } = call.platform
  const task = taskIn(call)
  const fields = asList(call.body.update_fields)
  if (fields.length === 0) throw invalid('update_fields', 'must not be empty')
  const given = asObject(call.body.task) ?? {}
  const fresh = Object.assign({}, ...fields.map((field) => changeOf(task, String(field), given)))
  Object.assign(task, fresh, { updatedAt: state.clock.now() })
  changed(state, 'task', task.guid)
  return taskAnswer(call, task)
}

/** A field that is named and not given is emptied. */
function changeOf(task: Task, field: string, given: Json): Partial<Task> {
  switch (field) {
    case 'summary':
      return { summary: summaryIn(given.summary) }
    case 'description':
      return { description: descriptionIn(given.description) }
    case 'due':
      return { due: dueIn(given.due) }
    case 'extra':
      return { extra: extraIn(given.extra) }
    case 'custom_complete':
      return { customComplete: customCompleteIn(given.custom_complete) }
    case 'completed_at': {
      const completedAt = completedAtIn(given.completed_at)
      if (completedAt !== null && task.completedAt !== null)
        throw invalid('completed_at', 'cannot set non-zero completed_at for a completed task')
      return { completedAt }
    }
    default:
      throw invalid('update_fields', `${field} cannot be updated`)
  }
}

function tokenIn(token: unknown): string | undefined {
  if (token === undefined || token === '') return undefined
  if (typeof token !== 'string' || token.length < 10 || token.length > 100)
    throw invalid('client_token', 'length must be between 10 and 100')
  return token
}

/** Nothing but the token is compared. What it made and somebody deleted since is answered all the same. */
function remembered({ taskTokens, state }: Platform, token: string): Task | undefined {
  const known = taskTokens.get(token)
  if (known === undefined || state.clock.now() - known.at >= TOKEN_MEMORY_MS) return undefined
  return state.tasks.get(known.guid)
}

function taskIn({ platform: { state }, param }: Call): Task {
  const guid = param('guid')
  if (!/^[0-9a-f-]{36}$/.test(guid)) throw invalid('task_guid', 'must be a valid guid')
  const task = state.tasks.get(guid)
  if (task === undefined || task.deleted) throw refusal(1470404)
  return task
}

function taskAnswer({ platform: { state } }: Call, task: Task): Answer {
  const { due, completedAt } = task
  return {
    data: {
      task: {
        guid: task.guid,
        summary: task.summary,
        description: task.description,
        ...(due === null ? {} : { due: { timestamp: String(due.at), is_all_day: due.isAllDay } }),
        creator: { id: state.app.appId, type: 'app', role: 'creator' },
        members: task.members,
        completed_at: String(completedAt ?? 0),
        origin: task.origin,
        extra: task.extra,
        ...(task.customComplete === null ? {} : { custom_complete: task.customComplete }),
        mode: 2,
        source: 6,
        created_at: String(task.createdAt),
        updated_at: String(task.updatedAt),
        status: completedAt === null ? 'todo' : 'done',
        url: `https://applink.feishu.cn/client/todo/detail?guid=${task.guid}`,
      },
    },
  }
}
