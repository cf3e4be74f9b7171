// 延期, 改派, 阶段进展 and 转办 on the pure core: limits, deadlines, who speaks for whom (process §1.2, §4).
import { describe, expect, test } from 'vitest'
import type { CommandOf } from '../../src/domain/command.ts'
import { effectiveDeadline } from '../../src/domain/deadline.ts'
import { beginCycle, owesCycle } from '../../src/domain/decide-cycle.ts'
import { extensionUndecided, grantedExtension } from '../../src/domain/extension.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { DAY_MS, type Instant, instantOf } from '../../src/domain/time.ts'
import {
  docketed,
  everythingReady,
  type Given,
  given,
  instructed,
  instruction,
  partAt,
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

const lead = (matter: Matter) => leadOf(matter) ?? matter.assignments[0]

describe('延期', () => {
  test('同意后生效时限改了，原时限还在，配合单位按规则跟着走', () => {
    const { matter } = granted(given(instructed()), by('2026-09-28'))
    const held = lead(matter)
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
    expect(lead(matter)?.extendedTo).toBe(by('2026-09-24'))
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
    expect(lead(matter)?.extendedTo).toBe(by('2026-10-12'))
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

describe('改派', () => {
  const apply = { action: 'applyRedirect', reason: '不属我局职责。' } as const

  test('只在交办后两个工作日内、签收之前', () => {
    given(docketed()).by('禾苗').on('2026-09-16').when(apply).thenIs('待签收')
    given(docketed()).by('禾苗').on('2026-09-17').when(apply).thenRefused('redirectTooLate')
    given(instructed()).by('禾苗').when(apply).thenRefused('wrongStatus')
  })

  test.each([
    ['D04', 'redirectTo'],
    ['D99', 'redirectTo'],
    ['D09', 'redirectTo'],
  ] as const)('不能派给 %s', (department, reason) => {
    given(instructed())
      .by('温如松')
      .when({ action: 'redirect', department, reason: '' })
      .thenRefused(reason)
  })

  test('没有主要领导、督查工作人员或分管副区长的，点名拒绝', () => {
    const bare: Organisation = {
      ...yunling,
      people: yunling.people.map((person) => ({
        ...person,
        active: person.active && person.departmentId !== 'D08',
        portfolio: person.portfolio.filter((id) => id !== 'D08'),
      })),
    }
    given(instructed(biogas, bare), bare)
      .by('温如松')
      .when({ action: 'redirect', department: 'D08', reason: '' })
      .thenRefused('redirectLacks', { missing: ['head', 'officer', 'viceMayor'] })
  })

  test('新的一件接着原任务和时限，牵头随之改变，原单位看不到了', () => {
    const { matter } = given(instructed())
      .by('温如松')
      .when({ action: 'redirect', department: 'D07', reason: '职责调整。' })
      .thenIs('待签收')
    expect(matter.lead).toBe('D07')
    expect(matter.assignments.map(({ departmentId, status }) => [departmentId, status])).toEqual([
      ['D09', 'redirected'],
      ['D04', 'awaitingReceipt'],
      ['D07', 'awaitingReceipt'],
    ])
    expect(lead(matter)).toMatchObject({ task: biogas.content, deadline: biogas.deadline })
    expect(cardsTo(matter, '房一鸣')).toEqual(['handover'])
    expect(cardsTo(matter, '谷雨')).toEqual([])
    given(matter).of('D09').by('谷雨').when({ action: 'finish' }).thenRefused('notYours')
  })

  test('报送之后不能改派；已派走的可以再派回来', () => {
    const back = { action: 'redirect', department: 'D09', reason: '' } as const
    given(submitted())
      .by('温如松')
      .when({ ...back, department: 'D07' })
      .thenRefused('wrongStatus')
    const { matter } = given(docketed())
      .by('温如松')
      .when({ ...back, department: 'D07' })
      .thenIs('待签收')
      .by('温如松')
      .when(back)
      .thenIs('待签收')
    expect(new Set(matter.assignments.map(({ id }) => id)).size).toBe(4)
    expect(matter.lead).toBe('D09')
  })
})

describe('阶段进展', () => {
  const long = { ...biogas, cycle: 'monthly' as const, deadline: by('2026-12-20') }
  const OCTOBER = instantOf('2026-10-25', '09:00')

  function begun(): Matter {
    const matter = instructed(long)
    const held = lead(matter)
    if (held === undefined) throw new Error('nothing was handed over')
    const outcome = beginCycle(matter, held, OCTOBER, 'cycle:2026-10')
    if (!outcome.ok) throw new Error('refused')
    return outcome.matter
  }

  test('每月一次，由系统提出，督查人员填写，主要领导同意才报送', () => {
    const matter = begun()
    expect(matter.history.at(-1)).toMatchObject({ actor: 'system', action: '自动' })
    expect(matter.assignments.map((held) => owesCycle(matter, held, OCTOBER))).toEqual([
      false,
      false,
    ])
    expect(cardsTo(matter, '禾苗')).toEqual(['cycle'])
    const asOfficer = given(matter).by('禾苗')
    asOfficer
      .when({ action: 'presentCycle', achievement: ' ', problem: '' })
      .thenRefused('blanks', { missing: ['achievement'] })
    const presented = asOfficer
      .when({ action: 'presentCycle', achievement: '本月30座。', problem: '雨天多。' })
      .thenIs('办理中')
    expect(cardsTo(presented.matter, '温如松')).toEqual([])
    const sent = presented
      .by('田守稼')
      .when({ action: 'releaseCycle', opinion: '' })
      .thenIs('办理中')
    expect(sent.matter.petitions[0]).toMatchObject({ stage: 'done' })
    const november = instantOf('2026-11-25', '09:00')
    const [first] = sent.matter.assignments
    expect(first && owesCycle(sent.matter, first, november)).toBe(true)
  })

  test('不要求阶段进展的、已报送的，不提', () => {
    for (const matter of [instructed(), submitted(long)]) {
      const held = lead(matter)
      expect(held && beginCycle(matter, held, OCTOBER, 'cycle')).toMatchObject({ ok: false })
    }
  })
})

describe('转办', () => {
  test('他人的办理完毕不变，转出的人不再承办', () => {
    const both = given(partAt('acknowledged', docketed(), 'D09'))
      .by('田守稼')
      .when(instruction([named('谷雨'), named('禾苗')]))
      .thenIs('办理中')
      .by('谷雨')
      .when({ action: 'finish' })
      .thenIs('办理中')
    both
      .by('田守稼')
      .when({ action: 'passOn', from: named('谷雨'), to: named('禾苗') })
      .thenRefused('passOn', { fault: 'already' })
    both
      .by('谷雨')
      .when({ action: 'passOn', from: named('谷雨'), to: named('金穗') })
      .thenRefused('otherStanding')
    both
      .by('禾苗')
      .when({ action: 'passOn', from: named('谷雨'), to: named('金穗') })
      .thenRefused('handlerUnknown')
  })

  test('督查工作人员自己的，由主要领导转', () => {
    const own = given(partAt('acknowledged', docketed(), 'D09'))
      .by('田守稼')
      .when(instruction([named('禾苗')], 'officer'))
      .thenIs('办理中')
    const command = { action: 'passOn', from: named('禾苗'), to: named('谷雨') } as const
    own.by('禾苗').when(command).thenRefused('passOn', { fault: 'officersOwn' })
    const { matter } = own.by('田守稼').when(command).thenIs('办理中')
    expect(cardsTo(matter, '谷雨')).toEqual(['handle'])
    given(matter).by('禾苗').when({ action: 'finish' }).thenRefused('otherStanding')
  })
})

test('一天之后还在等领导同意的延期，等的人没有变', () => {
  const { matter } = given(instructed())
    .by('谷雨')
    .when(asked(by('2026-09-28'), 'proposeExtension'))
    .thenIs('办理中')
  const tomorrow = (matter.history.at(-1)?.at ?? 0) + DAY_MS
  expect(holdersOf(matter, 'extension', yunling, tomorrow)).toEqual([named('禾苗')])
})
