// 代表委员意见, 批示办理 and 重新办理: what may still happen after the result was given (process §1.1, §5).
import { describe, expect, test } from 'vitest'
import { petitionsOf } from '../../src/domain/petition.ts'
import { instantOf } from '../../src/domain/time.ts'
import { closed, given, passed, proposed, REWORK_BY } from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { answered, dissatisfied, PROPOSAL, passedAnew } from '../kit/outcome.ts'
import { goodReport, named } from '../kit/yunling.ts'

const record = {
  action: 'recordOpinion',
  grade: 'satisfied',
  note: '',
  reworkDeadline: null,
} as const
const redo = {
  action: 'redo',
  reason: '群众反映管护不到位。',
  departments: ['D09'],
  reworkDeadline: REWORK_BY,
} as const
const CONSENT = {
  action: 'consentToRedo',
  reworkDeadline: instantOf('2026-10-20', '17:30'),
} as const

describe('代表委员意见', () => {
  test.each(['satisfied', 'fair'] as const)('%s：办结', (grade) => {
    given(answered())
      .by('蒋小棠')
      .when({ ...record, grade })
      .thenIs('已办结', ({ opinions, closedAt }) => {
        expect(opinions).toMatchObject([{ grade }])
        expect(closedAt).not.toBeNull()
      })
  })

  test('没选意见不行；未反馈要满30天', () => {
    given(answered())
      .by('蒋小棠')
      .when({ ...record, grade: null })
      .thenRefused('gradeMissing')
      .on('2026-10-13')
      .when({ ...record, grade: 'none' })
      .thenRefused('opinionAwaited', { until: '2026-10-14' })
      .on('2026-10-14')
      .when({ ...record, grade: 'none' })
      .thenIs('已办结')
  })

  test('首次不满意须有补正时限，牵头单位重新汇总', () => {
    given(answered())
      .by('蒋小棠')
      .when({ ...record, grade: 'dissatisfied' })
      .thenRefused('reworkDeadline', { fault: 'missing' })
    const [lead] = dissatisfied(answered()).assignments
    expect(lead).toMatchObject({ status: 'compiling', reworkDeadline: REWORK_BY })
    expect(lead?.returnOpinion).toBe('代表委员对答复不满意：管护问题没有答清。')
  })

  test('再次不满意呈阅批领导：同意即重新办理', () => {
    const { matter } = twice()
    expect(matter.status).toBe('awaitingOpinion')
    expect(holdersOf(matter, 'confirm')).toEqual([named('佟雅宁')])
    given(matter)
      .by('蒋小棠')
      .when(record)
      .thenRefused('petitionPending')
      .by('佟雅宁')
      .when({ ...CONSENT, reworkDeadline: null })
      .thenRefused('reworkDeadline', { fault: 'missing' })
      .when(CONSENT)
      .thenIs('办理中')
  })

  test('阅批领导取消的，事项办结', () => {
    given(twice().matter).by('佟雅宁').when({ action: 'declinePetition' }).thenIs('已办结')
  })
})

describe('建议提案的答复与时限', () => {
  test('答复函没有类别、联系人，不能呈审签；有了就在所签的内容里', () => {
    const { matter } = given(passed(PROPOSAL))
    const content = JSON.parse(matter.assignments[0]?.reports[0]?.content ?? '{}')
    expect(content.reply).toEqual({ class: 'B', contact: '禾苗，0871-6543210' })
    given(dissatisfied(answered()))
      .by('禾苗')
      .when({ action: 'presentReport', edit: { ...goodReport, replyContact: '' } })
      .thenRefused('report', { findings: [{ finding: 'reply', missing: ['contact'] }] })
  })

  test('时限超过六个月，不能呈请立项', () => {
    const { matter } = given(proposed(PROPOSAL))
      .by('蒋小棠')
      .when({ action: 'withdrawProposal' })
      .thenIs('拟立项')
    given(matter)
      .by('蒋小棠')
      .when({ action: 'propose', docket: { deadline: instantOf('2027-03-15', '17:30') } })
      .thenRefused('docket', { gaps: [{ gap: 'proposalLimit', months: 6 }] })
      .when({ action: 'propose', docket: { deadline: instantOf('2027-03-14', '17:30') } })
      .thenIs('待阅批')
  })
})

describe('批示办理', () => {
  const instructed = () =>
    given(closed())
      .by('佟雅宁')
      .when({ action: 'giveInstruction', instruction: ' ' })
      .thenRefused('instructionMissing')
      .when({ action: 'giveInstruction', instruction: '见机密★件' })
      .thenRefused('secrecyMark')
      .when({ action: 'giveInstruction', instruction: '请继续跟进。' })
      .thenIs('已办结').matter

  test('批示即已阅，转督查室办理', () => {
    const matter = instructed()
    expect(matter.feedback).toMatchObject([{ instruction: '请继续跟进。' }])
    expect(matter.feedback[0]?.readAt).not.toBeNull()
    expect(petitionsOf(matter.petitions, 'instruction', null)).toMatchObject([
      { stage: 'awaitingAnswer', facts: { leader: named('佟雅宁') } },
    ])
    given(matter).by('佟雅宁').when({ action: 'read' }).thenRefused('overtaken')
  })

  test.each(['settleInstruction', 'docketInstruction'] as const)(
    '%s：批示办结，事项不动',
    (action) => {
      given(instructed())
        .by('蒋小棠')
        .when({ action })
        .thenIs('已办结', ({ petitions }) => expect(petitions[0]?.stage).toBe('done'))
    },
  )

  test('重新办理：事项回到办理中，批示即办结；原因、牵头单位、补正时限缺一不可', () => {
    given(instructed())
      .by('蒋小棠')
      .when({ ...redo, reason: '' })
      .thenRefused('reasonMissing')
      .when({ ...redo, departments: ['D04'] })
      .thenRefused('departmentsMissing')
      .when({ ...redo, reworkDeadline: null })
      .thenRefused('reworkDeadline')
      .when(redo)
      .thenIs('办理中', ({ petitions, closedAt, assignments }) => {
        expect(petitions[0]).toMatchObject({ stage: 'done', facts: { outcome: '重新办理' } })
        expect(closedAt).toBeNull()
        expect(assignments[0]?.status).toBe('compiling')
      })
  })
})

/** Answered, sent back, answered anew, and 不满意 once more. */
function twice() {
  return passedAnew()
    .when({ action: 'feedBack', summary: '已补充答复。', leaders: [named('佟雅宁')] })
    .thenIs('待代表委员意见')
    .when({ ...record, grade: 'dissatisfied', note: '仍未答清。' })
    .thenIs('待代表委员意见')
}
