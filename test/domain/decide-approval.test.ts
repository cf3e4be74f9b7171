// 阅批: the leader's tap that makes a draft a matter, and the ways in which it does not (process §1.1).
import { describe, expect, test } from 'vitest'
import type { Organisation } from '../../src/domain/organisation.ts'
import { instantOf } from '../../src/domain/time.ts'
import { docketed, given, matterAt, proposed } from '../kit/given.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const approve = { action: 'approve', opinion: '请农业农村局抓紧落实。' } as const
const opinion = '请补充办理依据。'

describe('同意立项', () => {
  test('取号、交办、留存批示，卡片一次有效', () => {
    given(proposed())
      .by('佟雅宁')
      .on('2026-09-14', '15:00')
      .when(approve)
      .thenIs('办理中', (matter, decided) => {
        expect(decided.allocateNumber).toBe(true)
        expect(decided.acts).toMatchObject([
          { action: '同意立项', from: '待阅批', to: '办理中', actor: named('佟雅宁') },
        ])
        expect(matter).toMatchObject({
          approval: approve.opinion,
          numberYear: 2026,
          docketedAt: instantOf('2026-09-14', '15:00'),
        })
        expect(matter.assignments).toMatchObject([
          { departmentId: 'D09', kind: 'lead', status: 'awaitingReceipt', turn: 1 },
          { departmentId: 'D04', kind: 'co', status: 'awaitingReceipt', turn: 1 },
        ])
      })
  })

  test('批示可以不写', () => {
    given(proposed()).by('佟雅宁').when({ action: 'approve', opinion: '' }).thenIs('办理中')
  })

  test('号码的年份是同意那天在本地的年份', () => {
    const docket = { ...biogas, deadline: instantOf('2027-02-01', '17:30') }
    given(matterAt('proposed', docket))
      .by('佟雅宁')
      .on('2027-01-01', '00:10')
      .when(approve)
      .thenIs('办理中', (matter) => expect(matter.numberYear).toBe(2027))
  })

  test('等批期间办结时间已过，不能立项', () => {
    given(proposed())
      .by('佟雅宁')
      .on('2026-09-21', '17:30')
      .when(approve)
      .thenRefused('deadlinePassed', { deadline: biogas.deadline })
      .when({ action: 'returnDraft', opinion })
      .thenIs('拟立项')
  })

  test('等批期间写定的配合时限已过，不能立项', () => {
    const coDeadline = instantOf('2026-09-15', '17:30')
    given(proposed({ ...biogas, coDeadline }))
      .by('佟雅宁')
      .on('2026-09-16')
      .when(approve)
      .thenRefused('deadlinePassed', { deadline: coDeadline })
  })

  test('没有配合单位也可以', () => {
    expect(docketed({ ...biogas, co: [] }).assignments).toHaveLength(1)
  })
})

describe('退回修改、不予立项、撤回呈请', () => {
  test('退回修改：带着意见回到经办人手里', () => {
    given(proposed())
      .by('佟雅宁')
      .when({ action: 'returnDraft', opinion: ` ${opinion} ` })
      .thenIs('拟立项', (matter, { acts }) => {
        expect(matter).toMatchObject({ returnOpinion: opinion, closedAt: null, assignments: [] })
        expect(acts).toMatchObject([{ action: '退回修改', details: { opinion } }])
      })
      .by('蒋小棠')
      .when({ action: 'propose', docket: {} })
      .thenIs('待阅批', (matter) => expect(matter.returnOpinion).toBe(''))
  })

  test('不予立项：到此为止', () => {
    given(proposed())
      .by('佟雅宁')
      .on('2026-09-14', '16:00')
      .when({ action: 'refuse', opinion })
      .thenIs('不予立项', (matter) =>
        expect(matter).toMatchObject({
          returnOpinion: opinion,
          closedAt: instantOf('2026-09-14', '16:00'),
        }),
      )
      .when(approve)
      .thenRefused('wrongStatus', { status: '不予立项' })
      .by('蒋小棠')
      .when({ action: 'withdrawProposal' })
      .thenRefused('wrongStatus')
  })

  test.each(['returnDraft', 'refuse'] as const)('%s 不写意见不行，空格也不算', (action) => {
    given(proposed()).by('佟雅宁').when({ action, opinion: ' 　\n' }).thenRefused('opinionMissing')
  })

  test('撤回呈请：批复之前由经办人撤回', () => {
    given(proposed())
      .by('蒋小棠')
      .when({ action: 'withdrawProposal' })
      .thenIs('拟立项', (_, { acts }) => expect(acts).toMatchObject([{ action: '撤回呈请' }]))
  })

  test('批复之后不能再撤回呈请', () => {
    given(docketed())
      .by('蒋小棠')
      .when({ action: 'withdrawProposal' })
      .thenRefused('wrongStatus', { status: '办理中', last: { action: '同意立项' } })
  })

  test.each(['approve', 'returnDraft', 'refuse'] as const)(
    '%s 的意见带密级标志，不收',
    (action) => {
      given(proposed())
        .by('佟雅宁')
        .when({ action, opinion: '见绝密★件' })
        .thenRefused('secrecyMark')
    },
  )
})

