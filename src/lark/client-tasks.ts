// Tasks of the app's own: made, changed, completed, looked at (platform docs: task v2).
import type { MirroredTask, TaskFacts } from '../domain/mirror.ts'
import type { Instant } from '../domain/time.ts'
import type { Caller } from './client.ts'
import { type Answer, refusedHere } from './fault.ts'
import { ID_FORMS, nothing, taskReply } from './wire.ts'

export interface TaskCalls {
  /** The new task's guid. The platform makes one for a token within five minutes, if what is asked is the same. */
  createTask(task: MirroredTask, token: string): Promise<Answer<string>>
  /** `reopen`: it was completed and is to be done again. */
  changeTask(guid: string, facts: TaskFacts, reopen: boolean): Promise<Answer<undefined>>
  completeTask(guid: string, at: Instant): Promise<Answer<undefined>>
  isTaskCompleted(guid: string): Promise<Answer<boolean>>
}

const OPEN_IDS = { user_id_type: 'open_id' }

export function taskCalls(caller: Caller): TaskCalls {
  const patch = (guid: string, task: object, fields: readonly string[]) =>
    onTask(guid, (path) =>
      caller.json(
        { api: 'task.patch', method: 'PATCH', path, json: { task, update_fields: fields } },
        nothing,
      ),
    )
  return {
    createTask: async (task, token) => {
      const made = await caller.json(
        {
          api: 'task.create',
          method: 'POST',
          path: 'task/v2/tasks',
          query: OPEN_IDS,
          json: { ...wholeTask(task), client_token: token },
        },
        taskReply,
      )
      return made.ok ? { ok: true, value: made.value.guid } : made
    },
    changeTask: (guid, facts, reopen) =>
      patch(guid, { ...factsOf(facts), ...(reopen ? { completed_at: '0' } : {}) }, [
        ...['summary', 'description', 'due'],
        ...(reopen ? ['completed_at'] : []),
      ]),
    completeTask: (guid, at) => patch(guid, { completed_at: String(at) }, ['completed_at']),
    isTaskCompleted: (guid) =>
      onTask(guid, async (path) => {
        const task = await caller.json({ api: 'task.get', method: 'GET', path }, taskReply)
        return task.ok ? { ok: true, value: task.value.isCompleted } : task
      }),
  }
}

/** Whoever wants to tick it off is told where it is done instead, on whatever client. */
function wholeTask(task: MirroredTask): object {
  const tip = { tip: { zh_cn: task.tip } }
  return {
    ...factsOf(task),
    members: [{ id: task.assignee, type: 'user', role: 'assignee' }],
    origin: {
      platform_i18n_name: { zh_cn: task.origin },
      ...(task.page === null ? {} : { href: task.page }),
    },
    custom_complete: { pc: tip, ios: tip, android: tip },
  }
}

/** A field that is named in an update and not given is emptied: that is how a task loses its due. */
function factsOf({ summary, description, dueAt }: TaskFacts): object {
  const due = { timestamp: String(dueAt), is_all_day: false }
  return { summary, description, ...(dueAt === null ? {} : { due }) }
}

async function onTask<T>(
  guid: string,
  call: (path: string) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  if (!ID_FORMS.task.test(guid)) return refusedHere('not a task')
  return await call(`task/v2/tasks/${guid}`)
}
