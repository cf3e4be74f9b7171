// What a Worker is bound to, read like the environment on Node: complete, or one clear line.
import { z } from 'zod'
import { type ConfigFault, type LogLevel, readConfig } from './config.ts'
import type { WebhookSecrets } from './lark/receive.ts'

export interface WorkerSettings {
  readonly mode: 'real'
  readonly databaseUrl: string
  readonly lark: { readonly baseUrl: string; readonly appSecret: string }
  readonly secrets: WebhookSecrets
  readonly metricsToken: string | null
  readonly publicUrl: string | null
  readonly taskMirror: boolean
  readonly logLevel: LogLevel
}

const hyperdrive = z.object({ HYPERDRIVE: z.object({ connectionString: z.string() }) })

/** Variables and secrets have the names of the environment's (interface §2); the database is Hyperdrive's. */
export function readBindings(
  bindings: Readonly<Record<string, unknown>>,
): WorkerSettings | ConfigFault {
  const database = hyperdrive.safeParse(bindings)
  if (!database.success)
    return fault('HYPERDRIVE', 'is missing: bind a Hyperdrive configuration by that name')
  const databaseUrl = database.data.HYPERDRIVE.connectionString
  const texts = Object.entries(bindings).filter(isText)
  const config = readConfig({ ...Object.fromEntries(texts), DATABASE_URL: databaseUrl })
  if (config.mode === 'fault') return config
  const { lark, metricsToken, publicUrl, taskMirror, logLevel } = config
  const transport = lark?.transport
  if (lark === null || transport?.kind !== 'webhook')
    return fault('LARK_TRANSPORT', 'must be webhook: a Worker keeps no connection open')
  return {
    mode: 'real',
    databaseUrl,
    lark,
    secrets: { ...transport, appId: lark.appId },
    metricsToken,
    publicUrl,
    taskMirror,
    logLevel,
  }
}

function isText(binding: [string, unknown]): binding is [string, string] {
  return typeof binding[1] === 'string'
}

function fault(variable: string, what: string): ConfigFault {
  return { mode: 'fault', variable, line: `${variable} ${what}.` }
}
