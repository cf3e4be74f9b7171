// 提醒设置 as people type it.
import { expect, test } from 'vitest'
import { readSettings } from '../../src/lark/settings-text.ts'

const HOURS = [
  ['08:30', '12:00'],
  ['14:00', '17:30'],
] as const

test.each([
  ['每日清单 关', { dailyList: false }],
  ['每日清单 开', { dailyList: true }],
  ['每日清单 9:30', { dailyList: true, dailyListAt: '09:30' }],
  ['每日清单 9点', { dailyList: true, dailyListAt: '09:00' }],
  ['每日清单 恢复默认', { dailyList: true, dailyListAt: null }],
  ['每日清单 9:75', null],
  ['每日清单 7:00', null],
  ['每日清单 19:00', null],
  ['随便', null],
])('“%s”', (text, said) => {
  expect(readSettings(text, HOURS)).toEqual(said)
})
