// 审核: the office passes what was handed in, or sends it back for a new round (process §1.2, invariant 11).
import { describe, expect, test } from 'vitest'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { leadOf, liveSignOff, liveSubmission, type Matter } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  everythingReady,
  given,
  matterAt,
  partAt,
  presented,
  REWORK_BY,
  submitted,
} from '../kit/given.ts'
import { goodReport, yunling } from '../kit/yunling.ts'

const submit = { action: 'submit', checklist: everythingReady } as const
const giveBack = {
  action: 'returnSubmission',
  opinion: '问题写得不够具体。',
  reworkDeadline: REWORK_BY,
} as const

describe('审核', () => {
  test.each(['蒋小棠', '温如松', '毕子衡'])('督查室的%s可以通过', (name) => {
    given(submitted()).by(name).when({ action: 'pass' }).thenIs('已通过')
  })

  test.each(['禾苗', '田守稼', '佟雅宁', '韩秉文', '罗思远'])('%s不能审核', (name) => {
    given(submitted())
      .by(name)
      .when({ action: 'pass' })
      .thenRefused('otherStanding', { standing: 'supervision' })
  })

  test('牵头单位通过，事项自动转待汇总反馈，未交的配合单位记未提供', () => {
    given(submitted())
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过', (matter, { acts }) => {
        expect(matter.status).toBe('consolidating')
        expect(matter.assignments.map((held) => held.status)).toEqual(['passed', 'notProvided'])
        expect(acts).toMatchObject([
          { action: '通过', departmentId: 'D09', from: '已报送', to: '已通过' },
          { action: '自动', actor: 'system', departmentId: 'D04', from: '待签收', to: '未提供' },
          {
            action: '自动',
            actor: 'system',
            departmentId: null,
            from: '办理中',
            to: '待汇总反馈',
          },
        ])
        expect(acts[0]?.contentHash).toMatch(/^[0-9a-f]{64}$/)
      })
  })

  test('已送牵头单位的配合材料不动', () => {
    const part = given(partAt('signedOff', submitted(), 'D04'))
      .of('D04')
      .by('金穗')
      .when(submit)
      .thenIs('已送牵头单位')
    given(part.matter)
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过', (matter) =>
        expect(matter.assignments.map((held) => held.status)).toEqual(['passed', 'delivered']),
      )
  })

  test('自己报的自己不能审', () => {
    const double: Organisation = {
      ...yunling,
      people: yunling.people.map((person) =>
        person.name === '禾苗'
          ? { ...person, roles: [...person.roles, 'SUPERVISION_OFFICER' as const] }
          : person,
      ),
    }
    given(submitted(), double)
      .by('禾苗')
      .when({ action: 'pass' })
      .thenRefused('ownRequest')
      .when(giveBack)
      .thenRefused('ownRequest')
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过')
  })
})

