// 延期: limits, deadlines, who speaks for whom (process §1.2, §4).
import { describe, expect, test } from 'vitest'
import type { CommandOf } from '../../src/domain/command.ts'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { extensionUndecided, grantedExtension } from '../../src/domain/extension.ts'
import { leadOf } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { DAY_MS, type Instant, instantOf } from '../../src/domain/time.ts'
import {
  everythingReady,
  type Given,
  given,
  instructed,
  signedOff,
  submitted,
} from '../kit/given.ts'
import { cardsTo, holdersOf } from '../kit/holders.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const by = (day: string) => instantOf(day, '17:30')

function asked(
  to: Instant,
  action: 'proposeExtension' | 'presentExtension' = 'presentExtension',
): CommandOf<'proposeExtension' | 'presentExtension'> {
  return { action, to, reasonKind: 'weather', reason: '连续降雨。', progress: '已完成八成。' }
}

/** Proposed, presented and let out by the head: it lies with the office. */
function released(at: Given, to: Instant): Given {
  return at
    .by('禾苗')
    .when(asked(to, 'proposeExtension'))
    .thenIs('办理中')
    .by('禾苗')
    .when(asked(to))
    .thenIs('办理中')
    .by('田守稼')
    .when({ action: 'releaseApplication', opinion: '' })
    .thenIs('办理中')
}

function granted(at: Given, to: Instant): Given {
  return released(at, to)
    .by('温如松')
    .when({ action: 'grantExtension', to: null, opinion: '' })
    .thenIs('办理中')
}

