// Which cards there should be in every status, for whom, and whom they ask to act (conversation §1.2, §1.11, §2).
import { describe, expect, test } from 'vitest'
import type { Matter } from '../../src/domain/matter.ts'
import type { Organisation, Person } from '../../src/domain/organisation.ts'
import { CARD_TITLE_ZH } from '../../src/domain/terms.ts'
import { instantOf } from '../../src/domain/time.ts'
import type { WantedCard } from '../../src/domain/wanted-card.ts'
import { supervisionOf, wantedCards } from '../../src/domain/wanted-cards.ts'
import {
  acknowledged,
  docketed,
  everythingReady,
  given,
  halfFinished,
  instruction,
  matterAt,
  partAt,
  passed,
  presented,
  proposed,
  submitted,
} from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const AT = instantOf('2026-09-14', '18:00')
const CO_WAITS = '交办通知→金穗'
const GROUPS = ['督查事项→oc_test_d04', '督查事项→oc_test_d09']

describe('每个状态该有的卡片', () => {
  test.each([
    ['drafted', ['督查立项→蒋小棠']],
    ['proposed', ['立项阅批→佟雅宁']],
    ['docketed', ['交办通知→禾苗', CO_WAITS, ...GROUPS]],
    ['acknowledged', ['领导批办→田守稼', CO_WAITS, ...GROUPS]],
    ['instructed', ['办理任务→谷雨', CO_WAITS, ...GROUPS]],
    ['finished', ['汇总材料→禾苗', CO_WAITS, ...GROUPS]],
    ['presented', ['请审签→田守稼', CO_WAITS, ...GROUPS]],
    ['signedOff', ['报送材料→禾苗', CO_WAITS, ...GROUPS]],
    ['submitted', ['审核反馈材料→温如松', '审核反馈材料→蒋小棠', CO_WAITS, ...GROUPS]],
    ['passed', ['汇总反馈→温如松', '汇总反馈→蒋小棠', ...GROUPS]],
    ['closed', ['督查结果→佟雅宁']],
  ] as const)('%s', (stage, expected) => {
    expect(shown(matterAt(stage))).toEqual([...expected].sort())
  })

  test('不予立项之后，一张都没有', () => {
    const { matter } = given(proposed())
      .by('佟雅宁')
      .when({ action: 'refuse', opinion: '已由市里督办。' })
      .thenIs('不予立项')
    expect(shown(matter)).toEqual([])
  })

  test('建议提案反馈之后，状态卡片还在群里', () => {
    const { matter } = given(passed({ ...biogas, category: 6 }))
      .by('蒋小棠')
      .when({ action: 'feedBack', summary: '已答复。', leaders: [named('佟雅宁')] })
      .thenIs('待代表委员意见')
    const opinion = ['代表委员意见→温如松', '代表委员意见→蒋小棠']
    expect(shown(matter)).toEqual(['督查结果→佟雅宁', ...opinion, ...GROUPS].sort())
  })

  test('事项不在办理中，交办件没有卡片等着', () => {
    const statuses = ['cancelled', 'consolidating', 'closed'] as const
    for (const status of statuses) {
      const cards = cardsOf({ ...presented(), status })
      expect(cards.filter((card) => card.assignmentId !== null)).toEqual([])
    }
  })

  test('配合单位送出之后，材料在牵头单位手上', () => {
    const { matter } = given(partAt('signedOff', docketed(), 'D04'))
      .of('D04')
      .by('金穗')
      .when({ action: 'submit', checklist: everythingReady })
      .thenIs('已送牵头单位')
    expect(shown(matter)).toEqual(['交办通知→禾苗', '配合材料→禾苗', ...GROUPS].sort())
  })

  test('没有配合单位的，只进牵头单位的群', () => {
    const groups = shown(docketed(docketOf('M21'))).filter((card) => card.startsWith('督查事项'))
    expect(groups).toEqual(['督查事项→oc_test_d05'])
  })

  test('没有群的部门，没有状态卡片', () => {
    const departments = yunling.departments.map((one) => ({ ...one, chatId: null }))
    expect(shown(docketed(), { ...yunling, departments })).toEqual(
      ['交办通知→禾苗', CO_WAITS].sort(),
    )
  })
})

