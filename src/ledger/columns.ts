// The columns of the ledger 台账 and of the template: one row a field of the 督查立项 card, written and read back.
import type { Docket } from '../domain/matter.ts'
import {
  type DepartmentId,
  departmentOf,
  type OpenId,
  type Organisation,
  peopleWith,
  personOf,
} from '../domain/organisation.ts'
import {
  CATEGORIES,
  CATEGORY_ZH,
  type Category,
  CLASSIFICATION_ZH,
  CYCLE_ZH,
  PROPOSAL_KIND_ZH,
  URGENCY_ZH,
} from '../domain/terms.ts'
import { type Instant, instantOf, isRealDay, pickerTime } from '../domain/time.ts'
import { mentionsIn } from '../lark/department-names.ts'
import { fold, trimSigns } from '../lark/fold.ts'

/** What a cell says, or why it says nothing that can be used. */
export type Understood<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: CellFault }

export type CellFault =
  | 'department'
  | 'leadOnce'
  | 'category'
  | 'time'
  | 'yesNo'
  | 'count'
  | 'approver'
  | 'choice'
  | 'tooLong'

export interface Column<Name extends keyof Docket = keyof Docket> {
  readonly name: Name
  readonly zh: string
  /** In characters, for the sheet. */
  readonly width: number
  readonly write: (docket: Docket, organisation: Organisation) => string
  readonly read: (said: string, organisation: Organisation) => Understood<Docket[Name]>
}

/** Longer cells are no cells; the fields of the card hold 1,000 characters, an old ledger's may hold more. */
const TEXT_MAX = 5_000
const TITLE_MAX = 100

export const COLUMNS: readonly Column[] = [
  textColumn('title', '事项', 36, TITLE_MAX),
  column('category', '类别', 30, {
    write: ({ category }) => (category === null ? '' : `${category}.${CATEGORY_ZH[category]}`),
    read: (said) => categoryIn(said),
  }),
  textColumn('source', '来源', 20),
  textColumn('sourceDocument', '来文文号', 20),
  textColumn('content', '督查内容', 60),
  column('lead', '牵头单位', 16, {
    write: ({ lead }, organisation) => departmentZh(lead, organisation),
    read: (said, organisation) => {
      const ids = departmentsIn(said, organisation)
      if (ids === null) return fault('department')
      return ids.length > 1 ? fault('leadOnce') : { ok: true, value: ids[0] ?? null }
    },
  }),
  column('co', '配合单位', 24, {
    write: ({ co }, organisation) => co.map((id) => departmentZh(id, organisation)).join('、'),
    read: (said, organisation) => {
      const ids = departmentsIn(said, organisation)
      return ids === null ? fault('department') : { ok: true, value: ids }
    },
  }),
  textColumn('coTask', '配合任务', 24),
  timeColumn('deadline', '办结时间'),
  timeColumn('coDeadline', '配合单位办结时间'),
  column('copies', '报送份数', 10, {
    write: ({ copies }) => (copies === null ? '' : String(copies)),
    read: (said) => {
      const digits = /^(\d{1,3})\s*份?$/.exec(fold(said))?.[1]
      if (said === '') return { ok: true, value: null }
      return digits === undefined ? fault('count') : { ok: true, value: Number(digits) }
    },
  }),
  yesColumn('seal', '加盖公章'),
  yesColumn('electronic', '电子稿'),
  yesColumn('signature', '领导签字'),
  textColumn('formatNote', '格式说明', 24),
  column('approver', '阅批领导', 14, {
    write: ({ approver }, organisation) => approverZh(approver, organisation),
    read: (said, organisation) => approverIn(said, organisation),
  }),
  choiceColumn('urgency', '紧急程度', URGENCY_ZH, 'normal'),
  choiceColumn('cycle', '阶段进展', CYCLE_ZH, 'none'),
  column('superior', '上级交办', 10, {
    write: ({ superior }) => yesZh(superior),
    read: (said) => withDefault(yesIn(said), false),
  }),
  textColumn('superiorOrgan', '上级机关', 24),
  timeColumn('superiorDeadline', '上级时限'),
  choiceColumn('proposalKind', '建议提案种类', PROPOSAL_KIND_ZH, null),
  textColumn('proposalNumber', '建议提案编号', 16),
  textColumn('proposers', '提出人', 16),
  choiceColumn('classification', '公开范围', CLASSIFICATION_ZH, 'public'),
  column('notSecret', '不涉及国家秘密、工作秘密', 14, {
    write: ({ notSecret }) => yesZh(notSecret),
    read: (said) => withDefault(yesIn(said), false),
  }),
]

type Pair<Name extends keyof Docket> = Pick<Column<Name>, 'write' | 'read'>

function column<Name extends keyof Docket>(
  name: Name,
  zh: string,
  width: number,
  pair: Pair<Name>,
): Column {
  return { name, zh, width, ...pair }
}

type TextField = {
  [Name in keyof Docket]: Docket[Name] extends string
    ? string extends Docket[Name]
      ? Name
      : never
    : never
}[keyof Docket]

function textColumn(name: TextField, zh: string, width: number, max = TEXT_MAX): Column {
  return column(name, zh, width, {
    write: (docket) => docket[name],
    read: (said) => (said.length > max ? fault('tooLong') : { ok: true, value: said }),
  })
}

