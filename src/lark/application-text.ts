// What stands behind 延期, 特批延期, 改派 and 转办 (conversation §3): dates, reasons, departments, people.
//
//   延期 12号 到10月15日 原因：连续降雨 进展：已完成八成
//   改派 27号 [区财政局] 到区住建局 [原因：职责调整]
//   转办 27号 [由秦川] 给谷雨
//
// What is not plain is left out: the card asks for it and shows what was understood.
import type { DepartmentId, OpenId, Organisation, Person } from '../domain/organisation.ts'
import type { ReasonKind } from '../domain/terms.ts'
import type { Instant } from '../domain/time.ts'
import { findDates } from './dates.ts'
import { mentionsIn } from './department-names.ts'
import { fold, trimSigns } from './fold.ts'

export interface ExtensionSaid {
  readonly to: Instant | null
  readonly reasonKind: ReasonKind | null
  readonly reason: string
  readonly progress: string
}

/** The new date, the reason with the kind it plainly is, and how far the work is. */
export function readExtension(
  text: string,
  organisation: Organisation,
  at: Instant,
): ExtensionSaid {
  const { rules, calendar } = organisation
  const dates = findDates(text, at, { time: rules.defaultDeadlineTime, calendar })
  const aimed = dates.filter(({ from }) => UNTIL.test(fold(text.slice(0, from))))
  const [date, other] = aimed.length > 0 ? aimed : dates
  const to = date !== undefined && other === undefined ? date : null
  const progress = labelled(text, PROGRESS)
  const reason = labelled(text, REASON) ?? (to === null ? '' : unlabelled(text.slice(to.to)))
  return {
    to: to?.at ?? null,
    reasonKind: reasonKindOf(reason),
    reason,
    progress: progress ?? '',
  }
}

const UNTIL = /(?:到|至|延期?[到至]|改[到为])\s*$/
const REASON = /(?:原因|理由|事由)(?:是|为|:)?|因为?(?=[^,;。]{2})/
const PROGRESS = /(?:目前|当前)?进展(?:情况)?\s*:/

/** What stands behind a label, up to the next one. */
function labelled(text: string, label: RegExp): string | null {
  const folded = fold(text)
  const found = label.exec(folded)
  if (found === null) return null
  const begins = found.index + found[0].length
  const ends = [REASON, PROGRESS]
    .filter((other) => other !== label)
    .map((other) => folded.slice(begins).search(other))
    .filter((place) => place >= 0)
  const said = trimSigns(text.slice(begins, begins + Math.min(...ends, text.length)))
  return said === '' ? null : said
}

function unlabelled(text: string): string {
  const progress = fold(text).search(PROGRESS)
  return trimSigns(progress < 0 ? text : text.slice(0, progress))
}

/** Only where the words say it plainly, and nothing else beside it; else the officer chooses. */
export function reasonKindOf(reason: string): ReasonKind | null {
  const kinds = KINDS.filter(([, words]) => words.test(reason)).map(([kind]) => kind)
  const [only, ...others] = kinds
  return only === undefined || others.length > 0 ? null : only
}

const KINDS: readonly (readonly [ReasonKind, RegExp])[] = [
  ['weather', /雨|雪|台风|洪|内涝|汛|高温|寒潮|冰冻|大风|干旱|地震|天气|灾/],
  ['policy', /政策|新规|上级.{0,8}(?:调整|修订|变化|文件|要求)/],
  ['coordination', /协调|多部门|跨部门|会商|会签|征求意见/],
  ['procedure', /资金|拨付|拨款|手续|招标|招投标|采购|评审|预算/],
]

export interface RedirectSaid {
  /** Whose part; null: the lead's. */
  readonly from: DepartmentId | null
  readonly to: DepartmentId | null
  readonly reason: string
}

/** 到 before a department is where it goes; one named before that is where it is taken from. */
export function readRedirect(text: string, organisation: Organisation): RedirectSaid {
  const folded = fold(text)
  const named = mentionsIn(folded, organisation)
  const aimed = named.findLast(({ from }) => TO.test(folded.slice(0, from)))
  const to = aimed ?? (named.length === 1 ? named[0] : undefined)
  const from = named.find((held) => to !== undefined && held.to <= to.from)
  const reason = labelled(text, REASON) ?? (to === undefined ? '' : trimSigns(text.slice(to.to)))
  return {
    from: from?.id ?? null,
    to: to?.id ?? null,
    reason: reason.replace(/^办理[,，。\s]*/, ''),
  }
}

const TO = /(?:到|至|给|由)\s*$/

export interface PassOnSaid {
  readonly from: OpenId | null
  readonly to: OpenId | null
}

/** 给 before a name is who takes it; another name before that is who had it. Only `people` are looked for. */
export function readPassOn(text: string, people: readonly Person[]): PassOnSaid {
  const folded = fold(text)
  const named = people
    .map(({ openId, name }) => ({ openId, name: fold(name), at: folded.indexOf(fold(name)) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at || other.name.length - one.name.length)
  const aimed = named.find(({ at }) => /(?:给|到|至|交|予)\s*@?$/.test(folded.slice(0, at)))
  const [only] = named
  const to = aimed ?? (named.length === 1 ? only : undefined)
  const from = named.find(({ at }) => to !== undefined && at < to.at)
  return { from: from?.openId ?? null, to: to?.openId ?? null }
}
