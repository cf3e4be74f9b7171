// Copies of a closed matter's 通报 that their readers never saw go to whoever has the post now (process §6).
import type { Matter } from '../domain/matter.ts'
import type { Organisation } from '../domain/organisation.ts'
import { resultTurn } from '../domain/outcome.ts'
import type { Instant } from '../domain/time.ts'
import { heirsOfCopy } from '../domain/wanted-outcome-cards.ts'
import { loadMatters } from '../store/matters.ts'
import { type UnreadCopy, unreadCopies } from '../store/places.ts'
import { saveDecision } from '../store/save-decision.ts'
import { apart } from './apart.ts'
import { noChange } from './no-change.ts'
import { reissueOf } from './reissue.ts'
import type { World } from './world.ts'

/**
 * A closed matter's cards are derived no more: what was seen stays where it is, for the record, and no new head finds
 * the 通报 of past years in his chat. What nobody saw is his to read. Where the post is empty it is looked at again.
 */
export async function passOnCopies(world: World, at: Instant): Promise<void> {
  const unread = await unreadCopies(world.sql)
  if (unread.length === 0) return
  const organisation = await world.organisations.latest()
  const ids = new Set(unread.flatMap(({ copy }) => copy.matterId ?? []))
  const matters = await loadMatters(world.sql, [...ids])
  const copywise = apart(world.log, 'copy_not_passed_on')
  for (const one of unread) {
    const matter = one.copy.matterId === null ? undefined : matters.get(one.copy.matterId)
    if (matter === undefined) continue
    const { id: copy } = one.copy
    await copywise.piece({ copy }, () => passOn(world, one, matter, organisation, at))
  }
  copywise.end()
}

async function passOn(
  world: World,
  { copy, holders }: UnreadCopy,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<void> {
  const heirs = heirsOf(copy, matter, organisation)
  if (heirs === null) return
  const messages = heirs
    .filter((openId) => !holders.includes(openId))
    .map((recipient) => ({
      ...reissueOf({ ...copy, recipient, subject: {} }, null).message,
      priority: 1 as const,
    }))
  const subjects = [{ id: copy.id, subject: { passedOn: true } }]
  const eventKey = `copy:${copy.id}`
  await saveDecision(world.sql, { ...noChange(world, at), eventKey, messages, subjects })
  world.wake()
}

/** Of an earlier result, before 重新办理, nobody has the copies any more. */
function heirsOf(
  { turn, recipient }: UnreadCopy['copy'],
  matter: Matter,
  organisation: Organisation,
) {
  return turn === resultTurn(matter) ? heirsOfCopy(matter, organisation, recipient) : []
}
