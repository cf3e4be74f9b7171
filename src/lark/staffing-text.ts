// What stands behind 委托, 登记委托, 交接, 任职, 停用 and 添加承办人: people, dates, posts, a paper's number.
import type { DepartmentId, OpenId, Organisation, Person } from '../domain/organisation.ts'
import type { Post } from '../domain/staffing.ts'
import { type Day, dayFrom, dayOf, type Instant, isRealDay, localTime } from '../domain/time.ts'
import { mentionsIn } from './department-names.ts'
import { fold } from './fold.ts'
import type { Mention } from './mentions.ts'

/** Everybody whose name stands in the text or who is mentioned, in the order of the text. */
export function peopleNamed(
  text: string,
  mentions: readonly Mention[],
  organisation: Organisation,
): Person[] {
  const found = organisation.people
    .filter((person) => person.active)
    .map((person) => {
      const mention = mentions.find(({ openId }) => openId === person.openId)
      const named = text.indexOf(person.name)
      const at = named >= 0 ? named : text.indexOf(mention?.name ?? '\u0000')
      return { person, at }
    })
    .filter(({ at }) => at >= 0)
  return found.sort((one, other) => one.at - other.at).map(({ person }) => person)
}

const DAY = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/g
const RANGE_END = /^\s*(?:至|到|-|~|—+)\s*(\d{1,2})[日号]/

/** From which day to which; `null` ends are not said. A day that is past this year means the next. */
export function daysSaid(text: string, at: Instant): { from: Day | null; to: Day | null } {
  const folded = fold(text)
  const days = [...folded.matchAll(DAY)].map((found) => {
    const [whole, year, month = '', date = ''] = found
    const end = (found.index ?? 0) + whole.length
    const short = RANGE_END.exec(folded.slice(end))
    const said = dayOn(year, Number(month), Number(date), at)
    const until = short === null ? null : dayOn(year, Number(month), Number(short[1]), at)
    return [said, until]
  })
  const [first = null, second = null] = days.flat().filter((day) => day !== null)
  return { from: first, to: second }
}

function dayOn(year: string | undefined, month: number, date: number, at: Instant): Day | null {
  const present = localTime(at).year
  const said = year === undefined ? present : Number(year)
  if (!isRealDay(said, month, date)) return null
  const day = dayFrom(said, month, date)
  const isPast = year === undefined && day < dayOf(at) && month < localTime(at).month
  return isPast ? dayFrom(present + 1, month, date) : day
}

/** 授权书〔2026〕3号: the paper that the delegation was given on; empty when none is named. */
export function paperNamed(text: string): string {
  return /[\u4e00-\u9fff]{0,8}[〔[(（]\s*\d{4}\s*[〕\])）]\s*\d+\s*号/.exec(text)?.[0].trim() ?? ''
}

const POSTS: readonly (readonly [RegExp, Post])[] = [
  [/主要领导|局长|一把手/, 'head'],
  [/分管领导|副局长/, 'deputy'],
  [/督查工作人员|督查人员|督查员|联络员/, 'officer'],
  [/承办人|科长|科员/, 'undertaker'],
]

export function postNamed(text: string): Post | null {
  return POSTS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

export function departmentNamed(text: string, organisation: Organisation): DepartmentId | null {
  return mentionsIn(fold(text), organisation)[0]?.id ?? null
}

/** Somebody mentioned who is not of the organisation yet: the platform gives the id. */
export function strangerMentioned(
  mentions: readonly Mention[],
  organisation: Organisation,
  botOpenId: OpenId | null,
): { readonly openId: OpenId; readonly name: string } | null {
  const known = new Set(organisation.people.map((person) => person.openId))
  for (const { openId, name } of mentions)
    if (openId !== null && openId !== botOpenId && !known.has(openId)) return { openId, name }
  return null
}
