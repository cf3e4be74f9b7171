// 阶段进展: asked for every month of a long matter, and sent with the head's word (process §1.2).
import { describe, expect, test } from 'vitest'
import { beginCycle, owesCycle } from '../../src/domain/decide-cycle.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { given, instructed, submitted } from '../kit/given.ts'
import { cardsTo } from '../kit/holders.ts'
import { biogas } from '../kit/yunling.ts'

describe('阶段进展', () => {
  const long = { ...biogas, cycle: 'monthly' as const, deadline: instantOf('2026-12-20', '17:30') }
  const OCTOBER = instantOf('2026-10-25', '09:00')

  function begun(): Matter {
    const matter = instructed(long)
    const held = leadOf(matter)
    if (held === undefined) throw new Error('nothing was handed over')
    const outcome = beginCycle(matter, held, OCTOBER, 'cycle:2026-10')
    if (!outcome.ok) throw new Error('refused')
    return outcome.matter
  }

  test('每月一次，由系统提出，督查人员填写，主要领导同意才报送', () => {
    const matter = begun()
    expect(matter.history.at(-1)).toMatchObject({ actor: 'system', action: '自动' })
    expect(matter.assignments.map((held) => owesCycle(matter, held, OCTOBER))).toEqual([
      false,
      false,
    ])
    expect(cardsTo(matter, '禾苗')).toEqual(['cycle'])
    const asOfficer = given(matter).by('禾苗')
    asOfficer
      .when({ action: 'presentCycle', achievement: ' ', problem: '' })
      .thenRefused('blanks', { missing: ['achievement'] })
    const presented = asOfficer
      .when({ action: 'presentCycle', achievement: '本月30座。', problem: '雨天多。' })
      .thenIs('办理中')
    expect(cardsTo(presented.matter, '温如松')).toEqual([])
    const sent = presented
      .by('田守稼')
      .when({ action: 'releaseCycle', opinion: '' })
      .thenIs('办理中')
    expect(sent.matter.petitions[0]).toMatchObject({ stage: 'done' })
    const november = instantOf('2026-11-25', '09:00')
    const [first] = sent.matter.assignments
    expect(first && owesCycle(sent.matter, first, november)).toBe(true)
  })

  test('不要求阶段进展的、已报送的，不提', () => {
    for (const matter of [instructed(), submitted(long)]) {
      const held = leadOf(matter)
      expect(held && beginCycle(matter, held, OCTOBER, 'cycle')).toMatchObject({ ok: false })
    }
  })
})
