// What departments and 督查室 work with: 交办通知 to 汇总反馈, and whose papers stay whose.
import { expect, test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import type { CardView } from '../../cards/view.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import { docketOf } from '../kit/matters.ts'
import { on, P, progress, REPORT, upTo, viewOf } from './course.ts'
import {
  AT,
  cardOn,
  coCard,
  drafted,
  later,
  live,
  M27,
  reportReturned,
  sentBack,
  step,
  submissionReturned,
} from './decision-cases.ts'
import { fieldsOf, pressable } from './fields.ts'
import { textOf } from './golden.ts'

test('交办通知列明三清楚、领导批示原文和纸质件去处', () => {
  const text = textOf(renderCard(live('handover')))
  for (const words of [
    '督查内容：',
    '办结时间：\n2026年9月21日（星期一）17:30前',
    '材料格式：\n一式1份，加盖公章',
    '请农业农村局抓紧核实，如实反馈。（佟雅宁副区长）',
    '云政办督〔2026〕5号，纸质件请到督查室领取',
  ])
    expect(text).toContain(words)
})

test('配合单位的交办通知写自己的任务和时限，材料送牵头单位', () => {
  const matter = upTo('approved', { ...M27, coTask: '核对补助资金拨付情况。' })
  const text = textOf(renderCard(coCard('handover', matter, P.coOfficer)))
  expect(text).toContain('督查内容：\n核对补助资金拨付情况。')
  expect(text).toContain('办结时间：\n2026年9月17日（星期四）17:30前')
  expect(text).toContain('送区农业农村局汇总，牵头时限2026年9月21日（星期一）17:30前')
})

test('三种办理方式，三种口气', () => {
  expect(handling('leader', 'ou_test_p34')).toContain(
    '崔局长，您好。安局长请您协调办理“废弃矿井安全隐患排查整治”事项，区政府办要求于9月25日（星期五）17:30前报送情况。如有进展，烦请您方便时告知。',
  )
  expect(handling('section', 'ou_test_p34')).toContain('安局长批示，')
  expect(handling('officer', 'ou_test_p31')).toContain(
    '常宁同志，您好。“废弃矿井安全隐患排查整治”由您直接办理',
  )
  expect(handling('leader', 'ou_test_p34')).not.toMatch(/逾期|督促|限期|必须|未完成|扣分/u)
})

test('有人先办完，他的卡片即告办结，并说明还等谁', () => {
  const matter = withTwoHandlers()
  const finished = step(matter, P.handler, { action: 'finish' })
  const mine = renderCard(viewOf('handle', finished, P.handler, AT))
  expect(pressable(mine)).toEqual([])
  expect(textOf(mine)).toContain('✓ 谷雨科长 9月18日 10:15 办理完毕')
  expect(textOf(mine)).toContain('待禾苗办理完毕后转入汇总材料。')
  const other = renderCard(viewOf('handle', finished, P.officer, AT))
  expect(pressable(other).map(({ label }) => label)).toEqual(['报进展', '办理完毕', '申请延期'])
})

test('改批换人后，原承办人的旧卡片不透露新的批办意见和后来的进展', () => {
  const before = upTo('reported', M27)
  const again = step(before, P.head, {
    action: 'reinstruct',
    mode: 'officer',
    opinion: '改由办公室直接核实。',
    handlers: [],
    innerDeadline: null,
  })
  const after = step(again, P.officer, progress('后来的进展'), on('2026-09-18', '11:00'))
  const text = textOf(renderCard(later(live('handle'), after)))
  expect(text).toContain('改批')
  expect(text).toContain('请谷雨同志逐村核实。')
  expect(text).not.toContain('改由办公室直接核实。')
  expect(text).not.toContain('后来的进展')
})

test('撤回、作废的进展不再列出', () => {
  const matter = upTo('reported', M27)
  const [entry] = matter.assignments[0]?.progress ?? []
  const gone = step(matter, P.handler, { action: 'voidProgress', progressId: entry?.id ?? '' })
  expect(textOf(renderCard(cardOn('handle', matter)))).toContain('已完成摸底120户。')
  expect(textOf(renderCard(cardOn('handle', gone)))).not.toContain('已完成摸底120户。')
})

test('汇总材料以进展为底稿，注明日期和姓名', () => {
  const initial = initialOf(live('compile'))
  expect(initial.achievements).toBe('9月15日（谷雨科长）：已完成摸底120户。')
  expect(initial.problems).toBe('9月15日（谷雨科长）：山区运料慢。')
  expect(initial.next_steps).toBeUndefined()
})

test('存过的报告稿优先于进展底稿；改过又被拒绝的，以填写的为准', () => {
  expect(initialOf(cardOn('compile', drafted())).achievements).toBe('新建户用沼气池120户。')
  const typed = { achievements: '正在改的文字' }
  expect(initialOf(cardOn('compile', drafted(), typed)).achievements).toBe('正在改的文字')
})

test('生成报告稿后，卡片列出检查结果和预览', () => {
  const text = textOf(renderCard(cardOn('compile', drafted())))
  expect(text).toContain('“存在问题和不足”尚未填写。督查反馈要求有喜报喜、有忧报忧。')
  expect(text).toContain('“下一步工作安排”尚未填写。')
  expect(text).toContain('云岭区农业农村局关于农村沼气建设工作落实情况的报告')
  expect(text).toContain('主送：云岭区人民政府')
  expect(textOf(renderCard(live('compile')))).not.toContain('报告稿预览')
})

test('退回的材料写明退回意见和对应的要求', () => {
  for (const matter of [reportReturned(), submissionReturned(), sentBack()]) {
    const text = textOf(renderCard(cardOn('compile', matter)))
    expect(text).toContain('第1版退回意见：数据不够具体，请核实户数，并写明存在的问题。')
    expect(text).toContain('对应要求：数字准确，有据可查；实事求是')
  }
})

test('报送只问事项要求的几项', () => {
  const asked = (docket: object) =>
    fieldsOf(renderCard(live('submit', { ...M27, ...docket }))).map(({ name }) => name)
  const { copies, seal, electronic, signature } = docketOf('M28')
  expect(asked({ copies, seal, electronic, signature })).toEqual(['electronic_ready'])
  expect(asked({ copies: 0, seal: false, electronic: false, signature: false })).toEqual([])
})

test('报送前的确认写明标题、版本和去处', () => {
  const [submit] = pressable(renderCard(live('submit')))
  expect(submit?.confirm).toContain(
    '确认报送《云岭区农业农村局关于农村沼气建设工作落实情况的报告》第1版？报送后即送区政府督查室审核',
  )
})

test('审核卡片写明谁审签、何时报送、是否按时', () => {
  const view = live('review')
  expect(textOf(renderCard(view))).toContain('田守稼局长 9月17日 15:02')
  expect(textOf(renderCard(view))).toContain('9月18日 10:00（按时）')
  const late = { ...view.matter.assignments[0], deadline: on('2026-09-16', '17:30') } as Assignment
  expect(textOf(renderCard({ ...view, assignment: late }))).toContain('（晚于时限2天）')
})

test('撤回报送后，督查室的旧卡片不再显示材料文字', () => {
  const back = step(upTo('submitted', M27), P.officer, { action: 'withdrawSubmission' })
  const text = textOf(renderCard(later(live('review'), back)))
  expect(text).toContain('撤回报送')
  expect(text).not.toContain(REPORT.achievements)
})

test('配合单位送来的材料只有牵头单位看得到，别的配合单位和督查室的卡片上都没有', () => {
  const matter = withCoMaterial()
  const words = '补助资金已全部拨付。'
  const compiling = step(matter, P.handler, { action: 'finish' })
  expect(textOf(renderCard(cardOn('compile', compiling)))).toContain(words)
  const other = { ...coOf(compiling), id: 'other', status: 'compiling' as const, reports: [] }
  const passed = handedIn(compiling)
  const others = { ...viewOf('compile', compiling, P.coOfficer, AT), assignment: other }
  expect(textOf(renderCard(others))).not.toContain(words)
  for (const kind of ['review', 'consolidate'] as const)
    expect(textOf(renderCard(cardOn(kind, passed)))).not.toContain(words)
})

test('汇总反馈以审核通过的材料起草，默认反馈阅批领导', () => {
  const initial = initialOf(live('consolidate'))
  expect(initial.summary).toBe(
    [
      '农村沼气建设工作（云政督〔2026〕27号）由区农业农村局牵头、区财政局配合办理，已于9月18日10:00报送材料。',
      `成效：${REPORT.achievements}`,
      `问题和不足：${REPORT.problems}`,
      `下一步：${REPORT.nextSteps}`,
    ].join('\n'),
  )
  expect(initial.leaders).toEqual([P.approver])
  expect(initial.departments).toEqual(['D09'])
})

function initialOf(view: CardView): Record<string, unknown> {
  return Object.fromEntries(fieldsOf(renderCard(view)).map((field) => [field.name, field.initial]))
}

function coOf(matter: Matter): Assignment {
  const found = matter.assignments.find((held) => held.kind === 'co')
  if (found === undefined) throw new Error('no co-assignment')
  return found
}

function handling(mode: 'leader' | 'section' | 'officer', who: string): string {
  const docket = { ...docketOf('M05'), co: [], deadline: on('2026-09-25', '17:30') }
  let matter = upTo('proposed', docket)
  matter = step(matter, 'ou_test_p02', { action: 'approve', opinion: '' }, AT, null)
  matter = step(matter, 'ou_test_p31', { action: 'acknowledge', suggestion: '' })
  matter = step(matter, 'ou_test_p30', {
    action: 'instruct',
    mode,
    opinion: '请尽快办理。',
    handlers: [who],
    innerDeadline: null,
  })
  return textOf(renderCard(viewOf('handle', matter, who, AT)))
}

function withTwoHandlers(): Matter {
  return step(upTo('instructed', M27), P.head, {
    action: 'reinstruct',
    mode: 'section',
    opinion: '两位一并核实。',
    handlers: [P.handler, P.officer],
    innerDeadline: null,
  })
}

function withCoMaterial(): Matter {
  let matter = upTo('reported', M27)
  const co = coOf(matter).id
  const steps = [
    [P.coOfficer, { action: 'acknowledge', suggestion: '' }],
    [
      P.coHead,
      {
        action: 'instruct',
        mode: 'officer',
        opinion: '请尽快办理。',
        handlers: [],
        innerDeadline: null,
      },
    ],
    [P.coOfficer, { action: 'finish' }],
    [
      P.coOfficer,
      { action: 'presentReport', edit: { ...REPORT, achievements: '补助资金已全部拨付。' } },
    ],
    [P.coHead, { action: 'signOff', edit: {}, opinion: '' }],
    [P.coOfficer, { action: 'submit', checklist: CHECKED }],
  ] as const
  for (const [who, command] of steps) matter = step(matter, who, command, AT, co)
  return matter
}

function handedIn(matter: Matter): Matter {
  let held = step(matter, P.officer, { action: 'presentReport', edit: REPORT })
  held = step(held, P.head, { action: 'signOff', edit: {}, opinion: '' })
  return step(held, P.officer, { action: 'submit', checklist: CHECKED })
}

const CHECKED = { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true }
