// What may never happen, over random walks through a matter (process §7).
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionsOn, isPetitionCard } from '../../src/domain/actions.ts'
import { isMatterAction } from '../../src/domain/command.ts'
import { isFinalAssignment, isFinalMatter } from '../../src/domain/deadline.ts'
import { decide } from '../../src/domain/decide.ts'
import { auditHash } from '../../src/domain/decided.ts'
import { docketGaps } from '../../src/domain/docket.ts'
import {
  latestReport,
  liveSignOff,
  liveSubmission,
  type Matter,
  type SignOff,
} from '../../src/domain/matter.ts'
import { activePerson, hasRole, type Organisation } from '../../src/domain/organisation.ts'
import { type Clearance, latestBrief } from '../../src/domain/outcome.ts'
import { isOpenPetition, petitionsOf } from '../../src/domain/petition.ts'
import { ACTION_ZH, ASSIGNMENT_STATUS_ZH, MATTER_STATUS_ZH } from '../../src/domain/terms.ts'
import { maySeeMatter } from '../../src/domain/visibility.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { mayHaveSigned, ownRequest, putUpBy } from '../kit/entitled.ts'
import { ACTIONS, sensible } from '../kit/sensible.ts'
import { assignmentFor, type Taken, walk, walks } from '../kit/walk.ts'

const RUNS = Number(process.env.DUBAN_RUNS ?? 300)
const SEED = Number(process.env.DUBAN_SEED ?? 20_260_914)
const PATH = process.env.DUBAN_PATH

/** Walks are much work for a machine that others use, too. */
const TIMEOUT_MS = 30_000 + RUNS * 100

/** Walks; a failure says how to walk the same way again. */
function always(title: string, holds: (taken: Taken) => void): void {
  test(
    title,
    () => {
      const property = fc.property(walks, (given) => walk(given).forEach(holds))
      const run = fc.check(property, {
        seed: SEED,
        numRuns: RUNS,
        ...(PATH === undefined ? {} : { path: PATH }),
      })
      if (!run.failed) return
      const [first] = (run.counterexamplePath ?? '').split(':')
      const again = `DUBAN_SEED=${run.seed} DUBAN_PATH=${first}`
      const command = `${again} npx vitest run --config test/vitest.config.ts test/domain/properties.test.ts -t '${title}'`
      throw new Error(`${fc.defaultReportMessage(run)}\n\n再走一遍：${command}`, {
        cause: run.errorInstance,
      })
    },
    TIMEOUT_MS,
  )
}

describe('报送与审签', () => {
  always(
    '没有主要领导或当日受委托人对同一内容的审签，什么也报不出去',
    ({ after, organisation }) => {
      for (const held of after.assignments) {
        const out = ['submitted', 'delivered', 'passed'].includes(held.status)
        if (!out && held.status !== 'signedOff') continue
        const report = latestReport(held)
        const signed = liveSignOff(held)
        expect(signed).toMatchObject({ contentHash: report?.contentHash })
        expect(mayHaveSigned(held, signed, organisation)).toBe(true)
        const sent = liveSubmission(held)
        if (out) expect(sent?.contentHash).toBe(signed?.contentHash)
        else expect(sent).toBeUndefined()
      }
    },
  )

  always('文字一变，原来的签就作废', ({ before, after }) => {
    for (const held of after.assignments) {
      const live = held.signOffs.filter((signed) => signed.voidedAt === null)
      expect(live.length).toBeLessThanOrEqual(1)
      expect(live.every((signed) => signed === liveSignOff(held))).toBe(true)
      const was = before.assignments.find((one) => one.id === held.id)
      const renewed = held.reports.length > (was?.reports.length ?? 0)
      if (renewed) expect(live.every((signed) => !was?.signOffs.includes(signed))).toBe(true)
    }
  })

  always('报告的每一版都不再变，版本只增不减', ({ before, after }) => {
    for (const was of before.assignments) {
      const now = after.assignments.find((held) => held.id === was.id)
      expect(now?.reports.slice(0, was.reports.length)).toEqual(was.reports)
      expect(now?.reports.map((report) => report.reportVersion)).toEqual(
        now?.reports.map((_, index) => index + 1),
      )
      expect(now?.signOffs.slice(0, was.signOffs.length).map(unended)).toEqual(
        was.signOffs.map(unended),
      )
    }
  })
})

