// 督查事项: bare in groups; privately what the asker may see, and what they may do (conversation §1.2, process §8).
import { expect, test } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { statusCard } from '../../cards/status.ts'
import { wordsNow } from '../../cards/words-now.ts'
import type { Matter } from '../../src/domain/matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import type { Instant } from '../../src/domain/time.ts'
import { BIOGAS, Course, DISTRICT, on, P, REPORT, STAGES, upTo, viewOf } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

const ROW = { assignmentId: null, turn: 0 } as const

function inGroup(matter: Matter, at: Instant): Card {
  return statusCard(viewOf('status', matter, 'oc_test_d09', at, { ...ROW, recipientType: 'chat' }))
}

function asked(matter: Matter, person: OpenId, at: Instant): Card {
  return statusCard(viewOf('status', matter, person, at, ROW))
}

const SUBMITTED = upTo('submitted')
const THEN = on('2026-09-18', '11:00')

test('群内卡片只有编号、名称、亮灯、状态和时限', async () => {
  const card = inGroup(upTo('instructed'), on('2026-09-15', '09:00'))
  await expectGolden(card, 'status-group')
  expect(textOf(card).split('\n')).toEqual([
    '督查事项：农村沼气建设工作（云政督〔2026〕27号）',
    '督查事项',
    '云政督〔2026〕27号',
    '绿灯 正常',
    '农村沼气建设工作',
    '督查编号',
    '云政督〔2026〕27号',
    '亮灯',
    '绿灯 正常',
    '状态',
    '办理中',
    '办结时间：',
    '2026年9月21日（星期一）17:30前',
  ])
})

test.each(STAGES)('办到 %s，群内卡片都不出现人名、批示、正文，也没有按钮', (stage) => {
  const card = inGroup(upTo(stage), on('2026-09-19', '09:00'))
  const text = textOf(card)
  for (const person of DISTRICT.people) expect(text).not.toContain(person.name)
  for (const said of ['抓紧核实', '逐村核实', '摸底', '户用沼气池', '按时报送', '督查农村沼气'])
    expect(text).not.toContain(said)
  expect(buttonsOf(card)).toEqual([])
})

test('内部事项在群内只有编号和亮灯，摘要不透露内容', async () => {
  const card = inGroup(
    upTo('instructed', { ...BIOGAS, classification: 'internal' }),
    on('2026-09-15', '09:00'),
  )
  await expectGolden(card, 'status-group-internal')
  expect(card.config.summary.content).toBe('您有一份督查待办')
  const text = textOf(card)
  expect(text).not.toContain('沼气')
  expect(text).not.toContain('办理中')
  expect(text).not.toContain('9月')
})

test('超期的事项在群内为红色，对区领导和部门主要领导不用红色', async () => {
  const matter = upTo('instructed')
  const late = on('2026-09-22', '09:00')
  expect(inGroup(matter, late).header.template).toBe('red')
  expect(asked(matter, P.officer, late).header.template).toBe('red')
  for (const leader of [P.mayor, P.approver, P.head]) {
    const card = asked(matter, leader, late)
    expect(card.header.template).toBe('orange')
    expect(JSON.stringify(card.header)).not.toContain('red')
    expect(textOf(card)).toContain('红灯 超期')
  }
})

test('督查工作人员查询，看到三清楚、承办情况、历次版本和可办事项', async () => {
  const card = asked(SUBMITTED, P.officer, THEN)
  await expectGolden(card, 'status-officer')
  const text = textOf(card)
  expect(text).toContain('撤回 27号：撤回报送')
  expect(text).toContain('请谷雨同志逐村核实。')
  expect(text).toContain('已完成摸底120户。')
  expect(text).toContain('进展1条，最近9月15日 11:30')
  expect(text).toContain('田守稼局长 9月17日 15:02 审签')
})

test('督查室看到状态、日期、进展条数和已报送的版本，看不到部门内部文字', async () => {
  const card = asked(SUBMITTED, P.clerk, THEN)
  await expectGolden(card, 'status-supervision')
  const text = textOf(card)
  expect(text).toContain('进展1条，最近9月15日 11:30')
  expect(text).toContain('历次版本')
  expect(text).toContain('审核 27号：打开“审核反馈材料”')
  for (const paper of ['逐村核实', '摸底', '按时报送', '台账', '建议由农村能源科'])
    expect(text).not.toContain(paper)
})

