// Who sees what, over all forty people of the district (process §8, §1.2: department papers stay in the department).
import { describe, expect, test } from 'vitest'
import type { Matter } from '../../src/domain/matter.ts'
import { leadOf } from '../../src/domain/matter.ts'
import type { Organisation } from '../../src/domain/organisation.ts'
import { mayKnowOfMessage } from '../../src/domain/shown-records.ts'
import { instantOf } from '../../src/domain/time.ts'
import { isReleased, maySeeMatter, maySeePapers } from '../../src/domain/visibility.ts'
import {
  acknowledged,
  closed,
  docketed,
  drafted,
  given,
  instructed,
  instruction,
  matterAt,
  partAt,
  passed,
  proposed,
  STAGES,
} from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { biogas, named, yunling } from '../kit/yunling.ts'

const AT = instantOf('2026-09-14', '18:00')
const SUPERVISION = ['温如松', '蒋小棠', '毕子衡']
const OFFICE = ['沈维岳', '韩秉文', '罗思远', ...SUPERVISION]
const returned = given(proposed())
  .by('佟雅宁')
  .when({ action: 'returnDraft', opinion: '请补充依据。' })
  .thenIs('拟立项').matter
const refused = given(proposed())
  .by('佟雅宁')
  .when({ action: 'refuse', opinion: '已由市里督办。' })
  .thenIs('不予立项').matter

describe('看得到事项的人', () => {
  test.each<[string, Matter, readonly string[]]>([
    ['草稿只有督查室看得到', drafted(), SUPERVISION],
    ['退回的草稿也只有督查室看得到', returned, SUPERVISION],
    ['待阅批：阅批领导、区长、区政府办、督查室', proposed(), ['佟雅宁', ...OFFICE]],
    [
      '呈区长的：分管副区长在立项之前看不到',
      proposed({ ...biogas, approver: named('沈维岳') }),
      OFFICE,
    ],
    ['不予立项：与待阅批一样', refused, ['佟雅宁', ...OFFICE]],
    [
      '立项之后：加上分管副区长，牵头、配合单位的主要领导和督查工作人员',
      docketed(),
      ['佟雅宁', '顾怀清', '田守稼', '禾苗', '钱守诚', '金穗', ...OFFICE],
    ],
    [
      '批办之后：加上承办人',
      instructed(),
      ['佟雅宁', '顾怀清', '田守稼', '禾苗', '谷雨', '钱守诚', '金穗', ...OFFICE],
    ],
    [
      '办结之后照旧',
      closed(),
      ['佟雅宁', '顾怀清', '田守稼', '禾苗', '谷雨', '钱守诚', '金穗', ...OFFICE],
    ],
    [
      '没有配合单位的，别的副区长看不到',
      docketed(docketOf('M21')),
      ['顾怀清', '宋远帆', '葛天宇', ...OFFICE],
    ],
    [
      '三个配合单位，三位副区长都看得到',
      docketed(docketOf('M01')),
      [
        ...['顾怀清', '陆明舟', '佟雅宁', '邵立群', '尹若溪', '钱守诚', '金穗'],
        ...['马建业', '房一鸣', '田守稼', '禾苗', ...OFFICE],
      ],
    ],
    [
      '内部事项，看得到的人不多不少',
      docketed({ ...biogas, classification: 'internal' }),
      ['佟雅宁', '顾怀清', '田守稼', '禾苗', '钱守诚', '金穗', ...OFFICE],
    ],
  ])('%s', (_, matter, expected) => {
    expect(seers(matter)).toEqual([...expected].sort())
  })

  test('分管领导只看得到交给自己办的', () => {
    const mines = acknowledged(docketOf('M05'))
    expect(seers(mines)).not.toContain('崔劲松')
    const { matter } = given(mines)
      .by('安国平')
      .when(instruction([named('崔劲松')], 'leader'))
      .thenIs('办理中')
    expect(seers(matter)).toContain('崔劲松')
  })

  test('改批之后，原承办人看不到了', () => {
    const { matter } = given(instructed())
      .by('田守稼')
      .when({ ...instruction([named('禾苗')]), action: 'reinstruct' })
      .thenIs('办理中')
    expect(seers(matter)).not.toContain('谷雨')
  })

  test('收到反馈的领导看得到', () => {
    const { matter } = given(passed(docketOf('M21')))
      .by('蒋小棠')
      .when({ action: 'feedBack', summary: '已完成。', leaders: [named('陆明舟')] })
      .thenIs('已办结')
    expect(seers(matter)).toContain('陆明舟')
    expect(seers(matter)).not.toContain('佟雅宁')
  })

  test('受区长委托阅批的看得到', () => {
    const organisation: Organisation = {
      ...yunling,
      delegations: [
        {
          principal: named('佟雅宁'),
          delegate: named('陆明舟'),
          scope: ['DECIDE'],
          from: '2026-09-14',
          to: '2026-09-14',
          writtenAuthorization: '委托书〔2026〕1号',
        },
      ],
    }
    expect(seers(proposed(), organisation)).toContain('陆明舟')
    expect(seers(drafted(), organisation)).toEqual(SUPERVISION.toSorted())
  })

  test('离岗的人什么也看不到', () => {
    const people = yunling.people.map((person) => ({ ...person, active: false }))
    expect(seers(closed(), { ...yunling, people })).toEqual([])
  })
})

