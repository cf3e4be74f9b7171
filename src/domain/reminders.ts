// What is said when something falls due, to whom and in which tone – or that there is nothing to say any more.
import { effectiveDeadline, isOwing } from './deadline.ts'
import { extensionUndecided } from './extension.ts'
import { type Assignment, hasFinished, instructionOf, type Matter } from './matter.ts'
import {
  hasRole,
  type OpenId,
  type Organisation,
  officersOf,
  personOf,
  viceMayorFor,
} from './organisation.ts'
import { opinionSince } from './outcome.ts'
import { atWork, handlersAtWork } from './staffing.ts'
import { decidersFor } from './standing.ts'
import { dayOf, type Instant } from './time.ts'
import { supervisionOf } from './wanted-cards.ts'
import type { DueKind } from './wanted-dues.ts'

/**
 * `courteous` 婉转提醒, to a coordinating leader; `direct` 直接督促, to a section; `own` 主动办理, to the officer who
 * does it himself; `head` courteously to 主要领导; `neutral` to whoever must act; `copy` for 督查室 or an officer to know.
 */
export type Tone = 'courteous' | 'direct' | 'own' | 'head' | 'neutral' | 'copy'

export interface Said {
  readonly to: OpenId
  readonly tone: Tone
}

export type Falling =
  /** Its cause is gone: nothing is said. */
  | { readonly is: 'gone' }
  /** An extension asked in time is undecided: escalation rests (process §3). */
  | { readonly is: 'rests' }
  | { readonly is: 'said'; readonly said: readonly Said[] }

export interface Due {
  readonly subjectId: string
  readonly kind: DueKind
  readonly key: string
}

const GONE = { is: 'gone' } as const

/** What a thing that is due means in the matter's present state. */
export function fallingDue(
  matter: Matter,
  due: Due,
  organisation: Organisation,
  at: Instant,
): Falling {
  if (due.kind === 'opinion')
    return due.key === String(opinionSince(matter))
      ? said(
          supervisionOf(matter, organisation).map((to) => ({ to, tone: 'neutral' })),
          organisation,
          at,
        )
      : GONE
  const assignment = matter.assignments.find((held) => held.id === due.subjectId)
  if (assignment === undefined || matter.status !== 'handling') return GONE
  if (!isOwing(assignment.status)) return GONE
  if (!isStillAbout(assignment, due, at)) return GONE
  if (escalates(due.kind) && extensionUndecided(matter, assignment, at)) return { is: 'rests' }
  return said(whoHears(matter, assignment, due.kind, organisation, at), organisation, at)
}

/** Whoever stands in for somebody hears in his place. */
function said(people: readonly Said[], organisation: Organisation, at: Instant): Falling {
  const first = new Map<OpenId, Said>()
  for (const one of people) {
    const to = one.tone === 'head' ? one.to : atWork(organisation, one.to, dayOf(at))
    if (!first.has(to)) first.set(to, { ...one, to })
  }
  return first.size === 0 ? GONE : { is: 'said', said: [...first.values()] }
}

/** A reminder is for one effective deadline, a first step for one hand-over. */
function isStillAbout(assignment: Assignment, { kind, key }: Due, at: Instant): boolean {
  const deadline = effectiveDeadline(assignment)
  switch (kind) {
    case 'unsigned':
      return assignment.status === 'awaitingReceipt' && key === String(assignment.handedOverAt)
    case 'uninstructed':
      return (
        assignment.status === 'awaitingInstruction' && key === String(assignment.acknowledgedAt)
      )
    case 'dueDay':
    case 'dueDayHead':
      return key === String(deadline) && at <= deadline
    case 'remind':
      // After the deadline there is nothing to remind of in advance; what follows then has words of its own.
      return key === String(deadline) && at <= deadline
    default:
      return key === String(deadline)
  }
}

function escalates(kind: DueKind): boolean {
  return kind !== 'remind' && kind !== 'cycle'
}

function whoHears(
  matter: Matter,
  assignment: Assignment,
  kind: DueKind,
  organisation: Organisation,
  at: Instant,
): Said[] {
  const officers = toned('neutral', officersOf(organisation, assignment.departmentId))
  const heads = () => headsOf(matter, assignment, organisation, at)
  switch (kind) {
    case 'remind':
      return beforehand(matter, assignment, organisation, at)
    case 'unsigned':
      return [...officers, ...copies(matter, organisation)]
    case 'uninstructed':
    case 'dueDayHead':
      return heads()
    case 'dueDay':
      return [...handlers(assignment, organisation, at), ...officers]
    case 'late':
      return [...handlers(assignment, organisation, at), ...officers, ...heads()]
    case 'veryLate':
      return copies(matter, organisation)
    default:
      return []
  }
}

/** 提前催办 by mode and state (process §3). */
function beforehand(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): Said[] {
  const officers = officersOf(organisation, assignment.departmentId)
  switch (assignment.status) {
    case 'handling': {
      const mode = instructionOf(assignment)?.mode
      const working = handlers(assignment, organisation, at)
      if (mode === 'leader') return working.filter(({ tone }) => tone === 'courteous')
      return mode === 'section' ? [...working, ...toned('copy', officers)] : working
    }
    case 'awaitingSignOff':
      return headsOf(matter, assignment, organisation, at)
    case 'awaitingReceipt':
    case 'received':
    case 'awaitingInstruction':
      return [...toned('neutral', officers), ...headsOf(matter, assignment, organisation, at)]
    default:
      return toned('neutral', officers)
  }
}

/** Those who have not said 办理完毕 yet, each as the mode asks. */
function handlers(assignment: Assignment, organisation: Organisation, at: Instant): Said[] {
  if (assignment.status !== 'handling') return []
  const mode = instructionOf(assignment)?.mode
  const people = handlersAtWork(assignment, organisation, dayOf(at))
    .filter((openId) => !hasFinished(assignment, openId))
    .map((openId) => personOf(organisation, openId))
    .filter((person) => person !== undefined)
  if (mode !== 'leader') return toned(mode === 'officer' ? 'own' : 'direct', people)
  // Nobody is pressed in mode ①, whoever works beside the leader; where there is none, whoever handles is asked.
  const leaders = people.filter((person) => hasRole(person, 'DEPT_DEPUTY', 'DEPT_HEAD'))
  if (leaders.length === 0) return toned('courteous', people)
  return [...toned('courteous', leaders), ...toned('neutral', people)]
}

function headsOf(
  matter: Matter,
  assignment: Assignment,
  organisation: Organisation,
  at: Instant,
): Said[] {
  const scope = assignment.status === 'awaitingSignOff' ? 'SIGN_REPORT' : 'INSTRUCT'
  const deciders = decidersFor(matter, assignment, organisation, 'head', scope, at)
  return toned(
    'head',
    deciders.map(({ person }) => person),
  )
}

function copies(matter: Matter, organisation: Organisation): Said[] {
  return supervisionOf(matter, organisation).map((to) => ({ to, tone: 'copy' }))
}

function toned(tone: Tone, people: readonly { readonly openId: OpenId }[]): Said[] {
  return people.map(({ openId }) => ({ to: openId, tone }))
}

/** Whose daily list names what is three working days late: the 副区长 with the portfolio (process §3). */
export function leaderOfLate(
  assignment: Assignment,
  organisation: Organisation,
): OpenId | undefined {
  return viceMayorFor(organisation, assignment.departmentId)?.openId
}
