// 汇总反馈: the result goes to the leaders, or a department works on; 已阅 (process §1.1).
import { describe, expect, test } from 'vitest'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { liveSignOff, liveSubmission } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  closed,
  everythingReady,
  given,
  matterAt,
  partAt,
  passed,
  REWORK_BY,
  submitted,
} from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { broughtAgain } from '../kit/outcome.ts'
import { biogas, named } from '../kit/yunling.ts'

const leaders = [named('佟雅宁'), named('沈维岳')]
const feedBack = { action: 'feedBack', summary: '已完成年度任务的80%。', leaders } as const
const sendBack = {
  action: 'sendBack',
  departments: ['D09'],
  opinion: '请补充资金拨付数据。',
  reworkDeadline: REWORK_BY,
} as const
const read = { action: 'read' } as const

describe('反馈领导', () => {
  test('反馈即办结，写明给了谁、说了什么', () => {
    given(passed())
      .by('蒋小棠')
      .on('2026-09-18', '16:00')
      .when(feedBack)
      .thenIs('已办结', (matter, { acts }) => {
        expect(matter).toMatchObject({
          summary: feedBack.summary,
          closedAt: instantOf('2026-09-18', '16:00'),
          feedback: leaders.map((leader) => ({ leader, readAt: null })),
        })
        expect(acts).toMatchObject([
          {
            action: '反馈领导',
            from: '待汇总反馈',
            to: '已办结',
            details: { summary: feedBack.summary },
          },
        ])
      })
  })

  test('建议提案反馈之后，还要等代表委员意见', () => {
    given(passed({ ...biogas, category: 6 }))
      .by('蒋小棠')
      .when(feedBack)
      .thenIs('待代表委员意见', (matter) => expect(matter.closedAt).toBeNull())
  })

  test('上级交办的不能直接反馈，须经分管副区长、区长审核', () => {
    given(passed(docketOf('M20')))
      .by('蒋小棠')
      .when(feedBack)
      .thenRefused('superiorNeedsLeaders', {
        viceMayor: { name: '陆明舟' },
        mayor: { name: '沈维岳' },
      })
  })

  test('没选领导、没写结果，都不行', () => {
    given(passed())
      .by('蒋小棠')
      .when({ ...feedBack, leaders: [] })
      .thenRefused('leadersMissing')
      .when({ ...feedBack, summary: ' ' })
      .thenRefused('summaryMissing')
      .when({ ...feedBack, summary: null })
      .thenRefused('summaryMissing')
      .when({ ...feedBack, summary: '见机密★件' })
      .thenRefused('secrecyMark')
  })

  test.each([named('田守稼'), named('谷雨'), named('毕子衡'), 'ou_nobody'])(
    '结果只反馈给区领导和区政府办负责人，%s不是',
    (stranger) => {
      given(passed())
        .by('蒋小棠')
        .when({ ...feedBack, leaders: [...leaders, stranger] })
        .thenRefused('leadersMissing')
    },
  )

  test('同一位领导选了两次，只送一份', () => {
    given(passed())
      .by('蒋小棠')
      .when({ ...feedBack, leaders: [...leaders, ...leaders] })
      .thenIs('已办结', (matter) => expect(matter.feedback).toHaveLength(2))
  })

  test.each(['佟雅宁', '禾苗', '田守稼', '韩秉文'])('%s不能代督查室反馈', (name) => {
    given(passed())
      .by(name)
      .when(feedBack)
      .thenRefused('otherStanding', { standing: 'supervision' })
  })

  test('材料没通过，不能反馈', () => {
    given(submitted()).by('蒋小棠').when(feedBack).thenRefused('wrongStatus', { status: '办理中' })
  })
})

describe('已阅', () => {
  test('领导各阅各的，阅一次', () => {
    const { matter } = given(passed()).by('蒋小棠').when(feedBack).thenIs('已办结')
    given(matter)
      .by('佟雅宁')
      .when(read)
      .thenIs('已办结', (after) =>
        expect(after.feedback.map((held) => held.readAt === null)).toEqual([false, true]),
      )
      .when(read)
      .thenRefused('overtaken', { again: true, act: { action: '已阅' } })
      .by('沈维岳')
      .when(read)
      .thenIs('已办结')
  })

  test('没反馈给谁，谁就无从已阅', () => {
    given(closed()).by('韩秉文').when(read).thenRefused('otherStanding', { standing: 'reader' })
  })
})

describe('退回部门', () => {
  test('牵头单位重新整理：原来的签和报送作废，补正时限起算', () => {
    given(passed())
      .by('蒋小棠')
      .when(sendBack)
      .thenIs('办理中', ({ assignments: [lead, co] }, { acts }) => {
        expect(lead).toMatchObject({ status: 'compiling', returnOpinion: sendBack.opinion })
        expect(lead && effectiveDeadline(lead)).toBe(REWORK_BY)
        expect(lead && liveSignOff(lead)).toBeUndefined()
        expect(lead && liveSubmission(lead)).toBeUndefined()
        expect(lead?.reports).toHaveLength(1)
        expect(co?.status).toBe('notProvided')
        expect(acts).toMatchObject([
          { action: '退回部门', departmentId: null, from: '待汇总反馈', to: '办理中' },
          { action: '退回部门', departmentId: 'D09', from: '已通过', to: '汇总中' },
        ])
      })
  })

  test('退回之后，一字不改也要重新审签才能报送', () => {
    const sentBack = given(passed())
      .by('蒋小棠')
      .when(sendBack)
      .thenIs('办理中')
      .by('禾苗')
      .when({ action: 'submit', checklist: everythingReady })
      .thenRefused('unsigned')
    broughtAgain(sentBack).when(feedBack).thenIs('已办结')
  })

  test('配合单位可以一并退回', () => {
    const part = given(partAt('signedOff', submitted(), 'D04'))
      .of('D04')
      .by('金穗')
      .when({ action: 'submit', checklist: everythingReady })
      .thenIs('已送牵头单位')
    given(part.matter)
      .by('蒋小棠')
      .when({ action: 'pass' })
      .thenIs('已通过')
      .when({ ...sendBack, departments: ['D04', 'D09'] })
      .thenIs('办理中', (matter) =>
        expect(matter.assignments).toMatchObject([
          { departmentId: 'D09', status: 'compiling', reworkDeadline: REWORK_BY },
          { departmentId: 'D04', status: 'compiling', reworkDeadline: REWORK_BY },
        ]),
      )
  })

  test('不写单位、意见、补正时限，或时限已过，都不行', () => {
    given(passed())
      .by('蒋小棠')
      .when({ ...sendBack, departments: [] })
      .thenRefused('departmentsMissing')
      .when({ ...sendBack, departments: ['D04'] })
      .thenRefused('departmentsMissing')
      .when({ ...sendBack, opinion: ' ' })
      .thenRefused('opinionMissing')
      .when({ ...sendBack, reworkDeadline: null })
      .thenRefused('reworkDeadline', { fault: 'missing' })
      .when({ ...sendBack, reworkDeadline: instantOf('2026-09-14', '09:00') })
      .thenRefused('reworkDeadline', { fault: 'past' })
      .when({ ...sendBack, opinion: '按绝密★件办' })
      .thenRefused('secrecyMark')
  })

  test('上级交办的也能退回部门', () => {
    given(passed(docketOf('M20')))
      .by('蒋小棠')
      .when({ ...sendBack, departments: ['D12'] })
      .thenIs('办理中')
  })

  test('办结之后不能退回', () => {
    given(matterAt('closed')).by('蒋小棠').when(sendBack).thenRefused('wrongStatus')
  })
})
