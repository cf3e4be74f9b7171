// Over any changes of people: what is open waits for somebody who may do it, and nobody else keeps a live button.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actionsOn } from '../../src/domain/actions.ts'
import { mayAct } from '../../src/domain/decide.ts'
import { staffingFault } from '../../src/domain/decide-staffing.ts'
import { followPosts } from '../../src/domain/follow-posts.ts'
import { hangingIn } from '../../src/domain/hanging.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import {
  handlersOf,
  headOf,
  type OpenId,
  type Organisation,
  officersOf,
  type Person,
  personOf,
} from '../../src/domain/organisation.ts'
import { staffingChange, withChange } from '../../src/domain/staffing-change.ts'
import type { CardKind } from '../../src/domain/terms.ts'
import { DAY_MS, dayOf, type Instant } from '../../src/domain/time.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { askerOf, type Change, change, commandOf } from '../kit/changes.ts'
import { matterAt, type Stage } from '../kit/given.ts'
import { biogas, MONDAY, named, yunling } from '../kit/yunling.ts'

const RUNS = Number(process.env.DUBAN_RUNS ?? 300)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)
/** For a machine that others use, too. */
const TIMEOUT_MS = 30_000 + RUNS * 100

const STAGES: readonly Stage[] = [
  ...(['proposed', 'docketed', 'acknowledged', 'instructed', 'finished', 'presented'] as const),
  ...(['signedOff', 'submitted', 'passed'] as const),
]
const MATTERS = STAGES.map((stage) =>
  matterAt(stage, { ...biogas, lead: 'D07', co: ['D09'], approver: named('陆明舟') }),
)

interface Standing {
  readonly organisation: Organisation
  readonly matters: readonly Matter[]
  readonly at: Instant
}

/** The first day, and the district after each change that was let through, with what follows in the matters. */
function* after(changes: readonly Change[]): Generator<Standing> {
  let now: Standing = { organisation: { ...yunling, delegations: [] }, matters: MATTERS, at: START }
  yield now
  for (const one of changes) {
    const at = now.at + one.pause
    const command = commandOf(one, now.organisation, at)
    const actor = askerOf(one, now.organisation)
    const fault = actor && staffingFault(now.organisation, command, actor, at)
    const organisation =
      actor === undefined || fault !== null
        ? now.organisation
        : withChange(now.organisation, staffingChange(now.organisation, command, at, actor))
    const matters = now.matters.map((matter) => {
      const followed = followPosts(matter, organisation, at, 'posts')
      return followed.ok ? followed.matter : matter
    })
    now = { organisation, matters, at }
    yield now
  }
}

/** Past what happened to the matters themselves. */
const START = MONDAY + DAY_MS

function always(title: string, holds: (standing: Standing, matter: Matter) => void): void {
  test(
    title,
    () => {
      const property = fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        for (const standing of after(changes))
          for (const matter of standing.matters) holds(standing, matter)
      })
      fc.assert(property, { seed: SEED, numRuns: RUNS })
    },
    TIMEOUT_MS,
  )
}

const waitingIn = (matter: Matter, { organisation, at }: Standing): WantedCard[] =>
  wantedCards(matter, organisation, at).filter((card) => card.waiting)

always('等着办的卡片只在在岗的人手里，每人一张', (standing, matter) => {
  const cards = waitingIn(matter, standing)
  for (const { recipient } of cards)
    expect(personOf(standing.organisation, recipient)).toMatchObject({ active: true })
  const keys = cards.map(({ kind, recipient, assignmentId, turn }) =>
    [kind, recipient, assignmentId, turn].join('|'),
  )
  expect(new Set(keys).size).toBe(keys.length)
})

always('领导的决定恰好等一个人；谁的工作都有人接；没有人的，督查室知道', (standing, matter) => {
  const { organisation, at } = standing
  const hangs = hangingIn(matter, organisation, at)
  if (matter.status === 'awaitingApproval')
    expect(holding('docket', null) + hangs.length, 'docket').toBe(1)
  for (const held of partsUnderWay(matter)) {
    const lacking = hangs.filter(({ assignmentId }) => assignmentId === held.id).length
    const kind = DECIDED_ON[held.status]
    if (kind !== undefined) expect(holding(kind, held) + lacking, held.status).toBe(1)
    const worked = WORKED_ON[held.status]
    if (worked === undefined) continue
    expect([held.status, holding(worked, held) > 0]).toEqual([held.status, lacking === 0])
    for (const person of workersOn(held, organisation))
      expect([held.status, has(worked, held, standInOf(person, standing))]).toEqual([
        held.status,
        true,
      ])
  }

  function holding(kind: CardKind, held: Assignment | null): number {
    return waitingIn(matter, standing).filter(
      (card) => card.kind === kind && card.assignmentId === (held?.id ?? null),
    ).length
  }

  function has(kind: CardKind, held: Assignment, openId: OpenId): boolean {
    return waitingIn(matter, standing).some(
      (card) => card.kind === kind && card.assignmentId === held.id && card.recipient === openId,
    )
  }
})