describe('退回重新整理', () => {
  test('旧版留着，原来的签作废，补正时限起算', () => {
    given(submitted())
      .by('蒋小棠')
      .when(giveBack)
      .thenIs('汇总中', ({ assignments: [lead] }, { acts }) => {
        expect(lead).toMatchObject({
          returnOpinion: giveBack.opinion,
          reworkDeadline: REWORK_BY,
          reports: [{ reportVersion: 1, ...goodReport }],
        })
        expect(lead && effectiveDeadline(lead)).toBe(REWORK_BY)
        expect(lead && liveSignOff(lead)).toBeUndefined()
        expect(lead && liveSubmission(lead)).toBeUndefined()
        expect(acts).toMatchObject([{ action: '退回重新整理', from: '已报送', to: '汇总中' }])
      })
  })

  test('一字不改再报，也要重新审签', () => {
    given(submitted())
      .by('蒋小棠')
      .when(giveBack)
      .thenIs('汇总中')
      .by('禾苗')
      .when(submit)
      .thenRefused('unsigned')
      .when({ action: 'presentReport', edit: {} })
      .thenIs('待审签', ({ assignments: [lead] }) => {
        expect(lead?.reports.map((report) => report.reportVersion)).toEqual([1, 2])
        expect(lead && liveSignOff(lead)).toBeUndefined()
      })
      .when(submit)
      .thenRefused('unsigned')
      .by('田守稼')
      .when({ action: 'signOff', edit: {}, opinion: '' })
      .thenIs('已审签')
      .by('禾苗')
      .when(submit)
      .thenIs('已报送', ({ assignments: [lead] }) => {
        expect(lead && liveSubmission(lead)?.reportVersion).toBe(2)
        expect(lead?.returnOpinion).toBe('')
      })
  })

  test('意见、补正时限都要有，时限须在将来', () => {
    const past = instantOf('2026-09-14', '10:00')
    given(submitted())
      .by('蒋小棠')
      .when({ ...giveBack, opinion: '' })
      .thenRefused('opinionMissing')
      .when({ ...giveBack, reworkDeadline: null })
      .thenRefused('reworkDeadline', { fault: 'missing' })
      .when({ ...giveBack, reworkDeadline: past })
      .thenRefused('reworkDeadline', { fault: 'past' })
  })

  test('配合单位送牵头单位的材料，督查室不退', () => {
    const part = partAt('signedOff', matterAt('docketed'), 'D04')
    given(part)
      .of('D04')
      .by('金穗')
      .when(submit)
      .thenIs('已送牵头单位')
      .by('蒋小棠')
      .when(giveBack)
      .thenRefused('wrongStatus', { status: '已送牵头单位' })
  })

  test('没报上来的无从退回', () => {
    given(presented()).by('蒋小棠').when(giveBack).thenRefused('wrongStatus')
  })

  test('再退一次，补正时限以新的为准', () => {
    const later = instantOf('2026-09-28', '17:30')
    const { assignment } = given(submitted())
      .by('蒋小棠')
      .when(giveBack)
      .thenIs('汇总中')
      .by('禾苗')
      .when({ action: 'presentReport', edit: { problems: '配件供应不及时，影响12户。' } })
      .thenIs('待审签')
      .by('田守稼')
      .when({ action: 'signOff', edit: {}, opinion: '' })
      .thenIs('已审签')
      .by('禾苗')
      .when(submit)
      .thenIs('已报送')
      .by('蒋小棠')
      .when({ ...giveBack, reworkDeadline: later })
      .thenIs('汇总中')
    expect(effectiveDeadline(assignment)).toBe(later)
    expect(assignment.reports).toHaveLength(2)
    expect(assignment.signOffs.map((held) => held.voidedAt === null)).toEqual([false, false])
  })
})

describe('退回部门', () => {
  const sendBack = {
    action: 'sendBack',
    departments: ['D09', 'D04'],
    opinion: '请补充数据。',
    reworkDeadline: REWORK_BY,
  } as const
  /** The lead was passed while the co-department stood at that status; then both are asked again. */
  const again = (co: (matter: Matter) => Matter) => {
    const matter = co(submitted())
    return given(matter)
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过')
      .when(sendBack)
      .thenIs('办理中').matter
  }
  const coOf = (matter: Matter) => matter.assignments.find((held) => held.kind === 'co')

  test.each([
    ['没有签收的，从签收办起', 'awaitingReceipt', (matter: Matter) => matter],
    [
      '签收了没有批办的，从批办办起',
      'awaitingInstruction',
      (matter: Matter) => partAt('acknowledged', matter, 'D04'),
    ],
    ['正在办理的，接着办理', 'handling', (matter: Matter) => partAt('instructed', matter, 'D04')],
    [
      '承办人都已办理完毕的，接着汇总',
      'compiling',
      (matter: Matter) => partAt('finished', matter, 'D04'),
    ],
    ['呈过审签的，回到汇总', 'compiling', (matter: Matter) => partAt('presented', matter, 'D04')],
  ] as const)('未提供的配合单位：%s', (_, status, co) => {
    const matter = again(co)
    expect(coOf(matter)).toMatchObject({ status, reworkDeadline: REWORK_BY })
    expect(leadOf(matter)?.status).toBe('compiling')
  })
})
