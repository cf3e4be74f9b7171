// Keeps Feishu's tasks as the cards have it: makes them, changes them, completes them. What the platform does with them
// holds up nothing else: they have a pace, pauses and an end to trying of their own.
import { mirroredTask } from '../../cards/mirrored-task.ts'
import type { MirroredTask, TaskFacts } from '../domain/mirror.ts'
import { HOUR_MS, type Instant, MINUTE_MS } from '../domain/time.ts'
import type { Lark } from '../lark/client.ts'
import type { Fault } from '../lark/fault.ts'
import { loadMatters } from '../store/matters.ts'
import { type ClaimedTask, type MirrorStore, mirrorStore } from '../store/mirror.ts'
import { contentHash } from './content-hash.ts'
import { named, type Sender, senderOf } from './outbox.ts'
import { backoff, type PlatformHealth, platformHealth } from './platform-health.ts'
import type { World } from './world.ts'

type Surroundings = Pick<World, 'sql' | 'organisations' | 'clock' | 'log'>

export interface MirrorOptions {
  readonly lark: Lark
  readonly instance: string
  /** Between 0 and 1, spreads retries. Default `Math.random`. */
  readonly random?: () => number
  /** Requests under way at once. Default: all that the pace allows. */
  readonly concurrency?: number
}

interface Desk extends Surroundings {
  readonly lark: Lark
  readonly store: MirrorStore
  readonly health: PlatformHealth
  readonly random: () => number
  /** Pauses in a row because the app may have no tasks, or too many at once; and until when the last one is. */
  troubles: number
  pausedUntil: Instant
}

/** All that the pace allows at once (migration). */
const CONCURRENCY = 8

/** The platform remembers a token for five minutes after it made the task. */
const TOKEN_GOOD_FOR_MS = 4.5 * MINUTE_MS

/** Doubling from a second, some 35 minutes. Nobody waits for a task: then it is left alone. */
const MAX_ATTEMPTS = 12
const OWN_CAP_MS = 10 * MINUTE_MS
const OUTAGE_CAP_MS = MINUTE_MS

/** No such task, or none any more; and a request that this task does not take, such as completing it twice. */
const GONE = 1470404
const NOT_NOW = 1470400

/** What the platform was last told of a task that is completed. */
const COMPLETED = 'done'

/** The sender of tasks, beside that of messages. */
export function createMirror(world: Surroundings, options: MirrorOptions): Sender {
  const { lark, instance, random = Math.random, concurrency = CONCURRENCY } = options
  const { clock, log } = world
  const store = mirrorStore(world.sql)
  const health = platformHealth({ store, clock, log }, random, 'tasks_paused')
  const desk: Desk = { ...world, lark, store, health, random, troubles: 0, pausedUntil: 0 }
  return senderOf<ClaimedTask>({
    outbox: store,
    handle: (rows) => {
      const drawing = drawAll(desk, rows)
      return async (row) => deliver(desk, row, (await drawing)?.get(row.id))
    },
    clock,
    log,
    instance,
    concurrency,
    unrecorded: 'task_not_recorded',
  })
}

/** Null: none could be drawn. A matter that is gone has no tasks to show. */
async function drawAll(
  { sql, organisations, log }: Desk,
  rows: readonly ClaimedTask[],
): Promise<ReadonlyMap<string, MirroredTask> | null> {
  try {
    const organisation = await organisations.latest()
    const ids = rows.filter(({ done }) => !done).map(({ matterId }) => matterId)
    const matters = await loadMatters(sql, [...new Set(ids)])
    return new Map(
      rows.flatMap((row) => {
        const matter = matters.get(row.matterId)
        return matter === undefined ? [] : [[row.id, mirroredTask(row, matter, organisation)]]
      }),
    )
  } catch (error) {
    log.error('task_not_drawn', { tasks: rows.length, ...named(error) })
    return null
  }
}

/** True: somebody sees something new. */
async function deliver(
  desk: Desk,
  row: ClaimedTask,
  drawn: MirroredTask | undefined,
): Promise<boolean> {
  if (row.guid !== null)
    return row.done ? complete(desk, row, row.guid) : change(desk, row, row.guid, drawn)
  if (row.asked !== null) return askAgain(desk, row, row.asked, drawn)
  if (row.done) return nothingToDo(desk, row, null)
  return drawn === undefined ? undrawn(desk, row) : ask(desk, row, drawn, drawn)
}

async function nothingToDo({ store }: Desk, row: ClaimedTask, hash: string | null): Promise<false> {
  await store.shown(row, hash, true)
  return false
}

/** What is asked for is written down first: whoever finds it after a crash asks for the very same. */
async function ask(
  desk: Desk,
  row: ClaimedTask,
  asked: MirroredTask,
  present: MirroredTask | undefined,
): Promise<boolean> {
  const { store, clock, lark } = desk
  const askedAt = row.askedAt ?? clock.now()
  if (!(await store.asking(row, asked, askedAt))) return false
  const made = await lark.createTask(asked, row.id)
  if (!made.ok) return failed(desk, row, made.fault, row.asked !== null)
  answered(desk)
  const hash = hashOf(asked)
  const isPresent = !row.done && present !== undefined && hashOf(present) === hash
  await store.made(row, made.value, hash, isPresent)
  return true
}

