// The people, departments and rules of one district, and the questions the procedure asks of them.
import type { Day, TimeOfDay } from './time.ts'

export type OpenId = string & { readonly __openId?: never }
export type DepartmentId = string & { readonly __departmentId?: never }

/** Roles of the organisation file (interface §4). The two SUPERVISION roles are 督查室. */
export const ROLES = [
  'DISTRICT_MAYOR',
  'DISTRICT_VICE_MAYOR',
  'OFFICE_DIRECTOR',
  'OFFICE_DEPUTY_DIRECTOR',
  'SUPERVISION_CHIEF',
  'SUPERVISION_OFFICER',
  'DEPT_HEAD',
  'DEPT_DEPUTY',
  'DEPT_SUPERVISION_OFFICER',
  'UNDERTAKER',
] as const
export type Role = (typeof ROLES)[number]

/** What a delegate may do in the principal's place; WORK is 交接, an officer's or a handler's own work (process §6). */
export const DELEGATION_SCOPES = ['INSTRUCT', 'SIGN_REPORT', 'DECIDE', 'WORK'] as const
export type DelegationScope = (typeof DELEGATION_SCOPES)[number]

/** Those that the organisation file can give (interface §4). */
export const FILE_SCOPES = [
  'INSTRUCT',
  'SIGN_REPORT',
  'DECIDE',
] as const satisfies readonly DelegationScope[]

export interface Department {
  readonly id: DepartmentId
  readonly name: string
  readonly shortName: string
  readonly kind: 'office' | 'dept'
  readonly chatId: string | null
  readonly sealName: string | null
}

export interface Person {
  readonly openId: OpenId
  readonly name: string
  readonly title: string
  readonly departmentId: DepartmentId
  readonly roles: readonly Role[]
  readonly portfolio: readonly DepartmentId[]
  /** False once the person has left the organisation file. Kept, so that records still name them. */
  readonly active: boolean
}

export interface Delegation {
  readonly principal: OpenId
  readonly delegate: OpenId
  readonly scope: readonly DelegationScope[]
  /** First and last day, both included. */
  readonly from: Day
  readonly to: Day
  readonly writtenAuthorization: string
}

/** Days off and make-up working days of one year, as the State Council published them. */
export interface YearCalendar {
  readonly offDays: readonly Day[]
  readonly makeupWorkdays: readonly Day[]
}
export type Calendar = Readonly<Record<string, YearCalendar>>

export interface Rules {
  readonly reminderLeadDays: number
  readonly reminderLeadUnit: 'CALENDAR_DAY' | 'WORKDAY'
  readonly reminderRollIfOffDay: 'BACKWARD_TO_WORKDAY'
  readonly reminderTimeOfDay: TimeOfDay
  readonly quietHours: readonly [TimeOfDay, TimeOfDay]
  readonly workHours: readonly (readonly [TimeOfDay, TimeOfDay])[]
  readonly digestTime: TimeOfDay
  readonly defaultDeadlineTime: TimeOfDay
  readonly chaseCooldownHours: number
  readonly maxExtensions: number
  readonly redirectWorkdays: number
  readonly coDeadlineWorkdays: number
  readonly cycleDay: number
  readonly proposalMonths: number
  readonly proposalMonthsMax: number
  readonly satisfactionDays: number
  readonly chiefReview: boolean
}

export interface Organisation {
  /** Grows with every change, so that a process sees that its copy is old. */
  readonly version: number
  readonly district: string
  readonly governmentName: string
  readonly numberPrefix: string
  readonly rules: Rules
  readonly calendar: Calendar
  readonly departments: readonly Department[]
  readonly people: readonly Person[]
  readonly delegations: readonly Delegation[]
  /** Where people's browsers reach the pages, `https://duban.example.gov.cn`; absent or null: nobody knows. */
  readonly pages?: string | null
}

export function personOf(organisation: Organisation, openId: OpenId): Person | undefined {
  return organisation.people.find((person) => person.openId === openId)
}

/** The person behind an open_id, if the organisation still counts them in. */
export function activePerson(organisation: Organisation, openId: OpenId): Person | undefined {
  const person = personOf(organisation, openId)
  return person?.active ? person : undefined
}

export function departmentOf(organisation: Organisation, id: DepartmentId): Department | undefined {
  return organisation.departments.find((department) => department.id === id)
}

/** What people call a department: 区农业农村局. */
export function departmentZh(organisation: Organisation, id: DepartmentId): string {
  return departmentOf(organisation, id)?.shortName ?? id
}

export function hasRole(person: Person, ...roles: readonly Role[]): boolean {
  return person.roles.some((role) => roles.includes(role))
}

export function peopleWith(organisation: Organisation, ...roles: readonly Role[]): Person[] {
  return organisation.people.filter((person) => person.active && hasRole(person, ...roles))
}

/** 主要领导. The head of the office department is OFFICE_DIRECTOR (process §1.2). */
export function headOf(organisation: Organisation, id: DepartmentId): Person | undefined {
  const role = departmentOf(organisation, id)?.kind === 'office' ? 'OFFICE_DIRECTOR' : 'DEPT_HEAD'
  return peopleWith(organisation, role).find((person) => person.departmentId === id)
}

/** 督查工作人员 of a department. */
export function officersOf(organisation: Organisation, id: DepartmentId): Person[] {
  return peopleWith(organisation, 'DEPT_SUPERVISION_OFFICER').filter(
    (person) => person.departmentId === id,
  )
}

/** Who may be named as handler: the department's 分管领导, officers and UNDERTAKERs. */
export function handlersOf(organisation: Organisation, id: DepartmentId): Person[] {
  return peopleWith(organisation, 'DEPT_DEPUTY', 'DEPT_SUPERVISION_OFFICER', 'UNDERTAKER').filter(
    (person) => person.departmentId === id,
  )
}

/** The 副区长 whose portfolio holds the department. */
export function viceMayorFor(organisation: Organisation, id: DepartmentId): Person | undefined {
  return peopleWith(organisation, 'DISTRICT_VICE_MAYOR').find((person) =>
    person.portfolio.includes(id),
  )
}

export function mayorOf(organisation: Organisation): Person | undefined {
  return peopleWith(organisation, 'DISTRICT_MAYOR')[0]
}

/** Who may approve the docketing of a matter led by the department (process §1.1). */
export function approversFor(organisation: Organisation, lead: DepartmentId): Person[] {
  return [viceMayorFor(organisation, lead), mayorOf(organisation)].filter(
    (person) => person !== undefined,
  )
}

/** The delegations a principal has given that hold on `day` for `scope`. */
export function delegatesOn(
  organisation: Organisation,
  principal: OpenId,
  scope: DelegationScope,
  day: Day,
): Person[] {
  return organisation.delegations
    .filter(
      (given) =>
        given.principal === principal &&
        given.scope.includes(scope) &&
        given.from <= day &&
        day <= given.to,
    )
    .map((given) => activePerson(organisation, given.delegate))
    .filter((person) => person !== undefined)
}