describe('发给谁', () => {
  test('一个部门两名督查工作人员，各有一张', () => {
    const two = withRole('谷雨', 'DEPT_SUPERVISION_OFFICER')
    expect(shown(docketed(), two)).toContain('交办通知→谷雨')
    expect(shown(docketed(), two)).toContain('交办通知→禾苗')
  })

  test('离岗的督查工作人员不再有', () => {
    const two = withRole('谷雨', 'DEPT_SUPERVISION_OFFICER')
    expect(shown(docketed(), without('禾苗', two))).not.toContain('交办通知→禾苗')
    expect(shown(docketed(), without('禾苗', two))).toContain('交办通知→谷雨')
  })

  test('几名承办人各有一张，办完的那张不再等他', () => {
    const { matter } = halfFinished()
    const cards = cardsOf(matter).filter((card) => card.kind === 'handle')
    expect(cards.map((card) => [card.recipient, card.waiting])).toEqual([
      [named('谷雨'), false],
      [named('禾苗'), true],
    ])
  })

  test('离岗的承办人不再有', () => {
    const { matter } = given(acknowledged())
      .by('田守稼')
      .when(instruction([named('谷雨'), named('禾苗')]))
      .thenIs('办理中')
    const cards = shown(matter, without('谷雨')).filter((card) => card.startsWith('办理任务'))
    expect(cards).toEqual(['办理任务→禾苗'])
  })

  test('报给督查室的，给经办人和督查室主任；主任自己经办的，只一张', () => {
    expect(supervisionOf(submitted(), yunling)).toEqual([named('蒋小棠'), named('温如松')])
    const own: Matter = { ...submitted(), officer: named('温如松') }
    expect(supervisionOf(own, yunling)).toEqual([named('温如松')])
  })

  test('经办人离岗，草稿和审核都由督查室主任接着', () => {
    expect(shown(matterAt('drafted'), without('蒋小棠'))).toEqual(['督查立项→温如松'])
    expect(shown(submitted(), without('蒋小棠'))).not.toContain('审核反馈材料→蒋小棠')
  })

  test('自己报的不由自己审', () => {
    const double = withRole('温如松', 'DEPT_SUPERVISION_OFFICER')
    const matter = submitted()
    const assignments = matter.assignments.map((held) => ({
      ...held,
      submissions: held.submissions.map((one) => ({ ...one, by: named('温如松') })),
    }))
    const reviews = shown({ ...matter, assignments }, double).filter((card) =>
      card.startsWith('审核'),
    )
    expect(reviews).toEqual(['审核反馈材料→蒋小棠'])
  })

  test('每位选定的领导一张督查结果，阅了就不再等他', () => {
    const { matter } = given(passed())
      .by('蒋小棠')
      .when({
        action: 'feedBack',
        summary: '已完成。',
        leaders: [named('佟雅宁'), named('沈维岳')],
      })
      .thenIs('已办结')
      .by('沈维岳')
      .when({ action: 'read' })
      .thenIs('已办结')
    expect(cardsOf(matter).map((card) => [card.recipient, card.waiting])).toEqual([
      [named('佟雅宁'), true],
      [named('沈维岳'), false],
    ])
  })
})

describe('受委托的人', () => {
  const housing = {
    ...biogas,
    lead: 'D07',
    co: [],
    approver: named('陆明舟'),
    deadline: instantOf('2026-09-25', '17:30'),
  }
  const on = (matter: Matter, day: string, organisation = yunling) =>
    shown(matter, organisation, instantOf(day, '10:00')).filter((card) => !card.includes('oc_'))

  test('委托期间，批办、审签的卡片给受委托人；之前之后给本人', () => {
    const days = ['2026-09-14', '2026-09-15', '2026-09-19', '2026-09-20']
    const people = ['马建业', '许广厦', '许广厦', '马建业']
    expect(days.flatMap((day) => on(acknowledged(housing), day))).toEqual(
      people.map((name) => `领导批办→${name}`),
    )
    expect(days.flatMap((day) => on(presented(housing), day))).toEqual(
      people.map((name) => `请审签→${name}`),
    )
  })

  test('受委托人自己起草的报告，仍呈本人', () => {
    const drafter = presented(housing, withRole('许广厦', 'DEPT_SUPERVISION_OFFICER'))
    const assignments = drafter.assignments.map((held) => ({
      ...held,
      reports: held.reports.map((report) => ({ ...report, by: named('许广厦') })),
    }))
    expect(on({ ...drafter, assignments }, '2026-09-16')).toEqual(['请审签→马建业'])
  })

  test('委托给别的部门的人，仍呈本人', () => {
    const delegations = yunling.delegations.map((one) => ({ ...one, delegate: named('崔劲松') }))
    expect(on(presented(housing), '2026-09-16', { ...yunling, delegations })).toEqual([
      '请审签→马建业',
    ])
  })

  test('只委托审签的，批办仍呈本人', () => {
    const delegations = yunling.delegations.map((one) => ({
      ...one,
      scope: ['SIGN_REPORT'] as const,
    }))
    const organisation = { ...yunling, delegations }
    expect(on(acknowledged(housing), '2026-09-16', organisation)).toEqual(['领导批办→马建业'])
    expect(on(presented(housing), '2026-09-16', organisation)).toEqual(['请审签→许广厦'])
  })
})

test('卡片上的轮次就是事项或交办件现在的轮次，群里的不分轮次', () => {
  const matter = partAt('instructed', submitted(), 'D04')
  for (const card of cardsOf(matter)) {
    const subject = matter.assignments.find((held) => held.id === card.assignmentId) ?? matter
    expect(card.turn).toBe(card.kind === 'status' ? 0 : subject.turn)
  }
})

test('同一张卡片只要一次', () => {
  const chief = { ...submitted(), officer: named('温如松') }
  const keys = cardsOf(chief).map((card) => [card.kind, card.recipient, card.assignmentId].join())
  expect(new Set(keys).size).toBe(keys.length)
})

function cardsOf(matter: Matter, organisation: Organisation = yunling, at = AT): WantedCard[] {
  return wantedCards(matter, organisation, at)
}

/** `请审签→田守稼`, sorted. */
function shown(matter: Matter, organisation: Organisation = yunling, at = AT): string[] {
  return cardsOf(matter, organisation, at)
    .map((card) => `${CARD_TITLE_ZH[card.kind]}→${nameOf(card.recipient)}`)
    .sort()
}

function nameOf(recipient: string): string {
  return yunling.people.find((person) => person.openId === recipient)?.name ?? recipient
}

function withRole(name: string, role: Person['roles'][number]): Organisation {
  const people = yunling.people.map((person) =>
    person.name === name ? { ...person, roles: [...person.roles, role] } : person,
  )
  return { ...yunling, people }
}

function without(name: string, organisation: Organisation = yunling): Organisation {
  const people = organisation.people.map((person) =>
    person.name === name ? { ...person, active: false } : person,
  )
  return { ...organisation, people }
}
