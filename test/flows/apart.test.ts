// A piece that fails keeps back no other; a database that is gone ends all of them at once.
import { expect, test } from 'vitest'
import { apart } from '../../src/flows/apart.ts'
import { silent } from '../kit/databases.ts'

function faulty(code: string): () => never {
  return () => {
    throw Object.assign(new Error('what people wrote'), { code })
  }
}

test('the rest is done, the log has the code and the facts, and the first fault is thrown at the end', async () => {
  const logged: unknown[] = []
  const log = { ...silent, error: (...told: unknown[]) => void logged.push(told) }
  const pieces = apart(log, 'piece_failed')
  expect(await pieces.piece({ n: 1 }, faulty('23514'))).toBeUndefined()
  expect(await pieces.piece({ n: 2 }, () => 'done')).toBe('done')
  expect(await pieces.piece({ n: 3 }, faulty('42P01'))).toBeUndefined()
  expect(logged).toEqual([
    ['piece_failed', { n: 1, code: '23514' }],
    ['piece_failed', { n: 3, code: '42P01' }],
  ])
  expect(() => pieces.end()).toThrow(expect.objectContaining({ code: '23514' }))
})

test('nothing is thrown at the end when nothing failed', async () => {
  const pieces = apart(silent, 'piece_failed')
  await pieces.piece({}, async () => undefined)
  expect(() => pieces.end()).not.toThrow()
})

test.each(['57P01', '08006', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT', 'ECONNREFUSED'])(
  '%s: the database is gone, and the piece rejects at once',
  async (code) => {
    const pieces = apart(silent, 'piece_failed')
    await expect(pieces.piece({}, faulty(code))).rejects.toMatchObject({ code })
  },
)
