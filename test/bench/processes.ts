// Processes of the benchmark's own: started on a core, asked questions, ended with it. Both ends are here.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

export interface Child {
  ask<Answer>(question: string, content?: unknown): Promise<Answer>
  end(): Promise<void>
}

/** What a process answers, by question. */
export type Questions = Readonly<Record<string, (content: never) => unknown>>

interface Asked {
  readonly id: number
  readonly question: string
  readonly content: never
}

interface Told {
  readonly id: number
  readonly answer?: unknown
  readonly fault?: string
}

/** Whether processes can be kept to cores: two cores and `taskset` at least. */
export const CAN_PIN =
  availableParallelism() >= 2 && spawnSync('taskset', ['-c', '0', 'true']).status === 0

/** Starts `processes/<name>.ts`, on one core when `core` is given and cores can be given. */
export function startChild(name: string, core: number | null = null): Child {
  const file = fileURLToPath(new URL(`processes/${name}.ts`, import.meta.url))
  const words = [process.execPath, ...process.execArgv, file]
  const [command = '', ...rest] =
    core === null || !CAN_PIN ? words : ['taskset', '-c', String(core), ...words]
  const child = spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const open = new Map<number, PromiseWithResolvers<never>>()
  let count = 0
  child.on('message', ({ id, answer, fault }: Told) => {
    const asked = open.get(id)
    open.delete(id)
    if (fault === undefined) asked?.resolve(answer as never)
    else asked?.reject(new Error(`${name}: ${fault}`))
  })
  child.on('exit', (code) => {
    for (const asked of open.values()) asked.reject(new Error(`${name} ended (${code})`))
  })
  return {
    ask: (question, content = null) => {
      count += 1
      const asked = Promise.withResolvers<never>()
      open.set(count, asked)
      child.send({ id: count, question, content })
      return asked.promise
    },
    end: async () => {
      if (child.exitCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

/** Answers whoever started this process, until they let go of it. */
export function answer(questions: Questions): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', ({ id, question, content }: Asked) => {
    void Promise.resolve()
      .then(() => questions[question]?.(content))
      .then(
        (given) => process.send?.({ id, answer: given ?? null }),
        (error: unknown) => process.send?.({ id, fault: faultText(error) }),
      )
  })
}

/** Microseconds of CPU, in user and kernel, of this process so far: hardly touched by what neighbours do. */
export function cpuMicros(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

function faultText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
