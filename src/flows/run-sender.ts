// Keeps a sender going: at once when woken, else when something is due, and every so often in any case.
import type { Clock, Log } from '../ports.ts'
import type { Sender } from './send.ts'

export interface RunOptions {
  readonly clock: Clock
  readonly log: Log
  /** At the latest after so many seconds it looks again, for what other instances have left. */
  readonly tickSeconds: number
  /** Runs a function later; answers how to call it off. Default: the process's timers. */
  readonly after?: (ms: number, run: () => void) => () => void
}

export interface RunningSender {
  /** Something new is wanted: look now. */
  wake(): void
  /** Starts nothing more and waits for what is under way. */
  stop(): Promise<void>
}

/** Rows another transaction holds are due but cannot be taken; looking again must not become a busy loop. */
const SHORTEST_PAUSE_MS = 50

const DATABASE_PAUSE_MS = 1_000

export function runSender(sender: Pick<Sender, 'begin'>, options: RunOptions): RunningSender {
  const { clock, log, tickSeconds, after = onTimers } = options
  const underWay = new Set<Promise<unknown>>()
  let callOff: () => void = () => {}
  let looking: Promise<void> | undefined
  let again = false
  let stopped = false

  async function look(): Promise<void> {
    callOff()
    do {
      again = false
      await once()
    } while (again && !stopped)
    looking = undefined
  }

  async function once(): Promise<void> {
    let pause = tickSeconds * 1_000
    try {
      const { started, nextAt, done } = await sender.begin()
      if (started > 0) follow(done)
      if (nextAt !== null) pause = Math.min(pause, nextAt - clock.now())
    } catch (error) {
      // The one place where the database's absence ends up: it is tried again, for as long as it takes.
      log.error('sender_stopped_short', { error: error instanceof Error ? error.name : 'unknown' })
      pause = Math.min(pause, DATABASE_PAUSE_MS)
    }
    if (!stopped) callOff = after(Math.max(pause, SHORTEST_PAUSE_MS), wake)
  }

  /** What was under way may have left something to do at once: a message found, a row given back. */
  function follow(done: Promise<unknown>): void {
    underWay.add(done)
    void done.then(() => {
      underWay.delete(done)
      wake()
    })
  }

  function wake(): void {
    if (stopped) return
    again = true
    looking ??= look()
  }

  async function stop(): Promise<void> {
    stopped = true
    callOff()
    await looking
    await Promise.all(underWay)
  }

  wake()
  return { wake, stop }
}

function onTimers(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
