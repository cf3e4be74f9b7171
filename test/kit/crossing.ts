// Taps that cross: all have been judged, and wait to be saved, before any of them is.
import { vi } from 'vitest'
import type { Play } from './play.ts'

/** Every tap is judged on what was there before any of them; those that wait for the same row are saved in this order. */
export async function crossing(
  play: Play,
  ...taps: readonly (() => Promise<unknown>)[]
): Promise<void> {
  const { sql } = play.product.database
  const answers: Promise<unknown>[] = []
  await sql.begin(async (tx) => {
    await tx`select from matter for update`
    await tx`select from message where kind in ('minutes', 'draft') for update`
    for (const tap of taps) {
      answers.push(tap())
      await vi.waitUntil(async () => (await waiting(play)) === answers.length, { timeout: 10_000 })
    }
  })
  await Promise.all(answers)
  await play.product.settle()
}

/** How many saves wait for a lock. */
async function waiting(play: Play): Promise<number> {
  const rows = await play.product.database.sql`
    select from pg_stat_activity where datname = current_database()
      and wait_event_type = 'Lock' and query ~ 'save_decision'`
  return rows.length
}
