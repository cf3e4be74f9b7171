// A rush of taps: turns, writing together, time limits.
import { describe, expect, test, vi } from 'vitest'
import { together, turnstile, within } from '../../src/flows/rush.ts'

/** Lets everything that waits for nothing but itself go on. */
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('turns', () => {
  test('only so many are under way, and who came first goes first', async () => {
    const inTurn = turnstile(2)
    const begun: number[] = []
    const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<number>())
    const works = gates.map(({ promise }, index) =>
      inTurn(() => {
        begun.push(index)
        return promise
      }),
    )
    await breath()
    expect(begun).toEqual([0, 1])
    gates[1]?.resolve(11)
    await breath()
    expect(begun).toEqual([0, 1, 2])
    for (const [index, gate] of gates.entries()) gate.resolve(10 + index)
    expect(await Promise.all(works)).toEqual([10, 11, 12, 13])
  })

  test('work that fails gives its place on', async () => {
    const inTurn = turnstile(1)
    const failing = inTurn(() => Promise.reject(new Error('gone')))
    const next = inTurn(async () => 'done')
    await expect(failing).rejects.toThrow('gone')
    expect(await next).toBe('done')
    expect(await inTurn(async () => 'again')).toBe('again')
  })
})

describe('writing together', () => {
  test('a single item is written at once; what comes meanwhile goes with the next write', async () => {
    const written: (readonly string[])[] = []
    const gate = Promise.withResolvers<void>()
    const note = together<string>(
      (items) => {
        written.push(items)
        return items.includes('a') ? gate.promise : Promise.resolve()
      },
      () => Promise.resolve(),
    )
    const first = note('a')
    await breath()
    const later = [note('b'), note('c')]
    await breath()
    expect(written).toEqual([['a']])
    gate.resolve()
    await Promise.all([first, ...later])
    expect(written).toEqual([['a'], ['b', 'c']])
  })

  test('only after several at once does the next write wait', async () => {
    const rest = vi.fn(() => Promise.resolve())
    const note = together<number>(() => Promise.resolve(), rest)
    await note(1)
    await note(2)
    expect(rest).not.toHaveBeenCalled()
    await Promise.all([note(3), note(4)])
    await note(5)
    expect(rest).toHaveBeenCalledOnce()
  })

  test('a write that fails fails those who waited for it, and nobody else', async () => {
    const note = together<string>(
      async (items) => {
        if (items.includes('bad')) throw new Error('not written')
      },
      () => Promise.resolve(),
    )
    await expect(note('bad')).rejects.toThrow('not written')
    await expect(note('good')).resolves.toBeUndefined()
  })
})

describe('time limits', () => {
  test('work in time counts, and its timer goes with it', async () => {
    vi.useFakeTimers()
    const late = vi.fn(() => 'late')
    expect(await within(2_200, Promise.resolve('done'), late)).toBe('done')
    await Promise.resolve()
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
    expect(late).not.toHaveBeenCalled()
  })

  test('work that takes too long is overtaken by what is said instead', async () => {
    vi.useFakeTimers()
    const limited = within(2_200, new Promise<string>(() => {}), () => 'late')
    await vi.advanceTimersByTimeAsync(2_200)
    vi.useRealTimers()
    expect(await limited).toBe('late')
  })

  test('work that fails in time fails', async () => {
    await expect(within(2_200, Promise.reject(new Error('gone')), () => 'late')).rejects.toThrow()
  })
})