describe('谁阅批', () => {
  test.each(['沈维岳', '顾怀清', '韩秉文', '温如松', '毕子衡'])('呈佟雅宁的，%s不能批', (name) => {
    const reason = name === '顾怀清' ? 'notYours' : 'otherStanding'
    given(proposed()).by(name).when(approve).thenRefused(reason)
  })

  test('呈区长的，由区长批', () => {
    given(proposed({ ...biogas, approver: named('沈维岳') }))
      .by('佟雅宁')
      .when(approve)
      .thenRefused('notYours')
      .by('沈维岳')
      .when(approve)
      .thenIs('办理中')
  })

  test('呈请的人不能自己批', () => {
    given(proposed()).by('蒋小棠').when(approve).thenRefused('ownRequest')
  })

  test('副区长兼督查室，也不能呈给自己批', () => {
    const both = withRole('佟雅宁', 'SUPERVISION_CHIEF')
    given(matterAt('drafted'), both)
      .by('佟雅宁')
      .when({ action: 'propose', docket: {} })
      .thenRefused('ownRequest')
    const slipped = { ...proposed(), proposedBy: named('佟雅宁') }
    given(slipped, both).by('佟雅宁').when(approve).thenRefused('ownRequest')
  })

  test('不再分管牵头单位的副区长不能批，也不能由人代批', () => {
    const people = yunling.people.map((person) =>
      person.name === '佟雅宁' ? { ...person, portfolio: ['D02'] } : person,
    )
    const moved = { ...delegatedTo('罗思远'), people }
    given(proposed(), moved).by('佟雅宁').when(approve).thenRefused('otherStanding')
    given(proposed(), moved).by('罗思远').when(approve).thenRefused('otherStanding')
  })

  test('受委托的代批，记明受谁委托', () => {
    given(proposed(), delegatedTo('罗思远'))
      .by('罗思远')
      .when(approve)
      .thenIs('办理中', (_, { acts }) =>
        expect(acts).toMatchObject([{ actor: named('罗思远'), actingFor: named('佟雅宁') }]),
      )
  })

  test('督查室不能受委托阅批', () => {
    given(proposed(), delegatedTo('毕子衡')).by('毕子衡').when(approve).thenRefused('otherStanding')
  })
})

function withRole(name: string, role: 'SUPERVISION_CHIEF'): Organisation {
  const people = yunling.people.map((person) =>
    person.name === name ? { ...person, roles: [...person.roles, role] } : person,
  )
  return { ...yunling, people }
}

function delegatedTo(name: string): Organisation {
  const given = {
    principal: named('佟雅宁'),
    delegate: named(name),
    scope: ['DECIDE'] as const,
    from: '2026-09-14',
    to: '2026-09-18',
    writtenAuthorization: '委托书〔2026〕1号',
  }
  return { ...yunling, delegations: [given] }
}
