// 更正: what can be corrected, by whose word, and what becomes of what was done under the old words.
import { describe, expect, test } from 'vitest'
import type { CommandOf } from '../../src/domain/command.ts'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { type Docket, leadOf, type Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  acknowledged,
  docketed,
  drafted,
  type Given,
  given,
  instructed,
  partAt,
  passed,
  presented,
  signedOff,
  submitted,
} from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const LATER = instantOf('2026-09-28', '17:30')
const SOON = instantOf('2026-09-18', '17:30')

function correct(
  patch: Partial<Docket>,
  reason = '原文写错。',
  document?: string,
): CommandOf<'correct'> {
  const moved = document === undefined ? {} : { document }
  return { action: 'correct', patch, reason, ...moved }
}

const confirm = { action: 'confirmCorrection' } as const
const consent = { action: 'consentToCorrection' } as const

/** Asked for by 蒋小棠, confirmed by 温如松 and consented to by 佟雅宁. */
function throughAll(matter: Matter, command: CommandOf<'correct'>): Given {
  const status = statusOf(matter)
  return given(matter)
    .by('蒋小棠')
    .when(command)
    .thenIs(status)
    .by('温如松')
    .when(confirm)
    .thenIs(status)
    .by('佟雅宁')
    .when(consent)
    .thenIs(status)
}

function statusOf({ status }: Matter) {
  return status === 'handling' ? '办理中' : '待汇总反馈'
}

function partOf(matter: Matter, department: string) {
  const held = matter.assignments.find(({ departmentId }) => departmentId === department)
  if (held === undefined) throw new Error(`nothing was handed to ${department}`)
  return held
}

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

describe('更正以后', () => {
  test('办结时间改了，配合时限随之；各单位重新签收，未签收的得到新卡', () => {
    const { matter } = throughAll(acknowledged(), correct({ deadline: LATER }))
    expect(matter.coDeadline).toBe(instantOf('2026-09-22', '17:30'))
    const [lead, co] = [partOf(matter, 'D09'), partOf(matter, 'D04')]
    expect(effectiveDeadline(lead)).toBe(LATER)
    expect(effectiveDeadline(co)).toBe(matter.coDeadline)
    expect(lead).toMatchObject({ status: 'awaitingInstruction', turn: 3 })
    expect(lead.correctedAt).not.toBeNull()
    expect(co).toMatchObject({ status: 'awaitingReceipt', turn: 2, correctedAt: null })
    expect(holdersOf(matter, 'handover')).toEqual([named('禾苗'), named('金穗')])
  })

  test('重新签收一次即止，再点是多点', () => {
    throughAll(instructed(), correct({ content: '督查管护情况。' }))
      .by('谷雨')
      .when({ action: 'reacknowledge' })
      .thenRefused('otherStanding')
      .by('禾苗')
      .when({ action: 'reacknowledge' })
      .thenIs('办理中', (matter) => {
        expect(partOf(matter, 'D09')).toMatchObject({ correctedAt: null, task: '督查管护情况。' })
        expect(holdersOf(matter, 'handover')).toEqual([named('金穗')])
      })
      .when({ action: 'reacknowledge' })
      .thenRefused('overtaken', { again: true })
  })

  test.each([
    ['待审签', presented],
    ['已审签', signedOff],
  ] as const)('%s的材料，标题一改就退回汇总中，原签作废，没有签过的报不上去', (_, at) => {
    const after = throughAll(at(), correct({ title: '农村沼气建设与管护工作' }))
    const lead = partOf(after.matter, 'D09')
    expect(lead.status).toBe('compiling')
    expect(lead.signOffs.every((held) => held.voidedAt !== null)).toBe(true)
    expect(lead.returnOpinion).toContain('已更正')
    after
      .by('禾苗')
      .when({ action: 'presentReport', edit: {} })
      .thenIs('待审签', (matter) =>
        expect(partOf(matter, 'D09').reports.at(-1)?.title).toContain('农村沼气建设与管护工作'),
      )
  })

  test('笔误和时限不动已审签的材料', () => {
    const { matter } = throughAll(signedOff(), correct({ deadline: LATER }))
    expect(partOf(matter, 'D09')).toMatchObject({ status: 'signedOff', deadline: LATER })
    expect(partOf(matter, 'D09').signOffs[0]?.voidedAt).toBeNull()
  })

  test('已同意的延期更晚的，照旧；更早的，以更正后的时限为准；补正时限照旧', () => {
    const extended = (to: number): Matter => {
      const matter = instructed()
      const assignments = matter.assignments.map((held) =>
        held.kind === 'lead' ? { ...held, extendedTo: to } : held,
      )
      return { ...matter, assignments }
    }
    const longer = instantOf('2026-10-09', '17:30')
    const shorter = instantOf('2026-09-24', '17:30')
    const due = (matter: Matter) => effectiveDeadline(partOf(matter, 'D09'))
    expect(due(throughAll(extended(longer), correct({ deadline: LATER })).matter)).toBe(longer)
    expect(due(throughAll(extended(shorter), correct({ deadline: LATER })).matter)).toBe(LATER)
    const rework = instantOf('2026-09-16', '17:30')
    const matter = instructed()
    const assignments = matter.assignments.map((held) => ({ ...held, reworkDeadline: rework }))
    expect(due(throughAll({ ...matter, assignments }, correct({ deadline: LATER })).matter)).toBe(
      rework,
    )
  })

  test('增加配合单位的，另有一份交办；去掉的，其交办即告撤销', () => {
    const { matter } = throughAll(acknowledged(), correct({ co: ['D06'] }))
    expect(partOf(matter, 'D04').status).toBe('cancelled')
    expect(partOf(matter, 'D06')).toMatchObject({ status: 'awaitingReceipt', kind: 'co', turn: 1 })
    const back = throughAll(matter, correct({ co: ['D06', 'D04'] })).matter
    const parts = back.assignments.filter((held) => held.departmentId === 'D04')
    expect(parts.map((held) => held.status)).toEqual(['cancelled', 'awaitingReceipt'])
    expect(new Set(parts.map((held) => held.id)).size).toBe(2)
  })

  test('部门交齐之后，配合单位不再增减', () => {
    given(passed())
      .by('蒋小棠')
      .when(correct({ co: [] }))
      .thenRefused('departmentsSettled')
  })

  test('配合单位已签收的，配合任务改了才重新签收，牵头单位不受影响', () => {
    const matter = partAt('acknowledged', acknowledged(), 'D04')
    const after = throughAll(matter, correct({ coTask: '提供资金拨付情况。' })).matter
    expect(partOf(after, 'D04')).toMatchObject({ task: '提供资金拨付情况。' })
    expect(partOf(after, 'D04').correctedAt).not.toBeNull()
    expect(partOf(after, 'D09').correctedAt).toBeNull()
  })
})

