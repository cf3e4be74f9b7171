// Who is still to be reminded of what today: a list or a card sent once more leaves that matter's room to the reminder.

import type { Organisation } from '../domain/organisation.ts'
import { fallingDue } from '../domain/reminders.ts'
import { dayOf, type Instant, instantOf } from '../domain/time.ts'
import { dueBy } from '../store/dues.ts'
import { loadMatters } from '../store/matters.ts'
import type { World } from './world.ts'

/** As many as may fall due on one day. */
const AHEAD = 20_000

/** `matter|person` of everything that is still to be said today. */
export async function remindedToday(
  world: World,
  organisation: Organisation,
  at: Instant,
): Promise<ReadonlySet<string>> {
  const evening = instantOf(dayOf(at), organisation.rules.quietHours[0])
  const rows = await dueBy(world.sql, Math.max(at, evening), AHEAD)
  const matters = await loadMatters(world.sql, [...new Set(rows.map((row) => row.matterId))])
  const places = rows.flatMap((row) => {
    const matter = matters.get(row.matterId)
    const [key = ''] = row.key.split('@')
    if (matter === undefined || row.kind === 'cycle') return []
    const falling = fallingDue(matter, { ...row, key }, organisation, Math.max(at, row.at))
    return falling.is === 'said' ? falling.said.map(({ to }) => `${row.matterId}|${to}`) : []
  })
  return new Set(places)
}
