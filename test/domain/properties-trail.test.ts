// What the trail says and what a step can be taken on, over random walks through a matter (process §7, invariants 4 to 7).

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMatterAction } from '../../src/domain/command.ts'
import { decide } from '../../src/domain/decide.ts'
import { auditHash } from '../../src/domain/decided.ts'
import type { Matter } from '../../src/domain/matter.ts'
import { ASSIGNMENT_STATUS_ZH, MATTER_STATUS_ZH } from '../../src/domain/terms.ts'
import { properties } from '../kit/always.ts'
import { ACTIONS } from '../kit/sensible.ts'
import { walk, walks } from '../kit/walk.ts'

const { always } = properties('test/domain/properties-trail.test.ts')

describe('台账', () => {
  always('被拒的什么也不变，办成的至少一条，哈希连得上，序号不跳', (taken) => {
    const { before, outcome, request, organisation } = taken
    const again = decide(frozen(before), request, organisation)
    expect(JSON.stringify(again)).toBe(JSON.stringify(outcome))
    if (!outcome.ok) return
    expect(outcome.acts.length).toBeGreaterThanOrEqual(1)
    const whole = [...before.history, ...outcome.acts]
    expect(outcome.matter.history.length).toBe(whole.length)
    expect(outcome.matter.history.every((act, index) => act === whole[index])).toBe(true)
    let { auditSeq, auditHead } = before
    for (const act of outcome.acts) {
      auditSeq += 1
      expect(act).toMatchObject({ seq: auditSeq, sourceEventId: request.sourceEventId })
      auditHead = auditHash(before.id, act, auditHead)
    }
    expect(outcome.matter).toMatchObject({ auditSeq, auditHead })
  })

  always('每一条都从上一条停下的状态接着走', ({ before, outcome }) => {
    if (!outcome.ok) return
    const stands = new Map(before.history.map((act) => [act.assignmentId, act.to]))
    for (const { assignmentId, from, to } of outcome.acts) {
      const start = assignmentId === null ? '拟立项' : '待签收'
      expect(from).toBe(stands.get(assignmentId) ?? start)
      stands.set(assignmentId, to)
    }
  })

  always('办过的一轮不再回来：轮次只增不减，同一请求再来就是过时', (taken) => {
    const { before, after, outcome, request, organisation } = taken
    expect(after.turn).toBeGreaterThanOrEqual(before.turn)
    for (const was of before.assignments)
      expect(turnIn(after, was.id)).toBeGreaterThanOrEqual(was.turn)
    if (!outcome.ok || outcome.gone) return
    const onMatter = isMatterAction(request.command.action)
    const subject = onMatter ? null : request.assignmentId
    const turn = onMatter ? before.turn : turnIn(before, request.assignmentId)
    if (!outcome.acts.some((act) => act.assignmentId === subject && act.turn === turn)) return
    expect(decide(after, { ...request, turn }, organisation)).toMatchObject({
      ok: false,
      refusal: { reason: 'overtaken', again: true },
    })
  })
})

describe('过时的卡片', () => {
  always('卡片过了时，点了什么也不改', ({ before, outcome, request }) => {
    const { turn, assignmentId, command } = request
    const onMatter = isMatterAction(command.action)
    const present = onMatter ? before.turn : turnIn(before, assignmentId)
    if (OWN_COPY.includes(command.action)) return
    if (turn !== null && turn < present) expect(outcome.ok).toBe(false)
  })
})

/** 督查结果 is each leader's own copy and is answered whenever he reads it. */
const OWN_COPY: readonly string[] = ['read', 'giveInstruction']

test('这样的走法走得够深：每样都办成过，也都被拒过', () => {
  const taken = fc.sample(walks, { seed: 20_260_914, numRuns: 600 }).flatMap((given) => walk(given))
  const done = new Set(
    taken.filter((one) => one.outcome.ok).map((one) => one.request.command.action),
  )
  const refused = new Set(
    taken.filter((one) => !one.outcome.ok).map((one) => one.request.command.action),
  )
  expect(ACTIONS.filter((action) => !done.has(action) && !BEYOND.includes(action))).toEqual([])
  expect(ACTIONS.filter((action) => !refused.has(action))).toEqual([])
  const parts = taken.flatMap(({ after }) => after.assignments)
  expect(known(ASSIGNMENT_STATUS_ZH).filter((status) => !some(parts, status))).toEqual(['received'])
  const matters = taken.map(({ after }) => after)
  expect(known(MATTER_STATUS_ZH).filter((status) => !some(matters, status))).toEqual([])
  const delegated = taken.flatMap(({ outcome }) => (outcome.ok ? outcome.acts : []))
  expect(delegated.filter((act) => act.actingFor !== null).length).toBeGreaterThan(50)
})

/** The month's question is the clock's, and a second 不满意 lies behind most walks; each has tests of its own. */
const BEYOND: readonly string[] = ['presentCycle', 'releaseCycle', 'consentToRedo']

function known<Status extends string>(statuses: Readonly<Record<Status, string>>): Status[] {
  return Object.keys(statuses) as Status[]
}

function some(held: readonly { readonly status: string }[], status: string): boolean {
  return held.some((one) => one.status === status)
}

function turnIn(matter: Matter, id: string | null): number {
  return matter.assignments.find((held) => held.id === id)?.turn ?? -1
}

const still = new WeakSet<object>()

/** Whoever writes to it throws. States of a walk share most of what they hold, and are frozen once. */
function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || still.has(value)) return value
  still.add(value)
  for (const held of Object.values(value)) frozen(held)
  return Object.freeze(value)
}