describe('上报', () => {
  always(
    '没有分管副区长、区长两个人对同一内容的同意，什么也报不上去',
    ({ after, organisation }) => {
      const brief = latestBrief(after)
      const live = after.clearances.filter(({ voidedAt }) => voidedAt === null)
      expect(live.every(({ contentHash }) => contentHash === brief?.contentHash)).toBe(true)
      expect(new Set(live.map(({ post }) => post)).size).toBe(live.length)
      if (after.status === 'awaitingReportUp') expectTwoLeaders(after, live, organisation)
      if (after.superior && after.status === 'closed') {
        expectTwoLeaders(after, live, organisation)
        expect(after.reportsUp.at(-1)?.contentHash).toBe(brief?.contentHash)
      }
    },
  )

  always('督查专报的每一版都不再变', ({ before, after }) => {
    expect(after.briefs.slice(0, before.briefs.length)).toEqual(before.briefs)
    expect(after.briefs.map(({ briefVersion }) => briefVersion)).toEqual(
      after.briefs.map((_, index) => index + 1),
    )
  })

  always('通报没有起草人以外的签发，印不出去；点名批评的两人都签', ({ after }) => {
    for (const one of after.bulletins.filter(({ issuedAt }) => issuedAt !== null)) {
      expect(one.issuedBy).not.toBeNull()
      expect([one.issuedBy, one.consentedBy]).not.toContain(one.by)
      if (one.critical) expect(one.consentedBy).not.toBeNull()
      if (one.critical) expect(one.consentedBy).not.toBe(one.issuedBy)
    }
  })
})

/** 陆明舟 and 沈维岳, or who decided for them; never one person for both, nor who put it up for either. */
function expectTwoLeaders(
  { history }: Matter,
  live: readonly Clearance[],
  organisation: Organisation,
): void {
  expect(live.map(({ post }) => post).toSorted()).toEqual(['mayor', 'viceMayor'])
  const putUp = history.findLast((act) => act.action === ACTION_ZH.presentBrief)
  expect(new Set([putUp?.actor, ...live.map(({ by }) => by)]).size).toBe(3)
  for (const { post, by, actingFor } of live) {
    const leader = activePerson(organisation, actingFor ?? by)
    const role = post === 'mayor' ? 'DISTRICT_MAYOR' : 'DISTRICT_VICE_MAYOR'
    expect(leader && hasRole(leader, role)).toBe(true)
  }
}

