// The organisation file: unknown JSON in, the district in the domain's shapes or every fault out.
import { z } from 'zod'
import {
  type Delegation,
  FILE_SCOPES,
  type Organisation,
  type Person,
  ROLES,
} from './domain/organisation.ts'
import { isRealDay } from './domain/time.ts'
import { crossFaults } from './organisation-faults.ts'
import { publishedHolidays } from './published-holidays.ts'

/** What the file says, people named by open_id. The store gives it a version. */
export type OrganisationFile = Omit<Organisation, 'version'>

/** `path` is the place in the file, `people[3].roles[0]`; `message` is for people, in Chinese. */
export interface Fault {
  readonly path: string
  readonly message: string
}

/**
 * Reads a parsed organisation file (interface §4). All faults come at once: first those of single
 * fields, and once every field is well formed, those between fields. Missing rules take their
 * defaults; years missing from the calendar are filled in as far as they are published.
 */
export function parseOrganisationFile(
  json: unknown,
): { ok: true; file: OrganisationFile } | { ok: false; faults: Fault[] } {
  const parsed = fileShape.safeParse(json, { error: z.locales.zhCN().localeError })
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) }
  const faults = crossFaults(parsed.data)
  return faults.length > 0 ? { ok: false, faults } : { ok: true, file: inDomain(parsed.data) }
}

const text = z.string().trim().min(1, '不能为空')

const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '不是有效的时刻，应写作 HH:mm，例如 08:30')

const day = z
  .string()
  .refine(
    (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && isRealDay(...datePartsOf(value)),
    '不是有效的日期，应写作 YYYY-MM-DD，例如 2026-10-01',
  )

const rulesShape = z.strictObject({
  reminderLeadDays: z.int().min(0).max(30).default(2),
  reminderLeadUnit: z.enum(['CALENDAR_DAY', 'WORKDAY']).default('CALENDAR_DAY'),
  reminderRollIfOffDay: z.literal('BACKWARD_TO_WORKDAY').default('BACKWARD_TO_WORKDAY'),
  reminderTimeOfDay: timeOfDay.default('09:00'),
  quietHours: z.tuple([timeOfDay, timeOfDay]).default(['18:30', '08:30']),
  workHours: z
    .array(z.tuple([timeOfDay, timeOfDay]))
    .min(1, '至少写一段办公时间')
    .default([
      ['08:30', '12:00'],
      ['14:00', '17:30'],
    ]),
  digestTime: timeOfDay.default('08:40'),
  defaultDeadlineTime: timeOfDay.default('17:30'),
  chaseCooldownHours: z.number().min(0).default(4),
  maxExtensions: z.int().min(0).default(2),
  redirectWorkdays: z.int().min(0).default(2),
  coDeadlineWorkdays: z.int().min(0).default(3),
  cycleDay: z.int().min(1).max(28, '须在 1 到 28 之间，每个月都有的日子').default(25),
  proposalMonths: z.int().min(1).default(3),
  proposalMonthsMax: z.int().min(1).default(6),
  satisfactionDays: z.int().min(1).default(30),
  chiefReview: z.boolean().default(false),
})

const fileShape = z.strictObject({
  district: text,
  governmentName: text,
  numberPrefix: text,
  timezone: z.literal('Asia/Shanghai').default('Asia/Shanghai'),
  rules: rulesShape.prefault({}),
  calendar: z
    .record(
      z.string().regex(/^\d{4}$/, '年份应写作四位数字，例如 2026'),
      z.strictObject({ offDays: z.array(day), makeupWorkdays: z.array(day) }),
    )
    .default({}),
  departments: z.array(
    z.strictObject({
      id: text,
      name: text,
      shortName: text,
      kind: z.enum(['office', 'dept']),
      chatId: text.optional(),
      sealName: text.optional(),
    }),
  ),
  people: z.array(
    z.strictObject({
      id: text,
      openId: text,
      name: text,
      title: text,
      dept: text,
      roles: z.array(z.enum(ROLES)).min(1, '至少写一个角色'),
      portfolioDepts: z.array(text).default([]),
    }),
  ),
  delegations: z
    .array(
      z.strictObject({
        principal: text,
        delegate: text,
        scope: z.array(z.enum(FILE_SCOPES)).min(1, '至少写一项授权范围'),
        from: day,
        to: day,
        writtenAuthorization: text,
      }),
    )
    .default([]),
})

/** The file as it is written, each field well formed, people and departments named by file id. */
export type FileContent = z.infer<typeof fileShape>

function inDomain(content: FileContent): OrganisationFile {
  return {
    district: content.district,
    governmentName: content.governmentName,
    numberPrefix: content.numberPrefix,
    rules: content.rules,
    calendar: { ...publishedHolidays(), ...content.calendar },
    departments: content.departments.map(({ chatId, sealName, ...department }) => ({
      ...department,
      chatId: chatId ?? null,
      sealName: sealName ?? null,
    })),
    people: content.people.map(personFrom),
    delegations: delegationsIn(content),
  }
}

function personFrom(person: FileContent['people'][number]): Person {
  return {
    openId: person.openId,
    name: person.name,
    title: person.title,
    departmentId: person.dept,
    roles: person.roles,
    portfolio: person.portfolioDepts,
    active: true,
  }
}

/** In the file a delegation names people by their id there; the domain knows them by open_id. */
function delegationsIn({ people, delegations }: FileContent): Delegation[] {
  const openIds = new Map(people.map((person) => [person.id, person.openId]))
  return delegations.map((given) => ({
    ...given,
    principal: openIds.get(given.principal) ?? given.principal,
    delegate: openIds.get(given.delegate) ?? given.delegate,
  }))
}

/** Unknown keys come from zod as one issue of their parent; here each is named by itself. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathZh([...issue.path, key]), message: '没有这一项' }))
  }
  if (issue.code === 'invalid_key') {
    return issue.issues.map(({ message }) => ({ path: pathZh(issue.path), message }))
  }
  return [{ path: pathZh(issue.path), message: issue.message }]
}

/** `['people', 3, 'name']` → `people[3].name`; the file as a whole is `（文件）`. */
function pathZh(path: readonly PropertyKey[]): string {
  const written = path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
  return written.replace(/^\./, '') || '（文件）'
}

function datePartsOf(value: string): [year: number, month: number, date: number] {
  const [year = 0, month = 0, date = 0] = value.split('-').map(Number)
  return [year, month, date]
}
