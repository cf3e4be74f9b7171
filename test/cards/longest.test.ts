// What people write may be as long as the fields allow: the card still reaches them, and nothing of theirs is cut.
import { expect, test } from 'vitest'
import type { Card } from '../../cards/element.ts'
import { bytesOf } from '../../cards/fitting.ts'
import { renderCard } from '../../cards/render.ts'
import { leadOf } from '../../src/domain/matter.ts'
import { countElements } from '../../src/local-feishu/card-schema.ts'
import { on, P, upTo } from './course.ts'
import { cardOn, KINDS, live, M27, step } from './decision-cases.ts'
import { fieldsOf } from './fields.ts'
import { expectGolden, textOf } from './golden.ts'
import { districtOf, FULL_DOCKET, fullCard, prose } from './longest.ts'

test.each(KINDS)('填满的 %s 卡片仍在平台限额之内', async (kind) => {
  const card = renderCard(fullCard(kind))
  expectWithinLimits(card)
  await expectGolden(card, `${kind}-longest`)
})

test('审签卡片上三部分各写满一千字，全文可读、可改，一字不少', () => {
  const view = fullCard('signoff')
  const card = renderCard({ ...view, typed: null })
  const report = view.assignment?.reports.at(-1)
  for (const text of [report?.achievements, report?.problems, report?.nextSteps]) {
    expect(textOf(card)).toContain(text)
    expect(fieldsOf(card).map((field) => field.initial)).toContain(text)
  }
})

test('超过一千字的部分不设输入框，免得改时被截断；放得下时全文仍然可读', () => {
  const long = prose(1200)
  const matter = step(upTo('finished', M27), P.officer, {
    action: 'presentReport',
    edit: { achievements: long, problems: '进度偏慢。', nextSteps: '继续推进。' },
  })
  const card = renderCard(cardOn('signoff', matter))
  const names = fieldsOf(card).map((field) => field.name)
  expect(names).not.toContain('achievements')
  expect(names).toContain('problems')
  expect(textOf(card)).toContain(long)
})

test('放不下的长文以节录呈现，并注明全文字数', () => {
  const long = prose(1200).repeat(3)
  const matter = step(upTo('finished', M27), P.officer, {
    action: 'presentReport',
    edit: { achievements: long, problems: long, nextSteps: long },
  })
  const card = renderCard(cardOn('signoff', matter))
  expectWithinLimits(card)
  expect(textOf(card)).toContain(`（节录，全文共${long.length}字）`)
})

test.each([13, 35, 36, 60, 75, 200])('有 %d 个单位时，督查立项卡片不超过二百个元素', (count) => {
  for (const docket of [{}, FULL_DOCKET, { ...FULL_DOCKET, lead: null }]) {
    const view = { ...live('draft', docket), organisation: districtOf(count) }
    const returned = { ...view, matter: { ...view.matter, returnOpinion: prose(1000) } }
    const subject = { notUnderstood: ['下下周', prose(100)] }
    expectWithinLimits(renderCard({ ...returned, card: { ...view.card, subject } }))
  }
})

test('六十个单位配合的事项，各卡片照样发得出去', () => {
  const organisation = districtOf(60)
  const co = organisation.departments.map(({ id }) => id).filter((id) => id !== 'D09')
  for (const kind of KINDS) {
    const view = fullCard(kind)
    const matter = { ...view.matter, co }
    expectWithinLimits(renderCard({ ...view, matter, organisation }))
  }
})

test('二十个配合单位都送来材料，牵头单位的汇总卡片仍在限额之内', () => {
  const view = fullCard('compile')
  const presented = leadOf(fullCard('review').matter)
  if (presented === undefined) throw new Error('no lead')
  const given = Array.from({ length: 20 }, (_, index) => ({
    ...presented,
    id: `co-${index}`,
    kind: 'co' as const,
    status: 'delivered' as const,
    departmentId: 'D04',
  }))
  const lead = view.matter.assignments.filter((held) => held.kind === 'lead')
  const card = renderCard({ ...view, matter: { ...view.matter, assignments: [...lead, ...given] } })
  expectWithinLimits(card)
  expect(textOf(card)).toContain('区财政局配合材料')
})

test('进展再多，办理卡片只列最近五条', () => {
  const card = renderCard({ ...fullCard('handle'), typed: null })
  const shown = textOf(card).match(/9月15日 10:1\d 谷雨科长/gu)
  expect(shown).toHaveLength(5)
  expect(shown?.at(-1)).toContain('10:19')
  expect(on('2026-09-15', '10:19')).toBe(leadOf(fullCard('handle').matter)?.progress.at(-1)?.at)
})

function expectWithinLimits(card: Card): void {
  expect(bytesOf(card)).toBeLessThanOrEqual(30_000)
  expect(countElements(card)).toBeLessThanOrEqual(200)
}
