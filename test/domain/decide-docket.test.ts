// 立项: what a 经办人 may write, what 呈请立项 asks for, and how a proposal comes back (process §1.1, §1.3).
import { describe, expect, test } from 'vitest'
import type { Docket } from '../../src/domain/matter.ts'
import { newMatter } from '../../src/domain/new-matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import { drafted, type Given, given, matterAt } from '../kit/given.ts'
import { biogas, MONDAY, named } from '../kit/yunling.ts'

const propose = { action: 'propose', docket: {} } as const

function draftWith(docket: Partial<Docket>): Given {
  return given(matterAt('drafted', { ...biogas, ...docket })).by('蒋小棠')
}

describe('拟立项', () => {
  test('空白草稿也可以先存', () => {
    const blank = newMatter('m-1', named('蒋小棠'), {}, MONDAY)
    given(blank)
      .by('蒋小棠')
      .when({ action: 'saveDraft', docket: {} })
      .thenIs('拟立项', (matter, { acts }) => {
        expect(matter.turn).toBe(1)
        expect(acts).toMatchObject([
          { action: '存为草稿', from: '拟立项', to: '拟立项', turn: null },
        ])
      })
  })

  test('存为草稿只改填了的，没填的照旧', () => {
    given(drafted())
      .by('蒋小棠')
      .when({ action: 'saveDraft', docket: { copies: 3, seal: false } })
      .thenIs('拟立项', (matter) =>
        expect(matter).toMatchObject({ ...biogas, copies: 3, seal: false }),
      )
  })

  test('重复选的配合单位只算一个', () => {
    draftWith({})
      .when({ action: 'saveDraft', docket: { co: ['D04', 'D05', 'D04'] } })
      .thenIs('拟立项', (matter) => expect(matter.co).toEqual(['D04', 'D05']))
  })

  test('存过以后，旧的草稿卡片仍可再存再呈', () => {
    const { turn } = drafted()
    given(drafted()).by('蒋小棠').withTurn(turn).when(propose).thenIs('待阅批')
  })

  test('删除草稿：事项没有了，台账留着', () => {
    given(drafted())
      .by('蒋小棠')
      .when({ action: 'deleteDraft' })
      .thenIs('拟立项', (_, decided) => {
        expect(decided.gone).toBe(true)
        expect(decided.acts).toMatchObject([{ action: '删除草稿', from: '拟立项', to: null }])
      })
  })

  test.each(['毕子衡', '佟雅宁', '沈维岳', '禾苗'])('别人的草稿，%s不能呈请', (name) => {
    const reason = name === '毕子衡' ? 'otherStanding' : 'notYours'
    given(drafted()).by(name).when(propose).thenRefused(reason)
  })

  test('督查室主任可以代为呈请', () => {
    given(drafted())
      .by('温如松')
      .when(propose)
      .thenIs('待阅批', (matter) => expect(matter.proposedBy).toBe(named('温如松')))
  })

  test('标题过长，请移入督查内容', () => {
    draftWith({})
      .when({ action: 'saveDraft', docket: { title: '沼'.repeat(101) } })
      .thenRefused('tooLong', { field: 'title', limit: 100 })
      .when({ action: 'saveDraft', docket: { title: '沼'.repeat(100) } })
      .thenIs('拟立项')
  })

  const texts = [
    'title',
    'source',
    'sourceDocument',
    'content',
    'coTask',
    'formatNote',
    'superiorOrgan',
    'proposalNumber',
    'proposers',
  ] as const
  test.each(texts)('%s 带密级标志的，存也不存', (field) => {
    draftWith({})
      .when({ action: 'saveDraft', docket: { [field]: '参见附件（机密★10年）' } })
      .thenRefused('secrecyMark')
  })
})

describe('三清楚', () => {
  test('缺的一次说全，次序固定', () => {
    const missing = {
      content: ' ',
      deadline: null,
      copies: null,
      seal: null,
      electronic: null,
      signature: null,
    }
    draftWith(missing)
      .when(propose)
      .thenRefused('docket', {
        gaps: [
          {
            gap: 'points',
            missing: ['content', 'deadline', 'copies', 'seal', 'electronic', 'signature'],
          },
        ],
      })
  })

  test('只缺两样就只说两样', () => {
    draftWith({ signature: null, deadline: null })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'points', missing: ['deadline', 'signature'] }] })
  })

  test('零份、无需盖章、无需电子稿、无需签字，都是说清楚了', () => {
    draftWith({ copies: 0, seal: false, electronic: false, signature: false })
      .when(propose)
      .thenIs('待阅批')
  })

  test('什么都没填，全部问题一次说完', () => {
    given(newMatter('m-1', named('蒋小棠'), {}, MONDAY))
      .by('蒋小棠')
      .when(propose)
      .thenRefused('docket', {
        gaps: [
          {
            gap: 'points',
            missing: ['content', 'deadline', 'copies', 'seal', 'electronic', 'signature'],
          },
          { gap: 'choices', missing: ['category', 'lead', 'approver'] },
          { gap: 'texts', missing: ['title', 'source'] },
          { gap: 'secrecyNotDenied' },
        ],
      })
  })

  test('呈请时填的一并算数', () => {
    draftWith({ deadline: null })
      .when({ action: 'propose', docket: { deadline: instantOf('2026-09-25', '17:30') } })
      .thenIs('待阅批')
  })

  test('办结时间须在将来，正好此刻也不行', () => {
    draftWith({ deadline: instantOf('2026-09-15', '10:00') })
      .on('2026-09-15', '10:00')
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'pastDeadline' }] })
      .on('2026-09-15', '09:59')
      .when(propose)
      .thenIs('待阅批')
  })

  test('未确认不涉密，不能呈请', () => {
    draftWith({ notSecret: false })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'secrecyNotDenied' }] })
  })
})

describe('上级交办', () => {
  const superior = { superior: true, superiorOrgan: '云州市人民政府督查室' }

  test.each([
    ['早于', '2026-09-20'],
    ['等于', '2026-09-21'],
  ])('上级时限%s本级办结时间，不能呈请', (_, day) => {
    draftWith({ ...superior, superiorDeadline: instantOf(day, '17:30') })
      .when(propose)
      .thenRefused('docket', { gaps: [{ gap: 'superiorDeadline' }] })
  })

  test('须写明交办机关和上级时限', () => {
    draftWith({ superior: true })
      .when(propose)
      .thenRefused('docket', {
        gaps: [{ gap: 'texts', missing: ['superiorOrgan', 'superiorDeadline'] }],
      })
  })

  test('上级时限晚于本级，可以呈请', () => {
    draftWith({ ...superior, superiorDeadline: instantOf('2026-09-22', '17:30') })
      .when(propose)
      .thenIs('待阅批')
  })

  test('不是上级交办的，不看上级时限', () => {
    draftWith({ superiorDeadline: instantOf('2026-09-01', '17:30') })
      .when(propose)
      .thenIs('待阅批')
  })
})
