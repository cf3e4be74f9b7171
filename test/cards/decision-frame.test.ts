// What holds for every decision card: who may press what, and what a card must never show.
import { expect, test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import { actionsOn } from '../../src/domain/actions.ts'
import { ACTION_ZH, CARD_TITLE_ZH } from '../../src/domain/terms.ts'
import { on, P, upTo, viewOf } from './course.ts'
import { AT, CASES, cardOn, decided, KINDS, live, M27, TYPED } from './decision-cases.ts'
import { fieldsOf, pressable, thingsIn } from './fields.ts'
import { textOf } from './golden.ts'

/** Form fields of conversation §2, as far as this slice has them. */
const FIELDS = {
  draft: [
    'title',
    'content',
    'category',
    'source',
    'source_document',
    'lead',
    'co',
    'co_task',
    'deadline',
    'co_deadline',
    'copies',
    'seal',
    'electronic',
    'signature',
    'format_note',
    'approver',
    'urgency',
    'cycle',
    'classification',
    'superior',
    'superior_organ',
    'superior_deadline',
    'proposal_kind',
    'proposal_number',
    'proposers',
    'not_secret',
  ],
  docket: ['opinion'],
  handover: ['suggestion', 'question'],
  instruct: ['mode', 'handlers', 'opinion', 'inner_deadline'],
  handle: ['achievement', 'problem', 'onsite'],
  compile: ['achievements', 'problems', 'next_steps', 'no_problem_confirmed', 'verification'],
  signoff: ['achievements', 'problems', 'next_steps', 'opinion'],
  submit: ['copies_ready', 'sealed', 'electronic_ready', 'wet_signed'],
  review: ['opinion', 'rework_deadline'],
  consolidate: [
    ...['summary', 'leaders', 'scope', 'critical', 'also_feedback'],
    ...['departments', 'opinion', 'rework_deadline'],
  ],
  feedback: ['instruction'],
}

const BUTTONS = {
  draft: ['呈请立项', '存为草稿', '删除草稿'],
  docket: ['同意立项', '退回修改', '不予立项'],
  handover: ['签收并呈批', '有疑问', '申请改派'],
  instruct: ['批办'],
  handle: ['报进展', '办理完毕', '申请延期'],
  compile: ['生成报告稿', '呈领导审签'],
  signoff: ['同意审签', '修改后审签', '退回修改'],
  submit: ['报送'],
  review: ['通过', '退回重新整理'],
  consolidate: ['反馈领导', '通报', '退回部门'],
  feedback: ['已阅', '批示'],
}

test.each(KINDS)('%s 卡片的标题、按钮、字段与约定一致', (kind) => {
  const card = renderCard(live(kind))
  expect(card.header.title.content).toBe(CARD_TITLE_ZH[kind])
  expect(pressable(card).map((button) => button.label)).toEqual(BUTTONS[kind])
  expect(fieldsOf(card).map((field) => field.name)).toEqual(FIELDS[kind])
})

test.each(CASES)('%s：按钮只来自当前可办的事项，并带回卡片、事项和轮次', (_name, view) => {
  const { matter, assignment, card: row } = view
  const buttons = pressable(renderCard(view))
  const allowed = actionsOn(row.kind, matter, assignment, row.recipient, row.turn)
  if (buttons.length > 0)
    expect(buttons.map(({ label }) => label).sort()).toEqual(
      allowed.map((action) => ACTION_ZH[action]).sort(),
    )
  for (const { name, label, value } of buttons) {
    expect(value).toEqual({ c: row.id, a: name, t: row.turn })
    expect(Object.entries(ACTION_ZH)).toContainEqual([name, label])
  }
})

test.each(CASES)('%s：至多三个按钮、一个主按钮，红色按钮只用于退回和不予立项', (_name, view) => {
  const buttons = pressable(renderCard(view))
  expect(buttons.length).toBeLessThanOrEqual(3)
  expect(buttons.filter(({ type }) => type === 'primary').length).toBeLessThanOrEqual(1)
  const danger = buttons.filter(({ type }) => type === 'danger').map(({ label }) => label)
  expect(danger.filter((label) => !/^退回|^不予立项$/u.test(label))).toEqual([])
})

test.each(CASES)('%s：没有必填项，人写的文字只以纯文本出现', (_name, view) => {
  const card = renderCard(view)
  expect(fieldsOf(card).filter((field) => field.required === true)).toEqual([])
  const live = thingsIn(card).filter((thing) => ['markdown', 'lark_md'].includes(`${thing.tag}`))
  const headings =
    /^\*\*(?:一、工作开展及成效|二、存在问题和不足|三、下一步工作安排|核查方式和依据)\*\*$/u
  expect(live.map((thing) => thing.content).filter((text) => !headings.test(`${text}`))).toEqual([])
})

test('主路上确认框只设在同意审签、修改后审签、报送、反馈领导、通报五个按钮上', () => {
  const buttons = KINDS.flatMap((kind) => pressable(renderCard(live(kind))))
  const confirmed = buttons.filter(({ confirm }) => confirm !== null).map(({ label }) => label)
  expect(confirmed).toEqual(['同意审签', '修改后审签', '报送', '反馈领导', '通报'])
})

test.each(KINDS)('%s 办结后只留结果，没有按钮和表单', (kind) => {
  const card = renderCard(decided(kind))
  expect(pressable(card)).toEqual([])
  expect(thingsIn(card).filter((thing) => thing.tag === 'form')).toEqual([])
  expect(card.header.template).toBe('green')
  expect(textOf(card)).toContain('✓ ')
})

test.each(KINDS)('%s 重发之后，旧卡片只提示看最新卡片', (kind) => {
  const view = live(kind)
  const card = renderCard({ ...view, card: { ...view.card, superseded: true } })
  expect(card.body.elements).toHaveLength(1)
  expect(textOf(card)).toContain('本卡片已更新，请看最新卡片。')
})

test.each(KINDS)('%s：轮次对不上又查不到是谁办的，就照实说现在的状态，不给按钮', (kind) => {
  const view = live(kind)
  const card = renderCard({ ...view, card: { ...view.card, turn: 99 } })
  expect(pressable(card)).toEqual([])
  expect(textOf(card)).toContain('本卡片无需办理。')
})

test.each(KINDS)('%s：内部事项的摘要只说有一份督查待办', (kind) => {
  const internal = { ...M27, classification: 'internal' as const }
  expect(renderCard(live(kind, internal)).config.summary.content).toBe('您有一份督查待办')
  expect(renderCard(live(kind)).config.summary.content).toContain(CARD_TITLE_ZH[kind])
})

test.each(['handover', 'handle', 'compile', 'submit'] as const)('超期后 %s 卡片转红', (kind) => {
  const card = renderCard({ ...live(kind), at: on('2026-09-22', '09:00') })
  expect(card.header.template).toBe('red')
  expect(textOf(card)).toContain('红灯 超期')
})

test.each(['docket', 'instruct', 'signoff', 'feedback'] as const)(
  '超期后 %s 卡片对领导不用红色',
  (kind) => {
    const card = renderCard({ ...live(kind), at: on('2026-09-22', '09:00') })
    expect(card.header.template).not.toBe('red')
    expect(textOf(card)).not.toContain('红灯')
  },
)

test('每张卡片都说明为什么送来：对领导称呈送依据，对其他人称为什么是我', () => {
  const leaders = ['docket', 'instruct', 'signoff', 'feedback']
  for (const kind of KINDS) {
    const text = textOf(renderCard(live(kind)))
    expect(text).toContain(leaders.includes(kind) ? '呈送依据：' : '为什么是我：')
    expect(text).toContain('办理要点')
  }
})

test.each(KINDS)('%s 被拒绝后，填过的内容都还在', (kind) => {
  const typed = TYPED[kind] ?? {}
  const fields = fieldsOf(renderCard({ ...live(kind), typed }))
  for (const [name, value] of Object.entries(typed)) {
    const field = fields.find((held) => held.name === name)
    const empty = value === '' || (Array.isArray(value) && value.length === 0)
    const shown = typeof value === 'string' ? value.replace(' +0800', '') : value
    expect([name, field?.initial]).toEqual([name, empty ? undefined : shown])
  }
})

test('卡片里没有感叹号和表情', () => {
  for (const [name, view] of CASES) {
    const text = textOf(renderCard(view))
    expect([name, text.match(/[!！]|(?!✓)\p{Extended_Pictographic}/gu)]).toEqual([name, null])
  }
})

test('同一张卡片画两遍，一字不差', () => {
  for (const [, view] of CASES) expect(renderCard(view)).toEqual(renderCard(view))
})

test('部门卡片若没有对应的交办件，只提示看最新卡片', () => {
  const view = viewOf('handover', upTo('approved', M27), P.officer, AT, { assignmentId: null })
  expect(textOf(renderCard(view))).toContain('请看最新卡片')
  expect(pressable(renderCard(cardOn('handover', upTo('approved', M27))))).toHaveLength(3)
})
