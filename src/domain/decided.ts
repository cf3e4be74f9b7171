// What a decision yields, and how a step writes itself into the matter and its history.
import { canonicalJson, sha256Hex } from './hash.ts'
import type { Act, Assignment, Matter, MatterId } from './matter.ts'
import type { OpenId } from './organisation.ts'
import type { Capacity } from './standing.ts'
import {
  ASSIGNMENT_STATUS_ZH,
  type AssignmentStatus,
  MATTER_STATUS_ZH,
  type MatterStatus,
} from './terms.ts'
import type { Instant } from './time.ts'

export interface Decided {
  readonly ok: true
  /** The matter as it is to be; its version is still the loaded one. */
  readonly matter: Matter
  /** What was appended to the history, in order. */
  readonly acts: readonly Act[]
  /** 删除草稿: the matter goes, its audit entries stay. */
  readonly gone: boolean
  /** 同意立项: the number is allocated by the save itself, gapless per year. */
  readonly allocateNumber: boolean
}

/** Who acts, when, and by which event. */
export interface Deed {
  readonly actor: OpenId | 'system'
  readonly actingFor: OpenId | null
  readonly at: Instant
  readonly sourceEventId: string
}

export function deedOf(
  capacity: Capacity,
  request: { readonly actor: OpenId; readonly at: Instant; readonly sourceEventId: string },
): Deed {
  return {
    actor: request.actor,
    actingFor: capacity.actingFor,
    at: request.at,
    sourceEventId: request.sourceEventId,
  }
}

export function decided(matter: Matter, before: Matter): Decided {
  return {
    ok: true,
    matter,
    acts: matter.history.slice(before.history.length),
    gone: false,
    allocateNumber: false,
  }
}

export interface Entry {
  readonly action: string
  readonly details?: Readonly<Record<string, string>>
  readonly contentHash?: string | null
}

/** The matter moved on, or changed (`to` null), or went (`to` gone), with its audit entry. */
export function moveMatter(
  matter: Matter,
  to: MatterStatus | 'gone' | null,
  deed: Deed,
  entry: Entry,
  endsTurn: boolean,
): Matter {
  const act = appended(matter, deed, entry, {
    assignmentId: null,
    departmentId: null,
    from: MATTER_STATUS_ZH[matter.status],
    to: to === 'gone' ? null : MATTER_STATUS_ZH[to ?? matter.status],
    turn: endsTurn ? matter.turn : null,
  })
  return {
    ...withAct(matter, act),
    status: to === 'gone' || to === null ? matter.status : to,
    turn: endsTurn ? matter.turn + 1 : matter.turn,
  }
}

/** Something said of a matter, or new facts about it, with its audit entry: neither status nor turn moves. */
export function noteOnMatter(matter: Matter, deed: Deed, entry: Entry): Matter {
  return moveMatter(matter, null, deed, entry, false)
}

/** One assignment moved on (or changed), with its audit entry; `patch` holds its other new facts. */
export function moveAssignment(
  matter: Matter,
  assignment: Assignment,
  to: AssignmentStatus | null,
  deed: Deed,
  entry: Entry,
  patch: Partial<Assignment> = {},
  endsTurn = true,
): Matter {
  const act = appended(matter, deed, entry, {
    assignmentId: assignment.id,
    departmentId: assignment.departmentId,
    from: ASSIGNMENT_STATUS_ZH[assignment.status],
    to: ASSIGNMENT_STATUS_ZH[to ?? assignment.status],
    turn: endsTurn ? assignment.turn : null,
  })
  const moved: Assignment = {
    ...assignment,
    ...patch,
    status: to ?? assignment.status,
    turn: endsTurn ? assignment.turn + 1 : assignment.turn,
  }
  return withAct(replaceAssignment(matter, moved), act)
}

/** Something said of an assignment, or new facts about it, with its audit entry: neither status nor turn moves. */
export function noteOnAssignment(
  matter: Matter,
  assignment: Assignment,
  deed: Deed,
  entry: Entry,
  patch: Partial<Assignment> = {},
): Matter {
  return moveAssignment(matter, assignment, null, deed, entry, patch, false)
}

/** The same event's step that nobody takes by hand. */
export function byItself(deed: Deed): Deed {
  return { ...deed, actor: 'system', actingFor: null }
}

export function replaceAssignment(matter: Matter, assignment: Assignment): Matter {
  return {
    ...matter,
    assignments: matter.assignments.map((held) => (held.id === assignment.id ? assignment : held)),
  }
}

/** The hash that chains an entry to the one before it in the same matter (invariant 7). */
export function auditHash(matterId: MatterId, act: Act, prevHash: string): string {
  return sha256Hex(
    canonicalJson([
      matterId,
      act.seq,
      new Date(act.at).toISOString(),
      act.actor,
      act.actingFor,
      act.action,
      act.assignmentId,
      act.departmentId,
      act.from,
      act.to,
      act.turn,
      act.contentHash,
      act.details,
      act.sourceEventId,
      prevHash,
    ]),
  )
}

type Place = Pick<Act, 'assignmentId' | 'departmentId' | 'from' | 'to' | 'turn'>

function appended(matter: Matter, deed: Deed, entry: Entry, place: Place): Act {
  return {
    seq: matter.auditSeq + 1,
    at: deed.at,
    actor: deed.actor,
    actingFor: deed.actingFor,
    action: entry.action,
    ...place,
    contentHash: entry.contentHash ?? null,
    details: entry.details ?? {},
    sourceEventId: deed.sourceEventId,
  }
}

function withAct(matter: Matter, act: Act): Matter {
  return {
    ...matter,
    auditSeq: act.seq,
    auditHead: auditHash(matter.id, act, matter.auditHead),
    history: [...matter.history, act],
  }
}
