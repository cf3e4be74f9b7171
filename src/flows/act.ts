// The only writer: load, decide, save. Every tap, word and timer that changes a matter goes through here.
import { noticesOf } from '../../cards/notices.ts'
import { batchOf, togetherLeft } from '../domain/batch.ts'
import { cardsInLine, NO_CARDS } from '../domain/cards-in-line.ts'
import type { Request } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { Decided } from '../domain/decided.ts'
import { entailedDocuments } from '../domain/entailed-documents.ts'
import { hangingIn } from '../domain/hanging.ts'
import type { Act, Matter } from '../domain/matter.ts'
import { wantedTasks } from '../domain/mirror.ts'
import type { Organisation } from '../domain/organisation.ts'
import type { Refusal, Refused } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { wantedDues } from '../domain/wanted-dues.ts'
import { loadMatter } from '../store/matters.ts'
import { type NewMessage, type Save, type Saved, saveDecision } from '../store/save-decision.ts'
import { entailedCards } from './entailed.ts'
import { answerMessage, filesOf } from './reissue.ts'
import type { World } from './world.ts'

export type Acted =
  | {
      readonly outcome: 'done'
      /** As it now stands, number and version included. */
      readonly matter: Matter
      readonly acts: readonly Act[]
      /** The wanted version of the tapped card; null when there is none. */
      readonly tapped: number | null
    }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly matter: Matter }
  /** The same event had its effect before; the matter as it stands. */
  | { readonly outcome: 'duplicate'; readonly matter: Matter }

/** What goes into the same transaction besides the decision. */
export interface Entailed {
  readonly eventKey: string | null
  readonly tapped: string | null
  readonly messages: readonly NewMessage[]
  readonly subjects: Save['subjects']
  /** The card that a matter stands on for as long as it was never saved. */
  readonly judgedBy?: Save['judgedBy']
}

/** How often somebody else may be first. A thousand taps at once lose to one another once or twice. */
const ATTEMPTS = 12

/**
 * Decides the request on the matter as loaded and saves what was decided; when somebody else saved first,
 * loads and decides anew. `mayWrite` is asked right before each save: whoever was told "nothing happened" stays right.
 */
export function act(
  world: World,
  loaded: Matter,
  organisation: Organisation,
  request: Request,
  entailed: Entailed,
  mayWrite: () => void = () => {},
): Promise<Acted> {
  const judge = (matter: Matter) => decide(matter, request, organisation)
  return carryOut(world, loaded, organisation, judge, request.at, entailed, mayWrite)
}

/** The same for a step that nobody asks for: the clock's. `judge` is the step itself. */
export function actByClock(
  world: World,
  loaded: Matter,
  organisation: Organisation,
  judge: (matter: Matter) => Decided | Refused,
  at: Instant,
  entailed: Entailed,
): Promise<Acted> {
  return carryOut(world, loaded, organisation, judge, at, entailed, () => {})
}

async function carryOut(
  world: World,
  loaded: Matter,
  organisation: Organisation,
  judge: (matter: Matter) => Decided | Refused,
  at: Instant,
  entailed: Entailed,
  mayWrite: () => void,
): Promise<Acted> {
  let before = loaded
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const decided = judge(before)
    if (!decided.ok) return { outcome: 'refused', refusal: decided.refusal, matter: before }
    mayWrite()
    const saved = await saveDecision(
      world.sql,
      saveOf(world, before, decided, organisation, at, entailed),
    )
    if (saved.outcome === 'saved') {
      world.wake()
      const matter = asSaved(before, decided, saved)
      return { outcome: 'done', matter, acts: decided.acts, tapped: saved.tapped }
    }
    const now = await loadMatter(world.sql, before.id)
    if (saved.outcome === 'duplicate') return { outcome: 'duplicate', matter: now ?? before }
    if (now === null)
      return { outcome: 'refused', refusal: { reason: 'matterUnknown' }, matter: before }
    before = now
  }
  throw new Error(`matter ${before.id} was always saved by somebody else first`)
}

/**
 * The batch whose 批量立项 cards are drawn anew because something became of a row of theirs, here or elsewhere; null
 * for a matter that was put forward by itself.
 */
function batchLeft(before: Matter, after: Matter): string | null {
  const isDecided = before.status === 'awaitingApproval' && after.status !== 'awaitingApproval'
  return isDecided ? (batchOf(before)?.id ?? null) : null
}

/** The matter as it now stands, with the number that the save allocated. */
export function asSaved(
  before: Matter,
  decided: Decided,
  { number, numberSerial }: Pick<Extract<Saved, { outcome: 'saved' }>, 'number' | 'numberSerial'>,
): Matter {
  const numbered = number === null ? {} : { number, numberSerial }
  return { ...decided.matter, version: before.version + 1, ...numbered }
}

/** Everything that a decision writes, for one save or for several in one. */
export function saveOf(
  world: World,
  before: Matter,
  decided: Decided,
  organisation: Organisation,
  at: Instant,
  entailed: Entailed,
): Save {
  const told = decided.gone ? [] : noticesOf(before, decided, organisation, at)
  const notices = told.map(({ to, text }) =>
    answerMessage({ type: 'person', id: to }, 'text', { text }, { priority: 1 }),
  )
  const documents = decided.gone ? [] : entailedDocuments(before, decided.matter, organisation)
  const { wants, kinds } = decided.gone
    ? NO_CARDS
    : cardsInLine(decided.matter, organisation, at, before)
  return {
    appId: world.appId,
    eventKey: entailed.eventKey,
    at,
    change: { before, decided },
    wants,
    kinds,
    ...(world.mirrors ? { tasks: wantedTasks(wants) } : {}),
    dues: decided.gone ? [] : wantedDues(decided.matter, organisation, at),
    numberPrefix: organisation.numberPrefix,
    judgedOn: {
      version: organisation.version,
      hangs: !decided.gone && hangingIn(decided.matter, organisation, at).length > 0,
    },
    tapped: entailed.tapped,
    messages: [
      ...entailed.messages,
      ...entailedCards(decided, organisation),
      ...notices,
      ...documents.flatMap(filesOf),
    ],
    documents: documents.map(({ saying, ...one }) => ({ ...one, ...saying })),
    superseded: [],
    judgedBy: before.version === 0 ? (entailed.judgedBy ?? []) : [],
    batch: batchLeft(before, decided.matter),
    checked: togetherLeft(before, decided.gone ? null : decided.matter),
    subjects: entailed.subjects,
  }
}