/** Past the token's time it may be there, and there is no looking for it: rather none than two. */
async function askAgain(
  desk: Desk,
  row: ClaimedTask,
  asked: MirroredTask,
  present: MirroredTask | undefined,
): Promise<boolean> {
  const since = row.askedAt ?? 0
  if (desk.clock.now() - since > TOKEN_GOOD_FOR_MS) return giveUp(desk, row, 'cannot_tell')
  return ask(desk, row, asked, present)
}

async function change(
  desk: Desk,
  row: ClaimedTask,
  guid: string,
  drawn: MirroredTask | undefined,
): Promise<boolean> {
  if (drawn === undefined) return undrawn(desk, row)
  const hash = hashOf(drawn)
  if (hash === row.shownHash && isSure(row)) return nothingToDo(desk, row, hash)
  const reopen = row.shownHash === COMPLETED || !isSure(row)
  const answer = await desk.lark.changeTask(guid, drawn, reopen)
  if (!answer.ok) return failed(desk, row, answer.fault, false)
  return told(desk, row, hash)
}

async function complete(desk: Desk, row: ClaimedTask, guid: string): Promise<boolean> {
  const { lark, clock } = desk
  if (row.shownHash === COMPLETED && isSure(row)) return nothingToDo(desk, row, COMPLETED)
  const answer = await lark.completeTask(guid, clock.now())
  if (answer.ok) return told(desk, row, COMPLETED)
  const { fault } = answer
  if (fault.kind !== 'terminal') return failed(desk, row, fault, false)
  // Somebody was first, as an old client lets him, or deleted it: that is as good.
  if (fault.code === GONE) return told(desk, row, COMPLETED)
  if (fault.code !== NOT_NOW) return failed(desk, row, fault, false)
  const seen = await lark.isTaskCompleted(guid)
  if (seen.ok && seen.value) return told(desk, row, COMPLETED)
  return failed(desk, row, seen.ok ? fault : seen.fault, false)
}

/** Whether the last request's outcome was written down: else it may have completed the task, or changed it. */
function isSure({ attempts }: ClaimedTask): boolean {
  return attempts === 1
}

async function told(desk: Desk, row: ClaimedTask, hash: string): Promise<true> {
  answered(desk)
  await desk.store.shown(row, hash, false)
  return true
}

function answered(desk: Desk): void {
  desk.troubles = 0
  desk.health.answered()
}

/** `inDoubt`: an earlier request may have made it. */
async function failed(
  desk: Desk,
  row: ClaimedTask,
  fault: Fault,
  inDoubt: boolean,
): Promise<false> {
  const { health, store, clock } = desk
  switch (fault.kind) {
    case 'terminal':
      health.answered()
      return giveUp(desk, row, fault.code === 0 ? fault.message : String(fault.code))
    case 'wait':
      await pause(desk, fault)
      await store.released(row, { until: clock.now(), counts: false, inDoubt })
      return false
    case 'locked':
      health.answered()
      return later(desk, row, true)
    case 'retry':
      await health.unanswered()
      return later(desk, row, inDoubt)
    case 'unknown':
      await health.unanswered()
      return later(desk, row, true)
  }
}

/** A scope that is missing stays missing until somebody acts: it is tried ever more seldom, once an hour in the end. */
async function pause(desk: Desk, { forMs, code }: Extract<Fault, { kind: 'wait' }>): Promise<void> {
  const now = desk.clock.now()
  // Requests that were under way together meet the same trouble.
  if (now < desk.pausedUntil) return
  const longer = forMs === null ? null : Math.min(HOUR_MS, forMs * 2 ** desk.troubles)
  desk.troubles += 1
  desk.pausedUntil = now + (longer ?? 0)
  await desk.health.pausedFor(longer, code)
}

async function undrawn(desk: Desk, row: ClaimedTask): Promise<false> {
  return later(desk, row, row.asked !== null, true)
}

async function later(
  desk: Desk,
  row: ClaimedTask,
  inDoubt: boolean,
  isItsOwn = desk.health.isAnswering(),
): Promise<false> {
  const { store, clock, random } = desk
  if (isItsOwn && row.attempts >= MAX_ATTEMPTS) return giveUp(desk, row, 'no_success')
  const wait = backoff(row.attempts, isItsOwn ? OWN_CAP_MS : OUTAGE_CAP_MS, random)
  await store.released(row, { until: clock.now() + wait, counts: true, inDoubt })
  return false
}

async function giveUp(
  { store, clock, log }: Desk,
  row: ClaimedTask,
  reason: string,
): Promise<false> {
  await store.givenUp(row, reason, clock.now())
  log.warn('task_given_up', { id: row.id, kind: row.kind, reason })
  return false
}

function hashOf({ summary, description, dueAt }: TaskFacts): string {
  return contentHash({ summary, description, dueAt })
}