test('未报送的版本只有本部门看得到', () => {
  const presented = upTo('presented')
  const at = on('2026-09-17', '10:00')
  expect(textOf(asked(presented, P.head, at))).toContain('历次版本')
  for (const other of [P.clerk, P.mayor, P.approver, P.coOfficer])
    expect(textOf(asked(presented, other, at))).not.toContain('历次版本')
})

/** Handed in, sent back, amended by the head, and not handed in again. */
function sentBack(): Matter {
  const course = new Course()
  course.matter = SUBMITTED
  return course
    .leadStep(
      P.clerk,
      {
        action: 'returnSubmission',
        opinion: '缺少资金数据。',
        reworkDeadline: on('2026-09-24', '17:30'),
      },
      on('2026-09-18', '15:00'),
    )
    .leadStep(
      P.officer,
      { action: 'presentReport', edit: { ...REPORT, nextSteps: '补报资金数据。' } },
      on('2026-09-19', '09:00'),
    ).matter
}

test('退回重新整理后，督查室仍看得到报送过的旧版，看不到未报送的新版', () => {
  const at = on('2026-09-19', '10:00')
  const seen = textOf(asked(sentBack(), P.clerk, at))
  expect(seen).toContain('第1版')
  expect(seen).not.toContain('第2版')
  expect(seen).toContain('意见：缺少资金数据。')
  expect(seen).toContain('（补正时限）')
  const own = textOf(asked(sentBack(), P.officer, at))
  expect(own).toContain('第1版')
  expect(own).toContain('第2版')
  expect(own).toContain('未审签')
  expect(own).toContain('审签（已失效）')
})

test('部门自己撤回、督查室没有审过的版本，不再给督查室看', () => {
  const course = new Course()
  course.matter = SUBMITTED
  course.leadStep(P.officer, { action: 'withdrawSubmission' }, on('2026-09-18', '11:00'))
  expect(textOf(asked(course.matter, P.clerk, on('2026-09-18', '12:00')))).not.toContain('历次版本')
})

test('配合单位只看到本单位的交办情况和立项以后的经过', () => {
  const card = asked(SUBMITTED, P.coOfficer, THEN)
  const text = textOf(card)
  expect(text).toContain('区财政局（配合单位）：待签收')
  expect(text).toContain('核对补助资金拨付情况。')
  expect(text).toContain('签收 27号：打开“交办通知”')
  expect(text).not.toContain('区农业农村局')
  expect(text).not.toContain('呈请立项')
  expect(text).toContain('同意立项')
})

test('承办人只看到交给自己办的那一件', () => {
  const text = textOf(asked(SUBMITTED, P.handler, THEN))
  expect(text).toContain('区农业农村局（牵头单位）：已报送')
  expect(text).toContain('请谷雨同志逐村核实。')
  expect(text).not.toContain('区财政局')
})

test('群内只写现行时限，不写退回补正', () => {
  const text = textOf(inGroup(sentBack(), on('2026-09-19', '10:00')))
  expect(text).toContain('2026年9月24日（星期四）17:30前')
  expect(text).not.toContain('补正')
})

test('办理过程最近的在前，最多十条', () => {
  const text = textOf(asked(upTo('closed'), P.clerk, on('2026-09-19', '09:00')))
  const panel = text.slice(text.indexOf('办理过程'))
  const steps = panel.split('\n').filter((line) => /^(?:✓ )?\S+ 9月\d+日 \d\d:\d\d /.test(line))
  expect(steps).toHaveLength(10)
  expect(steps[0]).toBe('✓ 蒋小棠 9月18日 16:00 反馈领导')
  expect(steps.at(-1)).toBe('✓ 禾苗 9月14日 10:05 签收并呈批（区农业农村局）')
})

