// What each of the platform's refusals means for trying again.
import { expect, test } from 'vitest'
import { faultOf } from '../../src/lark/fault.ts'

const reply = { status: 400, message: '', resetSeconds: null }
const locked = 'ext=ErrCode: 11310; ErrMsg: card action is lock; '
const tooLarge = 'ext=ErrCode: 11310; ErrMsg: element exceeds the limit; '
test.each([
  ['too much for one place', { code: 230020 }, { kind: 'wait', scope: 'place', forMs: null }],
  ['too much at the full hour', { code: 11232 }, { kind: 'wait', scope: 'app' }],
  ['the app is disabled', { code: 10014 }, { kind: 'wait', scope: 'app', forMs: 60_000 }],
  ['a scope is missing', { code: 99991672 }, { kind: 'wait', scope: 'app' }],
  ['the same uuid is being sent', { code: 230049 }, { kind: 'locked' }],
  ['somebody is tapping the card', { code: 230099, message: locked }, { kind: 'locked' }],
  ['the card is too large', { code: 230099, message: tooLarge }, { kind: 'terminal' }],
  ['the bot is not in the chat', { code: 230002 }, { kind: 'terminal', code: 230002 }],
  ['a refusal with HTTP 200', { status: 200, code: 230017 }, { kind: 'terminal' }],
  ['something in between refuses', { status: 403, code: null }, { kind: 'retry' }],
  [
    'a bare 429',
    { status: 429, code: null, resetSeconds: 7 },
    { kind: 'wait', scope: 'app', forMs: 7_000 },
  ],
] as const)('%s', (_name, given, fault) => {
  expect(faultOf({ ...reply, ...given })).toMatchObject(fault)
})
