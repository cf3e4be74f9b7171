// Kills one or the other instance at seeded points between and inside what people do, and starts it again.
import type { Dice } from '../../src/local-feishu/dice.ts'
import type { Instance } from '../kit/instance.ts'
import { pause } from './stage.ts'

export interface Reaper {
  /** A tap or a message has just been sent: now or a little later, somebody may die of it. */
  readonly acted: () => void
  readonly kills: () => number
  /** Resolves when nobody is dying or being born any more. */
  over(): Promise<void>
}

/**
 * Milliseconds after an act: while the request is on its way, while it is decided and answered, while the cards
 * that follow are sent, and when all of that is done.
 */
const DELAYS = [
  [0, 4],
  [4, 40],
  [40, 300],
  [300, 1200],
] as const

/** How likely somebody dies of an act while both are up, and while the other one is down. */
const WHILE_BOTH = 0.7
const WHILE_ALONE = 0.12

const DOWN_FOR_MS = 250

/** Kills `most` times, as long as people act often enough. */
export function reaper(instances: readonly Instance[], most: number, dice: Dice): Reaper {
  const underWay = new Set<Promise<void>>()
  let planned = 0
  let killed = 0

  async function kill({ delay, who, down }: Point): Promise<void> {
    await pause(delay)
    const order = who < 0.5 ? instances : instances.toReversed()
    const victim = order.find((one) => one.isUp)
    // The other instance's death was quicker.
    if (victim === undefined) {
      planned -= 1
      return
    }
    killed += 1
    await victim.kill()
    await pause(down)
    await victim.start()
  }

  return {
    acted: () => {
      const up = instances.filter((one) => one.isUp).length
      const point = drawn(dice)
      const odds = up === instances.length ? WHILE_BOTH : WHILE_ALONE
      if (up === 0 || planned >= most || point.fate >= odds) return
      planned += 1
      const death = kill(point)
      // Whoever waits for it at the end hears of a failure.
      death.catch(() => undefined)
      underWay.add(death)
    },
    kills: () => killed,
    over: async () => {
      await Promise.all(underWay)
    },
  }
}

interface Point {
  readonly fate: number
  readonly delay: number
  readonly who: number
  readonly down: number
}

function drawn(dice: Dice): Point {
  const [from, to] = DELAYS[Math.floor(dice.next() * DELAYS.length)] ?? DELAYS[0]
  const delay = Math.floor(from + dice.next() * (to - from))
  return { fate: dice.next(), delay, who: dice.next(), down: Math.floor(dice.next() * DOWN_FOR_MS) }
}
