// The order of the run: what takes long begins at once, so that nothing long is left alone at the end.
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The slowest first; each takes half a minute or more. */
const SLOW = [
  'test/year/year.test.ts',
  'test/reliability/database-faults.test.ts',
  'test/reliability/killed-pair.test.ts',
  'test/page/circle.test.ts',
  'test/flows/reminders.test.ts',
  'test/page/board.test.ts',
  'test/store/walks.test.ts',
  'test/domain/properties-standing.test.ts',
  'test/flows/outage.test.ts',
]

export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = SLOW.findIndex((path) => moduleId.endsWith(path))
  return place === -1 ? SLOW.length : place
}
