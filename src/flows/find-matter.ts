// Which matter is meant: by number, by the card replied to, by words out of its title. Never a guess.

import { soonBefore } from '../domain/lamp-classes.ts'
import type { Matter, MatterId } from '../domain/matter.ts'
import type { Organisation, Person } from '../domain/organisation.ts'
import type { Instant } from '../domain/time.ts'
import { maySeeMatter, sightOf } from '../domain/visibility.ts'
import { fold } from '../lark/fold.ts'
import type { NumberRef } from '../lark/numbers.ts'
import { boardRows } from '../store/board.ts'
import { mattersNumbered } from '../store/lists.ts'
import { loadMatters } from '../store/matters.ts'
import { EVERYTHING } from './looking.ts'
import type { World } from './world.ts'

/** More than anybody would choose from: the answer names five. */
const CANDIDATES = 60

export type Found =
  | { readonly found: 'one'; readonly matter: Matter }
  /** Several fit; the answer offers some of them to choose from. */
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

/** Out of the titles and numbers within the asker's sight, the newest first; drafts are not asked for by name. */
export async function findByWords(world: World, words: string, asking: Asking): Promise<Found> {
  const { person, organisation, at } = asking
  const look = {
    sight: sightOf(person, organisation, at),
    viewpoint: null,
    at,
    soonBefore: soonBefore(organisation, at),
  }
  const filter = { ...EVERYTHING, status: 'all', words, sort: 'new' } as const
  const { rows } = await boardRows(world.sql, look, filter, { limit: CANDIDATES, offset: 0 })
  const ids = rows.filter(({ status }) => status !== 'drafting').map(({ id }) => id)
  return among(world, ids, asking)
}

/** Those of the given matters that the person may see, as an answer to which one is meant. */
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
    : { found: 'several', matters: visible }
}
