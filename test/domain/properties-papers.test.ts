// What is signed, goes up and is printed, over random walks through a matter (process §7, invariants 1, 2, 3 and 11).
import { describe, expect } from 'vitest'
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
import { ACTION_ZH } from '../../src/domain/terms.ts'
import { properties } from '../kit/always.ts'
import { mayHaveSigned } from '../kit/entitled.ts'

const { always } = properties('test/domain/properties-papers.test.ts')

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

describe('交办', () => {
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
})

function unended({ voidedAt: _, ...rest }: SignOff) {
  return rest
}