function timeColumn(name: 'deadline' | 'coDeadline' | 'superiorDeadline', zh: string): Column {
  return column(name, zh, 18, {
    write: (docket) => {
      const at = docket[name]
      return at === null ? '' : pickerTime(at)
    },
    read: (said, { rules }) => timeIn(said, rules.defaultDeadlineTime),
  })
}

function yesColumn(name: 'seal' | 'electronic' | 'signature', zh: string): Column {
  return column(name, zh, 10, {
    write: (docket) => {
      const value = docket[name]
      return value === null ? '' : yesZh(value)
    },
    read: yesIn,
  })
}

function choiceColumn<Name extends 'urgency' | 'cycle' | 'proposalKind' | 'classification'>(
  name: Name,
  zh: string,
  choices: Readonly<Record<Exclude<Docket[Name], null>, string>>,
  absent: Docket[Name],
): Column {
  return column(name, zh, 12, {
    write: (docket) => {
      const value = docket[name]
      return value === null ? '' : choices[value as Exclude<Docket[Name], null>]
    },
    read: (said) => {
      if (said === '') return { ok: true, value: absent }
      const keys = Object.keys(choices) as Exclude<Docket[Name], null>[]
      const chosen = keys.find((key) => choices[key] === said)
      return chosen === undefined ? fault('choice') : { ok: true, value: chosen }
    },
  })
}

function fault(why: CellFault): { readonly ok: false; readonly fault: CellFault } {
  return { ok: false, fault: why }
}

function withDefault<Value>(read: Understood<Value | null>, absent: Value): Understood<Value> {
  return read.ok ? { ok: true, value: read.value ?? absent } : read
}

function yesZh(value: boolean): string {
  return value ? '是' : '否'
}

function yesIn(said: string): Understood<boolean | null> {
  const word = fold(said).trim()
  if (word === '') return { ok: true, value: null }
  if (/^(?:是|需要?|要|有|√|✓|yes|true)$/.test(word)) return { ok: true, value: true }
  return /^(?:否|不需?要?|无|×|no|false)$/.test(word) ? { ok: true, value: false } : fault('yesNo')
}

/** `3`, `3.区政府会议决定事项` or the name alone. */
function categoryIn(said: string): Understood<Category | null> {
  const word = fold(said).trim()
  if (word === '') return { ok: true, value: null }
  const found = CATEGORIES.find((key) => {
    const name = fold(CATEGORY_ZH[key])
    return word === String(key) || word === name || word.replace(/^\d\s*[.、]\s*/, '') === name
  })
  return found === undefined ? fault('category') : { ok: true, value: found }
}

/** A time as the ledger writes it, or as people do: 2026-09-18 17:30, 2026年9月18日. The year is written out. */
function timeIn(said: string, defaultTime: string): Understood<Instant | null> {
  const word = fold(said).trim()
  if (word === '') return { ok: true, value: null }
  const parts = WRITTEN_TIME.exec(word)
  const [, year, month, date, hour, minute] = parts ?? []
  if (!year || !month || !date || !isRealDay(Number(year), Number(month), Number(date)))
    return fault('time')
  if (hour !== undefined && (Number(hour) > 23 || Number(minute) > 59)) return fault('time')
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const time = hour === undefined ? defaultTime : `${hour.padStart(2, '0')}:${minute}`
  return { ok: true, value: instantOf(day, time) }
}

const WRITTEN_TIME = new RegExp(
  '^(20\\d{2})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?\\s*(?:\\(?(?:周|星期).\\)?\\s*)?' +
    '(?:t?\\s*(\\d{1,2}):(\\d{2})(?::\\d{2})?)?\\s*前?$',
)

function departmentZh(id: DepartmentId | null, organisation: Organisation): string {
  return id === null ? '' : (departmentOf(organisation, id)?.shortName ?? id)
}

/** The departments a cell lists; null where a word in it is none of this district's. */
function departmentsIn(said: string, organisation: Organisation): DepartmentId[] | null {
  const folded = fold(said)
  const mentions = mentionsIn(folded, organisation)
  const rest = mentions.reduceRight(
    (text, { from, to }) => text.slice(0, from) + text.slice(to),
    folded,
  )
  const ids = mentions.map(({ id }) => id)
  if (trimSigns(rest.replaceAll(/[、,;和与及\s]/g, '')) !== '' || ids.includes(null)) return null
  return [...new Set(ids.filter((id) => id !== null))]
}

/** By name; with the post where two leaders have one name. */
function approverZh(openId: OpenId | null, organisation: Organisation): string {
  if (openId === null) return ''
  const person = personOf(organisation, openId)
  if (person === undefined) return openId
  const isAlone = leaders(organisation).filter(({ name }) => name === person.name).length < 2
  return isAlone ? person.name : `${person.name}（${person.title}）`
}

function approverIn(said: string, organisation: Organisation): Understood<OpenId | null> {
  const word = fold(said).trim()
  if (word === '') return { ok: true, value: null }
  const found = leaders(organisation).filter(({ name, title, openId }) =>
    [name, `${name}(${title})`, `${name}${title}`, openId].some((one) => fold(one) === word),
  )
  const [only] = found
  return found.length === 1 && only ? { ok: true, value: only.openId } : fault('approver')
}

function leaders(organisation: Organisation) {
  return peopleWith(organisation, 'DISTRICT_MAYOR', 'DISTRICT_VICE_MAYOR')
}
