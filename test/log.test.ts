// Log lines: what an operator needs is there, what nobody may read is not.
import { describe, expect, test } from 'vitest'
import { openLog } from '../src/log.ts'
import type { LogFacts } from '../src/ports.ts'

function logged(facts: LogFacts, event = 'tap_refused'): Record<string, unknown> {
  const lines: string[] = []
  openLog('debug', (line) => lines.push(line)).warn(event, facts)
  expect(lines).toHaveLength(1)
  return JSON.parse(lines[0] ?? '')
}

test('a line is one JSON object: level, time, facts, what happened', () => {
  const line = logged({ event: 'e1', matter: 27, ok: false, none: null, absent: undefined })
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'e1',
    matter: 27,
    ok: false,
    none: null,
    msg: 'tap_refused',
  })
})

test('levels below the one asked for are dropped', () => {
  const lines: string[] = []
  const log = openLog('warn', (line) => lines.push(line))
  log.debug('a')
  log.info('b')
  log.warn('c')
  log.error('d')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['c', 'd'])
  openLog('silent', (line) => lines.push(line)).error('e')
  expect(lines).toHaveLength(2)
})

test('a line break in a value stays inside its line', () => {
  const lines: string[] = []
  openLog('info', (line) => lines.push(line)).info('x', { reason: 'a\n{"level":"error"}' })
  expect(lines.join('').trimEnd().split('\n')).toHaveLength(1)
})

describe('never printed', () => {
  test.each([
    'appSecret',
    'app_secret',
    'token',
    'verificationToken',
    'tokens',
    'password',
    'Authorization',
    'content',
    'text',
    'message_text',
  ])('the value of %s', (name) => {
    expect(JSON.stringify(logged({ [name]: 'canary' }))).not.toContain('canary')
  })

  test.each([
    't-g1044ghJRUJJJSTBGFAK36AOTKRRG7MO7',
    'u-canary.canary_canary',
    'c-295ee57216a5dc9de90fefd0aadb4b1d7d',
    'Bearer canary-canary',
  ])('%s in any value', (secret) => {
    const line = JSON.stringify(logged({ reason: `refused: ${secret}, again` }))
    expect(line).not.toContain(secret)
    expect(line).toContain('refused: ')
  })

  test('a password in an address', () => {
    const { reason } = logged({ reason: 'connect postgres://duban:canary@db:5432/duban failed' })
    expect(reason).toBe('connect postgres://duban:[masked]@db:5432/duban failed')
  })

  test('more than 300 characters of anything', () => {
    expect(String(logged({ reason: '字'.repeat(5000) }).reason).length).toBeLessThanOrEqual(301)
  })
})

test('ids, reasons and names that only resemble secrets are printed', () => {
  const facts = {
    context: 'c',
    event: 'f7984f25108f8137722bb63cee927e66',
    message: 'om_c-1',
    instance: '9f0c1f0a-6c51-4f37-9a7c-b4c1d7e0a2f1',
    reason: 'past_due',
    host: 'https://open.feishu.cn:443/open-apis',
  }
  expect(logged(facts)).toMatchObject(facts)
})
