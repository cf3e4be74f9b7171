// Cards move to whoever decides now: when a delegation begins or ends, when posts change, when a file was applied.
import { hangingNotices } from '../../cards/hanging.ts'
import { cardsInLine } from '../domain/cards-in-line.ts'
import { followPosts } from '../domain/follow-posts.ts'
import { hangingIn } from '../domain/hanging.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import { wantedTasks } from '../domain/mirror.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { wantedDues } from '../domain/wanted-dues.ts'
import { loadMatters } from '../store/matters.ts'
import {
  forgetRealignment,
  saveRealigned,
  toRealign,
  turnDelegations,
} from '../store/realignment.ts'
import { actByClock } from './act.ts'
import { apart } from './apart.ts'
import { followSeconds } from './follow-seconds.ts'
import { answerMessage } from './reissue.ts'
import type { World } from './world.ts'

/** Matters looked at together. */
const BATCH = 100

/** How often a matter may be changed by somebody else while it is derived anew; then it waits for the next round. */
const ATTEMPTS = 5

/**
 * Derives anew what changes of people have left noted. Each matter is done once, by whichever instance comes first,
 * and what was not done when a process ended stays noted.
 */
export async function realign(world: World, at: Instant): Promise<void> {
  await turnDelegations(world.sql, at)
  const passed: MatterId[] = []
  const matterwise = apart(world.log, 'matter_not_realigned')
  for (;;) {
    const ids = await toRealign(world.sql, BATCH, passed)
    if (ids.length === 0) break
    const matters = await loadMatters(world.sql, ids)
    for (const id of ids) {
      const matter = matters.get(id)
      if (matter === undefined) await forgetRealignment(world.sql, id)
      else if (await matterwise.piece({ matter: id }, () => deriveAnew(world, matter, at))) continue
      passed.push(id)
    }
    world.wake()
  }
  await followSeconds(world, at)
  matterwise.end()
}

/** False: it was changed by others all the while, and waits for the next round. */
async function deriveAnew(world: World, loaded: Matter, at: Instant): Promise<boolean> {
  let matter: Matter | undefined = loaded
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const organisation = await world.organisations.latest()
    const followed = await withPostsFollowed(world, matter, organisation, at)
    const saved = await saveRealigned(world.sql, realignedOf(world, followed, organisation, at))
    if (saved !== 'conflict') return true
    matter = (await loadMatters(world.sql, [loaded.id])).get(loaded.id)
    if (matter === undefined) return false
  }
  return false
}

/** The steps that follow by themselves are steps of the matter, with their entries in its trail. */
async function withPostsFollowed(
  world: World,
  matter: Matter,
  organisation: Organisation,
  at: Instant,
): Promise<Matter> {
  const key = `posts:${matter.id}:${organisation.version}`
  const judge = (held: Matter) => followPosts(held, organisation, at, key)
  if (!judge(matter).ok) return matter
  const entailed = { eventKey: null, tapped: null, messages: [], subjects: [] }
  return (await actByClock(world, matter, organisation, judge, at, entailed)).matter
}

function realignedOf(world: World, matter: Matter, organisation: Organisation, at: Instant) {
  const { wants, kinds } = cardsInLine(matter, organisation, at, matter)
  return {
    appId: world.appId,
    at,
    matter,
    organisationVersion: organisation.version,
    wants,
    kinds,
    ...(world.mirrors ? { tasks: wantedTasks(wants) } : {}),
    dues: wantedDues(matter, organisation, at),
    told: hangingIn(matter, organisation, at).map((hanging) => ({
      key: `hangs:${hanging.key}`,
      messages: hangingNotices(matter, hanging, organisation).map(({ to, text }) =>
        answerMessage({ type: 'person', id: to }, 'text', { text }, { priority: 1 }),
      ),
    })),
  }
}
