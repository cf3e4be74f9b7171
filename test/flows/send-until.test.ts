// Sending for a while: all that is due, what falls due in time, and not a moment longer.
import { expect, test } from 'vitest'
import type { Begun } from '../../src/flows/outbox.ts'
import { sendUntil } from '../../src/flows/send-until.ts'

const START = 1_000_000

/** A sender that does as told, and a clock that moves when somebody waits. */
async function run(forMs: number, begin: (call: number, now: number) => Omit<Begun, 'done'>) {
  let now = START
  const calls: number[] = []
  const sender = {
    begin: async (): Promise<Begun> => {
      calls.push(now - START)
      const begun = begin(calls.length, now)
      // Each request takes a second.
      const done = Promise.resolve().then(() => {
        now += begun.started > 0 ? 1_000 : 0
        return begun.started
      })
      return { ...begun, done }
    },
  }
  const pause = async (ms: number) => {
    now += ms
  }
  await sendUntil(sender, { clock: { now: () => now }, until: START + forMs, pause })
  return calls
}

test('goes on while there is something to send, then stops', async () => {
  expect(await run(15_000, (call) => ({ started: call <= 2 ? 3 : 0, nextAt: null }))).toEqual([
    0, 1_000, 2_000,
  ])
})

test('waits for what falls due in time, not for what does not', async () => {
  const next = [START + 400, START + 20_000]
  expect(await run(15_000, (call) => ({ started: 0, nextAt: next[call - 1] ?? null }))).toEqual([
    0, 400,
  ])
})

test('starts nothing more once time is up, however much there is', async () => {
  expect(await run(3_000, () => ({ started: 1, nextAt: START }))).toEqual([0, 1_000, 2_000])
})

test('rows that others hold are no busy loop', async () => {
  const calls = await run(200, (_, now) => ({ started: 0, nextAt: now }))
  expect(calls).toEqual([0, 50, 100, 150])
})
