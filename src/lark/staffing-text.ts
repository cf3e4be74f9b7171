// What stands behind 委托, 登记委托, 交接, 任职, 停用 and 添加承办人: people, dates, posts, a paper's number.
import type { DepartmentId, OpenId, Organisation, Person } from '../domain/organisation.ts'
import type { Post } from '../domain/staffing.ts'
import { type Day, dayFrom, dayOf, type Instant, isRealDay, localTime } from '../domain/time.ts'
import { findDates } from './dates.ts'
import { mentionsIn } from './department-names.ts'
import { fold } from './fold.ts'
import type { Mention } from './mentions.ts'

/**
 * Everybody whose name stands in the text or who is mentioned, in the order of the text; null where a name could be
 * two people's. A mention says who is meant; of namesakes the one of the asker's own department is.
 */
export function peopleNamed(
  text: string,
  mentions: readonly Mention[],
  organisation: Organisation,
  asker: Person,
): Person[] | null {
  const active = organisation.people.filter((person) => person.active)
  const names = [...new Set(active.map(({ name }) => name))].sort((a, b) => b.length - a.length)
  const found: { at: number; people: readonly Person[] }[] = []
  let rest = text
  // The longer name first, and what is read is blanked out, so that 张三 is not found in 张三丰.
  for (const name of names)
    for (let at = rest.indexOf(name); at >= 0; at = rest.indexOf(name)) {
      rest = rest.slice(0, at) + ' '.repeat(name.length) + rest.slice(at + name.length)
      found.push({ at, people: bearing(name, active, mentions, asker) })
    }
  if (found.some(({ people }) => people.length > 1)) return null
  const inOrder = found.sort((one, other) => one.at - other.at).flatMap(({ people }) => people)
  return [...new Set(inOrder)]
}

function bearing(
  name: string,
  active: readonly Person[],
  mentions: readonly Mention[],
  asker: Person,
): readonly Person[] {
  const namesakes = active.filter((person) => person.name === name)
  const mentioned = namesakes.filter(({ openId }) => mentions.some((one) => one.openId === openId))
  if (mentioned.length > 0) return mentioned
  // Somebody new of the same name is mentioned: nobody of the organisation is meant.
  if (mentions.some((one) => one.name === name)) return []
  const near = namesakes.filter(({ departmentId }) => departmentId === asker.departmentId)
  return near.length > 0 ? near : namesakes
}

const DAY = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/g
const RANGE_END = /^\s*(?:至|到|-|~|—+)\s*(\d{1,2})[日号]/

/** From which day to which; ends that are not said are null. A day that is past this year means the next. */
export function daysSaid(
  text: string,
  at: Instant,
  { calendar }: Pick<Organisation, 'calendar'>,
): { readonly from: Day | null; readonly to: Day | null } {
  const folded = fold(text.replace(paperNamed(text), ' '))
  const days = [...folded.matchAll(DAY)].flatMap((found) => {
    const [whole, year, month = '', date = ''] = found
    const short = RANGE_END.exec(folded.slice(found.index + whole.length))
    const said = dayOn(year, Number(month), Number(date), at)
    return [said, short === null ? null : dayOn(year, Number(month), Number(short[1]), at)]
  })
  // 明天至后天, 2026-09-15: as dates are read everywhere.
  const read = findDates(folded, at, { time: '23:59', calendar }).map((date) => dayOf(date.at))
  const said = days.filter((day) => day !== null)
  const [from = null, to = null] = said.length > 0 ? said : read
  return { from, to }
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
  [/分管领导|副局长/, 'deputy'],
  [/主要领导|局长|一把手/, 'head'],
  [/督查工作人员|督查人员|督查员|联络员/, 'officer'],
  [/承办人|科长|科员/, 'undertaker'],
]

export function postNamed(text: string): Post | null {
  return POSTS.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

export function departmentNamed(text: string, organisation: Organisation): DepartmentId | null {
  return mentionsIn(fold(text), organisation)[0]?.id ?? null
}

/**
 * Somebody mentioned who is not of the organisation, or not any more: the platform gives the id. The mention that
 * calls the bot is not in the text.
 */
export function strangerMentioned(
  text: string,
  mentions: readonly Mention[],
  organisation: Organisation,
): { readonly openId: OpenId; readonly name: string } | null {
  const known = new Set(organisation.people.filter((one) => one.active).map(({ openId }) => openId))
  for (const { openId, name } of mentions)
    if (openId !== null && !known.has(openId) && text.includes(`@${name}`)) return { openId, name }
  return null
}
