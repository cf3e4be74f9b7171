// Reads the environment once, at the start: a complete configuration or one clear line (interface §2).
import { z } from 'zod'

export type Environment = Readonly<Record<string, string | undefined>>

export type LogLevel = (typeof LOG_LEVELS)[number]

/** How events reach us. Only requests over HTTP are signed and encrypted. */
export type Transport =
  | { readonly kind: 'webhook'; readonly encryptKey: string; readonly verificationToken: string }
  | { readonly kind: 'websocket' }

export interface LarkConfig {
  readonly appId: string
  readonly appSecret: string
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly transport: Transport
}

interface Settings {
  readonly dataDir: string
  readonly orgFile: string | null
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly tickSeconds: number
  readonly metricsToken: string | null
  /** Where people reach the pages, without a slash at the end. */
  readonly publicUrl: string | null
  /** Whether Feishu tasks mirror the cards that wait for people. */
  readonly taskMirror: boolean
  readonly logLevel: LogLevel
}

export type Config =
  | (Settings & { readonly mode: 'demo'; readonly lark: null; readonly databaseUrl: null })
  | (Settings & {
      readonly mode: 'real'
      readonly lark: LarkConfig
      /** Null: the embedded PostgreSQL under `dataDir`. */
      readonly databaseUrl: string | null
    })

/** `line` is for people and names `variable`; neither holds a value that could be a secret. */
export interface ConfigFault {
  readonly mode: 'fault'
  readonly variable: string
  readonly line: string
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

const CREDENTIALS = ['LARK_APP_SECRET', 'LARK_ENCRYPT_KEY', 'LARK_VERIFICATION_TOKEN'] as const

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most))

/** What each may be is told by EXPECTED. */
const environmentSchema = z.object({
  LARK_APP_ID: z.string().optional(),
  LARK_APP_SECRET: z.string().optional(),
  LARK_ENCRYPT_KEY: z.string().optional(),
  LARK_VERIFICATION_TOKEN: z.string().optional(),
  LARK_BASE_URL: z.string().refine(isSafeUrl).default('https://open.feishu.cn'),
  LARK_TRANSPORT: z.enum(['webhook', 'websocket']).default('webhook'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\/\S+$/)
    .optional(),
  DATA_DIR: z.string().default('.data'),
  ORG_FILE: z.string().optional(),
  HOST: z.string().regex(/^\S+$/).default('127.0.0.1'),
  PORT: whole(0, 65_535).default(3000),
  TICK_SECONDS: whole(1, 3600).default(30),
  METRICS_TOKEN: z.string().optional(),
  PUBLIC_URL: z.string().refine(isSafeUrl).refine(isWholeHost).optional(),
  TASK_MIRROR: z.enum(['on', 'off']).default('off'),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
})
type Values = z.infer<typeof environmentSchema>

const EXPECTED: Readonly<Partial<Record<string, string>>> = {
  LARK_BASE_URL: 'an https address such as https://open.feishu.cn (http on this machine only)',
  LARK_TRANSPORT: 'webhook or websocket',
  DATABASE_URL: 'a PostgreSQL address, postgres://user:password@host:port/database',
  PUBLIC_URL:
    'an https address without a path, such as https://duban.example.gov.cn (http on this machine only)',
  HOST: 'an address to listen on, such as 127.0.0.1',
  PORT: 'a whole number from 0 to 65535',
  TICK_SECONDS: 'a whole number from 1 to 3600',
  TASK_MIRROR: 'on or off',
  LOG_LEVEL: LOG_LEVELS.join(', '),
}

/** The configuration in `environment`, or the first thing that is wrong. Blank counts as unset. */
export function readConfig(environment: Environment): Config | ConfigFault {
  const read = environmentSchema.safeParse(withoutBlanks(environment))
  if (!read.success) {
    const variable = String(read.error.issues[0]?.path[0])
    return fault(variable, `is wrong: it must be ${EXPECTED[variable] ?? 'a text'}`)
  }
  const values = read.data
  return values.LARK_APP_ID === undefined ? demo(values) : real(values, values.LARK_APP_ID)
}

/** The demo must never be what is left of production when a credential gets lost (interface §1). */
function demo(values: Values): Config | ConfigFault {
  const left = [...CREDENTIALS, 'DATABASE_URL' as const].find((name) => values[name] !== undefined)
  if (left !== undefined) {
    return fault('LARK_APP_ID', `is missing although ${left} is set; the demo needs both unset`)
  }
  if (!LOOPBACK.test(values.HOST)) {
    return fault('HOST', 'must be a loopback address as long as LARK_APP_ID is unset (demo mode)')
  }
  return { ...settings(values), mode: 'demo', lark: null, databaseUrl: null }
}

function real(values: Values, appId: string): Config | ConfigFault {
  const { LARK_APP_SECRET: appSecret, LARK_BASE_URL: baseUrl } = values
  if (appSecret === undefined)
    return fault('LARK_APP_SECRET', 'is missing although LARK_APP_ID is set')
  const transport = transportOf(values)
  if ('line' in transport) return transport
  const lark = { appId, appSecret, baseUrl: baseUrl.replace(/\/+$/, ''), transport }
  return { ...settings(values), mode: 'real', lark, databaseUrl: values.DATABASE_URL ?? null }
}

function transportOf(values: Values): Transport | ConfigFault {
  if (values.LARK_TRANSPORT === 'websocket') return { kind: 'websocket' }
  const { LARK_ENCRYPT_KEY: encryptKey, LARK_VERIFICATION_TOKEN: verificationToken } = values
  const why = 'is missing; LARK_TRANSPORT=webhook does not run without it'
  if (encryptKey === undefined) return fault('LARK_ENCRYPT_KEY', why)
  if (verificationToken === undefined) return fault('LARK_VERIFICATION_TOKEN', why)
  return { kind: 'webhook', encryptKey, verificationToken }
}

function settings(values: Values): Settings {
  return {
    dataDir: values.DATA_DIR,
    orgFile: values.ORG_FILE ?? null,
    host: values.HOST,
    port: values.PORT,
    tickSeconds: values.TICK_SECONDS,
    metricsToken: values.METRICS_TOKEN ?? null,
    publicUrl: values.PUBLIC_URL === undefined ? null : new URL(values.PUBLIC_URL).origin,
    taskMirror: values.TASK_MIRROR === 'on',
    logLevel: values.LOG_LEVEL,
  }
}

/** The pages stand at the root of their host, so an address with a path would lead past them. */
function isWholeHost(text: string): boolean {
  return URL.canParse(text) && new URL(text).pathname === '/'
}

/** App secret and sessions travel to such an address, so they go in clear to this machine only. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, search, hash } = new URL(text)
  if (username || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
}

function withoutBlanks(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}

function fault(variable: string, what: string): ConfigFault {
  return { mode: 'fault', variable, line: `${variable} ${what}.` }
}