describe('部门的材料', () => {
  test.each(STAGES.slice(STAGES.indexOf('docketed')))('%s：只在部门之内', (stage) => {
    const matter = matterAt(stage)
    const lead = leadOf(matter)
    const readers = yunling.people.filter(
      (person) => lead !== undefined && maySeePapers(person, lead, yunling, AT),
    )
    const handler = STAGES.indexOf(stage) >= STAGES.indexOf('instructed') ? ['谷雨'] : []
    expect(readers.map((person) => person.name)).toEqual(['田守稼', '禾苗', ...handler])
  })

  test('配合单位看不到牵头单位的，牵头单位也看不到配合单位的', () => {
    const part = partAt('presented', docketed(), 'D04')
    const readers = (department: string) =>
      yunling.people
        .filter((person) =>
          part.assignments.some(
            (held) => held.departmentId === department && maySeePapers(person, held, yunling, AT),
          ),
        )
        .map((person) => person.name)
    expect(readers('D09')).toEqual(['田守稼', '禾苗'])
    expect(readers('D04')).toEqual(['钱守诚', '金穗'])
  })

  test('报送之后材料才算放出，退回、撤回的收回', () => {
    const released = STAGES.filter((stage) => {
      const lead = leadOf(matterAt(stage))
      return lead !== undefined && isReleased(lead)
    })
    expect(released).toEqual(['submitted', 'passed', 'closed'])
    const { assignment } = given(matterAt('submitted'))
      .by('禾苗')
      .when({ action: 'withdrawSubmission' })
      .thenIs('已审签')
    expect(isReleased(assignment)).toBe(false)
  })
})

function seers(matter: Matter, organisation = yunling): string[] {
  return organisation.people
    .filter((person) => maySeeMatter(person, matter, organisation, AT))
    .map((person) => person.name)
    .sort()
}

test('已发消息：部门里谁查过事项，区政府办不知道；发给群和发给办公室的看得到', () => {
  const asker = (name: string) => {
    const person = yunling.people.find((one) => one.name === name)
    if (person === undefined) throw new Error(`nobody is called ${name}`)
    return { person, matter: instructed(), organisation: yunling, at: AT }
  }
  const status = (recipient: string, recipientType: 'person' | 'chat' = 'person') =>
    ({ kind: 'status', recipientType, recipient, assignmentId: null }) as const
  const asked = status(named('谷雨'))
  expect(mayKnowOfMessage(asker('蒋小棠'), asked)).toBe(false)
  expect(mayKnowOfMessage(asker('韩秉文'), asked)).toBe(false)
  expect(mayKnowOfMessage(asker('谷雨'), asked)).toBe(true)
  expect(mayKnowOfMessage(asker('蒋小棠'), status('oc_d09', 'chat'))).toBe(true)
  expect(mayKnowOfMessage(asker('蒋小棠'), status(named('佟雅宁')))).toBe(true)
  expect(mayKnowOfMessage(asker('蒋小棠'), { ...asked, kind: 'feedback' })).toBe(true)
})
