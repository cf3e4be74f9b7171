// Phrases that several cards share: names, outcomes, deadlines, the three points.

import { expect, test } from 'vitest'
import {
  basisLine,
  daysLeftZh,
  deadlineLine,
  formatZh,
  lampText,
  matterName,
  outcomeLine,
  peopleZh,
  personZh,
  pointsLines,
  shortNumber,
  spokenZh,
  statusZh,
  whyLine,
} from '../../cards/phrases.ts'
import { type Act, type Assignment, leadOf, type Matter } from '../../src/domain/matter.ts'
import { departmentZh } from '../../src/domain/organisation.ts'
import { BIOGAS, DISTRICT, on, P, STAGES, upTo } from './course.ts'

const CLOSED = upTo('closed')

function lead(matter: Matter): Assignment {
  const found = leadOf(matter)
  if (found === undefined) throw new Error('no lead')
  return found
}

function act(action: string, more: Partial<Act> = {}): Act {
  const found = CLOSED.history.find((held) => held.action === action) ?? CLOSED.history[0]
  if (found === undefined) throw new Error('no act')
  return { ...found, action, ...more }
}

test('记录用全名和职务，当面称姓和职务', () => {
  expect(personZh(DISTRICT, P.approver)).toBe('佟雅宁副区长')
  expect(spokenZh(DISTRICT, P.approver)).toBe('佟副区长')
  expect(personZh(DISTRICT, 'system')).toBe('系统')
  expect(peopleZh(DISTRICT, [P.handler, P.officer])).toBe('谷雨科长、禾苗')
  expect(departmentZh(DISTRICT, 'D09')).toBe('区农业农村局')
})

test('立项的结果行写明何人何时同意，并给出编号', () => {
  expect(outcomeLine(act('同意立项'), CLOSED, DISTRICT)).toBe(
    '✓ 佟雅宁副区长 9月14日 09:20 同意立项 云政督〔2026〕27号',
  )
})

test('受托审签的结果行写明受何人委托', () => {
  const signed = act('同意审签', {
    actor: 'ou_test_p35',
    actingFor: 'ou_test_p22',
    at: on('2026-09-16', '10:05'),
  })
  expect(outcomeLine(signed, CLOSED, DISTRICT)).toBe(
    '✓ 许广厦副局长（受马建业局长委托） 9月16日 10:05 同意审签',
  )
})

test.each(['退回修改', '不予立项', '退回部门', '退回重新整理', '撤回审签', '删除草稿'])(
  '%s 的结果行只作陈述，不打勾',
  (action) => {
    const line = outcomeLine(act(action, { actor: P.head }), CLOSED, DISTRICT)
    expect(line).toMatch(new RegExp(`^田守稼局长 \\d+月\\d+日 \\d\\d:\\d\\d ${action}$`))
  },
)

test('自动转入的步骤写明转到哪一步', () => {
  const passed = upTo('passed')
  const last = passed.history.at(-1)
  expect(last && outcomeLine(last, passed, DISTRICT)).toBe('系统 9月18日 14:30 自动转为待汇总反馈')
})

test('事项名称带编号，未编号时只有名称', () => {
  expect(matterName(CLOSED)).toBe('农村沼气建设工作（云政督〔2026〕27号）')
  expect(shortNumber(CLOSED)).toBe('27号')
  const draft = upTo('drafted')
  expect(matterName(draft)).toBe('农村沼气建设工作')
  expect(matterName({ title: ' ', number: null })).toBe('未命名事项')
  expect(shortNumber(draft)).toBeNull()
})

test('三清楚逐条列出：督查内容、办结时间、材料格式', () => {
  const matter = upTo('approved', { ...BIOGAS, formatNote: '附验收照片' })
  expect(pointsLines(matter, lead(matter), DISTRICT)).toEqual([
    ['督查内容', '督查农村沼气建设进度、资金使用和运行管护情况。'],
    ['办结时间', '2026年9月21日（星期一）17:30前'],
    ['材料格式', '一式2份，加盖公章，附电子稿，领导签字；附验收照片'],
  ])
})

