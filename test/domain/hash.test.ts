// Hashes and ids: one text for one value, and a chain that notices any change (process §2, §7.7).
import { describe, expect, test } from 'vitest'
import { auditHash } from '../../src/domain/decided.ts'
import { canonicalJson, idFrom, sha256Hex } from '../../src/domain/hash.ts'
import type { Act } from '../../src/domain/matter.ts'
import { docketed } from '../kit/given.ts'

describe('规范文本', () => {
  test('键的次序不影响文本，值的次序影响', () => {
    expect(canonicalJson({ b: [2, 1], a: { d: null, c: '是' } })).toBe(
      '{"a":{"c":"是","d":null},"b":[2,1]}',
    )
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]))
  })

  test('SHA-256 以 UTF-8 计', () => {
    expect(sha256Hex('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
    expect(sha256Hex('督查')).toMatch(/^[0-9a-f]{64}$/)
    expect(sha256Hex('督查')).not.toBe(sha256Hex('督査'))
  })

  test('同样的内容总是同一个号，像一个 UUID', () => {
    expect(idFrom('m', 'report', 1)).toBe(idFrom('m', 'report', 1))
    expect(idFrom('m', 'report', 1)).not.toBe(idFrom('m', 'report', '1'))
    expect(idFrom('ab', 'c')).not.toBe(idFrom('a', 'bc'))
    expect(idFrom('m')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('台账的链', () => {
  const act = docketed().history.at(-1) as Act
  const other: { [Field in keyof Act]: Act[Field] } = {
    seq: act.seq + 1,
    at: act.at + 1,
    actor: 'system',
    actingFor: 'ou_test_p01',
    action: '退回修改',
    assignmentId: 'a-1',
    departmentId: 'D01',
    from: '拟立项',
    to: '不予立项',
    turn: 9,
    contentHash: '00',
    details: { opinion: '改过的意见' },
    sourceEventId: 'event-x',
  }

  test.each(Object.keys(other) as (keyof Act)[])('改了 %s，哈希就变', (field) => {
    const changed = { ...act, [field]: other[field] }
    expect(auditHash('m-27', changed, '')).not.toBe(auditHash('m-27', act, ''))
  })

  test('换一件事项、换一条前文，哈希也变', () => {
    expect(auditHash('m-28', act, '')).not.toBe(auditHash('m-27', act, ''))
    expect(auditHash('m-27', act, '00')).not.toBe(auditHash('m-27', act, ''))
  })

  test('链上每一项都在哈希之内', () => {
    expect(Object.keys(other).sort()).toEqual(Object.keys(act).sort())
  })
})
