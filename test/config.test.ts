// Which environments the bot starts in, and the one line it leaves when it does not (interface §2).
import { describe, expect, test } from 'vitest'
import { type Config, type ConfigFault, readConfig } from '../src/config.ts'

const REAL = {
  LARK_APP_ID: 'cli_1',
  LARK_APP_SECRET: 'canary-app-secret',
  LARK_ENCRYPT_KEY: 'canary-encrypt-key',
  LARK_VERIFICATION_TOKEN: 'canary-verification-token',
}
const DATABASE_URL = 'postgres://duban:canary-password@db:5432/duban'

const faultIn = (environment: Record<string, string | undefined>): ConfigFault | Config =>
  readConfig(environment)

describe('demo', () => {
  test('nothing set: demo with every default', () => {
    expect(readConfig({})).toEqual({
      mode: 'demo',
      lark: null,
      databaseUrl: null,
      dataDir: '.data',
      orgFile: null,
      host: '127.0.0.1',
      port: 3000,
      tickSeconds: 30,
      metricsToken: null,
      publicUrl: null,
      taskMirror: false,
      logLevel: 'info',
    })
  })

  test.each(['localhost', '127.0.0.1', '127.0.1.1', '::1'])('listens on %s', (HOST) => {
    expect(readConfig({ HOST })).toMatchObject({ mode: 'demo', host: HOST })
  })

  test.each(['0.0.0.0', '::', '192.168.1.5', 'example.cn', '127.0.0.1.example.cn'])(
    'does not listen on %s',
    (HOST) => expect(faultIn({ HOST })).toMatchObject({ mode: 'fault', variable: 'HOST' }),
  )

  test.each([
    ['LARK_APP_SECRET', 's'],
    ['LARK_ENCRYPT_KEY', 'k'],
    ['LARK_VERIFICATION_TOKEN', 't'],
    ['DATABASE_URL', DATABASE_URL],
  ])('is not what is left of production when only %s remains', (name, value) => {
    const fault = faultIn({ [name]: value })
    expect(fault).toMatchObject({ mode: 'fault', variable: 'LARK_APP_ID' })
    expect((fault as ConfigFault).line).toMatch(new RegExp(`^LARK_APP_ID is missing .*${name}`))
  })
})

describe('real', () => {
  test('by webhook, on the embedded database', () => {
    expect(readConfig(REAL)).toMatchObject({
      mode: 'real',
      databaseUrl: null,
      lark: {
        appId: 'cli_1',
        appSecret: 'canary-app-secret',
        baseUrl: 'https://open.feishu.cn',
        transport: {
          kind: 'webhook',
          encryptKey: 'canary-encrypt-key',
          verificationToken: 'canary-verification-token',
        },
      },
    })
  })

  test('with everything set', () => {
    const settings = {
      LARK_BASE_URL: 'https://open.larksuite.com/',
      DATABASE_URL,
      DATA_DIR: '/var/lib/duban',
      ORG_FILE: 'org.json',
      HOST: '0.0.0.0',
      PORT: '0',
      TICK_SECONDS: '1',
      METRICS_TOKEN: 'm',
      TASK_MIRROR: 'on',
      LOG_LEVEL: 'warn',
    }
    expect(readConfig({ ...REAL, ...settings })).toMatchObject({
      mode: 'real',
      lark: { baseUrl: 'https://open.larksuite.com' },
      databaseUrl: DATABASE_URL,
      dataDir: '/var/lib/duban',
      orgFile: 'org.json',
      host: '0.0.0.0',
      port: 0,
      tickSeconds: 1,
      metricsToken: 'm',
      taskMirror: true,
      logLevel: 'warn',
    })
  })

  test('by long connection neither key nor token is needed', () => {
    const { LARK_APP_ID, LARK_APP_SECRET } = REAL
    const config = readConfig({ LARK_APP_ID, LARK_APP_SECRET, LARK_TRANSPORT: 'websocket' })
    expect(config).toMatchObject({ mode: 'real', lark: { transport: { kind: 'websocket' } } })
  })

  test('blanks around values, as files with secrets have them, do not count', () => {
    const config = readConfig({ ...REAL, LARK_APP_SECRET: ' s\n', ORG_FILE: ' ', DATABASE_URL: '' })
    expect(config).toMatchObject({ lark: { appSecret: 's' }, orgFile: null, databaseUrl: null })
  })
})

describe('faults name the variable and keep its value to themselves', () => {
  test.each(['LARK_APP_SECRET', 'LARK_ENCRYPT_KEY', 'LARK_VERIFICATION_TOKEN'])(
    '%s is missing',
    (name) => {
      for (const absent of [undefined, '', '  ']) {
        expect(faultIn({ ...REAL, [name]: absent })).toMatchObject({ variable: name })
      }
    },
  )

  test.each([
    ['PORT', 'http'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['TICK_SECONDS', '0'],
    ['TICK_SECONDS', '1e3'],
    ['TICK_SECONDS', '3601'],
    ['TICK_SECONDS', 'often'],
    ['LARK_TRANSPORT', 'carrier pigeon'],
    ['LARK_TRANSPORT', 'WebSocket'],
    ['TASK_MIRROR', 'yes'],
    ['TASK_MIRROR', 'ON'],
    ['LOG_LEVEL', 'loud'],
    ['DATABASE_URL', 'mysql://canary-password@db/x'],
    ['DATABASE_URL', 'canary-password'],
    ['LARK_BASE_URL', 'open.feishu.cn'],
    ['LARK_BASE_URL', 'http://open.feishu.cn'],
    ['LARK_BASE_URL', 'https://canary-password@open.feishu.cn'],
    ['LARK_BASE_URL', 'file:///etc/passwd'],
    ['PUBLIC_URL', 'http://duban.example.gov.cn'],
    ['PUBLIC_URL', 'https://duban.example.gov.cn/canary'],
    ['HOST', 'a b'],
  ])('%s=%s', (name, value) => {
    for (const rest of [{}, REAL]) {
      const fault = faultIn({ ...rest, [name]: value })
      expect(fault).toMatchObject({ mode: 'fault', variable: name })
      const { line } = fault as ConfigFault
      expect(line).toMatch(new RegExp(`^${name} is wrong: it must be .+\\.$`))
      expect(line).not.toMatch(/canary|\n/)
    }
  })

  test.each(['http://127.0.0.1:8080', 'http://localhost:1', 'http://[::1]:8080'])(
    'a platform on this machine may be reached in clear: %s',
    (LARK_BASE_URL) => {
      const config = readConfig({ ...REAL, LARK_BASE_URL })
      expect(config).toMatchObject({ mode: 'real', lark: { baseUrl: LARK_BASE_URL } })
    },
  )

  test('every line is one line without a secret, whatever is missing', () => {
    for (const name of Object.keys(REAL)) {
      const fault = faultIn({ ...REAL, DATABASE_URL, [name]: undefined })
      expect(fault).toMatchObject({ mode: 'fault', variable: name })
      expect((fault as ConfigFault).line).not.toMatch(/canary|\n/)
    }
  })
})
