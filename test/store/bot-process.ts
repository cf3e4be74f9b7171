// Starts and kills bots in processes of their own, for tests of what a crash leaves behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface BotProcess {
  /** Resolves with the last row the bot has said it wrote, once that is `n` or more. */
  wrote(n: number): Promise<number>
  lastWritten(): number
  /** Resolves when it is gone, with its exit code and what it said on stderr. */
  ended(): Promise<{ code: unknown; complaint: string }>
  kill(): Promise<void>
}

/** Runs bot-on-folder.ts. */
export function startBot(dataDir: string): BotProcess {
  const script = fileURLToPath(new URL('bot-on-folder.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [script, dataDir], { stdio: 'pipe' })
  const closed = once(child, 'close')
  let complaint = ''
  let last = 0
  let told = () => {}
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      last = Number(line)
      told()
    })
  }
  const wrote = (n: number) =>
    new Promise<number>((resolve, reject) => {
      told = () => last >= n && resolve(last)
      told()
      closed.then(() => reject(new Error(`the bot ended before it wrote ${n}: ${complaint}`)))
    })
  const ended = async () => ({ code: (await closed)[0], complaint })
  const kill = async () => {
    child.kill('SIGKILL')
    await closed
  }
  return { wrote, lastWritten: () => last, ended, kill }
}
