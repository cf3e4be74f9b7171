// 委托: 许广厦 stands in for 马建业 from 15 to 19 September 2026, and what that does not cover (process §6, §7.10).
import { describe, expect, test } from 'vitest'
import { liveSignOff } from '../../src/domain/matter.ts'
import type { DelegationScope, Organisation, Person } from '../../src/domain/organisation.ts'
import { instantOf } from '../../src/domain/time.ts'
import { maySeeMatter } from '../../src/domain/visibility.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { acknowledged, docketed, given, instruction, presented, signedOff } from '../kit/given.ts'
import { named, yunling } from '../kit/yunling.ts'

/** 老旧小区改造, led by 区住建局. */
const housing = {
  title: '老旧小区改造推进情况',
  category: 3,
  source: '区政府常务会议',
  content: '督查老旧小区改造进度和资金使用情况。',
  lead: 'D07',
  co: [],
  deadline: instantOf('2026-09-25', '17:30'),
  copies: 2,
  seal: true,
  electronic: true,
  signature: true,
  approver: named('陆明舟'),
  notSecret: true,
} as const

const sign = { action: 'signOff', edit: {}, opinion: '' } as const
const amend = {
  action: 'amendAndSignOff',
  edit: { problems: '两个小区管网改造滞后，已约谈施工单位。' },
  opinion: '',
} as const
const toSection = instruction([named('施工')])

describe('受委托办理', () => {
  test('批办：记明受谁委托', () => {
    given(acknowledged(housing))
      .by('许广厦')
      .on('2026-09-16')
      .when(toSection)
      .thenIs('办理中', ({ assignments: [lead] }, { acts }) => {
        expect(lead?.instructions[0]).toMatchObject({
          by: named('许广厦'),
          actingFor: named('马建业'),
        })
        expect(acts).toMatchObject([{ actor: named('许广厦'), actingFor: named('马建业') }])
      })
  })

  test('审签：记明受谁委托', () => {
    given(presented(housing))
      .by('许广厦')
      .on('2026-09-16')
      .when(sign)
      .thenIs('已审签', ({ assignments: [lead] }) =>
        expect(lead && liveSignOff(lead)).toMatchObject({
          by: named('许广厦'),
          actingFor: named('马建业'),
        }),
      )
  })

  test.each([
    ['2026-09-14', '23:59', false],
    ['2026-09-15', '00:00', true],
    ['2026-09-19', '23:59', true],
    ['2026-09-20', '00:00', false],
  ])('%s %s，委托有效：%s', (day, time, valid) => {
    const asked = given(presented(housing)).by('许广厦').on(day, time).when(sign)
    if (valid) asked.thenIs('已审签')
    else asked.thenRefused('notYours')
  })

  test('委托期间，本人随时可以自己办，不算受委托', () => {
    given(presented(housing))
      .by('马建业')
      .on('2026-09-16')
      .when(sign)
      .thenIs('已审签', (_, { acts }) => expect(acts).toMatchObject([{ actingFor: null }]))
  })

  test('受委托的也可以退回修改、修改后审签', () => {
    given(presented(housing))
      .by('许广厦')
      .on('2026-09-16')
      .when({ action: 'returnReport', edit: {}, opinion: '请补数据。' })
      .thenIs('汇总中')
    given(presented(housing)).by('许广厦').on('2026-09-16').when(amend).thenIs('已审签')
  })

  test('修改后审签的，自己可以撤回审签', () => {
    given(presented(housing))
      .by('许广厦')
      .on('2026-09-16')
      .when(amend)
      .thenIs('已审签')
      .when({ action: 'withdrawSignOff' })
      .thenIs('待审签', ({ assignments: [lead] }) => expect(lead?.reports).toHaveLength(2))
  })

  test('只在委托的范围之内', () => {
    const onlySigning = delegated('许广厦', ['SIGN_REPORT'])
    given(acknowledged(housing), onlySigning)
      .by('许广厦')
      .when(toSection)
      .thenRefused('otherStanding', { standing: 'head' })
    const onlyInstructing = delegated('许广厦', ['INSTRUCT'])
    given(presented(housing), onlyInstructing)
      .by('许广厦')
      .when(sign)
      .thenRefused('otherStanding', { standing: 'head' })
  })
})

