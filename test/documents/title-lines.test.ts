// How a title is broken into lines.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { titleLines, widthOf } from '../../src/documents/title-lines.ts'
import { reportTitle } from '../../src/domain/report.ts'
import { yunling } from '../kit/yunling.ts'
import matters from '../kit/yunling-matters.json' with { type: 'json' }

const LINE = 20
const names = yunling.departments.map(({ name }) => name)

test('短标题不回行', () => {
  expect(titleLines('督查（交办）通知单', LINE)).toEqual(['督查（交办）通知单'])
})

test('六十字的标题分三行，长短相近', () => {
  const title = reportTitle(
    names[5] ?? '',
    '困难企业稳岗补贴、失业保险扩围和高校毕业生就业见习补助资金发放使用管理',
  )
  const lines = titleLines(title, LINE, names)
  const widths = lines.map(widthOf)
  expect(lines).toHaveLength(3)
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThanOrEqual(2)
})

test('示例区的每个事项：单位名称都不拆开，标点不在行首', () => {
  for (const { lead, title } of matters.matters) {
    const name = yunling.departments.find(({ id }) => id === lead)?.name ?? ''
    const lines = titleLines(reportTitle(name, title), LINE, [name])
    expect(lines.join('')).toBe(reportTitle(name, title))
    expect(lines.some((line) => line.includes(name))).toBe(true)
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(LINE)
      expect(line).not.toMatch(/^[，。、；：！？”’》〉）的]/u)
    }
  }
})

test('任何文字都不丢不添，每行都放得下', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'督查事项关于的（）“”、2026年A '),
    minLength: 1,
    maxLength: 90,
  })
  fc.assert(
    fc.property(text, (title) => {
      const lines = titleLines(title, LINE, ['督查事项'])
      expect(lines.join('')).toBe(title)
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(LINE)
    }),
  )
})
