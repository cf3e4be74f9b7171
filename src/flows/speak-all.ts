// Says many things in a few transactions; one that cannot be written does not keep back those beside it.
import { dayOf, type Instant } from '../domain/time.ts'
import { type Item, speak } from '../store/dues.ts'
import { apart } from './apart.ts'
import type { World } from './world.ts'

/** Written in one transaction. */
const BATCH = 100

/**
 * In the order given. A batch that the database refuses is said item by item.
 * @throws what the database refused first, once all the rest is said.
 */
export async function speakAll(world: World, at: Instant, items: readonly Item[]): Promise<void> {
  const say = (some: readonly Item[]) => speak(world.sql, world.appId, at, dayOf(at), some)
  const itemwise = apart(world.log, 'item_not_said')
  for (let from = 0; from < items.length; from += BATCH) {
    const batch = items.slice(from, from + BATCH)
    const said = await apart(world.log, 'items_not_said').piece({ count: batch.length }, () =>
      say(batch),
    )
    if (said !== undefined) continue
    for (const item of batch) await itemwise.piece(factsOf(item), () => say([item]))
  }
  itemwise.end()
}

function factsOf(item: Item) {
  if ('key' in item) return { key: item.key }
  const { subjectId, kind } = 'due' in item ? item.due : item.postponed
  return { subject: subjectId, kind }
}
