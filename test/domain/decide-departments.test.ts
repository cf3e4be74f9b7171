// The departments of a proposal: who can lead, help and approve, and until when the helpers give (process §1.2).
import { describe, expect, test } from 'vitest'
import type { Docket, Matter } from '../../src/domain/matter.ts'
import type { Organisation, Role } from '../../src/domain/organisation.ts'
import { instantOf } from '../../src/domain/time.ts'
import { docketed, type Given, given, matterAt, proposed } from '../kit/given.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const propose = { action: 'propose', docket: {} } as const
const opinion = '请补充办理依据。'

describe('单位与阅批领导', () => {
  test.each([
    ['主要领导', 'DEPT_HEAD', ['head']],
    ['督查工作人员', 'DEPT_SUPERVISION_OFFICER', ['officer']],
  ] as const)('牵头单位没有%s，指名退回', (_, role, missing) => {
    draftWith({}, withoutRole('D09', role))
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'leadLacks', department: '区农业农村局', missing }],
      })
  })

  test('牵头单位没有分管副区长，指名退回', () => {
    draftWith({ approver: named('沈维岳') }, withoutPortfolio('D09'))
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'leadLacks', department: '区农业农村局', missing: ['viceMayor'] }],
      })
  })

  test('配合单位没有督查工作人员，指名退回', () => {
    draftWith({}, withoutRole('D04', 'DEPT_SUPERVISION_OFFICER'))
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'coLacks', department: '区财政局', missing: ['officer'] }],
      })
  })

  test('人员离岗视同没有', () => {
    draftWith({}, without('禾苗'))
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'leadLacks', missing: ['officer'] }] })
  })

  test('没有的单位不能牵头', () => {
    draftWith({ lead: 'D99', approver: named('沈维岳') })
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'leadLacks', department: 'D99', missing: ['head', 'officer', 'viceMayor'] }],
      })
  })

  test('牵头单位不能同时配合', () => {
    draftWith({ co: ['D04', 'D09'] })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'leadIsCo' }] })
  })

  test.each([
    ['佟雅宁', '分管副区长', true],
    ['沈维岳', '区长', true],
    ['顾怀清', '别的副区长', false],
    ['韩秉文', '区政府办主任', false],
    ['田守稼', '牵头单位主要领导', false],
    ['温如松', '督查室主任', false],
  ])('由%s（%s）阅批：%s', (name, _, allowed) => {
    const asked = draftWith({ approver: named(name) }).when(propose)
    if (allowed) asked.thenIs('待阅批')
    else asked.thenRefused('docket', { gaps: [{ gap: 'approver' }] })
  })

  test('离任的副区长不能再阅批', () => {
    draftWith({}, without('佟雅宁'))
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'leadLacks', missing: ['viceMayor'] }, { gap: 'approver' }],
      })
  })
})

describe('配合时限', () => {
  const coDeadlineOf = (matter: Matter) =>
    matter.assignments.find((held) => held.kind === 'co')?.deadline

  test('不填，为办结时间前三个工作日', () => {
    expect(coDeadlineOf(docketed())).toBe(instantOf('2026-09-17', '17:30'))
  })

  test('填了就按填的', () => {
    const own = instantOf('2026-09-16', '12:00')
    expect(coDeadlineOf(docketed({ ...biogas, coDeadline: own }))).toBe(own)
  })

  test('三个工作日之前已经过去，与牵头单位同一时限', () => {
    const deadline = instantOf('2026-09-16', '17:30')
    expect(coDeadlineOf(docketed({ ...biogas, deadline }))).toBe(deadline)
  })

  test('不能晚于办结时间，也不能已经过去', () => {
    draftWith({ coDeadline: instantOf('2026-09-22', '17:30') })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'coDeadline' }] })
    draftWith({ coDeadline: instantOf('2026-09-11', '17:30') })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'pastCoDeadline' }] })
  })

  test('退回后改了办结时间，没填的配合时限跟着变', () => {
    const later = instantOf('2026-09-30', '17:30')
    const { matter } = given(proposed())
      .by('佟雅宁')
      .when({ action: 'returnDraft', opinion })
      .thenIs('拟立项')
      .by('蒋小棠')
      .when({ action: 'propose', docket: { deadline: later } })
      .thenIs('待阅批')
      .by('佟雅宁')
      .when({ action: 'approve', opinion: '' })
      .thenIs('办理中')
    expect(coDeadlineOf(matter)).toBe(instantOf('2026-09-24', '17:30'))
  })

  test('配合任务单独写，不写就是督查内容', () => {
    const task = (docket: Partial<Docket>) => docketed(docket).assignments.map((held) => held.task)
    expect(task({ ...biogas, coTask: '核对补助资金。' })).toEqual([
      biogas.content,
      '核对补助资金。',
    ])
    expect(task(biogas)).toEqual([biogas.content, biogas.content])
  })
})

function withoutRole(department: string, role: Role): Organisation {
  const people = yunling.people.map((person) =>
    person.departmentId === department
      ? { ...person, roles: person.roles.filter((held) => held !== role) }
      : person,
  )
  return { ...yunling, people }
}

function withoutPortfolio(department: string): Organisation {
  const people = yunling.people.map((person) => ({
    ...person,
    portfolio: person.portfolio.filter((held) => held !== department),
  }))
  return { ...yunling, people }
}

function without(name: string): Organisation {
  const people = yunling.people.map((person) =>
    person.name === name ? { ...person, active: false } : person,
  )
  return { ...yunling, people }
}

function draftWith(docket: Partial<Docket>, organisation = yunling): Given {
  return given(matterAt('drafted', { ...biogas, ...docket }), organisation).by('蒋小棠')
}
