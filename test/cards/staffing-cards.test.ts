// 请确认 of changes of people, as whoever asks, whoever confirms and both ends see it.
import { expect, test } from 'vitest'
import { lostPlaceNotices } from '../../cards/lost-place.ts'
import { staffingCard } from '../../cards/staffing.ts'
import {
  endedNotices,
  leftBehind,
  staffingNotices,
  undertakerAdded,
  undertakerAnswer,
  withoutSecond,
} from '../../cards/staffing-words.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import type { Staffing, StaffingCommand, StaffingStage } from '../../src/domain/staffing.ts'
import { instantOf } from '../../src/domain/time.ts'
import { named, yunling } from '../kit/yunling.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

const AT = instantOf('2026-09-14', '09:20')
const LATER = instantOf('2026-09-14', '10:05')
const [HEAD, OFFICER, HANDLER] = [named('田守稼'), named('禾苗'), named('谷雨')]
const [CHIEF, CLERK, OFFICE] = [named('温如松'), named('蒋小棠'), named('罗思远')]

const WORK = [
  { kind: 'handover', matter: matter('农村沼气建设工作', 27) },
  { kind: 'compile', matter: matter('秸秆禁烧', 28) },
  { kind: 'submit', matter: { ...matter('不公开的事项', 29), classification: 'internal' } },
] as const

function matter(title: string, serial: number) {
  return { title, number: `云政督〔2026〕${serial}号`, classification: 'public' } as const
}

/** Each change with who asks for it, and who must confirm it after him. */
const CHANGES = {
  delegate: {
    facts: {
      ...{ kind: 'delegate', principal: HEAD, delegate: HANDLER, scope: [] },
      ...{ from: '2026-09-15', to: '2026-09-19', authorization: '授权书〔2026〕3号' },
    },
    by: HEAD,
    second: null,
  },
  register: {
    facts: {
      ...{ kind: 'delegate', principal: HEAD, delegate: HANDLER, scope: ['INSTRUCT'] },
      ...{ from: '2026-09-15', to: '2026-09-19', authorization: '授权书〔2026〕3号' },
    },
    by: CLERK,
    second: CHIEF,
  },
  revoke: { facts: { kind: 'revoke', principal: HEAD }, by: HEAD, second: null },
  'hand-over': {
    facts: {
      ...{ kind: 'handOver', from: OFFICER, to: HANDLER },
      ...{ since: '2026-09-15', until: '2026-09-19' },
    },
    by: OFFICER,
    second: HEAD,
  },
  'hand-over-handler': {
    facts: { kind: 'handOver', from: HANDLER, to: OFFICER, since: '2026-09-15', until: null },
    by: HANDLER,
    second: null,
  },
  appoint: {
    facts: {
      ...{ kind: 'appoint', openId: HANDLER, name: '谷雨' },
      ...{ department: 'D09', post: 'head' },
    },
    by: CHIEF,
    second: OFFICE,
  },
  deactivate: { facts: { kind: 'deactivate', openId: HEAD }, by: CHIEF, second: OFFICE },
} as const satisfies Record<string, { facts: StaffingCommand; by: string; second: string | null }>
type Name = keyof typeof CHANGES
const NAMES = Object.keys(CHANGES) as Name[]

