// What stands behind 延期, 改派 and 转办, as far as it is plain.
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import {
  readExtension,
  readPassOn,
  readRedirect,
  reasonKindOf,
} from '../../src/lark/application-text.ts'
import { MONDAY, named, yunling } from '../kit/yunling.ts'

const OCTOBER_15 = instantOf('2026-10-15', '17:30')

describe('延期', () => {
  test.each([
    ['到10月15日 原因：连续降雨', OCTOBER_15, 'weather', '连续降雨', ''],
    ['至10月15日，因连续降雨无法施工', OCTOBER_15, 'weather', '连续降雨无法施工', ''],
    ['到10月15日 连续降雨', OCTOBER_15, 'weather', '连续降雨', ''],
    [
      '到10月15日 原因：资金尚未拨付，进展：已完成八成',
      OCTOBER_15,
      'procedure',
      '资金尚未拨付',
      '已完成八成',
    ],
    ['到10月15日', OCTOBER_15, null, '', ''],
    ['原因：连续降雨', null, 'weather', '连续降雨', ''],
    ['', null, null, '', ''],
  ] as const)('%s', (text, to, reasonKind, reason, progress) => {
    const read = readExtension(text, yunling, MONDAY)
    expect(read).toEqual({ to, reasonKind, reason, progress })
  })

  test.each([
    ['连续降雨', 'weather'],
    ['上级政策调整', 'policy'],
    ['需与区住建局、区水利局多部门会商', 'coordination'],
    ['招标手续未完', 'procedure'],
    ['连续降雨且资金未到位', null],
    ['施工方退场', null],
    ['', null],
  ] as const)('原因“%s”说得明白才定类别', (reason, kind) => expect(reasonKindOf(reason)).toBe(kind))
})

describe('改派', () => {
  test.each([
    ['到区住建局', null, 'D07', ''],
    ['区住建局', null, 'D07', ''],
    ['区财政局 到区住建局 原因：职责调整', 'D04', 'D07', '职责调整'],
    ['由区财政局改派到区住建局办理，职责不符', 'D04', 'D07', '职责不符'],
    ['到某某局', null, null, ''],
  ] as const)('%s', (text, from, to, reason) =>
    expect(readRedirect(text, yunling)).toEqual({ from, to, reason }),
  )
})

describe('转办', () => {
  const people = yunling.people.filter((one) => one.departmentId === 'D09')
  test.each([
    ['给谷雨', null, '谷雨'],
    ['@谷雨', null, '谷雨'],
    ['由谷雨转给禾苗', '谷雨', '禾苗'],
    ['谷雨 给 禾苗', '谷雨', '禾苗'],
    ['给张三', null, null],
    ['', null, null],
  ] as const)('%s', (text, from, to) =>
    expect(readPassOn(text, people)).toEqual({
      from: from && named(from),
      to: to && named(to),
    }),
  )
})
