// One act on several matters: each is decided by itself, and all are saved in one transaction with what they entail.
import type { MatterCommand } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import type { Decided } from '../domain/decided.ts'
import type { Matter } from '../domain/matter.ts'
import type { OpenId, Organisation } from '../domain/organisation.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Instant } from '../domain/time.ts'
import { loadMatters } from '../store/matters.ts'
import { type Save, saveDecisions } from '../store/save-decision.ts'
import { asSaved, saveOf } from './act.ts'
import type { World } from './world.ts'

/** A matter as loaded, with the command for it and the turn the card was drawn for. */
export interface Each {
  readonly matter: Matter
  readonly command: MatterCommand
  readonly turn: number | null
}

export interface Given {
  readonly actor: OpenId
  readonly at: Instant
  readonly sourceEventId: string
  readonly tapped: string
  /** Saved with the decisions, as they turn out. */
  readonly entails: (
    decided: readonly Matter[],
  ) => Partial<Pick<Save, 'messages' | 'subjects' | 'superseded'>>
  /** Whether those that can be decided are, when others cannot. */
  readonly isSeparable: boolean
  /** Whether the commands still hold when a matter was changed meanwhile; else the caller begins anew. */
  readonly holdsAfterChange: boolean
}

export interface RefusedOne {
  readonly matter: Matter
  readonly refusal: Refusal
}

export type ActedOnAll =
  | {
      readonly outcome: 'done'
      readonly matters: readonly Matter[]
      readonly refused: readonly RefusedOne[]
      readonly tapped: number | null
    }
  | { readonly outcome: 'refused'; readonly refused: readonly RefusedOne[] }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'changed' }

/** As in {@link act}: how often somebody else may be first. */
const ATTEMPTS = 12

/**
 * Decides on every matter and saves the decisions together. When any of them was saved by somebody else
 * meanwhile, all are loaded and decided anew, so that a row that was returned a moment ago is not approved, and
 * the rows beside it are. What ends the process in between leaves nothing done and the card as it was.
 */
export async function actAll(
  world: World,
  each: readonly Each[],
  organisation: Organisation,
  given: Given,
  mayWrite: () => void,
): Promise<ActedOnAll> {
  let present = each
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const judged = present.map((one) => ({ ...one, decided: judge(one, organisation, given) }))
    const refused = judged.flatMap(({ matter, decided }) =>
      decided.ok ? [] : [{ matter, refusal: decided.refusal }],
    )
    const agreed = judged.flatMap(({ matter, decided }) =>
      decided.ok ? [{ before: matter, decided }] : [],
    )
    if (agreed.length === 0 || (refused.length > 0 && !given.isSeparable))
      return { outcome: 'refused', refused }
    mayWrite()
    const entailed = given.entails(agreed.map(({ decided }) => decided.matter))
    const saves = savesOf(world, agreed, organisation, given, entailed)
    const saved = await saveDecisions(world.sql, saves)
    if (saved.outcome === 'saved') {
      world.wake()
      const matters = agreed.map(({ before, decided }, index) =>
        asSaved(before, decided, saved.each[index] ?? { number: null, numberSerial: null }),
      )
      return { outcome: 'done', matters, refused, tapped: saved.each.at(-1)?.tapped ?? null }
    }
    if (saved.outcome === 'duplicate') return { outcome: 'duplicate' }
    if (!given.holdsAfterChange) return { outcome: 'changed' }
    const now = await loadMatters(
      world.sql,
      present.map(({ matter }) => matter.id),
    )
    present = present.map((one) => ({ ...one, matter: now.get(one.matter.id) ?? one.matter }))
  }
  throw new Error(`a list of ${each.length} was always changed by somebody else first`)
}

function judge(one: Each, organisation: Organisation, given: Given) {
  const request = {
    command: one.command,
    assignmentId: null,
    actor: given.actor,
    turn: one.turn,
    at: given.at,
    sourceEventId: given.sourceEventId,
  }
  return decide(one.matter, request, organisation)
}

/** The event's key goes with the first, what the act entails with the last: then every matter is there. */
function savesOf(
  world: World,
  agreed: readonly { before: Matter; decided: Decided }[],
  organisation: Organisation,
  given: Given,
  entailed: ReturnType<Given['entails']>,
): Save[] {
  return agreed.map(({ before, decided }, index) => {
    const isFirst = index === 0
    const isLast = index === agreed.length - 1
    const save = saveOf(world, before, decided, organisation, given.at, {
      eventKey: isFirst ? given.sourceEventId : null,
      tapped: isLast ? given.tapped : null,
      messages: isLast ? (entailed.messages ?? []) : [],
      subjects: isLast ? (entailed.subjects ?? []) : [],
    })
    return isLast ? { ...save, superseded: entailed.superseded ?? [] } : save
  })
}
