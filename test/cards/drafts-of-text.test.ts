// The first drafts that cards offer, and how two versions are told apart.
import { expect, test } from 'vitest'
import { missedRequirement } from '../../cards/missed-requirement.ts'
import { clipAtSentence, reportPrefill } from '../../cards/prefill.ts'
import { changesBetween } from '../../cards/report-changes.ts'
import { leadOf } from '../../src/domain/matter.ts'
import { EMPTY_REPORT } from '../../src/domain/report.ts'
import { DISTRICT, on, P, progress, upTo } from './course.ts'
import { M27, step } from './decision-cases.ts'
import { prose } from './longest.ts'

test('进展太多时，从最早的整条舍去，留下最近的', () => {
  const matter = Array.from({ length: 12 }, (_, index) => index).reduce(
    (held, index) =>
      step(
        held,
        P.handler,
        progress(`第${index}条，${prose(150)}`),
        on('2026-09-15', `10:${10 + index}`),
      ),
    upTo('instructed', M27),
  )
  const lead = leadOf(matter)
  if (lead === undefined) throw new Error('no lead')
  const { achievements } = reportPrefill(lead, DISTRICT)
  expect(achievements.length).toBeLessThanOrEqual(1000)
  expect(achievements).toContain('第11条')
  expect(achievements).not.toContain('第0条')
  expect(achievements.startsWith('9月15日（谷雨科长）：第')).toBe(true)
})

test('截短只在句末断开，整句放不下才在句中', () => {
  expect(clipAtSentence('第一句。第二句。第三句。', 9)).toBe('第一句。第二句。')
  expect(clipAtSentence('没有句号的一长串文字', 5)).toBe('没有句号…')
  expect(clipAtSentence('短。', 5)).toBe('短。')
})

test('两版之间只列不同的句子', () => {
  const before = { ...EMPTY_REPORT, achievements: '甲。乙。丙。', problems: '一。' }
  const after = { ...EMPTY_REPORT, achievements: '甲。丁。丙。戊。', problems: '一。' }
  const [achievements, problems] = changesBetween(before, after)
  expect(achievements).toMatchObject({ removed: ['乙。'], added: ['丁。', '戊。'] })
  expect(problems).toMatchObject({ removed: [], added: [] })
})

test('只改了是否确无问题，也算改动', () => {
  const [, , , verification] = changesBetween(EMPTY_REPORT, {
    ...EMPTY_REPORT,
    noProblemConfirmed: true,
  })
  expect(verification?.added).toEqual(['已确认无问题。'])
})

test.each([
  ['数据不准', '数字准确，有据可查'],
  ['存在问题避实就虚', '实事求是，成绩和问题都要写'],
  ['标题和主送不对', '按材料格式整理'],
  ['请再斟酌', '内容详实、数字准确、条理清楚'],
])('退回意见“%s”对应“%s”', (opinion, requirement) => {
  expect(missedRequirement(opinion)).toContain(requirement)
})
