import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkdays,
  isQuiet,
  isWorkday,
  knownYear,
  nextLoudInstant,
  nextWorkday,
  previousWorkday,
  reminderInstant,
  unknownYearWarning,
  workingHoursAfter,
  workingHoursBetween,
} from '../../src/domain/calendar.ts'
import type { Rules } from '../../src/domain/organisation.ts'
import { type Day, dayOf, type Instant, instantOf, momentZh } from '../../src/domain/time.ts'
import example from '../kit/yunling-matters.json' with { type: 'json' }
import district from '../kit/yunling-org.json' with { type: 'json' }

const { calendar } = district

const workHours: Rules['workHours'] = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
]
const quietHours: Rules['quietHours'] = ['18:30', '08:30']

const instant = (written: string): Instant => Date.parse(`${written.replace(' ', 'T')}:00+08:00`)

describe('工作日', () => {
  test.each([
    ['2026-09-18', '星期五', true],
    ['2026-09-19', '星期六', false],
    ['2026-09-20', '国庆调休，星期日上班', true],
    ['2026-09-25', '中秋节，星期五放假', false],
    ['2026-10-07', '国庆节假期最后一天', false],
    ['2026-10-10', '国庆调休，星期六上班', true],
    ['2026-02-14', '春节调休，星期六上班', true],
    ['2026-02-28', '春节调休，星期六上班', true],
    ['2027-10-01', '年份未导入，星期五按工作日算', true],
    ['2027-10-02', '年份未导入，星期六按休息日算', false],
  ])('%s（%s）', (day, _, expected) => {
    expect(isWorkday(calendar, day)).toBe(expected)
  })

  test('长假前一个工作日与后一个工作日', () => {
    expect(previousWorkday(calendar, '2026-10-08')).toBe('2026-09-30')
    expect(nextWorkday(calendar, '2026-09-30')).toBe('2026-10-08')
    expect(nextWorkday(calendar, '2026-09-19')).toBe('2026-09-20')
  })

  test('第几个工作日，往前往后都跳过休息日', () => {
    expect(addWorkdays(calendar, '2026-09-24', 1)).toBe('2026-09-28')
    expect(addWorkdays(calendar, '2026-10-08', 3)).toBe('2026-10-12')
    expect(addWorkdays(calendar, '2026-10-12', -3)).toBe('2026-10-08')
    expect(addWorkdays(calendar, '2026-10-03', 0)).toBe('2026-10-03')
  })

  test('跨年进入未导入的年份，按周末推算', () => {
    expect(addWorkdays(calendar, '2026-12-31', 2)).toBe('2027-01-04')
  })

  const days = fc
    .integer({ min: 0, max: 600 })
    .map((n) => dayOf(instant('2026-01-01 12:00') + n * 86_400_000))
  test('向前数再向后数，回到原来的工作日', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const start = nextWorkday(calendar, day)
        expect(addWorkdays(calendar, addWorkdays(calendar, start, count), -count)).toBe(start)
      }),
    )
  })
})

describe('放假安排尚未导入的年份', () => {
  test('已导入的年份不提示', () => {
    expect(knownYear(calendar, 2026)).toBe(true)
    expect(unknownYearWarning(calendar, '2026-12-31')).toBeNull()
  })

  test('未导入的年份，卡片上写明按周末推算', () => {
    expect(knownYear(calendar, 2027)).toBe(false)
    expect(unknownYearWarning(calendar, '2027-01-04')).toBe('2027年放假安排尚未导入，按周末推算')
  })
})

describe('工作时间', () => {
  test.each([
    ['2026-09-14 09:00', 4, '2026-09-14 15:00', '午休不算'],
    ['2026-09-14 08:30', 3.5, '2026-09-14 12:00', '正好到中午'],
    ['2026-09-14 17:00', 1, '2026-09-15 09:00', '跨到第二天'],
    ['2026-09-18 16:30', 4, '2026-09-20 11:30', '星期六休息，星期日调休上班'],
    ['2026-09-30 17:30', 2, '2026-10-08 10:30', '跨国庆长假'],
    ['2026-09-14 03:00', 2, '2026-09-14 10:30', '凌晨起算，从上班开始'],
    ['2026-10-03 10:00', 0, '2026-10-03 10:00', '零小时就是此刻'],
  ])('%s 起 %s 个工作小时后是 %s（%s）', (from, hours, to) => {
    expect(workingHoursAfter(calendar, workHours, instant(from), hours)).toBe(instant(to))
  })

  test('两个时刻之间的工作小时', () => {
    const between = (from: string, to: string) =>
      workingHoursBetween(calendar, workHours, instant(from), instant(to))
    expect(between('2026-09-14 09:00', '2026-09-14 15:00')).toBe(4)
    expect(between('2026-09-30 16:30', '2026-10-08 09:30')).toBe(2)
    expect(between('2026-10-01 00:00', '2026-10-07 23:59')).toBe(0)
    expect(between('2026-09-14 14:30', '2026-09-14 09:00')).toBe(0)
  })

  test('过了 n 个工作小时的那一刻，中间正好是 n 个工作小时', () => {
    const from = fc.integer({ min: instant('2026-01-01 00:00'), max: instant('2027-03-01 00:00') })
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 60 }), (at, hours) => {
        const later = workingHoursAfter(calendar, workHours, at, hours)
        expect(workingHoursBetween(calendar, workHours, at, later)).toBeCloseTo(hours, 6)
      }),
    )
  })
})