test.each([
  ['drafted', P.clerk, ['我的待办：办理“督查立项”']],
  ['proposed', P.clerk, ['（回复本卡片）撤回：撤回呈请，修改后重新呈请']],
  ['proposed', P.approver, ['我的待办：办理“立项阅批”']],
  ['approved', P.officer, ['签收 27号：打开“交办通知”', '延期 27号 到…：打开“申请延期”']],
  ['acknowledged', P.head, ['批办 27号：打开“领导批办”']],
  ['instructed', P.head, ['改批 27号：调整批办意见', '转办 27号 给…：改由同事承办']],
  [
    'instructed',
    P.handler,
    ['进展 27号 …：记入办理进展', '我的待办：办理“办理任务”', '延期 27号 到…：打开“申请延期”'],
  ],
  [
    'finished',
    P.officer,
    ['进展 27号 …：记入办理进展', '汇总 27号：打开“汇总材料”', '延期 27号 到…：打开“申请延期”'],
  ],
  [
    'finished',
    P.handler,
    ['进展 27号 …：记入办理进展', '延期 27号 到…：打开“申请延期”', '撤回 27号：撤回办理完毕'],
  ],
  ['presented', P.head, ['审签 27号：打开“请审签”']],
  ['signed', P.officer, ['报送 27号：打开“报送材料”', '延期 27号 到…：打开“申请延期”']],
  ['signed', P.head, ['撤回 27号：撤回审签']],
  [
    'passed',
    P.clerk,
    ['我的待办：办理“汇总反馈”', '更正 27号 …：更正已立项的内容，写明更正什么、为什么'],
  ],
  ['closed', P.approver, ['我的待办：阅看“督查结果”']],
] as const)('办到 %s，%s 看到自己能发送的话', (stage, person, words) => {
  const matter = upTo(stage)
  expect(wordsOf(matter, person)).toEqual(words)
  expect(textOf(asked(matter, person, on('2026-09-18', '17:00')))).toContain(
    `您现在可以发送\n${words.join('\n')}`,
  )
})

function wordsOf(matter: Matter, openId: OpenId): string[] {
  const person = DISTRICT.people.find((held) => held.openId === openId)
  if (person === undefined) throw new Error(openId)
  return wordsNow(person, matter, DISTRICT, on('2026-09-18', '17:00')).map(
    (one) => `${one.words}：${one.purpose}`,
  )
}

test('上级交办的事项提示办理汇总反馈，卡片上是呈区领导审核', () => {
  const words = wordsOf({ ...upTo('passed'), superior: true }, P.clerk)
  expect(words.filter((one) => one.includes('汇总反馈'))).toEqual(['我的待办：办理“汇总反馈”'])
})

test('材料已呈审签的，不再提示撤回办理完毕', () => {
  const course = new Course()
  course.matter = upTo('presented')
  course.leadStep(
    P.head,
    { action: 'returnReport', edit: {}, opinion: '请补充资金数据。' },
    on('2026-09-17', '10:00'),
  )
  expect(wordsOf(course.matter, P.handler)).toEqual([
    '进展 27号 …：记入办理进展',
    '延期 27号 到…：打开“申请延期”',
  ])
})

test('没有可办的，如实说明', () => {
  expect(textOf(asked(SUBMITTED, P.mayor, THEN))).toContain('此事项目前无需您办理。')
})

test('草稿没有时限可言，不亮灯', async () => {
  const card = asked(upTo('drafted'), P.clerk, on('2026-09-14', '09:00'))
  await expectGolden(card, 'status-draft')
  expect(textOf(card)).not.toContain('绿灯')
})

test('另发了新卡片的，旧卡片只说请看新的', () => {
  const view = viewOf('status', SUBMITTED, P.officer, THEN, { ...ROW, superseded: true })
  expect(textOf(statusCard(view))).toContain('本卡片已更新，请看最新卡片。')
  expect(textOf(statusCard(view))).not.toContain('摸底')
})

test('写满的事项也不超出卡片的限度', async () => {
  const text = '督'.repeat(1000)
  const full = upTo('submitted', {
    ...BIOGAS,
    title: '事'.repeat(100),
    content: text,
    source: text,
  })
  const history = full.history.map((act) => ({ ...act, details: { opinion: text } }))
  const assignments = full.assignments.map((held) => ({
    ...held,
    progress: Array.from({ length: 40 }, () => held.progress)
      .flat()
      .map((entry) => ({
        ...entry,
        achievement: text,
        problem: text,
        onsite: text,
      })),
    reports: Array.from({ length: 30 }, () => held.reports).flat(),
  }))
  const [lead, co] = assignments
  if (lead === undefined || co === undefined) throw new Error('no assignments')
  const many = [lead, ...Array.from({ length: 60 }, () => co)]
  const card = asked({ ...full, history, assignments: many }, P.officer, THEN)
  await expectGolden(card, 'status-full')
})
