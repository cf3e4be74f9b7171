// After a 更正: what becomes of deadlines, of receipts and of what was signed under the old words.
import { describe, expect, test } from 'vitest'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { instantOf } from '../../src/domain/time.ts'
import {
  acknowledged,
  docketed,
  given,
  instructed,
  partAt,
  passed,
  presented,
  signedOff,
} from '../kit/given.ts'
import { holdersOf } from '../kit/holders.ts'
import { biogas, named } from '../kit/yunling.ts'
import { correct, LATER, throughAll } from './correction.ts'

const SOON = instantOf('2026-09-18', '17:30')

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

function partOf(matter: Matter, department: string) {
  const held = matter.assignments.find(({ departmentId }) => departmentId === department)
  if (held === undefined) throw new Error(`nothing was handed to ${department}`)
  return held
}
