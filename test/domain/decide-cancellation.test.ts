// 撤销: the office proposes, the approving leader decides, and everything that was under way is over.
import { describe, expect, test } from 'vitest'
import { isOpenPetition } from '../../src/domain/petition.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { closed, docketed, given, passed, signedOff, submitted } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { MONDAY, named, yunling } from '../kit/yunling.ts'

const propose = { action: 'proposeCancellation', reason: '与另一事项重复。' } as const

describe('撤销', () => {
  test.each([
    ['韩秉文', '主任'],
    ['罗思远', '副主任'],
  ])('区政府办%s（%s）提出，阅批领导同意后生效', (name) => {
    given(docketed())
      .by(name)
      .when(propose)
      .thenIs('办理中', (matter) => {
        expect(holdersOf(matter, 'confirm')).toEqual([named('佟雅宁')])
      })
      .by(name)
      .when({ action: 'cancel' })
      .thenRefused('otherStanding')
      .by('佟雅宁')
      .when({ action: 'cancel' })
      .thenIs('已撤销', (matter) => {
        expect(matter.assignments.map((held) => held.status)).toEqual(['cancelled', 'cancelled'])
        expect(wantedCards(matter, yunling, MONDAY)).toEqual([])
        expect(matter.closedAt).not.toBeNull()
      })
  })

  test('督查室、部门、阅批领导自己都提不了；没写原因的不成', () => {
    for (const name of ['蒋小棠', '温如松', '禾苗', '佟雅宁'])
      given(docketed()).by(name).when(propose).thenRefused('otherStanding')
    given(docketed())
      .by('韩秉文')
      .when({ ...propose, reason: ' ' })
      .thenRefused('reasonMissing', { action: '撤销' })
  })

  test('办结了的不撤销；没有人提出的，领导也撤销不了', () => {
    given(closed()).by('韩秉文').when(propose).thenRefused('wrongStatus')
    given(docketed()).by('佟雅宁').when({ action: 'cancel' }).thenRefused('wrongStatus')
  })

  test('已审签、已报送、已通过的都随之撤销，等人表态的也随之了结', () => {
    for (const matter of [signedOff(), submitted(), passed()])
      given(matter)
        .by('蒋小棠')
        .when({ action: 'correct', reason: '写错。', patch: { source: '市委' } })
        .thenIs(matter.status === 'handling' ? '办理中' : '待汇总反馈')
        .by('罗思远')
        .when(propose)
        .thenIs(matter.status === 'handling' ? '办理中' : '待汇总反馈')
        .when(propose)
        .thenRefused('petitionPending', { petition: '撤销' })
        .by('佟雅宁')
        .when({ action: 'cancel' })
        .thenIs('已撤销', (after) => {
          expect(after.petitions.filter(isOpenPetition)).toEqual([])
          expect(after.assignments.every((held) => held.status === 'cancelled')).toBe(true)
          expect(
            after.assignments.flatMap((held) => held.signOffs).every((one) => one.voidedAt),
          ).toBe(true)
        })
        .when({ action: 'cancel' })
        .thenRefused('wrongStatus')
  })

  test('领导不同意的，事项照旧，也可再提', () => {
    given(docketed())
      .by('罗思远')
      .when(propose)
      .thenIs('办理中')
      .by('佟雅宁')
      .when({ action: 'declinePetition' })
      .thenIs('办理中', (matter) => expect(matter.petitions[0]?.stage).toBe('denied'))
      .by('罗思远')
      .when(propose)
      .thenIs('办理中')
  })
})
