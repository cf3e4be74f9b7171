// What a change of people comes to, as rows: delegations begun and ended, posts given and given up (process §6).
import {
  activePerson,
  type Delegation,
  type DepartmentId,
  departmentOf,
  type Organisation,
  type Person,
  type Role,
} from './organisation.ts'
import {
  givenBy,
  POST_ZH,
  type Post,
  type StaffingChange,
  type StaffingCommand,
} from './staffing.ts'
import { addDays, type Day, dayOf, type Instant } from './time.ts'

/** A delegation without an end: so far away that nobody now in office sees it. */
const FOR_GOOD: Day = '2099-12-31'

/** What it changes once it holds. */
export function staffingChange(
  organisation: Organisation,
  command: StaffingCommand,
  at: Instant,
): StaffingChange {
  const today = dayOf(at)
  switch (command.kind) {
    case 'delegate':
      return change({
        added: [
          {
            principal: command.principal,
            delegate: command.delegate,
            scope: command.scope,
            from: command.from,
            to: command.to,
            writtenAuthorization: command.authorization,
          },
        ],
      })
    case 'revoke':
      return ending(givenBy(organisation, command.principal, today), today)
    case 'handOver':
      return change({
        added: [
          {
            principal: command.from,
            delegate: command.to,
            scope: ['WORK'],
            from: command.since,
            to: command.until ?? FOR_GOOD,
            writtenAuthorization: '',
          },
        ],
      })
    case 'appoint':
      return change({ people: appointed(organisation, command) })
    case 'deactivate': {
      const person = activePerson(organisation, command.openId)
      const own = organisation.delegations.filter(
        (held) =>
          held.to >= today &&
          (held.principal === command.openId || held.delegate === command.openId),
      )
      const left = person === undefined ? [] : [{ ...person, active: false }]
      return { ...ending(own, today), people: left }
    }
    default:
      return command satisfies never
  }
}

function change(parts: Partial<StaffingChange>): StaffingChange {
  return { ended: [], added: [], people: [], ...parts }
}

/** What has begun ends yesterday and stays on record; what has not begun is gone. */
function ending(held: readonly Delegation[], today: Day): StaffingChange {
  const begun = held.filter(({ from }) => from < today)
  return change({ ended: held, added: begun.map((one) => ({ ...one, to: addDays(today, -1) })) })
}

const ROLE_OF: Record<Post, Role> = {
  head: 'DEPT_HEAD',
  deputy: 'DEPT_DEPUTY',
  officer: 'DEPT_SUPERVISION_OFFICER',
  undertaker: 'UNDERTAKER',
}

/** There is one head of a department: the old one gives up the post and stays. */
function appointed(
  organisation: Organisation,
  { openId, name, department, post }: Extract<StaffingCommand, { kind: 'appoint' }>,
): Person[] {
  const office = departmentOf(organisation, department)?.kind === 'office'
  const role: Role = post === 'head' && office ? 'OFFICE_DIRECTOR' : ROLE_OF[post]
  const held = organisation.people.find((person) => person.openId === openId)
  const title = post === 'head' ? titleOfHead(organisation, department) : POST_ZH[post]
  const stays = held?.departmentId === department ? held.roles : []
  const person: Person = {
    openId,
    name,
    title: held?.departmentId === department && post !== 'head' ? held.title : title,
    departmentId: department,
    roles: [...new Set<Role>([...stays, role])],
    portfolio: held?.portfolio ?? [],
    active: true,
  }
  const before =
    post !== 'head'
      ? []
      : organisation.people
          .filter((one) => one.active && one.departmentId === department && one.openId !== openId)
          .filter((one) => one.roles.includes(role))
          .map((one) => ({ ...one, roles: one.roles.filter((other) => other !== role) }))
  return [...before, person]
}

function titleOfHead(organisation: Organisation, id: DepartmentId): string {
  const department = departmentOf(organisation, id)
  return department?.kind === 'office' ? '办公室主任' : '局长'
}
