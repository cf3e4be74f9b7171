// What can be wrong between the fields of an organisation file when each of them is well formed.
import type { Role } from './domain/organisation.ts'
import type { Fault, FileContent } from './organisation-file.ts'

/** Every contradiction in the file (interface §4), each with the place to mend. */
export function crossFaults(content: FileContent): Fault[] {
  return [
    ...ruleFaults(content.rules),
    ...calendarFaults(content.calendar),
    ...departmentFaults(content.departments),
    ...personFaults(content),
    ...portfolioFaults(content),
    ...soleRoleFaults(content),
    ...delegationFaults(content),
  ]
}

function ruleFaults(rules: FileContent['rules']): Fault[] {
  const faults: Fault[] = []
  rules.workHours.forEach(([opens, closes], at) => {
    const path = `rules.workHours[${at}]`
    if (opens >= closes) faults.push({ path, message: '结束时刻须晚于开始时刻' })
    const before = rules.workHours[at - 1]
    if (before && before[1] > opens) faults.push({ path, message: '须排在上一段之后，不能重叠' })
  })
  if (rules.proposalMonthsMax < rules.proposalMonths) {
    faults.push({ path: 'rules.proposalMonthsMax', message: '不能小于 proposalMonths' })
  }
  return faults
}

function calendarFaults(calendar: FileContent['calendar']): Fault[] {
  return Object.entries(calendar).flatMap(([year, { offDays, makeupWorkdays }]) => [
    ...dayFaults(`calendar.${year}.offDays`, year, offDays),
    ...dayFaults(`calendar.${year}.makeupWorkdays`, year, makeupWorkdays),
    ...makeupWorkdays.flatMap((day, at) =>
      offDays.includes(day)
        ? [{ path: `calendar.${year}.makeupWorkdays[${at}]`, message: `${day}同时列为放假日` }]
        : [],
    ),
  ])
}

function dayFaults(path: string, year: string, days: readonly string[]): Fault[] {
  const elsewhere = days.flatMap((day, at) =>
    day.startsWith(`${year}-`)
      ? []
      : [{ path: `${path}[${at}]`, message: `${day}不在${year}年，请写在它自己的年份下` }],
  )
  return [...elsewhere, ...repeats(days, (at) => `${path}[${at}]`)]
}

function departmentFaults(departments: FileContent['departments']): Fault[] {
  const offices = departments.filter(({ kind }) => kind === 'office').length
  const keys = ['id', 'name', 'shortName', 'chatId'] as const
  const faults = keys.flatMap((key) =>
    repeats(
      departments.map((department) => department[key]),
      (at) => `departments[${at}].${key}`,
    ),
  )
  if (offices !== 1) {
    faults.push({
      path: 'departments',
      message: `须恰有一个 kind 为 office 的部门，现有${offices}个`,
    })
  }
  return faults
}

function personFaults({ people, departments }: FileContent): Fault[] {
  const known = new Set(departments.map(({ id }) => id))
  return [
    ...repeats(
      people.map(({ id }) => id),
      (at) => `people[${at}].id`,
    ),
    ...repeats(
      people.map(({ openId }) => openId),
      (at) => `people[${at}].openId`,
    ),
    ...people.flatMap(({ dept, roles }, at) => [
      ...unknownDepartment(known, `people[${at}].dept`, dept),
      ...repeats(roles, (which) => `people[${at}].roles[${which}]`),
    ]),
  ]
}

/** Each department has at most one 副区长, and only a 副区长 has a portfolio. */
function portfolioFaults({ people, departments }: FileContent): Fault[] {
  const known = new Set(departments.map(({ id }) => id))
  const holders = new Map<string, string>()
  return people.flatMap((person, at) => {
    const path = `people[${at}].portfolioDepts`
    if (person.portfolioDepts.length > 0 && !person.roles.includes('DISTRICT_VICE_MAYOR')) {
      return [{ path, message: '只有副区长（DISTRICT_VICE_MAYOR）可以分管部门' }]
    }
    return person.portfolioDepts.flatMap((id, which) => {
      const place = `${path}[${which}]`
      const holder = holders.get(id)
      if (holder) return [{ path: place, message: `部门${id}已由${holder}分管` }]
      holders.set(id, person.name)
      return unknownDepartment(known, place, id)
    })
  })
}

/** Posts that one person holds: the procedure sends the card to the 区长, not to a 区长. */
function soleRoleFaults({ people }: FileContent): Fault[] {
  const holders = new Map<string, string>()
  return people.flatMap((person, at) =>
    person.roles.flatMap((role, which) => {
      const post = soleRole(role, person.dept)
      const holder = post && holders.get(post)
      if (post && !holder) holders.set(post, person.name)
      return holder
        ? [{ path: `people[${at}].roles[${which}]`, message: `${post}已是${holder}，只能有一人` }]
        : []
    }),
  )
}

function soleRole(role: Role, dept: string): string | null {
  if (role === 'DISTRICT_MAYOR' || role === 'OFFICE_DIRECTOR') return role
  return role === 'DEPT_HEAD' ? `${dept}的${role}` : null
}

function delegationFaults({ people, delegations }: FileContent): Fault[] {
  const known = new Set(people.map(({ id }) => id))
  return delegations.flatMap((given, at) => {
    const path = `delegations[${at}]`
    const faults = repeats(given.scope, (which) => `${path}.scope[${which}]`)
    for (const key of ['principal', 'delegate'] as const) {
      if (!known.has(given[key])) {
        faults.push({ path: `${path}.${key}`, message: `people 中没有 id 为${given[key]}的人` })
      }
    }
    if (given.principal === given.delegate) {
      faults.push({ path: `${path}.delegate`, message: '受委托人不能是委托人自己' })
    }
    if (given.to < given.from) {
      faults.push({ path: `${path}.to`, message: '结束日期不能早于开始日期' })
    }
    return faults
  })
}

function unknownDepartment(known: ReadonlySet<string>, path: string, id: string): Fault[] {
  return known.has(id) ? [] : [{ path, message: `departments 中没有 id 为${id}的部门` }]
}

/** A fault for every value that stood in the list before; absent values never repeat. */
function repeats(values: readonly (string | undefined)[], pathAt: (at: number) => string): Fault[] {
  const seen = new Set<string>()
  return values.flatMap((value, at) => {
    if (value === undefined) return []
    if (seen.has(value)) return [{ path: pathAt(at), message: `${value}重复` }]
    seen.add(value)
    return []
  })
}
