// A bot in a process of its own, as in production: started, killed, frozen, stopped, and started again in its place.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { APP } from './product.ts'

export interface Instance {
  /** The same for all its lives. */
  readonly webhookUrl: string
  /** Whether it listens. */
  readonly isUp: boolean
  /** What its lives have logged, warnings and worse. */
  readonly lines: readonly string[]
  /** Resolves when it listens. Rejects, with what it said, when it ends instead. */
  start(): Promise<void>
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** SIGSTOP, until `thaw`: alive, and doing nothing. */
  freeze(): void
  thaw(): void
  /** SIGTERM; resolves with how it ended and after how many milliseconds. */
  stop(): Promise<{ readonly code: number | null; readonly tookMs: number }>
}

export interface InstanceOptions {
  readonly databaseUrl: string
  /** The local open platform's address. */
  readonly feishuUrl: string
  /** A path. Default: the invented district's. */
  readonly orgFile?: string
}

const ENTRY = fileURLToPath(new URL('../../src/start.js', import.meta.url))
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/duban', import.meta.url))
const YUNLING = fileURLToPath(new URL('./yunling-org.json', import.meta.url))

/** However this process ends, the instance does not outlive it. */
const ENDS_WITH_US =
  "--import=data:text/javascript,process.stdin.on('close',()=>process.kill(process.pid,'SIGKILL')).resume()"

/** An instance that has not been started yet, with a port of its own. */
export async function instance(options: InstanceOptions): Promise<Instance> {
  const port = await freePort()
  const lines: string[] = []
  let child: ChildProcess | undefined
  let listening = false
  const signal = (name: NodeJS.Signals) => child?.kill(name)
  const ended = async (living: ChildProcess) => {
    if (living.exitCode === null && living.signalCode === null) await once(living, 'exit')
  }
  return {
    webhookUrl: `http://127.0.0.1:${port}/lark/webhook`,
    lines,
    get isUp() {
      return listening
    },
    start: async () => {
      const env = environment(options, port)
      child = spawn(process.execPath, [ENDS_WITH_US, ENTRY], { env, stdio: 'pipe' })
      await untilListening(child, lines)
      child.once('exit', () => {
        listening = false
      })
      listening = true
    },
    kill: async () => {
      if (child === undefined) return
      listening = false
      signal('SIGKILL')
      await ended(child)
    },
    freeze: () => void signal('SIGSTOP'),
    thaw: () => void signal('SIGCONT'),
    stop: async () => {
      if (child === undefined) throw new Error('the instance was never started')
      const began = performance.now()
      listening = false
      signal('SIGTERM')
      await ended(child)
      return { code: child.exitCode, tookMs: performance.now() - began }
    },
  }
}

function environment(options: InstanceOptions, port: number): NodeJS.ProcessEnv {
  return {
    LARK_APP_ID: APP.appId,
    LARK_APP_SECRET: APP.appSecret,
    LARK_ENCRYPT_KEY: APP.encryptKey,
    LARK_VERIFICATION_TOKEN: APP.verificationToken,
    LARK_BASE_URL: options.feishuUrl,
    DATABASE_URL: options.databaseUrl,
    ORG_FILE: options.orgFile ?? YUNLING,
    PORT: String(port),
    TICK_SECONDS: '1',
    LOG_LEVEL: 'warn',
    // Many short lives of the same code: what was compiled for one is there for the next.
    NODE_COMPILE_CACHE: COMPILED,
  }
}

async function untilListening(child: ChildProcess, lines: string[]): Promise<void> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('the instance has no output')
  const own: string[] = []
  const listening = Promise.withResolvers<void>()
  for (const stream of [stdout, stderr])
    createInterface({ input: stream }).on('line', (line) => {
      if (line.includes('is listening on')) return listening.resolve()
      own.push(line)
      lines.push(line)
    })
  child.once('exit', (code, signal) => {
    listening.reject(new Error(`the instance ended with ${signal ?? code}: ${own.join('\n')}`))
  })
  await listening.promise
}

/**
 * Below the ports from which the system takes those of outgoing connections: one of those could have it when the
 * instance comes back.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000)
    const probe = createServer()
    const free = new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
    })
    if (await free) return port
  }
}
