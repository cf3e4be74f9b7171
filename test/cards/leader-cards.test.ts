// What leaders read: 立项阅批, 领导批办, 请审签, 督查结果 – and their delegates in their place.
import { expect, test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import type { CardView } from '../../cards/view.ts'
import { docketOf } from '../kit/matters.ts'
import { named } from '../kit/yunling.ts'
import { on, P, upTo, viewOf } from './course.ts'
import {
  AT,
  cardOn,
  decided,
  draftReturned,
  later,
  live,
  M27,
  presentedAgain,
  step,
} from './decision-cases.ts'
import { fieldsOf, pressable } from './fields.ts'
import { textOf } from './golden.ts'

test('立项建议照公文口气呈上：谁牵头、谁配合、何时办结', () => {
  expect(textOf(renderCard(live('docket')))).toContain(
    '佟副区长：现将“农村沼气建设工作”督查立项建议呈上，拟由区农业农村局牵头、区财政局配合，时限9月21日。妥否，请批示。',
  )
  expect(textOf(renderCard(live('docket', { ...M27, co: [] })))).toContain(
    '拟由区农业农村局牵头，时限9月21日。',
  )
})

test('同意立项后，卡片写明谁、何时、编号，批示原文在案', () => {
  const text = textOf(renderCard(decided('docket')))
  expect(text).toContain('✓ 佟雅宁副区长 9月14日 09:20 同意立项 云政督〔2026〕27号')
  expect(text).toContain('请农业农村局抓紧核实，如实反馈。')
})

test('退回后经办人另写的草稿，不出现在领导手上的旧卡片里', () => {
  const docket = { content: '改写中的内容' }
  const rewritten = step(draftReturned(), P.clerk, { action: 'saveDraft', docket })
  const text = textOf(renderCard(later(live('docket'), rewritten)))
  expect(text).toContain('退回修改')
  expect(text).not.toContain('改写中的内容')
})

test('批办可选的承办人只有本部门的分管领导、督查工作人员和承办人', () => {
  const handlers = fieldsOf(renderCard(live('instruct'))).find(({ name }) => name === 'handlers')
  expect(handlers?.options).toEqual([P.officer, P.handler])
})

test('改批以现有批办意见为底，按钮为改批', () => {
  const card = renderCard(cardOn('instruct', upTo('instructed', M27)))
  expect(pressable(card).map(({ label }) => label)).toEqual(['改批'])
  const initial = Object.fromEntries(fieldsOf(card).map((field) => [field.name, field.initial]))
  expect(initial).toMatchObject({
    mode: 'section',
    handlers: [P.handler],
    opinion: '请谷雨同志逐村核实。',
  })
})

test('审签卡片有称呼、版本、时限、校验码后八位', () => {
  const view = live('signoff')
  const text = textOf(renderCard(view))
  expect(text).toContain(
    '田局长，您好。“农村沼气建设工作”事项的反馈材料（第1版）已呈您审签，区政府办时限为9月21日17:30。请审签。',
  )
  const hash = view.assignment?.reports.at(-1)?.contentHash ?? ''
  expect(hash).toHaveLength(64)
  expect(text).toContain(`第1版，校验码后8位 ${hash.slice(-8)}`)
})

test('审签前的确认写明标题、版本和后果', () => {
  const [sign, amend] = pressable(renderCard(live('signoff')))
  expect(sign?.confirm).toContain(
    '确认审签《云岭区农业农村局关于农村沼气建设工作落实情况的报告》第1版？审签后即作为我局正式反馈意见。',
  )
  expect(amend?.confirm).toContain('改动后形成第2版，未改动即为第1版。')
})

test('再次呈签时，与上一版的不同逐句列出', () => {
  const text = textOf(renderCard(cardOn('signoff', presentedAgain())))
  expect(text).toContain('与第1版相比的改动')
  expect(text).toContain('增加：两户选址未定。')
  expect(text).toContain('下一步工作安排：未改动')
  expect(text).toContain('此前退回意见：')
})

test('修改后审签的卡片上是改后的那一版，落款为审签当日', () => {
  const before = live('signoff')
  const edit = { problems: '山区五个村施工进度偏慢。' }
  const signed = step(before.matter, P.head, { action: 'amendAndSignOff', edit, opinion: '' })
  const text = textOf(renderCard(later(before, signed)))
  expect(text).toContain('山区五个村施工进度偏慢。')
  expect(text).toContain('第2版')
  expect(text).toContain('云岭区农业农村局　2026年9月18日')
})

test('退回修改之后，旧卡片仍是退回的那一版，不显示后来的文字', () => {
  const text = textOf(renderCard(later(live('signoff'), presentedAgain())))
  expect(text).toContain('占年度任务的80%')
  expect(text).not.toContain('占年度任务的84%')
})

test('受托人的卡片写明受谁委托，也不用红色', () => {
  const docket = {
    ...M27,
    lead: 'D07',
    co: [],
    approver: 'ou_test_p03',
    deadline: on('2026-09-30', '17:30'),
  }
  let matter = upTo('proposed', docket)
  matter = step(matter, 'ou_test_p03', { action: 'approve', opinion: '' }, AT, null)
  matter = step(matter, 'ou_test_p23', { action: 'acknowledge', suggestion: '' })
  const view = viewOf('instruct', matter, 'ou_test_p35', on('2026-09-16', '09:00'))
  expect(textOf(renderCard(view))).toContain('许局长，您好。受马建业局长委托，')
  const overdue = renderCard({ ...view, at: on('2026-10-09', '09:00') })
  expect(overdue.header.template).toBe('orange')
  expect(textOf(overdue)).not.toContain('红灯')
  const own = viewOf('instruct', matter, 'ou_test_p22', on('2026-09-16', '09:00'))
  expect(textOf(renderCard(own))).not.toContain('委托')
})

test('上级交办的事项不能直接反馈，卡片说明须经谁审核', () => {
  const docket = { ...docketOf('M20'), deadline: on('2026-10-15', '17:30') }
  const passed = { ...upTo('passed', M27), ...docket, lead: 'D12', superior: true }
  const matter = {
    ...passed,
    assignments: passed.assignments.map((held) => ({ ...held, departmentId: 'D12' })),
  }
  const card = renderCard(cardOn('consolidate', matter))
  expect(pressable(card).map(({ label }) => label)).toEqual(['呈区领导审核', '退回部门'])
  expect(textOf(card)).toContain('该事项为上级交办，须经陆明舟副区长、沈维岳区长审核同意。')
  expect(fieldsOf(card).map(({ name }) => name)).not.toContain('leaders')
  expect(textOf(card)).toContain(
    '为什么是我：您是本事项经办人，上级交办事项的办结情况由督查室汇总，经分管副区长和区长审核后上报。',
  )
})

test.each([
  ['蒋小棠', 'WORK', '为什么是我：您接手蒋小棠的工作，'],
  ['温如松', 'WORK', '为什么是我：您接手温如松主任的工作，'],
  ['温如松', 'DECIDE', '为什么是我：您受温如松主任委托，'],
] as const)('接手或受托的同事，卡片说明是谁的事：%s %s', (principal, scope, said) => {
  const delegate = named('毕子衡')
  const given = { principal: named(principal), delegate, scope: [scope], writtenAuthorization: '' }
  const view = viewOf('consolidate', upTo('passed', M27), delegate, AT)
  const delegations = [{ ...given, from: '2026-09-01', to: '2026-09-30' } as const]
  const card = renderCard({ ...view, organisation: { ...view.organisation, delegations } })
  expect(textOf(card)).toContain(said)
})

test('督查结果各看各的：一位领导已阅，另一位的卡片仍待阅', () => {
  const closed = step(upTo('passed', M27), P.clerk, {
    action: 'feedBack',
    summary: '已完成年度任务的80%。',
    leaders: [P.approver, P.mayor],
  })
  const seen = step(closed, P.approver, { action: 'read' })
  const of = (who: string): CardView => viewOf('feedback', seen, who, AT, { assignmentId: null })
  expect(pressable(renderCard(of(P.approver)))).toEqual([])
  expect(pressable(renderCard(of(P.mayor))).map(({ label }) => label)).toEqual(['已阅', '批示'])
})