describe('不打扰', () => {
  test.each([
    ['2026-09-14 08:29', true],
    ['2026-09-14 08:30', false],
    ['2026-09-14 18:29', false],
    ['2026-09-14 18:30', true],
    ['2026-09-14 23:00', true],
    ['2026-09-15 02:00', true],
    ['2026-09-19 10:00', true],
    ['2026-09-20 10:00', false],
    ['2026-10-01 10:00', true],
  ])('%s 静默：%s', (at, expected) => {
    expect(isQuiet(calendar, quietHours, instant(at))).toBe(expected)
  })

  test('起止时刻相同，工作日全天可发，休息日仍静默', () => {
    expect(isQuiet(calendar, ['00:00', '00:00'], instant('2026-09-14 02:00'))).toBe(false)
    expect(isQuiet(calendar, ['00:00', '00:00'], instant('2026-09-19 10:00'))).toBe(true)
  })

  test('静默时段也可以不跨午夜', () => {
    expect(isQuiet(calendar, ['12:00', '14:00'], instant('2026-09-14 13:00'))).toBe(true)
    expect(isQuiet(calendar, ['12:00', '14:00'], instant('2026-09-14 14:00'))).toBe(false)
  })

  test.each([
    ['2026-09-14 10:00', '2026-09-14 10:00', '白天当即可发'],
    ['2026-09-14 19:00', '2026-09-15 08:30', '晚上等到第二天早上'],
    ['2026-09-15 03:00', '2026-09-15 08:30', '凌晨等到当天早上'],
    ['2026-09-18 19:00', '2026-09-20 08:30', '星期六休息，等到调休的星期日'],
    ['2026-09-30 20:00', '2026-10-08 08:30', '等到长假之后'],
  ])('%s 之后最早可发的时刻是 %s（%s）', (at, expected) => {
    expect(nextLoudInstant(calendar, quietHours, instant(at))).toBe(instant(expected))
  })

  test('没有静默时段时，休息日等到下一个工作日零时', () => {
    const at = instant('2026-09-19 10:00')
    expect(nextLoudInstant(calendar, ['00:00', '00:00'], at)).toBe(instant('2026-09-20 00:00'))
  })

  test('最早可发的时刻不在静默之中，也不早于此刻', () => {
    const from = fc.integer({ min: instant('2026-01-01 00:00'), max: instant('2027-03-01 00:00') })
    fc.assert(
      fc.property(from, (at) => {
        const loud = nextLoudInstant(calendar, quietHours, at)
        expect(loud).toBeGreaterThanOrEqual(at)
        expect(isQuiet(calendar, quietHours, loud)).toBe(false)
      }),
    )
  })
})

describe('提前催办的时刻', () => {
  const rules = {
    reminderLeadDays: 2,
    reminderLeadUnit: 'CALENDAR_DAY',
    reminderTimeOfDay: '09:00',
  } as const

  test.each(example.matters.map((matter) => [matter.id, matter] as const))(
    '%s 按自然日与按工作日两种口径',
    (_, { deadline, handedOverOn, expected }) => {
      const given = {
        deadline: Date.parse(deadline),
        handedOverAt: instantOf(handedOverOn, '10:00'),
        calendar,
      }
      expect(momentZh(reminderInstant({ ...given, rules }))).toBe(nineOn(expected.reminderOn))
      const workdays = { ...rules, reminderLeadUnit: 'WORKDAY' } as const
      expect(momentZh(reminderInstant({ ...given, rules: workdays }))).toBe(
        nineOn(expected.reminderOnIfTwoWorkdays),
      )
    },
  )

  test('应提醒的时刻已在交办之前，交办时即提醒', () => {
    const handedOverAt = instant('2026-09-17 15:20')
    const deadline = instant('2026-09-18 17:30')
    expect(reminderInstant({ deadline, handedOverAt, rules, calendar })).toBe(handedOverAt)
  })

  const nineOn = (day: Day) => momentZh(instantOf(day, '09:00'))
})
