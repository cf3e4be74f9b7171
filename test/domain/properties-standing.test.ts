// Who may do what and who is asked, over random walks through a matter (process §7, invariants 4, 9, 10 and 12; §8).
import { describe, expect } from 'vitest'
import { actionsOn, isPetitionCard } from '../../src/domain/actions.ts'
import { isFinalAssignment, isFinalMatter } from '../../src/domain/deadline.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Assignment, Matter } from '../../src/domain/matter.ts'
import { activePerson, hasRole } from '../../src/domain/organisation.ts'
import { isOpenPetition, petitionsOf } from '../../src/domain/petition.ts'
import { maySeeMatter } from '../../src/domain/visibility.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { wantedCards } from '../../src/domain/wanted-cards.ts'
import { wantedDues } from '../../src/domain/wanted-dues.ts'
import { properties } from '../kit/always.ts'
import { ownRequest, putUpBy } from '../kit/entitled.ts'
import { sensible } from '../kit/sensible.ts'
import { assignmentFor } from '../kit/walk.ts'

const { always } = properties('test/domain/properties-standing.test.ts')

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

describe('权限与卡片', () => {
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
    for (const [index, card] of wantedCards(after, organisation, at).entries()) {
      // A third of them after each step: over a walk every card comes round many times.
      if (card.recipientType === 'chat' || (index + after.auditSeq) % 3 !== 0) continue
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

  always('换一个不相干的人，或者人已离开，同样的请求办不成', (taken) => {
    const { before, outcome, request, organisation } = taken
    if (!outcome.ok) return
    const gone = organisation.people.map((person) =>
      person.openId === request.actor ? { ...person, active: false } : person,
    )
    const left = { ...organisation, people: gone }
    expect(decide(before, request, left), '已离开').toMatchObject({ ok: false })
    const parts = before.assignments.map(({ departmentId }) => departmentId)
    const others = organisation.people
      .filter(({ roles }) =>
        roles.some((role) => role.startsWith('DEPT_') || role === 'UNDERTAKER'),
      )
      .filter(({ departmentId }) => ![...parts, before.lead].includes(departmentId))
    for (const { openId } of [{ openId: 'ou_stranger' }, ...others.slice(0, 3)])
      expect(decide(before, { ...request, actor: openId }, organisation)).toMatchObject({
        ok: false,
      })
  })

  always('看不到事项的人，办不成事，也收不到卡片；草稿只有督查室看得到', (taken) => {
    const { before, after, outcome, request, organisation } = taken
    const sees = (openId: string, matter: Matter) => {
      const person = activePerson(organisation, openId)
      return person !== undefined && maySeeMatter(person, matter, organisation, request.at)
    }
    if (!outcome.ok) return
    // An entry stays its author's to correct when the work is another's by now (process §9).
    if (!('progressId' in request.command)) expect(sees(request.actor, before)).toBe(true)
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

describe('提醒', () => {
  always('一件一个有效时限只提醒一次，早于时限；报送、办结、撤销之后不再提醒', (taken) => {
    const { after, organisation, request, outcome } = taken
    if (outcome.ok && outcome.gone) return
    const dues = wantedDues(after, organisation, request.at)
    const names = dues.map(({ subjectId, kind, key }) => `${subjectId} ${kind} ${key}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { subjectId, kind } of dues.filter((due) => due.kind !== 'opinion')) {
      const held = after.assignments.find((one) => one.id === subjectId)
      expect(after.status, kind).toBe('handling')
      expect(DONE, kind).not.toContain(held?.status)
    }
    for (const held of after.assignments) {
      const reminders = dues.filter((due) => due.kind === 'remind' && due.subjectId === held.id)
      const owes = after.status === 'handling' && !DONE.includes(held.status)
      expect(reminders.map(({ key }) => key)).toEqual(owes ? [`${deadlineOf(held)}`] : [])
      for (const { at } of reminders) {
        expect(at).toBeGreaterThanOrEqual(held.handedOverAt)
        if (at > held.handedOverAt) expect(at).toBeLessThan(deadlineOf(held))
      }
    }
  })
})

/** What owes nothing any more; judged apart from the code. */
const DONE: readonly string[] = [
  'submitted',
  'delivered',
  'passed',
  'notProvided',
  'redirected',
  'cancelled',
]

/** 补正时限 if one runs, else the granted extension, else the original (process §1.4). */
function deadlineOf({ reworkDeadline, extendedTo, deadline }: Assignment): number {
  return reworkDeadline ?? extendedTo ?? deadline
}

function isBulletinCopy({ kind, recipient }: WantedCard, matter: Matter): boolean {
  return kind === 'feedback' && !matter.feedback.some((held) => held.leader === recipient)
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