always('部门的卡片，只有本部门在岗的、轮到的人点得动', (standing, matter) => {
  const { organisation, at } = standing
  for (const card of waitingIn(matter, standing)) {
    const held = partsUnderWay(matter).find(({ id }) => id === card.assignmentId)
    if (held === undefined || !OF_DEPARTMENT.includes(card.kind)) continue
    const actions = actionsOn(card.kind, matter, held, card.recipient, card.turn)
    // Whoever left is turned away before any of it is asked.
    const able = organisation.people
      .filter(({ active }) => active)
      .filter((actor) =>
        actions.some((action) =>
          mayAct({ matter, assignment: held, organisation, actor, at }, action),
        ),
      )
    expect(able.map(({ openId }) => openId)).toContain(card.recipient)
    for (const person of able)
      expect([card.kind, person.name, isEntitled(person, card.kind, held, standing)]).toEqual([
        card.kind,
        person.name,
        true,
      ])
  }
})

const DECIDED_ON: Partial<Record<Assignment['status'], CardKind>> = {
  awaitingInstruction: 'instruct',
  awaitingSignOff: 'signoff',
}

const WORKED_ON: Partial<Record<Assignment['status'], CardKind>> = {
  awaitingReceipt: 'handover',
  handling: 'handle',
  compiling: 'compile',
  signedOff: 'submit',
}

const OF_DEPARTMENT: readonly CardKind[] = [
  ...Object.values(DECIDED_ON),
  ...Object.values(WORKED_ON),
]

function partsUnderWay(matter: Matter): readonly Assignment[] {
  return matter.status === 'handling' ? matter.assignments : []
}

/** Whose work it is now: the officers, or those of the named handlers who are still of the department. */
function workersOn(held: Assignment, organisation: Organisation): OpenId[] {
  const { departmentId, handlers, status } = held
  if (status !== 'handling')
    return officersOf(organisation, departmentId).map(({ openId }) => openId)
  const here = handlersOf(organisation, departmentId).map(({ openId }) => openId)
  return handlers.filter((handler) => here.includes(handler))
}

/** Whoever has somebody's work on the day, in their own department. */
function standInOf(openId: OpenId, { organisation, at }: Standing): OpenId {
  const given = organisation.delegations.find(
    ({ principal, scope, from, to }) =>
      principal === openId && scope.includes('WORK') && from <= dayOf(at) && dayOf(at) <= to,
  )
  if (given === undefined) return openId
  const [person, other] = [personOf(organisation, openId), personOf(organisation, given.delegate)]
  const here = other?.active === true && other.departmentId === person?.departmentId
  return here ? given.delegate : openId
}

/** By the procedure, not by the code: post, delegation of the day, or the work of a colleague. */
function isEntitled(person: Person, kind: CardKind, held: Assignment, standing: Standing): boolean {
  const { organisation, at } = standing
  if (!person.active || person.departmentId !== held.departmentId) return false
  const head = headOf(organisation, held.departmentId)?.openId
  const scope = { instruct: 'INSTRUCT', signoff: 'SIGN_REPORT' }[kind as string]
  if (scope !== undefined)
    return (
      person.openId === head ||
      organisation.delegations.some(
        (given) =>
          given.principal === head &&
          given.delegate === person.openId &&
          given.scope.some((one) => one === scope) &&
          given.from <= dayOf(at) &&
          dayOf(at) <= given.to,
      )
    )
  // Of what handlers do, officers report and apply as well.
  const own = (openId: OpenId): boolean =>
    (kind === 'handle' && held.handlers.includes(openId)) ||
    personOf(organisation, openId)?.roles.includes('DEPT_SUPERVISION_OFFICER') === true
  const taken = organisation.people
    .filter(({ departmentId }) => departmentId === held.departmentId)
    .filter(
      ({ openId }) => openId !== person.openId && standInOf(openId, standing) === person.openId,
    )
  return own(person.openId) || taken.some(({ openId }) => own(openId))
}
