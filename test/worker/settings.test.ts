// What a Worker must be bound to, and the line it leaves when it is not.
import { afterEach, expect, test, vi } from 'vitest'
import { openWorkerLog } from '../../src/worker-log.ts'
import { readBindings } from '../../src/worker-settings.ts'

const URL = 'postgres://duban:canary-password@x.hyperdrive.local:5432/duban'
const BOUND = {
  HYPERDRIVE: { connectionString: URL },
  LARK_APP_ID: 'cli_1',
  LARK_APP_SECRET: 'canary-app-secret',
  LARK_ENCRYPT_KEY: 'canary-encrypt-key',
  LARK_VERIFICATION_TOKEN: 'canary-verification-token',
}

afterEach(() => vi.restoreAllMocks())

test('bindings are read like the environment, the database from Hyperdrive', () => {
  expect(
    readBindings({ ...BOUND, LOG_LEVEL: 'warn', METRICS_TOKEN: 'm', TASK_MIRROR: 'on' }),
  ).toMatchObject({
    mode: 'real',
    databaseUrl: URL,
    lark: { baseUrl: 'https://open.feishu.cn', appSecret: 'canary-app-secret' },
    secrets: { appId: 'cli_1', encryptKey: 'canary-encrypt-key' },
    metricsToken: 'm',
    taskMirror: true,
    logLevel: 'warn',
  })
})

test.each([
  ['HYPERDRIVE', { HYPERDRIVE: undefined }],
  ['HYPERDRIVE', { HYPERDRIVE: 'postgres://x' }],
  // Without an app there is no demo here: a Worker is always reached from elsewhere.
  ['LARK_APP_ID', { LARK_APP_ID: undefined }],
  ['LARK_APP_SECRET', { LARK_APP_SECRET: undefined }],
  ['LARK_ENCRYPT_KEY', { LARK_ENCRYPT_KEY: undefined }],
  ['LARK_VERIFICATION_TOKEN', { LARK_VERIFICATION_TOKEN: undefined }],
  ['LARK_TRANSPORT', { LARK_TRANSPORT: 'websocket' }],
])('%s is named when it is missing or wrong', (variable, change) => {
  const fault = readBindings({ ...BOUND, ...change })
  expect(fault).toMatchObject({ mode: 'fault', variable })
  expect(JSON.stringify(fault)).not.toContain('canary')
})

test('log lines are those of Node: JSON, secrets masked, levels kept', () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const info = vi.spyOn(console, 'info').mockImplementation(() => {})
  const log = openWorkerLog('warn')
  log.info('below')
  log.warn('database_notice', { url: URL, appSecret: 'canary-app-secret', n: 1 })
  expect(info).not.toHaveBeenCalled()
  expect(JSON.parse(String(warn.mock.calls[0]?.[0]))).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    url: URL.replace('canary-password', '[masked]'),
    appSecret: '[masked]',
    n: 1,
    msg: 'database_notice',
  })
  openWorkerLog('silent').error('x')
})
