// What waits for a second word follows whoever can give it, as cards of matters do; without anybody the asker is told.
import { withoutSecond } from '../../cards/staffing-words.ts'
import { idFrom } from '../domain/hash.ts'
import { activePerson, type Organisation } from '../domain/organisation.ts'
import { type Staffing, secondsFor } from '../domain/staffing.ts'
import { dayOf, type Instant } from '../domain/time.ts'
import type { NewMessage } from '../store/save-decision.ts'
import { awaitingSecond, moveSeconds } from '../store/staffing.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** The 请确认 of those who are asked; the same organisation and day make the same cards. */
export function toSeconds(row: Staffing, organisation: Organisation, at: Instant): NewMessage[] {
  return secondsFor(row, organisation, at)
    .filter(({ isAsked }) => isAsked)
    .map(({ person: { openId } }) =>
      answerMessage(
        { type: 'person', id: openId },
        'confirm',
        { staffingId: row.id, second: true },
        { id: onceAs(row, openId, organisation, at), settled: false, waiting: true, priority: 1 },
      ),
    )
}

/** Done with every round: posts and delegations change in many ways, and little waits for a second word at a time. */
export async function followSeconds(world: World, at: Instant): Promise<void> {
  const pending = await awaitingSecond(world.sql)
  if (pending.length === 0) return
  const organisation = await world.organisations.latest()
  for (const { staffing, cards } of pending) {
    const wanted = toSeconds(staffing, organisation, at)
    const isAsked = (openId: string) => wanted.some(({ recipient }) => recipient === openId)
    const missing = wanted.filter(({ recipient }) =>
      cards.every((card) => card.recipient !== recipient),
    )
    const over = cards.filter(({ recipient }) => !isAsked(recipient)).map(({ id }) => id)
    if (missing.length === 0 && over.length === 0) continue
    const told = wanted.length === 0 ? unconfirmed(staffing, organisation, at) : []
    await moveSeconds(world.sql, {
      staffing: staffing.id,
      at,
      over,
      messages: [...missing, ...told],
    })
    world.wake()
  }
}

function unconfirmed(staffing: Staffing, organisation: Organisation, at: Instant): NewMessage[] {
  if (activePerson(organisation, staffing.by) === undefined) return []
  const text = withoutSecond(staffing, organisation)
  const id = onceAs(staffing, `told:${staffing.by}`, organisation, at)
  const to = { type: 'person', id: staffing.by } as const
  return [answerMessage(to, 'text', { text }, { id, priority: 1 })]
}

function onceAs(staffing: Staffing, what: string, { version }: Organisation, at: Instant): string {
  return idFrom('second', staffing.id, what, version, dayOf(at))
}
