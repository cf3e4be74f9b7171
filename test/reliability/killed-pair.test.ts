// Two instances on one database, killed again and again while people work: nothing lost, nothing doubled.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diceFrom } from '../../src/local-feishu/dice.ts'
import type { LocalFeishu } from '../../src/local-feishu/local-feishu.ts'
import { aftermath, allShown, expected } from './aftermath.ts'
import type { Tapped } from './people.ts'
import { type Reaper, reaper } from './reaper.ts'
import { openStage, pause, type Stage } from './stage.ts'
import { type Story, storyOf, tell } from './story.ts'

const KILLS = Number(process.env.DUBAN_KILLS ?? 50)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)

/** Matters under way at once. */
const LANES = 6

/** Milliseconds. Half a minute for what a killed sender held, and half of one for the pace. */
const PATIENCE_MS = 60_000

/** Milliseconds that people take from one step to the next, at most. */
const BREATH_MS = 150

/** Most updates arrive late: also after their sender has died, and after the answer to the next tap. */
const LATE_UPDATES = {
  rate: 0.7,
  seed: SEED,
  kinds: [{ kind: 'slow', ms: 500 }],
  match: { endpoint: 'patch' },
} as const

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ seed: SEED })
})
afterAll(() => stage.close())

test(`${KILLS} kills (DUBAN_KILLS) at points drawn by seed ${SEED} (DUBAN_SEED), between and inside the steps`, {
  timeout: 60_000 + KILLS * 6_000,
}, async () => {
  const dice = diceFrom(SEED)
  const diary: Tapped[] = []
  let stories: readonly Story[] = []
  const death = reaper(stage.instances, KILLS, dice)
  const repeats = repeatEvents(stage.feishu)
  stage.feishu.faults.random(LATE_UPDATES)
  try {
    stories = await live(death, diary, () => dice.next() * BREATH_MS)
  } finally {
    await death.over()
    await repeats.over()
  }
  await allShown(stage, PATIENCE_MS)
  expect(death.kills()).toBe(KILLS)
  expect(await aftermath(stage, diary)).toEqual(expected(stories))
})

/** Several matters at once, and another one for each that is over, until there were enough kills. */
async function live(
  death: Reaper,
  diary: Tapped[],
  breath: () => number,
): Promise<readonly Story[]> {
  const begun: Story[] = []
  const lane = async () => {
    do {
      const story = storyOf(begun.length)
      begun.push(story)
      await tell(stage, story, { breath, diary, acted: death.acted })
    } while (death.kills() < KILLS)
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return begun
}

/** The platform repeats a failed event after 15 s and then after 5 min; here it does so within a second. */
function repeatEvents(feishu: LocalFeishu): { over(): Promise<void> } {
  const arrived = new Set<string>()
  let goesOn = true
  const due = () =>
    feishu.deliveries.log.filter((one) => one.status === 'waiting' && !arrived.has(one.eventId))
  const work = (async () => {
    while (goesOn || due().length > 0) {
      for (const { eventId } of due()) {
        const outcome = await feishu.resend(eventId)
        if (outcome.kind === 'answered' && outcome.status === 200) arrived.add(eventId)
      }
      await pause(500)
    }
  })()
  return {
    over: () => {
      goesOn = false
      return work
    },
  }
}
