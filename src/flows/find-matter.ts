// Which matter is meant: by number, by the card replied to, by words out of its title. Never a guess.
import type { Matter, MatterId } from '../domain/matter.ts'
import type { Organisation, Person } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { maySeeMatter } from '../domain/visibility.ts'
import { fold } from '../lark/fold.ts'
import type { NumberRef } from '../lark/numbers.ts'
import { mattersNumbered, mattersSaying } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import type { World } from './world.ts'

/** At most so many are offered to choose from (conversation §3). */
const CHOICES_MAX = 5

/** How many candidates are looked at before sight is judged. */
const CANDIDATES_MAX = 60

export type Found =
  | { readonly found: 'one'; readonly matter: Matter }
  /** Several fit: up to five to choose from. */
  | { readonly found: 'several'; readonly matters: readonly Matter[] }
  /** None there is, or none this person may know of: the answer is the same. */
  | { readonly found: 'none' }

interface Asking {
  readonly person: Person
  readonly organisation: Organisation
  readonly at: Instant
}

export async function findByNumber(
  world: World,
  number: NumberRef,
  asking: Asking,
): Promise<Found> {
  const { prefix } = number
  if (prefix !== null && fold(prefix) !== fold(asking.organisation.numberPrefix))
    return { found: 'none' }
  return among(world, await mattersNumbered(world.sql, number.serial, number.year), asking)
}

export async function findByWords(world: World, words: string, asking: Asking): Promise<Found> {
  return among(world, await mattersSaying(world.sql, words, CANDIDATES_MAX), asking)
}

/** Those of the given matters that the person may see. */
export async function among(
  world: World,
  ids: readonly MatterId[],
  { person, organisation, at }: Asking,
): Promise<Found> {
  const loaded = await loadMatters(world.sql, ids)
  const visible = ids
    .flatMap((id) => loaded.get(id) ?? [])
    .filter((matter) => maySeeMatter(person, matter, organisation, at))
  const [only] = visible
  if (only === undefined) return { found: 'none' }
  return visible.length === 1
    ? { found: 'one', matter: only }
    : { found: 'several', matters: visible.slice(0, CHOICES_MAX) }
}
