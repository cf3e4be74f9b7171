// How a short text names the matter it is about.
import { expect, test } from 'vitest'
import { nameOf, untold } from '../../cards/notice.ts'
import { instantOf } from '../../src/domain/time.ts'
import { drafted } from '../kit/given.ts'
import { handedOver, named, yunling } from '../kit/yunling.ts'

test('没有编号的不带空括号；内部事项只有编号', () => {
  const matter = drafted()
  const numbered = { ...matter, number: '云政督〔2026〕27号' }
  const internal = { classification: 'internal' } as const
  expect(nameOf(matter)).toBe('“农村沼气建设工作”')
  expect(nameOf(numbered)).toBe('“农村沼气建设工作”（云政督〔2026〕27号）')
  expect(nameOf({ ...numbered, ...internal })).toBe('云政督〔2026〕27号')
  expect(nameOf({ ...matter, ...internal })).toBe('该事项')
})

test('交接期间，告知接手的人', () => {
  const scene = {
    before: drafted(),
    after: drafted(),
    organisation: { ...yunling, delegations: [handedOver] },
    at: instantOf('2026-09-16', '10:00'),
    actor: null,
    cards: [],
    cardsBefore: [],
  }
  expect(untold(scene, [named('禾苗'), named('田守稼')], [])).toEqual([
    named('谷雨'),
    named('田守稼'),
  ])
})