describe('不能受委托的', () => {
  test('审签须是分管领导，批办不限', () => {
    const section = delegated('施工', ['INSTRUCT', 'SIGN_REPORT'])
    given(acknowledged(housing), section).by('施工').when(toSection).thenIs('办理中')
    given(presented(housing), section).by('施工').when(sign).thenRefused('otherStanding')
  })

  test('起草报告的不能受委托审签', () => {
    const officer = delegated('房一鸣', ['SIGN_REPORT'], ['DEPT_DEPUTY'])
    given(presented(housing), officer).by('房一鸣').when(sign).thenRefused('otherStanding')
    given(presented(housing), officer).by('房一鸣').when(amend).thenRefused('otherStanding')
  })

  test('主要领导改过又撤回的，起草人仍是起草人', () => {
    const officer = delegated('房一鸣', ['SIGN_REPORT'], ['DEPT_DEPUTY'])
    given(presented(housing), officer)
      .by('马建业')
      .when(amend)
      .thenIs('已审签')
      .when({ action: 'withdrawSignOff' })
      .thenIs('待审签')
      .by('房一鸣')
      .when(sign)
      .thenRefused('otherStanding')
  })

  test('呈请批办的不能受委托批办', () => {
    const officer = delegated('房一鸣', ['INSTRUCT'])
    given(acknowledged(housing), officer).by('房一鸣').when(toSection).thenRefused('otherStanding')
  })

  test('督查室不替部门审签', () => {
    const office = delegated('毕子衡', ['INSTRUCT', 'SIGN_REPORT'], ['DEPT_DEPUTY'], 'D07')
    given(presented(housing), office).by('毕子衡').when(sign).thenRefused('otherStanding')
    given(acknowledged(housing), office).by('毕子衡').when(toSection).thenRefused('otherStanding')
  })

  test('别的部门的人不能受委托，也看不到', () => {
    const outside = delegated('崔劲松', ['INSTRUCT', 'SIGN_REPORT'])
    given(presented(housing), outside).by('崔劲松').when(sign).thenRefused('notYours')
  })

  test('分管领导没有委托书，不能审签', () => {
    const none: Organisation = { ...yunling, delegations: [] }
    given(presented(housing), none).by('许广厦').when(sign).thenRefused('notYours')
  })

  test('离岗的人不能受委托', () => {
    const people = yunling.people.map((one) =>
      one.name === '许广厦' ? { ...one, active: false } : one,
    )
    given(presented(housing), { ...yunling, people })
      .by('许广厦')
      .on('2026-09-16')
      .when(sign)
      .thenRefused('stranger')
  })
})

test('受委托期间看得到事项，期满就看不到', () => {
  const deputy = yunling.people.find((one) => one.name === '许广厦') as Person
  const matter = signedOff(housing)
  const sees = (day: string) => maySeeMatter(deputy, matter, yunling, instantOf(day, '10:00'))
  expect(['2026-09-14', '2026-09-15', '2026-09-19', '2026-09-20'].map(sees)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test('受主任委托的人自己提出的更正，呈主任本人确认', () => {
  const delegation = {
    principal: named('温如松'),
    delegate: named('毕子衡'),
    scope: ['DECIDE'] as const,
    from: '2026-09-14',
    to: '2026-09-30',
    writtenAuthorization: '',
  }
  const deputised = { ...yunling, delegations: [delegation] }
  const asked = given(docketed(housing, deputised), deputised)
    .by('毕子衡')
    .when({ action: 'correct', patch: { source: '区政府第十八次常务会议' }, reason: '原文写错。' })
    .thenIs('办理中')
  const asks = wantedCards(asked.matter, deputised, instantOf('2026-09-16', '10:00'))
    .filter(({ kind }) => kind === 'confirm')
    .map(({ recipient }) => recipient)
  expect(asks).toEqual([named('温如松')])
  const confirm = { action: 'confirmCorrection' } as const
  asked.when(confirm).thenRefused('ownRequest').by('温如松').when(confirm).thenIs('办理中')
})

/** 马建业 delegates to somebody, who also gets these roles and is moved to this department. */
function delegated(
  name: string,
  scope: readonly DelegationScope[],
  roles: Person['roles'] = [],
  department?: string,
): Organisation {
  const people = yunling.people.map((one) =>
    one.name === name
      ? {
          ...one,
          roles: [...one.roles, ...roles],
          departmentId: department ?? one.departmentId,
        }
      : one,
  )
  const delegation = {
    principal: named('马建业'),
    delegate: named(name),
    scope,
    from: '2026-09-14',
    to: '2026-09-30',
    writtenAuthorization: '住建局授权书〔2026〕4号',
  }
  return { ...yunling, people, delegations: [delegation] }
}
