// Which departments 督查立项 offers: all where they fit, and what is already said decides where they do not.
import { expect, test } from 'vitest'
import { DEPARTMENT_OPTIONS_MAX, departmentChoices } from '../../cards/department-choices.ts'
import { renderCard } from '../../cards/render.ts'
import { DISTRICT } from './course.ts'
import { live } from './decision-cases.ts'
import { fieldsOf } from './fields.ts'
import { textOf } from './golden.ts'
import { districtOf } from './longest.ts'

const NOTHING = { lead: null, co: [] }

test('单位不多时，牵头和配合都列全部单位', () => {
  const { lead, co, narrowed } = departmentChoices(NOTHING, DISTRICT, null)
  expect(lead).toHaveLength(13)
  expect(co).toHaveLength(13)
  expect(narrowed).toBe(false)
})

test('六十个单位而未定牵头单位：牵头列全部，配合列得下多少列多少', () => {
  const { lead, co, narrowed } = departmentChoices(NOTHING, districtOf(60), null)
  expect(lead).toHaveLength(60)
  expect(co).toHaveLength(DEPARTMENT_OPTIONS_MAX - 60)
  expect(narrowed).toBe(true)
})

test('六十个单位而已定牵头单位：配合列其余全部，牵头先列它和同一分管领导的单位', () => {
  const { lead, co } = departmentChoices({ lead: 'D09', co: ['X40'] }, districtOf(60), null)
  expect(lead[0]).toEqual({ text: '区农业农村局', value: 'D09' })
  expect(lead.slice(1, 4).map(({ value }) => value)).toEqual(['D02', 'D03', 'D10'])
  expect(co).toHaveLength(59)
  expect(co[0]?.value).toBe('X40')
})

test('刚填的牵头单位比存下的算数', () => {
  const { lead } = departmentChoices({ lead: 'D09', co: [] }, districtOf(60), { lead: 'D11' })
  expect(lead[0]?.value).toBe('D11')
})

test('已选的单位总在列表里，单位再多也一样', () => {
  const { lead, co } = departmentChoices({ lead: 'X180', co: ['X170'] }, districtOf(200), null)
  expect(lead.map(({ value }) => value)).toContain('X180')
  expect(co.map(({ value }) => value)).toContain('X170')
  expect(lead.length + co.length).toBeLessThanOrEqual(DEPARTMENT_OPTIONS_MAX)
})

test('列表不全时，卡片说明怎样找到其余单位', () => {
  const view = { ...live('draft', {}), organisation: districtOf(60) }
  expect(textOf(renderCard(view))).toContain('此处只列出一部分')
  expect(textOf(renderCard(live('draft', {})))).not.toContain('此处只列出一部分')
})

test('阅批领导先列区长和各副区长，定了牵头单位只列有权阅批的', () => {
  const approvers = (view: ReturnType<typeof live>) =>
    fieldsOf(renderCard(view)).find(({ name }) => name === 'approver')?.options
  expect(approvers(live('draft', {}))).toEqual([
    'ou_test_p01',
    'ou_test_p02',
    'ou_test_p03',
    'ou_test_p04',
  ])
  expect(approvers(live('draft'))).toEqual(['ou_test_p04', 'ou_test_p01'])
  expect(approvers({ ...live('draft'), typed: { lead: 'D11' } })).toEqual([
    'ou_test_p02',
    'ou_test_p01',
  ])
})

test('未能识别的字句照原样说出，请经办人补填', () => {
  const view = live('draft', {})
  const card = { ...view.card, subject: { notUnderstood: ['下下周前'] } }
  expect(textOf(renderCard({ ...view, card }))).toContain('未能识别：“下下周前”，请在表中补填。')
})
