// 我的待办: fifteen rows to a page, each with its button, within the platform's limits.
import { expect, test } from 'vitest'
import { bytesOf } from '../../cards/fitting.ts'
import { todoCard } from '../../cards/todo.ts'
import type { TodoRow, TodoView } from '../../cards/view.ts'
import { countElements } from '../../src/local-feishu/card-schema.ts'
import { DISTRICT, on, P } from './course.ts'
import { buttonsOf, expectGolden, textOf } from './golden.ts'

function row(index: number, more: Partial<TodoRow> = {}): TodoRow {
  return {
    cardId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    kind: 'compile',
    title: `农村沼气建设工作之${index}`,
    number: `云政督〔2026〕${index}号`,
    deadline: on('2026-09-21', '17:30'),
    lampZh: '黄灯 临期',
    statusZh: '汇总中',
    internal: false,
    ...more,
  }
}

function view(total: number, page: number, more: Partial<TodoRow> = {}): TodoView {
  const first = (page - 1) * 15
  const count = Math.min(15, total - first)
  return {
    card: {
      id: '5b1c1e56-0b1f-4a55-9d2e-27a1c0ffee27',
      kind: 'todo',
      recipientType: 'person',
      recipient: P.officer,
      assignmentId: null,
      turn: 0,
      superseded: false,
      subject: { page },
    },
    asker: P.officer,
    organisation: DISTRICT,
    rows: Array.from({ length: count }, (_, index) => row(first + index + 1, more)),
    total,
    page,
    at: on('2026-09-19', '09:00'),
  }
}

test('没有待办的，如实说明', async () => {
  const card = todoCard(view(0, 1))
  await expectGolden(card, 'todo-empty')
  expect(textOf(card)).toContain('您目前没有待办事项。')
  expect(buttonsOf(card)).toEqual([])
})

test('每行写明事项、编号、状态、亮灯和时限，并有办理按钮', async () => {
  const card = todoCard(view(2, 1))
  await expectGolden(card, 'todo-short')
  expect(buttonsOf(card)).toEqual(['办理', '办理'])
  expect(textOf(card)).toContain(
    '农村沼气建设工作之1\n汇总材料，云政督〔2026〕1号，汇总中，黄灯 临期，时限9月21日 17:30\n办理',
  )
  expect(JSON.stringify(card)).toContain(
    '{"c":"5b1c1e56-0b1f-4a55-9d2e-27a1c0ffee27","a":"open","t":0,"x":"00000000-0000-4000-8000-000000000002"}',
  )
})

test.each([
  [1, ['下一页'], ['2']],
  [2, ['上一页', '下一页'], ['1', '3']],
  [3, ['上一页'], ['2']],
] as const)('共三页的，第%i页可以翻页', (page, labels, targets) => {
  const card = todoCard(view(40, page))
  expect(buttonsOf(card).filter((label) => label !== '办理')).toEqual(labels)
  const pages = [...JSON.stringify(card).matchAll(/"a":"page","t":0,"x":"(\d+)"/g)]
  expect(pages.map((found) => found[1])).toEqual(targets)
})

test('十五行、标题写满、中间一页，也不超出卡片的限度', async () => {
  const card = todoCard(view(1000, 2, { title: '督'.repeat(100), statusZh: '待分管副区长审核' }))
  await expectGolden(card, 'todo-full')
  expect(buttonsOf(card).filter((label) => label === '办理')).toHaveLength(15)
  expect(countElements(card)).toBeLessThanOrEqual(200)
  expect(bytesOf(card)).toBeLessThanOrEqual(30 * 1024)
})

test('停机之后的清单逐项写明漏了什么，没有卡片可办的不给按钮，写满也不超限', () => {
  const missed = '现为待签收，区政府办要求于9月21日（星期一）17:30前报送，距时限还有3天'
  const rows = [row(1, { missed }), row(2, { missed, cardId: null })]
  const short = todoCard({ ...view(2, 1), rows })
  expect(textOf(short)).toContain(`农村沼气建设工作之1\n云政督〔2026〕1号，${missed}\n办理`)
  expect(buttonsOf(short)).toEqual(['办理'])
  const full = todoCard(view(1000, 2, { title: '督'.repeat(100), missed }))
  expect(countElements(full)).toBeLessThanOrEqual(200)
  expect(bytesOf(full)).toBeLessThanOrEqual(30 * 1024)
})

test('摘要不透露任何事项的名称', () => {
  expect(todoCard(view(3, 1)).config.summary.content).toBe('我的待办：共3项')
})
