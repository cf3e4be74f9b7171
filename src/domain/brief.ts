// 督查专报: what goes up to the superior organ, version by version, and who may clear it (process §1.1, invariant 2).
import { canonicalJson, idFrom, sha256Hex } from './hash.ts'
import type { Matter } from './matter.ts'
import type { OpenId, Organisation } from './organisation.ts'
import { type Brief, type Clearance, latestBrief, liveClearance } from './outcome.ts'
import { reportTitle, tidy } from './report.ts'
import { type Decider, decidersFor, freeAmong } from './standing.ts'
import { ACTION_ZH } from './terms.ts'
import type { Instant } from './time.ts'

/** The version after the latest one, addressed to whoever assigned the matter. */
export function nextBrief(
  matter: Matter,
  organisation: Organisation,
  summary: string,
  by: OpenId | 'system',
  at: Instant,
): Brief {
  const briefVersion = (latestBrief(matter)?.briefVersion ?? 0) + 1
  const title = reportTitle(organisation.governmentName, matter.title)
  const addressee = matter.superiorOrgan
  const content = canonicalJson({ title, addressee, summary })
  const contentHash = sha256Hex(content)
  const id = idFrom(matter.id, 'brief', briefVersion, contentHash)
  const words = { title, addressee, summary, content, contentHash }
  return { id, matterId: matter.id, briefVersion, ...words, by, at }
}

/** The text as a form sends it, so that line ends and outer space make no new version. */
export function briefText(summary: string | null, matter: Matter): string {
  return tidy(summary ?? latestBrief(matter)?.summary ?? '')
}

/** Whose word the matter waits for; null where it waits for neither. */
export function postAwaited({ status }: Pick<Matter, 'status'>): Clearance['post'] | null {
  if (status === 'awaitingViceMayor') return 'viceMayor'
  return status === 'awaitingMayor' ? 'mayor' : null
}

export function otherPost(post: Clearance['post']): Clearance['post'] {
  return post === 'mayor' ? 'viceMayor' : 'mayor'
}

/**
 * Who may clear in this post: the delegate while a delegation holds, else the leader. Never who put the text
 * up (invariant 10), nor who has cleared it in the other post: they are two persons, whoever deputises.
 */
export function clearersOf(
  matter: Matter,
  organisation: Organisation,
  post: Clearance['post'],
  at: Instant,
): Decider[] {
  const barred = barredFrom(matter, post)
  const deciders = decidersFor(matter, null, organisation, post, 'DECIDE', at)
  return freeAmong(
    deciders,
    organisation,
    ({ person, actingFor }) =>
      barred.includes(person.openId) || (actingFor !== null && actingFor === presenterOf(matter)),
  )
}

/** Whether this person's word would be his second one, or one on his own text. */
export function isBarredFrom(matter: Matter, post: Clearance['post'], person: OpenId): boolean {
  return barredFrom(matter, post).includes(person)
}

function barredFrom(matter: Matter, post: Clearance['post']): OpenId[] {
  const other = liveClearance(matter, otherPost(post))?.by
  return [presenterOf(matter), other ?? null].filter((held) => held !== null)
}

/** Who put the present text to the leaders. */
function presenterOf({ history }: Matter): OpenId | null {
  const act = history.findLast((held) => held.action === ACTION_ZH.presentBrief)
  return act?.actor ?? null
}
