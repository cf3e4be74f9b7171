// Who has been told of what today, or still is to be: a list or a card sent once more leaves the room to that.
import type { Matter, MatterId } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import { dayOf, type Instant, instantOf } from '../domain/time.ts'
import { type DueRow, dueBy, dueOf, nudgedOn } from '../store/dues.ts'
import { loadMatters } from '../store/matters.ts'
import { apart } from './apart.ts'
import { fallingRow } from './put-off.ts'
import type { World } from './world.ts'

/** As many as may fall due on one day. */
const AHEAD = 20_000

/** Matters read at a time. */
const BATCH = 100

/** `matter|person` of all that was said or is to be said today; of these matters alone, where some are named. */
export async function remindedToday(
  world: World,
  organisation: Organisation,
  at: Instant,
  about?: readonly MatterId[],
): Promise<ReadonlySet<string>> {
  const evening = Math.max(at, instantOf(dayOf(at), organisation.rules.quietHours[0]))
  const rows =
    about === undefined
      ? await dueBy(world.sql, evening, AHEAD)
      : await dueOf(world.sql, about, evening)
  const told = await nudgedOn(world.sql, dayOf(at), about)
  const places = new Set(told.map(({ matterId, person }) => `${matterId}|${person}`))
  const dueByDue = apart(world.log, 'due_not_said')
  for (let from = 0; from < rows.length; from += BATCH) {
    const part = rows.slice(from, from + BATCH)
    const matters = await loadMatters(world.sql, [...new Set(part.map((row) => row.matterId))])
    for (const row of part) {
      const matter = matters.get(row.matterId)
      if (matter === undefined || row.kind === 'cycle') continue
      const facts = { matter: row.matterId, kind: row.kind }
      // What cannot be judged is not said either; the round that says it fails by that.
      const people = await dueByDue.piece(facts, () =>
        toldBy(row, matter, organisation, Math.max(at, row.at)),
      )
      for (const openId of people ?? []) places.add(`${row.matterId}|${openId}`)
    }
  }
  return places
}

function toldBy(row: DueRow, matter: Matter, organisation: Organisation, at: Instant): OpenId[] {
  const falling = fallingRow(row, matter, organisation, at)
  return falling.is === 'said' ? falling.said.map(({ to }) => to) : []
}
