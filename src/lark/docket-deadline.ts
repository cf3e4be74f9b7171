// By when a matter is to be settled, as the word 立项 is told: 12月5日前办结, 时限：三个工作日.
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { type FoundDate, findDates } from './dates.ts'
import { BY, RANGE_SIGN } from './day-words.ts'
import type { Read } from './spans.ts'

/** A date with the words that make it a deadline. `rank` 0: a date of something else. */
interface Candidate {
  readonly date: FoundDate
  readonly from: number
  readonly to: number
  readonly rank: 0 | 1 | 2
}

/**
 * The one date that is said to be the deadline. 办结 and 时限 outrank 前报送; of two that say the same
 * thing differently, and of a range, none is taken.
 */
export function deadlineIn(
  text: string,
  folded: string,
  { rules, calendar }: Organisation,
  at: Instant,
): Read<{ deadline?: Instant }> {
  const defaults = { time: rules.defaultDeadlineTime, calendar }
  const candidates = findDates(text, at, defaults).map((date) => candidate(date, folded))
  const best = Math.max(0, ...candidates.map(({ rank }) => rank))
  const meant = best === 0 ? [] : candidates.filter(({ rank }) => rank === best)
  const [only] = meant
  if (!only) return { fields: {}, spans: [], unclear: [] }
  const isPlain = meant.every(({ date }) => date.at === only.date.at) && !inRange(only, folded)
  return {
    fields: isPlain ? { deadline: only.date.at } : {},
    spans: meant,
    unclear: isPlain ? [] : meant,
  }
}

const VERB = '(?:办结|办理完毕|完成|落实到位|反馈结果|反馈|报送|上报|报)'
const SAID_BEFORE =
  /(?:(?:办结|完成|反馈|报送)(?:时间|日期|时限)|时限|期限|限期?|截止(?:时间|日期)?)(?:要求)?\s*[:为是]?\s*(?:于|在|到|至)?\s*$/
const JOINT_BEFORE = /(?:请|务必|须|要求)?(?:于|在)?\s*$/
const SAID_AFTER = new RegExp(`^\\s*${VERB}(?!的)`)
const SETTLED = /办结|办理完毕|时限|期限/

function candidate(date: FoundDate, folded: string): Candidate {
  const before = folded.slice(Math.max(0, date.from - 20), date.from)
  const after = folded.slice(date.to, date.to + 20)
  const [label] = SAID_BEFORE.exec(before) ?? ['']
  const [verb] = SAID_AFTER.exec(after) ?? ['']
  const joint = label || (JOINT_BEFORE.exec(before)?.[0] ?? '')
  const place = { date, from: date.from - joint.length, to: date.to + verb.length }
  if (SETTLED.test(label + verb)) return { ...place, rank: 2 }
  const isBy = ENDS_BY.test(date.text) && !/^\s*[^\s,;。]{0,4}的/.test(after)
  const isAlone = /(?:^|[,;。\n])\s*$/.test(before) && /^\s*(?:$|[,;。\n])/.test(after)
  return { ...place, rank: label || verb || isBy || isAlone ? 1 : 0 }
}

const ENDS_BY = new RegExp(`(?:${BY}|内)$`)

function inRange({ date }: Candidate, folded: string): boolean {
  return (
    new RegExp(`${RANGE_SIGN}$`).test(folded.slice(0, date.from)) ||
    new RegExp(`^${RANGE_SIGN}\\d`).test(folded.slice(date.to))
  )
}
