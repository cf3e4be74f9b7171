// The loop around a sender: awake when there is something to do, asleep when not, never gone.
import { expect, test } from 'vitest'
import type { Begun, Sender } from '../../src/flows/outbox.ts'
import { runSender } from '../../src/flows/run-sender.ts'
import type { Log } from '../../src/ports.ts'

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const nothing: Begun = { started: 0, nextAt: null, done: Promise.resolve(0) }

/** A sender that does as told, and a clock with one alarm. */
function bench(begin: (call: number) => Begun | Promise<Begun>) {
  let now = 1_000_000
  let calls = 0
  let alarm: { at: number; ring: () => void } | undefined
  const sender: Pick<Sender, 'begin'> = {
    begin: async () => {
      calls += 1
      return await begin(calls)
    },
  }
  const running = runSender(sender, {
    clock: { now: () => now },
    log: silent,
    tickSeconds: 30,
    after: (ms, ring) => {
      const set = { at: now + ms, ring }
      alarm = set
      return () => {
        if (alarm === set) alarm = undefined
      }
    },
  })
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  return {
    running,
    calls: () => calls,
    alarmIn: () => (alarm === undefined ? null : alarm.at - now),
    settle,
    pass: async (ms: number) => {
      now += ms
      if (alarm !== undefined && alarm.at <= now) {
        const { ring } = alarm
        alarm = undefined
        ring()
      }
      await settle()
    },
  }
}

test('it looks when it starts, when it is woken, and otherwise once a tick', async () => {
  const it = bench(() => nothing)
  await it.settle()
  expect([it.calls(), it.alarmIn()]).toEqual([1, 30_000])
  it.running.wake()
  await it.settle()
  expect([it.calls(), it.alarmIn()]).toEqual([2, 30_000])
  await it.pass(30_000)
  expect([it.calls(), it.alarmIn()]).toEqual([3, 30_000])
})

test('it looks again when the next message can go, but never in a busy loop', async () => {
  const it = bench((call) => ({ ...nothing, nextAt: call === 1 ? 1_000_700 : 1_000_000 }))
  await it.settle()
  expect(it.alarmIn()).toBe(700)
  await it.pass(700)
  expect([it.calls(), it.alarmIn()]).toEqual([2, 50])
})

test('being woken while it looks is not forgotten', async () => {
  const gate = Promise.withResolvers<Begun>()
  const it = bench((call) => (call === 1 ? gate.promise : nothing))
  it.running.wake()
  it.running.wake()
  expect(it.calls()).toBe(1)
  gate.resolve(nothing)
  await it.settle()
  expect(it.calls()).toBe(2)
})

test('a slow platform holds up nothing that is wanted meanwhile', async () => {
  const slow = Promise.withResolvers<number>()
  const it = bench((call) =>
    call === 1 ? { ...nothing, started: 1, done: slow.promise } : nothing,
  )
  await it.settle()
  it.running.wake()
  await it.settle()
  expect(it.calls()).toBe(2)
  slow.resolve(1)
  await it.settle()
  expect(it.calls()).toBe(3)
})

test('while the database is away it tries again every second', async () => {
  const it = bench((call) => (call < 3 ? Promise.reject(new Error('gone')) : nothing))
  await it.settle()
  expect(it.alarmIn()).toBe(1_000)
  await it.pass(1_000)
  expect(it.alarmIn()).toBe(1_000)
  await it.pass(1_000)
  expect([it.calls(), it.alarmIn()]).toEqual([3, 30_000])
})

test('stopping waits for what is under way, and nothing is begun after it', async () => {
  const underWay = Promise.withResolvers<number>()
  const it = bench(() => ({ ...nothing, started: 1, done: underWay.promise }))
  await it.settle()
  let stopped = false
  const stopping = it.running.stop().then(() => {
    stopped = true
  })
  await it.settle()
  expect([stopped, it.alarmIn()]).toEqual([false, null])
  it.running.wake()
  underWay.resolve(1)
  await stopping
  await it.settle()
  expect([it.calls(), it.alarmIn()]).toEqual([1, null])
})
