// 更正: what can be corrected, by whose word.
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { docketed, drafted, given, passed, signedOff, submitted } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'
import { confirm, consent, correct, LATER } from './correction.ts'

describe('谁说了算', () => {
  test('笔误：经办人提出，督查室主任确认即更正', () => {
    given(docketed())
      .by('蒋小棠')
      .when(correct({ source: '区政府常务会议' }))
      .thenIs('办理中', (matter) => {
        expect(matter.source).toBe('区政府办公室')
        expect(holdersOf(matter, 'confirm')).toEqual([named('温如松')])
      })
      .by('温如松')
      .when(confirm)
      .thenIs('办理中', (matter, { acts }) => {
        expect(matter.source).toBe('区政府常务会议')
        expect(matter.petitions[0]).toMatchObject({ stage: 'granted', kind: 'correction' })
        expect(acts[0]?.details).toMatchObject({
          petition: '1',
          reason: '原文写错。',
          changes: '任务来源：区政府办公室→区政府常务会议',
        })
        expect(holdersOf(matter, 'confirm')).toEqual([])
      })
  })

  test('督查室主任自己更正笔误，一次确认即生效；不须再确认', () => {
    given(docketed())
      .by('温如松')
      .when(correct({ source: '区政府常务会议' }))
      .thenIs('办理中', (matter) => {
        expect(matter.source).toBe('区政府常务会议')
        expect(matter.petitions[0]?.endedAt).not.toBeNull()
      })
  })

  test('办结时间：主任确认后还要阅批领导点头，之前什么也不变', () => {
    const asked = given(docketed())
      .by('蒋小棠')
      .when(correct({ deadline: LATER }))
      .thenIs('办理中')
    asked.by('佟雅宁').when(consent).thenRefused('wrongStatus')
    const confirmed = asked
      .by('温如松')
      .when(confirm)
      .thenIs('办理中', (matter) => {
        expect(matter.deadline).toBe(biogas.deadline)
        expect(holdersOf(matter, 'confirm')).toEqual([named('佟雅宁')])
      })
    confirmed.by('温如松').when(consent).thenRefused('otherStanding')
    confirmed
      .by('佟雅宁')
      .when(consent)
      .thenIs('办理中', (matter) => {
        expect(matter.deadline).toBe(LATER)
      })
  })

  test('督查室主任自己提出的，直接呈阅批领导，他自己不能再点', () => {
    given(docketed())
      .by('温如松')
      .when(correct({ title: '农村沼气建设与管护工作' }))
      .thenIs('办理中', (matter) => expect(holdersOf(matter, 'confirm')).toEqual([named('佟雅宁')]))
      .by('温如松')
      .when(confirm)
      .thenRefused('wrongStatus')
  })

  test('部门的人、别的领导提不了更正', () => {
    for (const name of ['禾苗', '田守稼', '佟雅宁', '韩秉文'])
      given(docketed())
        .by(name)
        .when(correct({ source: '市委' }))
        .thenRefused('otherStanding')
  })

  test('立项之前直接改草稿，不用更正', () => {
    given(drafted())
      .by('蒋小棠')
      .when(correct({ source: '市委' }))
      .thenRefused('wrongStatus')
  })

  test('主任取消、领导不同意：不改，也可以再提', () => {
    const asked = given(docketed())
      .by('蒋小棠')
      .when(correct({ deadline: LATER }))
      .thenIs('办理中')
    asked
      .by('温如松')
      .when({ action: 'dropPetition' })
      .thenIs('办理中', (matter) => expect(matter.deadline).toBe(biogas.deadline))
      .by('蒋小棠')
      .when(correct({ deadline: LATER }))
      .thenIs('办理中')
    asked
      .by('温如松')
      .when(confirm)
      .thenIs('办理中')
      .by('佟雅宁')
      .when({ action: 'declinePetition' })
      .thenIs('办理中', (matter) => {
        expect(matter.petitions[0]?.stage).toBe('denied')
        expect(matter.deadline).toBe(biogas.deadline)
      })
  })
})

describe('不能更正的', () => {
  test.each([
    [correct({}), 'nothingToCorrect', {}],
    [correct({ source: '区政府办公室' }), 'nothingToCorrect', {}],
    [correct({ lead: 'D07' }), 'notCorrectable', { what: 'lead' }],
    [correct({ superior: true }), 'notCorrectable', { what: 'other' }],
    [correct({ source: '市委' }, ' '), 'reasonMissing', {}],
    [correct({ content: '机密★10年' }), 'secrecyMark', {}],
    [correct({ title: '长'.repeat(101) }), 'tooLong', { field: 'title' }],
    [correct({ title: ' ' }), 'docket', {}],
    [correct({ deadline: instantOf('2026-09-11', '17:30') }), 'docket', {}],
    [correct({ co: ['D04', 'D09'] }), 'docket', {}],
    [correct({ coDeadline: LATER }), 'docket', {}],
  ] as const)('%j：%s', (command, reason, facts) => {
    given(docketed()).by('蒋小棠').when(command).thenRefused(reason, facts)
  })

  test('上一项还没有结果的，不另提一项', () => {
    given(docketed())
      .by('蒋小棠')
      .when(correct({ deadline: LATER }))
      .thenIs('办理中')
      .when(correct({ title: '沼气' }))
      .thenRefused('petitionPending', { petition: '更正' })
  })

  test('材料已经报送的，标题和内容先退回再更正；办结时间仍可更正', () => {
    const command = correct({ title: '农村沼气建设与管护工作' })
    given(submitted())
      .by('蒋小棠')
      .when(command)
      .thenRefused('handedInAlready', { departments: ['区农业农村局'] })
      .when(correct({ deadline: LATER }))
      .thenIs('办理中')
    given(passed()).by('蒋小棠').when(command).thenRefused('handedInAlready')
  })

  test('提出后部门报送了的，领导点头时也不成', () => {
    given(signedOff())
      .by('蒋小棠')
      .when(correct({ content: '督查管护情况。' }))
      .thenIs('办理中')
      .by('禾苗')
      .when({
        action: 'submit',
        checklist: { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true },
      })
      .thenIs('已报送')
      .by('温如松')
      .when(confirm)
      .thenIs('办理中')
      .by('佟雅宁')
      .when(consent)
      .thenRefused('handedInAlready')
      .when({ action: 'declinePetition' })
      .thenIs('办理中')
  })
})

test('阅批领导自己就是督查室主任的，没有第二人可点，提不出来', () => {
  const both = {
    ...yunling,
    people: yunling.people.map((person) =>
      person.name === '佟雅宁'
        ? { ...person, roles: [...person.roles, 'SUPERVISION_CHIEF' as const] }
        : person,
    ),
  }
  given(docketed(biogas, both), both)
    .by('佟雅宁')
    .when(correct({ deadline: LATER }))
    .thenRefused('ownRequest')
})
