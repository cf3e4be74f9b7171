// Drawing the cards whose texts are as long as they may be: time and size of the most expensive one.
import { bytesOf } from '../../../cards/fitting.ts'
import { renderCard } from '../../../cards/render.ts'
import { KINDS } from '../../cards/decision-cases.ts'
import { fullCard } from '../../cards/longest.ts'
import { type Bench, CORES } from '../bench.ts'
import type { Figure } from '../figures.ts'
import { cpuMicros } from '../processes.ts'

/** Drawings per round and kind. */
const TIMES = 200

export async function renderCase({ rounds }: Bench): Promise<readonly Figure[]> {
  const views = KINDS.map(fullCard)
  const slowest: number[] = []
  // The first round only compiles.
  for (let round = 0; round <= rounds; round += 1) {
    slowest.push(Math.max(...views.map(millisecondsToDraw)))
  }
  return [
    {
      what: 'drawing the most expensive card, filled to the brim',
      unit: 'ms',
      values: slowest.slice(1),
      goal: { most: 1, must: false },
      cores: CORES.alone,
    },
    {
      what: 'the largest card, filled to the brim',
      unit: 'kB',
      values: [Math.max(...views.map((view) => bytesOf(renderCard(view)))) / 1_000],
      goal: { most: 30, must: true },
      cores: CORES.alone,
    },
  ]
}

function millisecondsToDraw(view: ReturnType<typeof fullCard>): number {
  const before = cpuMicros()
  for (let count = 0; count < TIMES; count += 1) JSON.stringify(renderCard(view))
  return (cpuMicros() - before) / TIMES / 1_000
}