test('配合单位的三清楚用它自己的任务和时限', () => {
  const matter = upTo('approved')
  const co = matter.assignments.find((held) => held.kind === 'co') ?? null
  expect(pointsLines(matter, co, DISTRICT).slice(0, 2)).toEqual([
    ['督查内容', '核对补助资金拨付情况。'],
    ['办结时间', '2026年9月17日（星期四）17:30前'],
  ])
})

test('不要求的材料也写明，未填写的如实注明', () => {
  const format = { copies: 1, seal: false, electronic: false, signature: false, formatNote: '' }
  expect(formatZh(format)).toBe('一式1份，无需盖章，无需电子稿，无需领导签字')
  const none = { copies: null, seal: null, electronic: null, signature: null, formatNote: '' }
  expect(formatZh(none)).toBe('（未填写）')
  expect(deadlineLine({ deadline: null }, null, DISTRICT)).toBe('（未填写）')
})

test('时限变动的，注明补正时限或原时限；年份未导入的，注明按周末推算', () => {
  const held = lead(CLOSED)
  const later = on('2026-09-25', '17:30')
  expect(deadlineLine(CLOSED, { ...held, reworkDeadline: later }, DISTRICT)).toBe(
    '2026年9月25日（星期五）17:30前（补正时限）',
  )
  expect(deadlineLine(CLOSED, { ...held, extendedTo: later }, DISTRICT)).toBe(
    '2026年9月25日（星期五）17:30前（已同意延期，原时限9月21日）',
  )
  expect(deadlineLine({ deadline: on('2029-01-05', '17:30') }, null, DISTRICT)).toBe(
    '2029年1月5日（星期五）17:30前（2029年放假安排尚未导入，按周末推算）',
  )
})

test.each([
  ['2026-09-18', '09:00', '距时限还有3天'],
  ['2026-09-20', '23:59', '距时限还有1天'],
  ['2026-09-21', '17:30', '今天到时限'],
  ['2026-09-21', '17:31', '今天的时限已过'],
  ['2026-09-23', '08:00', '已过时限2天'],
] as const)('%s %s 说 %s', (day, time, words) => {
  expect(daysLeftZh(on('2026-09-21', '17:30'), on(day, time))).toBe(words)
})

test('亮灯有颜色也有文字', () => {
  const matter = upTo('instructed')
  expect(lampText(matter, null, DISTRICT, on('2026-09-15', '09:00'))).toBe('绿灯 正常')
  expect(lampText(matter, null, DISTRICT, on('2026-09-19', '09:00'))).toBe('黄灯 临期')
  expect(lampText(matter, lead(matter), DISTRICT, on('2026-09-21', '17:31'))).toBe('红灯 超期')
  expect(lampText(CLOSED, null, DISTRICT, on('2026-09-22', '09:00'))).toBe('灰灯 办结')
})

test('状态随牵头单位的步骤更新', () => {
  expect(STAGES.map((stage) => statusZh(upTo(stage)))).toEqual([
    '拟立项',
    '待阅批',
    '办理中（牵头单位：待签收）',
    '办理中（牵头单位：待批办）',
    '办理中',
    '办理中',
    '办理中（牵头单位：汇总中）',
    '办理中（牵头单位：待审签）',
    '办理中（牵头单位：已审签）',
    '办理中（牵头单位：已报送）',
    '待汇总反馈',
    '已办结',
  ])
})

test('说明来由：对承办人员是为什么是我，对领导是呈送依据', () => {
  expect(whyLine('您是本局督查工作人员。')).toBe('为什么是我：您是本局督查工作人员。')
  expect(basisLine('分管区农业农村局。')).toBe('呈送依据：分管区农业农村局。')
})
