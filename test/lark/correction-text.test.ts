// 更正 27号 …: which field and what it is to be, read out of ordinary Chinese.
import { describe, expect, test } from 'vitest'
import { instantOf } from '../../src/domain/time.ts'
import { readCorrection } from '../../src/lark/correction-text.ts'
import { readReason } from '../../src/lark/reason-text.ts'
import { MONDAY, yunling } from '../kit/yunling.ts'

const read = (text: string) => readCorrection(text, ['D04'], yunling, MONDAY)
const due = (day: string, time = '17:30') => instantOf(day, time)

describe('更正', () => {
  test.each([
    ['办结时间改为9月21日 原因：原时限写错', { deadline: due('2026-09-21') }, '原时限写错'],
    ['时限由9月18日改为9月21日17:00', { deadline: due('2026-09-21', '17:00') }, ''],
    ['办结时间9月28日，原因 上级延期', { deadline: due('2026-09-28') }, '上级延期'],
    ['标题改为农村沼气建设与管护工作', { title: '农村沼气建设与管护工作' }, ''],
    [
      '督查内容改为：①完成情况，附数据；②存在问题 原因：漏项',
      { content: '①完成情况，附数据；②存在问题' },
      '漏项',
    ],
    [
      '来源：区政府常务会议，文号：云政常〔2026〕7号',
      { source: '区政府常务会议', sourceDocument: '云政常〔2026〕7号' },
      '',
    ],
    ['增加配合单位区住建局、区自然资源局', { co: ['D04', 'D07', 'D06'] }, ''],
    ['去掉配合单位区财政局', { co: [] }, ''],
    ['配合单位改为区住建局', { co: ['D07'] }, ''],
    ['配合任务改为提供资金拨付情况', { coTask: '提供资金拨付情况' }, ''],
    ['配合时限9月16日', { coDeadline: due('2026-09-16') }, ''],
    ['份数改为3份，公章改为不需要', { copies: 3, seal: false }, ''],
    ['紧急程度改为特急', { urgency: 'immediate' }, ''],
    ['牵头改为区住建局', { lead: 'D07' }, ''],
  ] as const)('%s', (text, patch, reason) => {
    expect(read(text)).toEqual({ patch, reason, document: '', notUnderstood: [] })
  })

  test('上级时限与上级文号一起读', () => {
    expect(read('上级时限改为10月20日 文号：云州政督函〔2026〕31号 原因：上级延长时限')).toEqual({
      patch: { superiorDeadline: due('2026-10-20') },
      document: '云州政督函〔2026〕31号',
      reason: '上级延长时限',
      notUnderstood: [],
    })
  })

  test.each([
    ['办结时间改为下周看情况', ['办结时间改为下周看情况']],
    ['份数改为若干', ['份数改为若干']],
    ['增加配合单位区气象站', ['增加配合单位区气象站']],
    ['写错了', ['写错了']],
    ['请更正一下标题改为沼气', []],
    ['公章改为再议', ['公章改为再议']],
  ])('读不懂的说出来，不猜：%s', (text, notUnderstood) => {
    if (notUnderstood.length > 0) expect(read(text).notUnderstood).toEqual(notUnderstood)
    else expect(read(text).notUnderstood).not.toEqual([])
  })
})

describe('原因', () => {
  test.each([
    ['原因：重复立项。', '重复立项'],
    ['理由是重复立项', '重复立项'],
    ['重复立项', '重复立项'],
    ['', ''],
  ])('%s', (text, reason) => {
    expect(readReason(text)).toBe(reason)
  })
})
