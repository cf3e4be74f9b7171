// Keeps a sender going: at once when woken, else when something is due, and every so often in any case.
import type { Clock, Log } from '../ports.ts'
import type { Sender } from './outbox.ts'

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

interface Loop extends RunOptions {
  readonly sender: Pick<Sender, 'begin'>
  readonly after: NonNullable<RunOptions['after']>
  readonly underWay: Set<Promise<unknown>>
  callOff: () => void
  looking: Promise<void> | undefined
  /** Woken while looking. */
  again: boolean
  stopped: boolean
}

export function runSender(sender: Pick<Sender, 'begin'>, options: RunOptions): RunningSender {
  const loop: Loop = {
    after: onTimers,
    ...options,
    sender,
    underWay: new Set(),
    callOff: () => {},
    looking: undefined,
    again: false,
    stopped: false,
  }
  wake(loop)
  return { wake: () => wake(loop), stop: () => stop(loop) }
}

function wake(loop: Loop): void {
  if (loop.stopped) return
  loop.again = true
  loop.looking ??= look(loop)
}

async function look(loop: Loop): Promise<void> {
  loop.callOff()
  do {
    loop.again = false
    await once(loop)
  } while (loop.again && !loop.stopped)
  loop.looking = undefined
}

async function once(loop: Loop): Promise<void> {
  let pause = loop.tickSeconds * 1_000
  try {
    const { started, nextAt, done } = await loop.sender.begin()
    if (started > 0) follow(loop, done)
    if (nextAt !== null) pause = Math.min(pause, nextAt - loop.clock.now())
  } catch (error) {
    // The one place where the database's absence ends up: it is tried again, for as long as it takes.
    const name = error instanceof Error ? error.name : 'unknown'
    loop.log.error('sender_stopped_short', { error: name })
    pause = Math.min(pause, DATABASE_PAUSE_MS)
  }
  loop.callOff()
  if (!loop.stopped) {
    loop.callOff = loop.after(Math.max(pause, SHORTEST_PAUSE_MS), () => wake(loop))
  }
}

/** What was under way may have left something to do at once: a message found, a row given back. */
function follow(loop: Loop, done: Promise<unknown>): void {
  loop.underWay.add(done)
  void done.then(() => {
    loop.underWay.delete(done)
    wake(loop)
  })
}

async function stop(loop: Loop): Promise<void> {
  loop.stopped = true
  loop.callOff()
  await loop.looking
  await Promise.all(loop.underWay)
}

function onTimers(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}
