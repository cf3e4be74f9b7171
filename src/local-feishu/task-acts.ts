// What people do with tasks in their client: see theirs, tick them, delete them.
import { asObject, asText } from './json.ts'
import type { Office } from './person-acts.ts'
import { changed, type Task } from './state.ts'

/** Those that somebody is to do, newest last. */
export function tasksOf(office: Office, openId: string): Task[] {
  return [...office.platform.state.tasks.values()].filter(
    ({ deleted, members }) =>
      !deleted && members.some(({ id, role }) => id === openId && role === 'assignee'),
  )
}

/**
 * Ticks one off. Where the app has put its own way in the place of that, the client does not complete it, but shows
 * the tip that is returned, or goes to the address.
 */
export function ticked(office: Office, openId: string, guid: string): string | null {
  const task = taskOf(office, openId, guid)
  const instead = asObject(task.customComplete?.pc)
  if (instead !== undefined)
    return asText(instead.href) ?? asText(asObject(instead.tip)?.zh_cn) ?? ''
  task.completedAt ??= office.platform.state.clock.now()
  changed(office.platform.state, 'task', guid)
  return null
}

export function deleted(office: Office, openId: string, guid: string): void {
  taskOf(office, openId, guid).deleted = true
  changed(office.platform.state, 'task', guid)
}

function taskOf(office: Office, openId: string, guid: string): Task {
  const task = tasksOf(office, openId).find((one) => one.guid === guid)
  if (task === undefined) throw new Error(`${openId} has no task ${guid}`)
  return task
}