function staffing(name: Name, stage: StaffingStage): Staffing {
  const { facts, by, second } = CHANGES[name]
  const over = stage === 'done' || stage === 'dropped'
  return {
    ...{ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7', kind: facts.kind, stage, facts, by, at: AT },
    endedAt: over ? LATER : null,
    decidedBy: stage === 'done' ? (second ?? by) : null,
  }
}

/** The card of whoever asked, or of whoever confirms. */
function cardFor(
  name: Name,
  stage: StaffingStage,
  second: boolean,
  organisation: Organisation = yunling,
  facts?: StaffingCommand,
) {
  const row = staffing(name, stage)
  const recipient = second ? CHANGES[name].second : CHANGES[name].by
  return staffingCard({
    card: {
      id: '0b0f1f52-1111-4111-8111-111111111111',
      kind: 'confirm',
      recipientType: 'person',
      recipient: recipient ?? '',
      assignmentId: null,
      turn: 0,
      superseded: false,
      subject: second ? { second: true } : {},
    },
    staffing: facts === undefined ? row : { ...row, facts },
    organisation,
    work: WORK,
    at: LATER,
    typed: null,
  })
}

test.each(NAMES)('请确认，提出人的卡片：%s', async (name) => {
  const card = cardFor(name, 'asked', false)
  expect(buttonsOf(card)).toHaveLength(2)
  await expectGolden(card, `people-${name}`)
})

test.each(NAMES.filter((name) => CHANGES[name].second !== null))(
  '请确认，第二人的卡片：%s',
  async (name) => {
    const card = cardFor(name, 'awaitingSecond', true)
    expect(buttonsOf(card)).toHaveLength(2)
    await expectGolden(card, `people-${name}-second`)
    expect(buttonsOf(cardFor(name, 'awaitingSecond', false))).toEqual([])
    expect(textOf(cardFor(name, 'awaitingSecond', false))).toContain('确认后生效。')
  },
)

test.each(NAMES)('办完或取消的，谁的卡片上都没有按钮：%s', async (name) => {
  for (const second of [false, true])
    for (const stage of ['done', 'dropped'] as const)
      expect(buttonsOf(cardFor(name, stage, second))).toEqual([])
  await expectGolden(cardFor(name, 'done', false), `people-${name}-done`)
})

test('不再由其确认的人，卡片上没有按钮', () => {
  const people = yunling.people.map((one) => (one.openId === HEAD ? { ...one, roles: [] } : one))
  const card = cardFor('hand-over', 'awaitingSecond', true, { ...yunling, people })
  expect(buttonsOf(card)).toEqual([])
  expect(textOf(card)).toContain('待本单位主要领导确认后生效')
})

test('姓名、文号里的标记都不起作用', () => {
  const evil = '<at id=all></at>**王五**'
  const { facts } = CHANGES.appoint
  const appointed = cardFor('appoint', 'asked', false, yunling, { ...facts, name: evil })
  const paper = { ...CHANGES.register.facts, authorization: `${evil}〔2026〕3号` }
  const registered = cardFor('register', 'asked', false, yunling, paper)
  for (const card of [appointed, registered]) {
    expect(textOf(card)).toContain('王五')
    expect(JSON.stringify(card)).not.toContain('<at')
  }
})

const texts = (name: Name) =>
  staffingNotices(staffing(name, 'done'), yunling).map(({ to, text }) => [nameOf(to), text])

const nameOf = (openId: string) => yunling.people.find((one) => one.openId === openId)?.name

test('两头各得一条告知，办的人自己不再收', () => {
  expect(texts('register')).toEqual([
    [
      '田守稼',
      '田局长，您好。田守稼局长委托谷雨科长于9月15日至9月19日代为批办（授权书〔2026〕3号）。期间有关卡片转至受托人，委托人仍可随时办理。',
    ],
    [
      '谷雨',
      '谷科长，您好。田守稼局长委托谷雨科长于9月15日至9月19日代为批办（授权书〔2026〕3号）。期间有关卡片转至受托人，委托人仍可随时办理。',
    ],
  ])
  const told = (name: Name) => texts(name).map(([to]) => to)
  expect(told('delegate')).toEqual(['谷雨'])
  expect(told('hand-over')).toEqual(['谷雨'])
  expect(told('hand-over-handler')).toEqual(['禾苗'])
  expect(told('appoint')).toEqual(['谷雨', '田守稼'])
  expect(told('deactivate')).toEqual([])
})

test('受托人离岗，委托人得知卡片转回；委托人离岗，受托人得知不再转来', () => {
  const given = {
    ...{ principal: HEAD, delegate: HANDLER, scope: ['INSTRUCT'] as const },
    ...{ from: '2026-09-10', to: '2026-09-19', writtenAuthorization: '' },
  }
  const work = { ...given, principal: OFFICER, scope: ['WORK'] as const }
  const told = (gone: string) =>
    endedNotices([given, work], gone, yunling).map(({ to, text }) => [nameOf(to), text])
  expect(told(HANDLER)).toEqual([
    [
      '田守稼',
      '田局长，您好。谷雨科长岗位变动，您交由谷雨科长代为批办的事项即行转回，有关卡片随即转回您本人。如需他人代办，请另行办理委托或交接。',
    ],
    [
      '禾苗',
      '禾苗同志，您好。谷雨科长岗位变动，您交由谷雨科长办理的工作即行转回，有关卡片随即转回您本人。如需他人代办，请另行办理委托或交接。',
    ],
  ])
  expect(endedNotices([given], HEAD, yunling)).toMatchObject([
    {
      to: HANDLER,
      text: '谷科长，您好。田守稼局长岗位变动，田守稼局长交由您代为批办的事项即行结束，有关卡片不再转给您。',
    },
  ])
})

test('添加承办人：答提出人，并告知主要领导', () => {
  const added = { name: '谷雨', title: '农村能源科科长' }
  expect(undertakerAnswer('谷雨')).toBe(
    '已将谷雨添加为本单位承办人，批办时即可选择，并已告知主要领导。',
  )
  expect(undertakerAdded(added, OFFICER, yunling)).toBe(
    '禾苗已将谷雨（农村能源科科长）添加为本单位承办人，批办时可以选择。如有不妥，请告知区政府督查室。',
  )
})

test('停用后告知督查室主任，写明原有待办', () => {
  expect(leftBehind(HEAD, WORK, yunling, LATER)).toBe(
    [
      '田守稼局长已于9月14日 10:05停用。已转至现任人员；没有接任人员的，将另行提示。',
      '现有待办3项：',
      '1. 农村沼气建设工作（云政督〔2026〕27号）：交办通知',
      '2. 秸秆禁烧（云政督〔2026〕28号）：汇总材料',
      '3. 云政督〔2026〕29号：报送材料',
    ].join('\n'),
  )
  expect(leftBehind(HEAD, [], yunling, LATER)).toContain('其名下没有待办事项。')
})

test('没有人可以确认时告诉提出人', () => {
  expect(withoutSecond(staffing('hand-over', 'awaitingSecond'), yunling)).toContain(
    '目前没有可以确认的本单位主要领导，人员明确后自动送其确认。',
  )
})

test('收不到消息的人和群，告知里写明缘由、待办和怎么办', () => {
  const lost = { cause: 'left', work: WORK, matters: [] } as const
  const [person] = lostPlaceNotices({ ...lost, recipient: HANDLER }, [CHIEF], yunling)
  expect(person?.text).toBe(
    [
      '温主任，您好。谷雨科长已离职或不在应用的可用范围内，已收不到本系统的消息，现停止向其提醒。现有待办3项：',
      '1. 农村沼气建设工作（云政督〔2026〕27号）：交办通知',
      '2. 秸秆禁烧（云政督〔2026〕28号）：汇总材料',
      '3. 云政督〔2026〕29号：报送材料',
      '请核实：已离岗的，请督查室主任发送“停用 谷雨”，有接任人员的发送“任职 区农业农村局 姓名 职务”，待办卡片即转至接任人员；仍在岗的，请管理员将其纳入应用的可用范围，恢复后未送达的消息自动补发。',
    ].join('\n'),
  )
  const frozen = { cause: 'frozen', work: [WORK[0]], matters: [], recipient: HANDLER } as const
  const [suspended] = lostPlaceNotices(frozen, [CHIEF], yunling)
  expect(suspended?.text).toBe(
    [
      '温主任，您好。谷雨科长的账号已暂停使用，已收不到本系统的消息，现停止向其提醒。现有待办1项：',
      '1. 农村沼气建设工作（云政督〔2026〕27号）：交办通知',
      '请核实：已离岗的，请督查室主任发送“停用 谷雨”，有接任人员的发送“任职 区农业农村局 姓名 职务”，待办卡片即转至接任人员；仍在岗的，请管理员恢复其账号，恢复后未送达的消息自动补发。',
    ].join('\n'),
  )
  const group = { recipient: 'oc_test_d09', cause: 'removed', work: [] } as const
  const [heard] = lostPlaceNotices({ ...group, matters: [WORK[0].matter] }, [OFFICER], yunling)
  expect(heard?.text).toBe(
    [
      '禾苗同志，您好。区农业农村局工作群已将机器人移出，群内的督查事项卡片不能更新；办理卡片仍私下送达有关人员，不受影响。涉及在办事项1项：',
      '1. 农村沼气建设工作（云政督〔2026〕27号）',
      '请在群内重新添加机器人，添加后自动补发。',
    ].join('\n'),
  )
})
