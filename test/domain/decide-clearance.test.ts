// A superior-assigned matter goes past two leaders on one text before it goes up (process §1.1, invariant 2).
import { describe, expect, test } from 'vitest'
import { latestBrief, liveClearance } from '../../src/domain/outcome.ts'
import { given, passed, REWORK_BY } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import {
  BRIEF,
  briefPresented,
  clearedOnce,
  clearedTwice,
  reportedUp,
  SUPERIOR,
} from '../kit/outcome.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const clear = { action: 'clear', summary: null, opinion: '' } as const
const CHANGED = '沿河路污水外溢点已全部封堵，管网改造完成九成。'
const amend = { action: 'amendAndClear', summary: CHANGED, opinion: '数据已更新。' } as const
const toOffice = {
  action: 'returnBrief',
  opinion: '请补充资金数据。',
  returnTo: 'office',
  reworkDeadline: null,
} as const

describe('呈区领导审核', () => {
  test('形成督查专报第1版，主送交办机关，先呈分管副区长', () => {
    const matter = briefPresented()
    expect(latestBrief(matter)).toMatchObject({
      briefVersion: 1,
      summary: BRIEF,
      addressee: SUPERIOR.superiorOrgan,
    })
    expect(latestBrief(matter)?.title).toMatch(/^云岭区人民政府关于.+落实情况的报告$/)
    expect(holdersOf(matter, 'clear')).toEqual([named('陆明舟')])
  })

  test('没有文字、含密级标志，或本不是上级交办，都不行', () => {
    given(passed(SUPERIOR))
      .by('蒋小棠')
      .when({ action: 'presentBrief', summary: ' ' })
      .thenRefused('summaryMissing')
      .when({ action: 'presentBrief', summary: '见机密★件' })
      .thenRefused('secrecyMark')
    given(passed(biogas))
      .by('蒋小棠')
      .when({ action: 'presentBrief', summary: BRIEF })
      .thenRefused('notSuperior')
  })
})

describe('上报审核', () => {
  test('分管副区长、区长先后同意同一稿，即可上报', () => {
    const matter = clearedTwice()
    const hash = latestBrief(matter)?.contentHash
    expect(liveClearance(matter, 'viceMayor')).toMatchObject({ contentHash: hash })
    expect(liveClearance(matter, 'mayor')).toMatchObject({ contentHash: hash })
  })

  test.each(['沈维岳', '罗思远', '蒋小棠', '韩秉文'])('待分管副区长审核时，%s不能代办', (name) => {
    given(briefPresented())
      .by(name)
      .when(clear)
      .thenRefused('otherStanding', { standing: 'viceMayor' })
  })

  test('改了文字却点同意上报，不行；没改而点修改后同意上报，同的就是原稿', () => {
    given(briefPresented())
      .by('陆明舟')
      .when({ ...clear, summary: CHANGED })
      .thenRefused('briefChanged')
      .when({ ...amend, summary: `${BRIEF}\r\n` })
      .thenIs('待区长审核', (matter) => expect(matter.briefs).toHaveLength(1))
  })

  test('分管副区长修改后同意：新的一版，区长看新的', () => {
    given(briefPresented())
      .by('陆明舟')
      .when(amend)
      .thenIs('待区长审核', (matter) => {
        expect(latestBrief(matter)).toMatchObject({ briefVersion: 2, summary: CHANGED })
        expect(liveClearance(matter, 'viceMayor')).toMatchObject({ briefVersion: 2 })
      })
  })

  test('区长修改后同意：分管副区长的同意作废，再点一次即可上报', () => {
    given(clearedOnce())
      .by('沈维岳')
      .when(amend)
      .thenIs('待分管副区长审核', (matter) => {
        expect(liveClearance(matter, 'viceMayor')).toBeUndefined()
        expect(liveClearance(matter, 'mayor')).toMatchObject({ briefVersion: 2 })
      })
      .by('陆明舟')
      .when(clear)
      .thenIs('待上报')
  })

  test('区长改后分管副区长又改，区长还要再看', () => {
    given(clearedOnce())
      .by('沈维岳')
      .when(amend)
      .thenIs('待分管副区长审核')
      .by('陆明舟')
      .when({ ...amend, summary: `${CHANGED}已通水。` })
      .thenIs('待区长审核', (matter) => expect(liveClearance(matter, 'mayor')).toBeUndefined())
  })

  test('两人须是两个人：分管副区长受区长委托，也不能再同意一次，卡片给区长本人', () => {
    const organisation = {
      ...yunling,
      delegations: [
        ...yunling.delegations,
        {
          principal: named('沈维岳'),
          delegate: named('陆明舟'),
          scope: ['DECIDE'] as const,
          from: '2026-09-01',
          to: '2026-12-31',
          writtenAuthorization: '授权书〔2026〕9号',
        },
      ],
    }
    const matter = clearedOnce()
    given(matter, organisation).by('陆明舟').when(clear).thenRefused('twoLeaders')
    expect(holdersOf(matter, 'clear', organisation)).toEqual([named('沈维岳')])
  })

  test('退回须写意见和去向；退督查室的，两票作废', () => {
    given(clearedOnce())
      .by('沈维岳')
      .when({ ...toOffice, opinion: '' })
      .thenRefused('opinionMissing')
      .when({ ...toOffice, returnTo: null })
      .thenRefused('returnToMissing')
      .when({ ...toOffice, returnTo: 'D99' })
      .thenRefused('returnToMissing')
      .when(toOffice)
      .thenIs('待汇总反馈', (matter) => {
        expect(matter.clearances.every(({ voidedAt }) => voidedAt !== null)).toBe(true)
        expect(matter.returnOpinion).toBe(toOffice.opinion)
      })
  })

  test('退部门须有补正时限，牵头单位重新汇总，再走一遍', () => {
    const lead = SUPERIOR.lead ?? ''
    const back = { ...toOffice, returnTo: lead, reworkDeadline: REWORK_BY }
    given(clearedOnce())
      .by('沈维岳')
      .when({ ...back, reworkDeadline: null })
      .thenRefused('reworkDeadline', { fault: 'missing' })
      .when(back)
      .thenIs('办理中', ({ assignments, clearances }) => {
        expect(assignments[0]).toMatchObject({ status: 'compiling', reworkDeadline: REWORK_BY })
        expect(clearances.every(({ voidedAt }) => voidedAt !== null)).toBe(true)
      })
  })
})

describe('上报登记', () => {
  test('须有回执或文号；登记即办结', () => {
    given(clearedTwice())
      .by('蒋小棠')
      .when({ action: 'reportUp', documentNumber: ' ' })
      .thenRefused('documentNumberMissing')
      .by('陆明舟')
      .when({ action: 'reportUp', documentNumber: '1号' })
      .thenRefused('otherStanding', { standing: 'supervision' })
    expect(reportedUp()).toMatchObject({ status: 'closed', summary: BRIEF, reportsUp: [{}] })
  })

  test('只有一位领导同意，谁也不能上报', () => {
    given(clearedOnce())
      .by('蒋小棠')
      .when({ action: 'reportUp', documentNumber: '1号' })
      .thenRefused('wrongStatus')
  })
})
