// 核稿: with rules.chiefReview nothing of an officer's goes to 区领导 or closes a matter unchecked (process §1.1).
import { describe, expect, test } from 'vitest'
import { batchOf } from '../../src/domain/batch.ts'
import { drafted, given, passed } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { answered, clearedTwice, SUPERIOR } from '../kit/outcome.ts'
import { named, yunling } from '../kit/yunling.ts'

const checking = { ...yunling, rules: { ...yunling.rules, chiefReview: true } }
const feedBack = {
  action: 'feedBack',
  summary: '已完成年度任务的80%。',
  leaders: [named('佟雅宁')],
} as const

describe('核稿', () => {
  test('经办人呈请立项，先到督查室主任；主任点了才到区领导', () => {
    given(drafted(), checking)
      .by('蒋小棠')
      .when({ action: 'propose', docket: {} })
      .thenIs('拟立项', (matter, { acts }) => {
        expect(acts).toMatchObject([{ action: '呈请立项', from: '拟立项', to: '拟立项' }])
        expect(holdersOf(matter, 'draft', checking)).toEqual([named('温如松')])
      })
      .when({ action: 'propose', docket: {} })
      .thenRefused('otherStanding', { standing: 'chief' })
      .by('温如松')
      .when({ action: 'propose', docket: {} })
      .thenIs('待阅批', (matter) => {
        expect(matter.checkAsked).toBeNull()
        expect(matter.proposedBy).toBe(named('温如松'))
      })
  })

  test('主任存为草稿，退给经办人', () => {
    given(drafted(), checking)
      .by('蒋小棠')
      .when({ action: 'propose', docket: {} })
      .thenIs('拟立项')
      .by('温如松')
      .when({ action: 'saveDraft', docket: { title: '农村沼气建设' } })
      .thenIs('拟立项', (matter) => {
        expect(matter.checkAsked).toBeNull()
        expect(holdersOf(matter, 'draft', checking)).toEqual([named('蒋小棠')])
      })
  })

  test('一并呈请的，主任点了便记着同批；改送别的领导的，不在其中', () => {
    const batch = { id: 'b1', to: [named('佟雅宁')], of: [drafted().id, 'another'] }
    const checked = (docket: { approver?: string }, to: string | null) =>
      given(drafted(), checking)
        .by('蒋小棠')
        .when({ action: 'propose', docket: {}, batch })
        .thenIs('拟立项', (matter) => {
          expect(matter.checkAsked?.batch).toEqual({ id: 'b1', of: batch.of })
          expect(batchOf(matter)).toBeNull()
        })
        .by('温如松')
        .when({ action: 'propose', docket })
        .thenIs('待阅批', (matter) => {
          expect(batchOf(matter)).toEqual(to === null ? null : { id: 'b1', to: [to] })
          expect(holdersOf(matter, 'docket', checking)).toEqual(to ? [] : [docket.approver])
        })
    checked({}, named('佟雅宁'))
    checked({ approver: named('沈维岳') }, null)
  })

  test('要素不全的，不到主任那里就说明', () => {
    given(drafted(), checking)
      .by('蒋小棠')
      .when({ action: 'propose', docket: { copies: null } })
      .thenRefused('docket')
  })

  test('反馈领导：填的内容留着，主任点了才办结', () => {
    given(passed(), checking)
      .by('蒋小棠')
      .when(feedBack)
      .thenIs('待汇总反馈', (matter) => {
        expect(matter.checkAsked?.facts).toEqual({
          summary: feedBack.summary,
          leaders: feedBack.leaders,
        })
        expect(matter.feedback).toEqual([])
        expect(holdersOf(matter, 'consolidate', checking)).toEqual([named('温如松')])
      })
      .by('温如松')
      .when(feedBack)
      .thenIs('已办结')
  })

  test.each([
    [
      '呈区领导审核',
      passed(SUPERIOR),
      { action: 'presentBrief', summary: '已完成。' },
      '待汇总反馈',
    ],
    ['已上报', clearedTwice(), { action: 'reportUp', documentNumber: '1号' }, '待上报'],
    [
      '登记',
      answered(),
      { action: 'recordOpinion', grade: 'satisfied', note: '', reworkDeadline: null },
      '待代表委员意见',
    ],
  ] as const)('经办人%s，都先核稿；主任自己办的，即时生效', (_, matter, command, status) => {
    given(matter, checking)
      .by('蒋小棠')
      .when(command)
      .thenIs(status, (held) => expect(held.checkAsked?.by).toBe(named('蒋小棠')))
    given(matter, checking)
      .by('温如松')
      .when(command)
      .thenIs(command.action === 'presentBrief' ? '待分管副区长审核' : '已办结', (held) =>
        expect(held.checkAsked).toBeNull(),
      )
  })

  test('送核稿后督查室主任离任，又没有别人可核的，回到经办人手上', () => {
    const waiting = given(passed(), checking)
      .by('蒋小棠')
      .when(feedBack)
      .thenIs('待汇总反馈').matter
    const people = checking.people.filter((person) => person.name !== '温如松')
    const without = { ...checking, people }
    expect(holdersOf(waiting, 'consolidate', without)).toEqual([named('蒋小棠')])
    given(waiting, without)
      .by('蒋小棠')
      .when(feedBack)
      .thenIs('已办结', (matter) => expect(matter.checkAsked).toBeNull())
  })

  test('规则没开，经办人直接办', () => {
    given(passed()).by('蒋小棠').when(feedBack).thenIs('已办结')
  })
})
