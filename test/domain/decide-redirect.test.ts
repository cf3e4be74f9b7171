// 改派: until when it is asked for, to whom it can go, and what the new department takes over (process §1.2).
import { describe, expect, test } from 'vitest'
import { leadOf } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { docketed, given, instructed, submitted } from '../kit/given.ts'
import { cardsTo } from '../kit/holders.ts'
import { biogas, yunling } from '../kit/yunling.ts'

describe('改派', () => {
  const apply = { action: 'applyRedirect', reason: '不属我局职责。' } as const

  test('只在交办后两个工作日内、签收之前', () => {
    given(docketed()).by('禾苗').on('2026-09-16').when(apply).thenIs('待签收')
    given(docketed()).by('禾苗').on('2026-09-17').when(apply).thenRefused('redirectTooLate')
    given(instructed()).by('禾苗').when(apply).thenRefused('wrongStatus')
  })

  test.each([
    ['D04', 'redirectTo'],
    ['D99', 'redirectTo'],
    ['D09', 'redirectTo'],
  ] as const)('不能派给 %s', (department, reason) => {
    given(instructed())
      .by('温如松')
      .when({ action: 'redirect', department, reason: '' })
      .thenRefused(reason)
  })

  test('没有主要领导、督查工作人员或分管副区长的，点名拒绝', () => {
    const bare: Organisation = {
      ...yunling,
      people: yunling.people.map((person) => ({
        ...person,
        active: person.active && person.departmentId !== 'D08',
        portfolio: person.portfolio.filter((id) => id !== 'D08'),
      })),
    }
    given(instructed(biogas, bare), bare)
      .by('温如松')
      .when({ action: 'redirect', department: 'D08', reason: '' })
      .thenRefused('redirectLacks', { missing: ['head', 'officer', 'viceMayor'] })
  })

  test('新的一件接着原任务和时限，牵头随之改变，原单位看不到了', () => {
    const { matter } = given(instructed())
      .by('温如松')
      .when({ action: 'redirect', department: 'D07', reason: '职责调整。' })
      .thenIs('待签收')
    expect(matter.lead).toBe('D07')
    expect(matter.assignments.map(({ departmentId, status }) => [departmentId, status])).toEqual([
      ['D09', 'redirected'],
      ['D07', 'awaitingReceipt'],
      ['D04', 'awaitingReceipt'],
    ])
    expect(leadOf(matter)).toMatchObject({ task: biogas.content, deadline: biogas.deadline })
    expect(cardsTo(matter, '房一鸣')).toEqual(['handover'])
    expect(cardsTo(matter, '谷雨')).toEqual([])
    given(matter).of('D09').by('谷雨').when({ action: 'finish' }).thenRefused('notYours')
  })

  test('报送之后不能改派；已派走的可以再派回来', () => {
    const back = { action: 'redirect', department: 'D09', reason: '' } as const
    given(submitted())
      .by('温如松')
      .when({ ...back, department: 'D07' })
      .thenRefused('wrongStatus')
    const { matter } = given(docketed())
      .by('温如松')
      .when({ ...back, department: 'D07' })
      .thenIs('待签收')
      .by('温如松')
      .when(back)
      .thenIs('待签收')
    expect(new Set(matter.assignments.map(({ id }) => id)).size).toBe(4)
    expect(matter.lead).toBe('D09')
  })

  test('改派之后，新的牵头部门排在配合部门之前：对几个部门的事，台账按这个次序写', () => {
    given(docketed({ ...biogas, co: ['D06', 'D04'] }))
      .by('温如松')
      .when({ action: 'redirect', department: 'D12', reason: '' })
      .thenIs('待签收', ({ assignments }) => {
        const order = assignments.map(({ departmentId }) => departmentId)
        expect(order).toEqual(['D09', 'D12', 'D04', 'D06'])
      })
  })
})