describe('延期', () => {
  test('同意后生效时限改了，原时限还在，配合单位按规则跟着走', () => {
    const { matter } = granted(given(instructed()), by('2026-09-28'))
    const held = leadOf(matter)
    expect(held && effectiveDeadline(held)).toBe(by('2026-09-28'))
    expect(held?.deadline).toBe(by('2026-09-21'))
    expect(held && grantedExtension(matter, held)?.facts).toMatchObject({
      from: by('2026-09-21'),
      grantedTo: by('2026-09-28'),
      releasedBy: named('田守稼'),
      decidedBy: named('温如松'),
    })
    const co = matter.assignments.find((one) => one.kind === 'co')
    expect(co && effectiveDeadline(co)).toBe(by('2026-09-22'))
    expect(matter.history.at(-1)).toMatchObject({ actor: 'system', action: '自动' })
  })

  test('审批人可以改得短一些，不能改到现时限之前', () => {
    const waits = released(given(instructed()), by('2026-09-28')).by('罗思远')
    waits
      .when({ action: 'grantExtension', to: by('2026-09-20'), opinion: '' })
      .thenRefused('extensionTo', { fault: 'notLater' })
    const { matter } = waits
      .when({ action: 'grantExtension', to: by('2026-09-24'), opinion: '抓紧。' })
      .thenIs('办理中')
    expect(leadOf(matter)?.extendedTo).toBe(by('2026-09-24'))
  })

  test('时限一到，提的、呈的、领导同意的都晚了；已报区政府办的仍可审批', () => {
    const late = (at: Given) => at.on('2026-09-21', '17:30')
    late(given(instructed()).by('谷雨'))
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenRefused('extensionTooLate')
    const proposed = given(instructed())
      .by('禾苗')
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenIs('办理中')
    late(proposed.by('禾苗'))
      .when(asked(by('2026-09-28')))
      .thenRefused('extensionTooLate')
    const presented = proposed
      .by('禾苗')
      .when(asked(by('2026-09-28')))
      .thenIs('办理中')
    late(presented.by('田守稼'))
      .when({ action: 'releaseApplication', opinion: '' })
      .thenRefused('extensionTooLate')
    const out = presented
      .by('田守稼')
      .when({ action: 'releaseApplication', opinion: '' })
      .thenIs('办理中')
    late(out.by('温如松'))
      .when({ action: 'grantExtension', to: null, opinion: '' })
      .thenIs('办理中')
  })

  test('在审批的延期才让催促停下：领导未同意而时限已到的不算', () => {
    const presented = given(instructed())
      .by('禾苗')
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenIs('办理中')
      .by('禾苗')
      .when(asked(by('2026-09-28')))
      .thenIs('办理中')
    const rests = ({ matter, assignment }: Given, at: Instant) =>
      extensionUndecided(matter, assignment, at)
    expect(rests(given(instructed()), by('2026-09-20'))).toBe(false)
    expect(rests(presented, by('2026-09-20'))).toBe(true)
    expect(rests(presented, by('2026-09-21'))).toBe(false)
    const out = presented
      .by('田守稼')
      .when({ action: 'releaseApplication', opinion: '' })
      .thenIs('办理中')
    expect(rests(out, by('2026-09-25'))).toBe(true)
    const denied = out
      .by('罗思远')
      .when({ action: 'denyExtension', opinion: '请按期办结。' })
      .thenIs('办理中')
    expect(rests(denied, by('2026-09-20'))).toBe(false)
  })

  test('至多延两次；特批不占次数', () => {
    const twice = granted(
      granted(given(instructed()), by('2026-09-24')).on('2026-09-22'),
      by('2026-09-28'),
    )
    const third = twice.on('2026-09-25').by('禾苗')
    third
      .when(asked(by('2026-10-09'), 'proposeExtension'))
      .thenRefused('extensionsUsedUp', { limit: 2 })
    const special = { action: 'grantSpecially', to: by('2026-10-12'), reason: '抢险。' } as const
    third.by('温如松').when(special).thenRefused('otherStanding')
    const { matter } = third.on('2026-09-29').by('罗思远').when(special).thenIs('办理中')
    expect(leadOf(matter)?.extendedTo).toBe(by('2026-10-12'))
    expect(matter.history.find((act) => act.action === '特批延期')?.details).toMatchObject({
      opinion: '抢险。',
    })
  })

  test('不得晚于上级时限', () => {
    const superior = {
      ...biogas,
      superior: true,
      superiorOrgan: '云州市人民政府督查室',
      superiorDeadline: by('2026-09-25'),
    }
    given(instructed(superior))
      .by('禾苗')
      .when(asked(by('2026-09-26'), 'proposeExtension'))
      .thenRefused('extensionTo', { fault: 'superior', limit: by('2026-09-25') })
    granted(given(instructed(superior)), by('2026-09-25'))
  })

  test('缺什么一次说全；退回后换一件新的，意见留在上面', () => {
    const proposed = given(instructed())
      .by('谷雨')
      .when({
        action: 'proposeExtension',
        to: null,
        reasonKind: null,
        reason: '',
        progress: '',
      })
      .thenIs('办理中')
    expect(cardsTo(proposed.matter, '禾苗')).toEqual(['extension'])
    proposed
      .by('禾苗')
      .when({ action: 'presentExtension', to: null, reasonKind: null, reason: ' ', progress: '' })
      .thenRefused('blanks', { missing: ['to', 'reasonKind', 'extensionReason', 'progress'] })
    const back = proposed
      .by('禾苗')
      .when(asked(by('2026-09-28')))
      .thenIs('办理中')
      .by('田守稼')
      .when({ action: 'returnApplication', opinion: '写明剩余工作量。' })
      .thenIs('办理中')
    expect(back.matter.petitions.map(({ stage }) => stage)).toEqual(['returned', 'proposed'])
    expect(back.matter.petitions[1]?.facts).toMatchObject({
      opinion: '写明剩余工作量。',
      reason: '连续降雨。',
    })
  })

  test('报送之后再无延期：在途的作罢，卡片不再等人', () => {
    const open = given(signedOff())
      .by('禾苗')
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenIs('已审签')
      .by('禾苗')
      .when(asked(by('2026-09-28')))
      .thenIs('已审签')
    expect(cardsTo(open.matter, '田守稼')).toEqual(['request'])
    const sent = open
      .by('禾苗')
      .when({ action: 'submit', checklist: everythingReady })
      .thenIs('已报送')
    expect(sent.matter.petitions[0]).toMatchObject({ stage: 'dropped' })
    expect(cardsTo(sent.matter, '田守稼')).toEqual([])
    given(submitted())
      .by('禾苗')
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenRefused('wrongStatus')
  })

  test('受委托人不放自己写的；谁提的、谁放的，都不能批', () => {
    const twoHats: Organisation = {
      ...yunling,
      people: yunling.people.map((person) =>
        person.name === '许广厦'
          ? { ...person, roles: [...person.roles, 'DEPT_SUPERVISION_OFFICER' as const] }
          : person,
      ),
    }
    const housing = {
      ...biogas,
      lead: 'D07',
      co: [],
      approver: named('陆明舟'),
      deadline: by('2026-09-25'),
    }
    const drafted = given(instructed(housing, twoHats), twoHats)
      .on('2026-09-16')
      .by('许广厦')
      .when(asked(by('2026-09-28'), 'proposeExtension'))
      .thenIs('办理中')
      .on('2026-09-16')
      .by('许广厦')
      .when(asked(by('2026-09-28')))
      .thenIs('办理中')
    expect(cardsTo(drafted.matter, '马建业', twoHats)).toEqual(['request'])
    drafted
      .on('2026-09-16', '11:00')
      .by('许广厦')
      .when({ action: 'releaseApplication', opinion: '' })
      .thenRefused('ownRequest')
    drafted
      .on('2026-09-16', '11:00')
      .by('马建业')
      .when({ action: 'releaseApplication', opinion: '' })
      .thenIs('办理中')
  })
})

test('一天之后还没呈领导的延期，等的人没有变', () => {
  const { matter } = given(instructed())
    .by('谷雨')
    .when(asked(by('2026-09-28'), 'proposeExtension'))
    .thenIs('办理中')
  const tomorrow = (matter.history.at(-1)?.at ?? 0) + DAY_MS
  expect(holdersOf(matter, 'extension', yunling, tomorrow)).toEqual([named('禾苗')])
})
