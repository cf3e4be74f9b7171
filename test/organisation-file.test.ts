import { describe, expect, test } from 'vitest'
import {
  approversFor,
  delegatesOn,
  headOf,
  personOf,
  viceMayorFor,
} from '../src/domain/organisation.ts'
import demo from '../src/local-feishu/demo-organisation.json' with { type: 'json' }
import { parseOrganisationFile } from '../src/organisation-file.ts'
import example from './kit/yunling-org.json' with { type: 'json' }

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The example file with the value at a path replaced, or removed when none is given. */
function changed(path: string, value?: Json): unknown {
  const file: unknown = structuredClone(example)
  const steps = path.split('.')
  const last = steps.pop() ?? ''
  let place = file
  for (const step of steps) place = inside(place)[step]
  if (value === undefined) delete inside(place)[last]
  else inside(place)[last] = value
  return file
}

function inside(place: unknown): Record<string, unknown> {
  if (typeof place !== 'object' || place === null) throw new Error('no such place')
  return place as Record<string, unknown>
}

function faultsOf(json: unknown) {
  const parsed = parseOrganisationFile(json)
  return parsed.ok ? [] : parsed.faults
}

function fileOf(json: unknown) {
  const parsed = parseOrganisationFile(json)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults))
  return parsed.file
}

describe('示例区的组织文件', () => {
  const organisation = { ...fileOf(example), version: 1 }

  test('演示用的组织文件与示例内容一致', () => {
    expect(demo).toEqual(example)
  })

  test('部门、人员、角色齐全', () => {
    expect(organisation.departments).toHaveLength(13)
    expect(organisation.people).toHaveLength(40)
    expect(organisation.people.every((person) => person.active)).toBe(true)
    expect(headOf(organisation, 'D07')?.name).toBe('马建业')
    expect(headOf(organisation, 'D00')?.name).toBe('韩秉文')
    expect(viceMayorFor(organisation, 'D09')?.name).toBe('佟雅宁')
    expect(approversFor(organisation, 'D09').map(({ name }) => name)).toEqual(['佟雅宁', '沈维岳'])
  })

  test('文件里的委托按编号写人，读入后按 open_id 认人', () => {
    const names = (day: string) =>
      delegatesOn(organisation, 'ou_test_p22', 'SIGN_REPORT', day).map(({ name }) => name)
    expect(names('2026-09-15')).toEqual(['许广厦'])
    expect(names('2026-09-20')).toEqual([])
    expect(personOf(organisation, 'P22')).toBeUndefined()
  })

  test('没有写的规则取默认值', () => {
    expect(fileOf(changed('rules')).rules).toEqual({
      reminderLeadDays: 2,
      reminderLeadUnit: 'CALENDAR_DAY',
      reminderRollIfOffDay: 'BACKWARD_TO_WORKDAY',
      reminderTimeOfDay: '09:00',
      quietHours: ['18:30', '08:30'],
      workHours: [
        ['08:30', '12:00'],
        ['14:00', '17:30'],
      ],
      digestTime: '08:40',
      defaultDeadlineTime: '17:30',
      chaseCooldownHours: 4,
      maxExtensions: 2,
      redirectWorkdays: 2,
      coDeadlineWorkdays: 3,
      cycleDay: 25,
      proposalMonths: 3,
      proposalMonthsMax: 6,
      satisfactionDays: 30,
      chiefReview: false,
    })
  })

  test('写了的规则照写的办', () => {
    const { rules } = fileOf(changed('rules.reminderLeadUnit', 'WORKDAY'))
    expect(rules.reminderLeadUnit).toBe('WORKDAY')
    expect(rules.reminderLeadDays).toBe(2)
  })

  test('没有写放假安排的年份，用已公布的补上，没有公布的留空', () => {
    const { calendar } = fileOf(changed('calendar'))
    expect(calendar['2026']?.offDays.toSorted()).toEqual(
      example.calendar['2026'].offDays.toSorted(),
    )
    expect(calendar['2026']?.makeupWorkdays.toSorted()).toEqual(
      example.calendar['2026'].makeupWorkdays.toSorted(),
    )
    expect(calendar['2099']).toBeUndefined()
  })

  test('文件里写了的年份以文件为准', () => {
    const own = { offDays: ['2026-10-01'], makeupWorkdays: [] }
    expect(fileOf(changed('calendar.2026', own)).calendar['2026']).toEqual(own)
  })

  test('同一份文件读两遍，结果一样', () => {
    expect(fileOf(example)).toEqual(fileOf(structuredClone(example)))
  })
})

