// 灯 and 时限: computed from the state and the time, never stored (process §1.4).
import { describe, expect, test } from 'vitest'
import {
  assignmentLamp,
  effectiveDeadline,
  isOverdue,
  matterLamp,
} from '../../src/domain/deadline.ts'
import { type Assignment, leadOf, type Matter } from '../../src/domain/matter.ts'
import { LAMP_ZH } from '../../src/domain/terms.ts'
import { instantOf, MINUTE_MS } from '../../src/domain/time.ts'
import {
  closed,
  docketed,
  drafted,
  given,
  instructed,
  matterAt,
  partAt,
  passed,
  presented,
  proposed,
  REWORK_BY,
  STAGES,
  submitted,
} from '../kit/given.ts'
import { biogas, yunling } from '../kit/yunling.ts'

const DUE = instantOf('2026-09-21', '17:30')
/** 19 September is a Saturday off, so two days before Monday the 21st is Friday the 18th. */
const REMINDED = instantOf('2026-09-18', '09:00')

function lead(matter: Matter): Assignment {
  const found = leadOf(matter)
  if (found === undefined) throw new Error('nothing was handed over yet')
  return found
}

const lampAt = (matter: Matter, at: number) => LAMP_ZH[assignmentLamp(lead(matter), yunling, at)]

describe('灯', () => {
  test.each([
    ['提醒时刻之前', REMINDED - MINUTE_MS, '绿灯 正常'],
    ['到了提醒时刻', REMINDED, '黄灯 临期'],
    ['正好到时限', DUE, '黄灯 临期'],
    ['过了时限', DUE + 1, '红灯 超期'],
  ])('办理中，%s', (_, at, lamp) => {
    expect(lampAt(instructed(), at)).toBe(lamp)
  })

  test.each([
    ['presented', '蓝灯 待审核', '红灯 超期'],
    ['signedOff', '蓝灯 待审核', '红灯 超期'],
    ['submitted', '蓝灯 待审核', '蓝灯 待审核'],
    ['passed', '灰灯 办结', '灰灯 办结'],
  ] as const)('%s：期内%s，过期%s', (stage, inTime, late) => {
    const matter = matterAt(stage)
    expect([lampAt(matter, DUE), lampAt(matter, DUE + 1)]).toEqual([inTime, late])
  })

  test('交办时离提醒时刻已不足，一交办就是黄灯', () => {
    const hurried = docketed({ ...biogas, co: [], deadline: instantOf('2026-09-15', '17:30') })
    expect(lampAt(hurried, lead(hurried).handedOverAt)).toBe('黄灯 临期')
  })

  test('未提供的配合单位是灰灯，已送牵头单位的是蓝灯', () => {
    const co = (matter: Matter) => matter.assignments.find((held) => held.kind === 'co')
    const left = co(passed())
    expect(left && assignmentLamp(left, yunling, DUE + 1)).toBe('grey')
    const { matter } = given(partAt('signedOff', docketed(), 'D04'))
      .of('D04')
      .by('金穗')
      .when({
        action: 'submit',
        checklist: { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true },
      })
      .thenIs('已送牵头单位')
    const delivered = co(matter)
    expect(delivered && assignmentLamp(delivered, yunling, DUE + 1)).toBe('blue')
  })

  test('事项的灯：部门在办时看牵头单位，交回区政府办是蓝灯，终结是灰灯', () => {
    const late = DUE + 1
    expect([drafted(), proposed()].map((matter) => matterLamp(matter, yunling, late))).toEqual([
      'green',
      'green',
    ])
    const stages = STAGES.slice(STAGES.indexOf('docketed'))
    const lamps = stages.map((stage) => matterLamp(matterAt(stage), yunling, late))
    expect(lamps).toEqual([...Array(6).fill('red'), 'blue', 'blue', 'grey'])
    expect(matterLamp(closed({ ...biogas, category: 6 }), yunling, late)).toBe('blue')
  })
})

describe('有效时限', () => {
  test('补正时限在先，其次是批准的延期，再次是原定时限', () => {
    const original = lead(instructed())
    expect(effectiveDeadline(original)).toBe(DUE)
    const extended = { ...original, extendedTo: instantOf('2026-10-15', '17:30') }
    expect(effectiveDeadline(extended)).toBe(extended.extendedTo)
    expect(effectiveDeadline({ ...extended, reworkDeadline: REWORK_BY })).toBe(REWORK_BY)
  })

  test('正好在时限那一刻还不算超期', () => {
    expect(isOverdue(lead(presented()), DUE)).toBe(false)
    expect(isOverdue(lead(presented()), DUE + 1)).toBe(true)
    expect(isOverdue(lead(submitted()), DUE + 1)).toBe(false)
  })

  test('退回重新整理之后，按补正时限亮灯', () => {
    const { matter } = given(submitted())
      .by('蒋小棠')
      .on('2026-09-22')
      .when({ action: 'returnSubmission', opinion: '请补充数据。', reworkDeadline: REWORK_BY })
      .thenIs('汇总中')
    expect(lampAt(matter, REWORK_BY)).toBe('黄灯 临期')
    expect(lampAt(matter, REWORK_BY + 1)).toBe('红灯 超期')
  })
})
