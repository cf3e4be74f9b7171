// 通报: who signs it, and what goes out with the last signature (process §1.1).
import { describe, expect, test } from 'vitest'
import type { Matter } from '../../src/domain/matter.ts'
import type { Role } from '../../src/domain/organisation.ts'
import { given, passed } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { bulletinDrafted, SUPERIOR } from '../kit/outcome.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const draft = {
  action: 'draftBulletin',
  summary: '已完成年度任务的80%。',
  scope: ['D09'],
  critical: false,
  alsoFeedback: true,
  leaders: [named('佟雅宁')],
} as const
const issue = { action: 'issueBulletin', opinion: '' } as const

describe('通报', () => {
  test('没选范围、没写结果、要反馈却没选领导，都不行；上级交办的不通报', () => {
    given(passed())
      .by('蒋小棠')
      .when({ ...draft, scope: [] })
      .thenRefused('scopeMissing')
      .when({ ...draft, scope: ['D99'] })
      .thenRefused('scopeMissing')
      .when({ ...draft, summary: ' ' })
      .thenRefused('summaryMissing')
      .when({ ...draft, summary: '见机密★件' })
      .thenRefused('secrecyMark')
      .when({ ...draft, leaders: [] })
      .thenRefused('leadersMissing')
      .when({ ...draft, leaders: [], alsoFeedback: false })
      .thenIs('待签发通报')
    given(passed(SUPERIOR)).by('蒋小棠').when(draft).thenRefused('superiorNeedsLeaders')
  })

  test('主任或副主任签发即印发，并反馈所选领导', () => {
    given(bulletinDrafted())
      .by('罗思远')
      .when(issue)
      .thenIs('已办结', (matter) => {
        expect(matter.bulletins).toMatchObject([{ issuedBy: named('罗思远') }])
        expect(matter.bulletins[0]?.issuedAt).not.toBeNull()
        expect(matter.feedback.map(({ leader }) => leader)).toEqual([named('佟雅宁')])
        expect(copies(matter)).toEqual(['田守稼', '禾苗', '金穗', '钱守诚'].map(named).sort())
      })
  })

  test('建议提案的通报签发后，还要等代表委员意见', () => {
    given(bulletinDrafted(false, { ...biogas, category: 6 }))
      .by('韩秉文')
      .when(issue)
      .thenIs('待代表委员意见')
  })

  test('不点名批评的，不归阅批领导签', () => {
    given(bulletinDrafted())
      .by('佟雅宁')
      .when(issue)
      .thenRefused('otherStanding', { standing: 'officeLeader' })
  })

  test.each([
    ['韩秉文', '佟雅宁'],
    ['佟雅宁', '罗思远'],
  ])('点名批评的要两人都签，先后不论：%s先签，%s后签', (first, second) => {
    given(bulletinDrafted(true))
      .by(first)
      .when(issue)
      .thenIs('待签发通报', (matter) => expect(copies(matter)).toEqual([]))
      .when(issue)
      .thenRefused('overtaken', { again: true })
      .by(second)
      .when(issue)
      .thenIs('已办结')
  })

  test('办公室一人签过，另一人不必再签', () => {
    given(bulletinDrafted(true))
      .by('韩秉文')
      .when(issue)
      .thenIs('待签发通报')
      .by('罗思远')
      .when(issue)
      .thenRefused('overtaken', { again: false, act: { actor: named('韩秉文') } })
  })

  test('两样都能签的人，先签没有别人能签的那一样', () => {
    const hat = (name: string, role: Role) =>
      yunling.people.map((one) =>
        one.name === name ? { ...one, roles: [...one.roles, role] } : one,
      )
    const delegation = {
      principal: named('佟雅宁'),
      delegate: named('罗思远'),
      scope: ['DECIDE'] as const,
      from: '2026-09-14',
      to: '2026-09-30',
      writtenAuthorization: '',
    }
    // 佟雅宁 drafts it, so only his delegate can sign for the leader.
    const organisation = {
      ...yunling,
      people: hat('佟雅宁', 'SUPERVISION_OFFICER'),
      delegations: [delegation],
    }
    given(passed(biogas, organisation), organisation)
      .by('佟雅宁')
      .when({ ...draft, critical: true })
      .thenIs('待签发通报')
      .by('罗思远')
      .when(issue)
      .thenIs('待签发通报', ({ bulletins }) =>
        expect(bulletins.at(-1)).toMatchObject({
          issuedBy: null,
          consentedBy: named('罗思远'),
        }),
      )
      .by('韩秉文')
      .when(issue)
      .thenIs('已办结')
  })

  test('退回须写意见，退到督查室，已签的一并作废', () => {
    given(bulletinDrafted(true))
      .by('韩秉文')
      .when(issue)
      .thenIs('待签发通报')
      .by('佟雅宁')
      .when({ action: 'returnBulletin', opinion: '' })
      .thenRefused('opinionMissing')
      .when({ action: 'returnBulletin', opinion: '表述再斟酌。' })
      .thenIs('待汇总反馈', (matter) => {
        expect(matter.bulletins[0]).toMatchObject({ issuedAt: null })
        expect(matter.bulletins[0]?.returnedAt).not.toBeNull()
        expect(matter.returnOpinion).toBe('表述再斟酌。')
      })
  })
})

/** Whose officers and heads have the 督查通报. */
function copies(matter: Matter): string[] {
  const leaders = matter.feedback.map(({ leader }) => leader)
  return holdersOf(matter, 'feedback')
    .filter((holder) => !leaders.includes(holder))
    .sort()
}