describe('有错的组织文件整份退回，并指明位置', () => {
  test.each<[string, Json | undefined, string, string]>([
    ['reminders', {}, 'reminders', '没有这一项'],
    ['rules.reminderDays', 3, 'rules.reminderDays', '没有这一项'],
    ['people.3.phone', '13800000000', 'people[3].phone', '没有这一项'],
    ['departments.1.leader', 'P10', 'departments[1].leader', '没有这一项'],
    ['calendar.2026.workdays', [], 'calendar.2026.workdays', '没有这一项'],
    ['delegations.0.reason', '外出', 'delegations[0].reason', '没有这一项'],
    ['district', undefined, 'district', 'string'],
    ['governmentName', '  ', 'governmentName', '不能为空'],
    ['timezone', 'Asia/Urumqi', 'timezone', 'Asia/Shanghai'],
    ['people.0.roles', [], 'people[0].roles', '至少写一个角色'],
    ['people.0.roles.0', 'MAYOR', 'people[0].roles[0]', 'DISTRICT_MAYOR'],
    ['people.5.openId', undefined, 'people[5].openId', 'string'],
    ['departments.2.kind', 'bureau', 'departments[2].kind', 'office'],
    ['rules.reminderTimeOfDay', '9:00', 'rules.reminderTimeOfDay', 'HH:mm'],
    ['rules.digestTime', '24:00', 'rules.digestTime', 'HH:mm'],
    ['rules.quietHours', ['18:30'], 'rules.quietHours', ''],
    ['rules.quietHours.1', '8点半', 'rules.quietHours[1]', 'HH:mm'],
    ['rules.workHours', [], 'rules.workHours', '至少写一段办公时间'],
    ['rules.reminderLeadDays', 1.5, 'rules.reminderLeadDays', ''],
    ['rules.reminderLeadUnit', 'DAY', 'rules.reminderLeadUnit', 'WORKDAY'],
    ['rules.cycleDay', 31, 'rules.cycleDay', '28'],
    ['calendar.2026.offDays.0', '2026-02-30', 'calendar.2026.offDays[0]', '不是有效的日期'],
    ['calendar.2026.offDays.0', '2026/10/01', 'calendar.2026.offDays[0]', '不是有效的日期'],
    ['calendar.26', { offDays: [], makeupWorkdays: [] }, 'calendar.26', '四位数字'],
    ['delegations.0.scope.0', 'SIGN', 'delegations[0].scope[0]', 'SIGN_REPORT'],
    ['delegations.0.from', '2026-13-01', 'delegations[0].from', '不是有效的日期'],
  ])('%s 写成 %j', (where, value, path, says) => {
    const faults = faultsOf(changed(where, value))
    expect(faults.map((fault) => fault.path)).toEqual([path])
    expect(faults[0]?.message).toContain(says)
  })

  test.each<[string, Json, string, string]>([
    ['departments.3.id', 'D01', 'departments[3].id', 'D01重复'],
    ['departments.3.name', '云岭区财政局', 'departments[4].name', '云岭区财政局重复'],
    ['departments.3.shortName', '区财政局', 'departments[4].shortName', '区财政局重复'],
    ['departments.3.chatId', 'oc_test_d01', 'departments[3].chatId', 'oc_test_d01重复'],
    ['people.3.id', 'P01', 'people[3].id', 'P01重复'],
    ['people.3.openId', 'ou_test_p01', 'people[3].openId', 'ou_test_p01重复'],
    ['people.38.roles', ['UNDERTAKER', 'UNDERTAKER'], 'people[38].roles[1]', '重复'],
    ['people.38.dept', 'D99', 'people[38].dept', 'D99'],
    ['people.1.portfolioDepts.0', 'D99', 'people[1].portfolioDepts[0]', 'D99'],
    ['people.2.portfolioDepts', ['D06', 'D04'], 'people[2].portfolioDepts[1]', '已由顾怀清分管'],
    ['people.1.portfolioDepts', ['D01', 'D01'], 'people[1].portfolioDepts[1]', '已由顾怀清分管'],
    ['people.9.portfolioDepts', ['D01'], 'people[9].portfolioDepts', '只有副区长'],
    ['people.38.roles.0', 'DISTRICT_MAYOR', 'people[38].roles[0]', '已是沈维岳'],
    ['people.38.roles', ['DEPT_HEAD'], 'people[38].roles[0]', '已是白芷兰'],
    ['departments.0.kind', 'dept', 'departments', '现有0个'],
    ['departments.1.kind', 'office', 'departments', '现有2个'],
    ['delegations.0.principal', 'P99', 'delegations[0].principal', 'P99'],
    ['delegations.0.delegate', 'ou_test_p35', 'delegations[0].delegate', 'ou_test_p35'],
    ['delegations.0.delegate', 'P22', 'delegations[0].delegate', '不能是委托人自己'],
    ['delegations.0.to', '2026-09-14', 'delegations[0].to', '不能早于开始日期'],
    ['calendar.2026.offDays.0', '2027-01-01', 'calendar.2026.offDays[0]', '不在2026年'],
    ['calendar.2026.offDays.1', '2026-01-01', 'calendar.2026.offDays[1]', '2026-01-01重复'],
    ['calendar.2026.makeupWorkdays.0', '2026-10-01', 'calendar.2026.makeupWorkdays[0]', '放假日'],
    ['rules.workHours', [['12:00', '08:30']], 'rules.workHours[0]', '晚于开始'],
    [
      'rules.workHours',
      [
        ['08:30', '12:00'],
        ['11:00', '17:30'],
      ],
      'rules.workHours[1]',
      '重叠',
    ],
    ['rules.proposalMonthsMax', 2, 'rules.proposalMonthsMax', 'proposalMonths'],
  ])('%s 写成 %j，与别处矛盾', (where, value, path, says) => {
    const faults = faultsOf(changed(where, value))
    expect(faults.map((fault) => fault.path)).toContain(path)
    expect(faults.find((fault) => fault.path === path)?.message).toContain(says)
  })

  test('所有错误一次说全', () => {
    const file = inside(changed('people.0.name', ''))
    file.district = 7
    file.extra = true
    expect(
      faultsOf(file)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['district', 'extra', 'people[0].name'])
  })

  test.each([[null], ['文件'], [[]], [undefined], [42]])('整份文件是 %j', (json) => {
    expect(faultsOf(json).map(({ path }) => path)).toEqual(['（文件）'])
  })

  test('名称两端的空格不算名称', () => {
    expect(
      faultsOf(changed('departments.3.name', ' 云岭区财政局 ')).map(({ path }) => path),
    ).toEqual(['departments[4].name'])
  })
})
