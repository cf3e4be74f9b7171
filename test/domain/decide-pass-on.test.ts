// 转办: a handler's part goes to a colleague, by the officer's word or the head's (process §6).
import { describe, expect, test } from 'vitest'
import { acknowledged, given, instruction } from '../kit/given.ts'
import { cardsTo } from '../kit/holders.ts'
import { biogas, named } from '../kit/yunling.ts'

describe('转办', () => {
  test('他人的办理完毕不变，转出的人不再承办；办理完毕了的不再转', () => {
    const housing = { ...biogas, lead: 'D07', co: [], approver: named('陆明舟') }
    const half = given(acknowledged(housing))
      .by('马建业')
      .when(instruction([named('施工'), named('许广厦')]))
      .thenIs('办理中')
      .by('施工')
      .when({ action: 'finish' })
      .thenIs('办理中')
      .by('房一鸣')
    half
      .when({ action: 'passOn', from: named('施工'), to: named('房一鸣') })
      .thenRefused('passOn', { fault: 'finished' })
    half
      .when({ action: 'passOn', from: named('许广厦'), to: named('房一鸣') })
      .thenIs('办理中', ({ assignments: [lead] }) => {
        expect(lead?.handlers).toEqual([named('施工'), named('房一鸣')])
        expect(lead?.completions).toMatchObject([{ handler: named('施工'), withdrawnAt: null }])
      })
      .by('许广厦')
      .when({ action: 'finish' })
      .thenRefused('notYours')
  })

  test('已在承办的、别的部门的，不能转给；承办人自己不能转', () => {
    const both = given(acknowledged())
      .by('田守稼')
      .when(instruction([named('谷雨'), named('禾苗')]))
      .thenIs('办理中')
      .by('谷雨')
      .when({ action: 'finish' })
      .thenIs('办理中')
    both
      .by('田守稼')
      .when({ action: 'passOn', from: named('谷雨'), to: named('禾苗') })
      .thenRefused('passOn', { fault: 'already' })
    both
      .by('谷雨')
      .when({ action: 'passOn', from: named('谷雨'), to: named('金穗') })
      .thenRefused('otherStanding')
    both
      .by('禾苗')
      .when({ action: 'passOn', from: named('谷雨'), to: named('金穗') })
      .thenRefused('handlerUnknown')
  })

  test('督查工作人员自己的，由主要领导转', () => {
    const own = given(acknowledged())
      .by('田守稼')
      .when(instruction([named('禾苗')], 'officer'))
      .thenIs('办理中')
    const command = { action: 'passOn', from: named('禾苗'), to: named('谷雨') } as const
    own.by('禾苗').when(command).thenRefused('passOn', { fault: 'officersOwn' })
    const { matter } = own.by('田守稼').when(command).thenIs('办理中')
    expect(cardsTo(matter, '谷雨')).toEqual(['handle'])
    given(matter).by('禾苗').when({ action: 'finish' }).thenRefused('otherStanding')
  })
})
