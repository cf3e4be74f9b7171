// How a short text names the matter it is about.
import { expect, test } from 'vitest'
import { nameOf } from '../../cards/notice.ts'
import { drafted } from '../kit/given.ts'

test('没有编号的不带空括号；内部事项只有编号', () => {
  const matter = drafted()
  const numbered = { ...matter, number: '云政督〔2026〕27号' }
  const internal = { classification: 'internal' } as const
  expect(nameOf(matter)).toBe('“农村沼气建设工作”')
  expect(nameOf(numbered)).toBe('“农村沼气建设工作”（云政督〔2026〕27号）')
  expect(nameOf({ ...numbered, ...internal })).toBe('云政督〔2026〕27号')
  expect(nameOf({ ...matter, ...internal })).toBe('该事项')
})
