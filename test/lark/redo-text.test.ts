// 重新办理 as people type it: by when, who besides the lead, and why.
import { expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { readRedo } from '../../src/lark/redo-text.ts'
import { parseWord } from '../../src/lark/words.ts'
import { yunling } from '../kit/yunling.ts'

const AT = instantOf('2026-09-18', '10:00')

test.each([
  ['原因：领导批示再核', { reason: '领导批示再核', reworkDeadline: null, departments: [] }],
  ['领导批示再核', { reason: '领导批示再核', reworkDeadline: null, departments: [] }],
  ['', { reason: '', reworkDeadline: null, departments: [] }],
  [
    '区财政局 9月30日前 原因：资金未到位',
    {
      reason: '资金未到位',
      reworkDeadline: instantOf('2026-09-30', '17:30'),
      departments: ['D04'],
    },
  ],
])('“%s”', (text, said) => {
  expect(readRedo(text, yunling, AT)).toEqual(said)
})

test('“重新办理 27号 …”是指令，编号后面的都是内容', () => {
  expect(parseWord('重新办理 27号 原因：再核')).toMatchObject({
    word: 'redo',
    number: { serial: 27 },
    text: '原因：再核',
  })
})