describe('台账', () => {
  always('被拒的什么也不变，办成的至少一条，哈希连得上，序号不跳', (taken) => {
    const { before, outcome, request, organisation } = taken
    const copy = JSON.stringify(before)
    const again = decide(before, request, organisation)
    expect(JSON.stringify(before)).toBe(copy)
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

describe('对外申请', () => {
  always('没有主要领导或受委托人放行，什么申请也到不了区政府办；提的、放的都不批', ({ after }) => {
    for (const { stage, facts, kind, by } of after.petitions) {
      if (kind !== 'extension' && kind !== 'redirect' && kind !== 'cycle') continue
      if ('special' in facts && facts.special === true) continue
      const out = ['awaitingOffice', 'granted', 'denied'].includes(stage)
      if (out || (kind === 'cycle' && stage === 'done')) expect(facts.releasedBy).toBeDefined()
      if (stage !== 'granted' && stage !== 'denied') continue
      expect([by, facts.presentedBy, facts.releasedBy]).not.toContain(facts.decidedBy)
    }
  })

  always('延期只往后走，须在时限前放行，一件至多两次', ({ after, organisation }) => {
    for (const held of after.assignments) {
      const granted = petitionsOf(after.petitions, 'extension', held.id).filter(
        ({ stage, facts }) => stage === 'granted' && facts.special !== true,
      )
      expect(granted.length).toBeLessThanOrEqual(organisation.rules.maxExtensions)
      for (const { facts } of granted) {
        expect(facts.grantedTo).toBeGreaterThan(facts.from)
        expect(facts.releasedAt).toBeLessThan(facts.from)
      }
    }
  })

  always('没人再能办的申请不留着等人', ({ after, request, organisation, outcome }) => {
    if (!outcome.ok || outcome.gone) return
    const waiting = wantedCards(after, organisation, request.at).filter((card) => card.waiting)
    for (const petition of after.petitions.filter(isOpenPetition)) {
      if (after.status !== 'handling' || petition.assignmentId === null) continue
      const cards = waiting.filter(
        (card) =>
          card.assignmentId === petition.assignmentId &&
          isPetitionCard(card.kind) &&
          card.turn === petition.position,
      )
      expect(cards, `${petition.kind} ${petition.stage}`).not.toEqual([])
    }
  })
})

describe('交办与权限', () => {
  always('三清楚不全，交不出去', ({ after, organisation }) => {
    if (after.status === 'drafting') return
    const proposedAt = after.history.findLast((act) => act.action === ACTION_ZH.propose)?.at ?? 0
    // After 改派 the lead may be outside the portfolio of the leader who approved the matter.
    const moved = after.assignments.some((held) => held.status === 'redirected')
    const gaps = docketGaps(after, organisation, proposedAt)
    expect(moved ? gaps.filter(({ gap }) => gap !== 'approver') : gaps).toEqual([])
    for (const held of after.assignments) {
      expect(held.task.trim()).not.toBe('')
      expect(held.deadline).toBeGreaterThan(held.handedOverAt)
      expect(held.deadline).toBeLessThanOrEqual(after.deadline ?? 0)
    }
  })

  always('谁也不审自己呈的、自己写的、自己报的', ({ before, outcome, organisation }) => {
    if (!outcome.ok) return
    for (const act of outcome.acts) {
      const part = before.assignments.find((held) => held.id === act.assignmentId)
      expect(ownRequest(act, before, part)).not.toBe(act.actor)
      if (act.actingFor !== null) {
        const delegate = activePerson(organisation, act.actor)
        expect(delegate && hasRole(delegate, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER')).toBe(
          false,
        )
        expect(act.actor).not.toBe(part === undefined ? before.proposedBy : putUpBy(act, part))
      }
    }
  })

  always('卡片上的按钮，收到卡片的人都能按', ({ after, request, outcome, organisation }) => {
    if (!outcome.ok || outcome.gone) return
    const { at } = request
    for (const card of wantedCards(after, organisation, at)) {
      if (card.recipientType === 'chat') continue
      const assignment = assignmentFor(after, card)
      const actor = card.recipient
      for (const action of actionsOn(card.kind, after, assignment, actor, card.turn)) {
        // Whose signature another has given for him sees by whom, without the button.
        if (action === 'issueBulletin' && !card.waiting) continue
        const place = { matter: after, assignment, organisation, actor, at }
        const command = sensible(action, place)
        const { assignmentId, turn } = card
        const about = isPetitionCard(card.kind) ? { turn: null, petition: turn } : { turn }
        const asked = { command, assignmentId, actor, ...about, at, sourceEventId: 'event-next' }
        const refusal = refusalOf(decide(after, asked, organisation))
        expect(FOR_THE_WRONG_PERSON, `${card.kind} ${action}`).not.toContain(refusal)
      }
    }
  })

  always(
    '没有终结的事项和交办件，都有一张卡片等着人',
    ({ after, request, outcome, organisation }) => {
      if (outcome.ok && outcome.gone) return
      const waiting = wantedCards(after, organisation, request.at).filter((card) => card.waiting)
      if (!isFinalMatter(after.status) && after.auditSeq > 0) expect(waiting).not.toEqual([])
      if (after.status !== 'handling') return
      for (const held of after.assignments.filter((one) => one.status !== 'delivered'))
        if (!isFinalAssignment(held.status))
          expect(waiting.some((card) => card.assignmentId === held.id)).toBe(true)
    },
  )

  always('看不到事项的人，办不成事，也收不到卡片；草稿只有督查室看得到', (taken) => {
    const { before, after, outcome, request, organisation } = taken
    const sees = (openId: string, matter: Matter) => {
      const person = activePerson(organisation, openId)
      return person !== undefined && maySeeMatter(person, matter, organisation, request.at)
    }
    if (!outcome.ok) return
    expect(sees(request.actor, before)).toBe(true)
    // A 通报 is sent to the departments chosen for it; its copy is a paper and opens nothing else.
    for (const card of wantedCards(after, organisation, request.at))
      if (card.recipientType === 'person' && !isBulletinCopy(card, after))
        expect(sees(card.recipient, after), card.kind).toBe(true)
    if (after.status !== 'drafting') return
    for (const person of organisation.people)
      expect(sees(person.openId, after)).toBe(
        hasRole(person, 'SUPERVISION_CHIEF', 'SUPERVISION_OFFICER'),
      )
  })
})

test('这样的走法走得够深：每样都办成过，也都被拒过', () => {
  const taken = fc.sample(walks, { seed: 20_260_914, numRuns: 300 }).flatMap((given) => walk(given))
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

function isBulletinCopy({ kind, recipient }: WantedCard, matter: Matter): boolean {
  return kind === 'feedback' && !matter.feedback.some((held) => held.leader === recipient)
}

function known<Status extends string>(statuses: Readonly<Record<Status, string>>): Status[] {
  return Object.keys(statuses) as Status[]
}

function some(held: readonly { readonly status: string }[], status: string): boolean {
  return held.some((one) => one.status === status)
}

const FOR_THE_WRONG_PERSON = [
  'stranger',
  'notYours',
  'otherStanding',
  'ownRequest',
  'overtaken',
  'wrongStatus',
  'matterUnknown',
]

function refusalOf(outcome: ReturnType<typeof decide>): string | null {
  return outcome.ok ? null : outcome.refusal.reason
}

function turnIn(matter: Matter, id: string | null): number {
  return matter.assignments.find((held) => held.id === id)?.turn ?? -1
}

function unended({ voidedAt: _, ...rest }: SignOff) {
  return rest
}
