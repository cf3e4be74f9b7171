// What of a task's fields the platform takes, and in which words it refuses the rest (platform docs: task v2).
import { asObject, asText, type Json } from './json.ts'
import { Refusal, refusal } from './refusal.ts'
import type { State, Task, TaskMember } from './state.ts'
import { userBy } from './targets.ts'

/** Characters. */
const MOST_TEXT = 3_000
const MOST_TITLE = 512
const MOST_URL = 1_024
const MOST_TIP = 1_000
const MOST_EXTRA = 65_536

const MOST_MEMBERS = 50

/** A wrong parameter, said as the platform says it. */
export function invalid(parameter: string, why: string): Refusal {
  return new Refusal(400, 1470400, `Invalid Param '${parameter}', ${why}.`)
}

export function summaryIn(value: unknown): string {
  const text = asText(value)
  if (text === undefined || text === '') throw invalid('summary', 'must not be empty')
  return withinLimit('summary', text, MOST_TEXT)
}

export function descriptionIn(value: unknown): string {
  return textIn('description', value, MOST_TEXT)
}

export function extraIn(value: unknown): string {
  return textIn('extra', value, MOST_EXTRA)
}

/** Null: none. Seconds are all that is kept of a moment, the day of a date. */
export function dueIn(value: unknown): Task['due'] {
  if (value === undefined || value === null) return null
  const due = asObject(value)
  const timestamp = asText(due?.timestamp)
  if (timestamp === undefined) throw invalid('due.timestamp', 'param is required')
  if (!/^\d{1,20}$/.test(timestamp)) throw invalid('due.timestamp', 'must be a valid timestamp')
  const isAllDay = due?.is_all_day ?? false
  if (typeof isAllDay !== 'boolean') throw invalid('due.is_all_day', 'must be a boolean')
  const at = Number(timestamp)
  if (at === 0) return null
  const unit = isAllDay ? 86_400_000 : 1_000
  return { at: at - (at % unit), isAllDay }
}

/** Null: not completed. */
export function completedAtIn(value: unknown): number | null {
  if (value === undefined || value === null || value === '') return null
  const text = asText(value)
  if (text === undefined || !/^\d{1,20}$/.test(text))
    throw invalid('completed_at', 'must be a valid timestamp')
  return Number(text) === 0 ? null : Number(text)
}

/** Each person once in each role. Somebody who is not here, or of another kind of id, is the server's trouble. */
export function membersIn(state: State, idType: string | undefined, value: unknown): TaskMember[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw invalid('members', 'must be a list')
  const members = value.map((one) => memberIn(state, idType, asObject(one) ?? {}))
  const distinct = new Map(members.map((one) => [`${one.type} ${one.id} ${one.role}`, one]))
  if (distinct.size > MOST_MEMBERS)
    throw invalid('members', `at most ${MOST_MEMBERS} are supported`)
  return [...distinct.values()]
}

function memberIn(state: State, idType: string | undefined, member: Json): TaskMember {
  const { id, type = 'user', role } = member
  if (typeof id !== 'string' || id === '' || id.length > 100)
    throw invalid('members', 'id is required')
  if (type !== 'user' && type !== 'app') throw invalid('members', 'type is invalid')
  if (role !== 'assignee' && role !== 'follower')
    throw invalid('members', "role is invalid. Only 'assignee', 'follower' are supported")
  if (type === 'app') return { id, type, role }
  const user = userBy(state, idType, id)
  if (user === undefined || user.resigned) throw refusal(1470500)
  return { id: user.openId, type, role }
}

export function originIn(value: unknown): Json | null {
  const origin = asObject(value)
  if (origin === undefined) return null
  const names = asObject(origin.platform_i18n_name) ?? {}
  for (const name of Object.values(names))
    withinLimit('origin.platform_i18n_name', String(name), MOST_TIP)
  const href = asObject(origin.href)
  if (href === undefined) return { platform_i18n_name: names }
  const url = asText(href.url) ?? ''
  if (url !== '' && !/^https?:\/\//.test(url))
    throw invalid('origin.href.url', 'should start with http:// or https://')
  withinLimit('origin.href.url', url, MOST_URL)
  withinLimit('origin.href.title', asText(href.title) ?? '', MOST_TITLE)
  return { platform_i18n_name: names, href }
}

export function customCompleteIn(value: unknown): Json | null {
  const ways = asObject(value)
  if (ways === undefined) return null
  for (const way of [ways.pc, ways.ios, ways.android]) {
    const tips = asObject(asObject(way)?.tip) ?? {}
    for (const tip of Object.values(tips)) withinLimit('custom_complete.tip', String(tip), MOST_TIP)
  }
  return ways
}

function textIn(parameter: string, value: unknown, most: number): string {
  if (value === undefined || value === null) return ''
  const text = asText(value)
  if (text === undefined) throw invalid(parameter, 'must be a string')
  return withinLimit(parameter, text, most)
}

function withinLimit(parameter: string, text: string, most: number): string {
  if ([...text].length > most) throw invalid(parameter, `length exceeds ${most}`)
  return text
}