describe('上级时限', () => {
  const superior = {
    ...biogas,
    superior: true,
    superiorOrgan: '云州市人民政府督查室',
    superiorDeadline: LATER,
  }
  const moved = instantOf('2026-10-20', '17:30')

  test('须写明上级文号，须晚于本级办结时间', () => {
    given(docketed(superior))
      .by('蒋小棠')
      .when(correct({ superiorDeadline: moved }))
      .thenRefused('superiorDocumentMissing')
      .when(correct({ superiorDeadline: SOON }, '上级缩短', '云州政督函〔2026〕31号'))
      .thenRefused('docket')
    const command = correct({ superiorDeadline: moved }, '上级延长', '云州政督函〔2026〕31号')
    const { matter } = throughAll(docketed(superior), command)
    expect(matter.superiorDeadline).toBe(moved)
    expect(matter.petitions[0]?.facts).toMatchObject({ document: '云州政督函〔2026〕31号' })
  })

  test('上级提前的，延期不得超过，改动写在明处', () => {
    const matter = instructed(superior)
    const assignments = matter.assignments.map((held) => ({ ...held, extendedTo: LATER }))
    const limit = instantOf('2026-09-24', '17:30')
    const command = correct({ superiorDeadline: limit }, '上级提前', '云州政督函〔2026〕32号')
    const after = throughAll({ ...matter, assignments }, command).matter
    expect(leadOf(after)?.extendedTo).toBe(limit)
    const [petition] = after.petitions
    expect(
      petition?.kind === 'correction' && petition.facts.changes.map((one) => one.field),
    ).toEqual(['上级时限', '区农业农村局延期时限', '区财政局延期时限'])
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
