// Which of its roads the guide goes by: chosen on the page, remembered over restarts.
import type { Journal } from '../journal.ts'
import type { Road, Roads } from './desk.ts'

export function roadsIn(
  journal: Pick<Journal, 'get' | 'put'>,
  all: readonly [Road, ...Road[]],
): Roads {
  return {
    all,
    chosen: () => all.find(({ name }) => name === journal.get('road', 'chosen')) ?? all[0],
    choose: (name) => journal.put('road', 'chosen', name),
  }
}
