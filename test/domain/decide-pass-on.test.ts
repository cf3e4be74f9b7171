// 转办: a handler's part goes to a colleague, by the officer's word or the head's (process §6).
import { describe, expect, test } from 'vitest'
import { docketed, given, instruction, partAt } from '../kit/given.ts'
import { cardsTo } from '../kit/holders.ts'
import { named } from '../kit/yunling.ts'

describe('转办', () => {
  test('他人的办理完毕不变，转出的人不再承办', () => {
    const both = given(partAt('acknowledged', docketed(), 'D09'))
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
    const own = given(partAt('acknowledged', docketed(), 'D09'))
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
