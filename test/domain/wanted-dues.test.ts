// What falls due of a matter, when, and for whom (process §3): every matter of the example district, every state.
import { describe, expect, test } from 'vitest'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import { headOf, type Organisation, personOf } from '../../src/domain/organisation.ts'
import { fallingDue } from '../../src/domain/reminders.ts'
import { dayOf, instantOf, momentZh } from '../../src/domain/time.ts'
import { type DueKind, wantedDues } from '../../src/domain/wanted-dues.ts'
import {
  acknowledged,
  closed,
  docketed,
  finished,
  given,
  instructed,
  instruction,
  passed,
  presented,
  signedOff,
  submitted,
} from '../kit/given.ts'
import { docketOf } from '../kit/matters.ts'
import { passedAnew } from '../kit/outcome.ts'
import { biogas, MONDAY, named, yunling } from '../kit/yunling.ts'
import district from '../kit/yunling-matters.json' with { type: 'json' }

const WORKDAYS: Organisation = {
  ...yunling,
  rules: { ...yunling.rules, reminderLeadUnit: 'WORKDAY' },
}

const byRule = [
  ['CALENDAR_DAY', yunling, 'reminderOn'],
  ['WORKDAY', WORKDAYS, 'reminderOnIfTwoWorkdays'],
] as const

describe.each(byRule)('提前催办 的日子，按 %s', (_unit, organisation, expected) => {
  test.each(district.matters)('$id $title', (held) => {
    const matter = docketed(docketOf(held.id), organisation)
    const due = leadDue(matter, 'remind', organisation)
    expect(dayOf(due)).toBe(held.expected[expected])
    expect(due).toBe(instantOf(held.expected[expected], '09:00'))
  })
})

describe('各步的时刻', () => {
  test('未签收、到期当日九点十点、超过一个和三个工作日', () => {
    expect(timesOf(docketed())).toEqual({
      unsigned: '9月15日 09:30',
      remind: '9月18日 09:00',
      dueDay: '9月21日 09:00',
      dueDayHead: '9月21日 10:00',
      late: '9月22日 17:30',
      veryLate: '9月24日 17:30',
    })
  })

  test('签收之后看批办，批办之后两样都不看', () => {
    expect(timesOf(acknowledged()).uninstructed).toBe('9月15日 09:40')
    expect(timesOf(acknowledged())).not.toHaveProperty('unsigned')
    expect(Object.keys(timesOf(instructed())).sort()).toEqual(
      ['dueDay', 'dueDayHead', 'late', 'remind', 'veryLate'].sort(),
    )
  })

  test.each(['urgent', 'immediate'] as const)('%s：工作日换成两个工作小时', (urgency) => {
    const deadline = instantOf('2026-09-21', '10:00')
    const times = timesOf(docketed({ ...biogas, urgency, deadline }))
    expect(times).toMatchObject({
      unsigned: '9月14日 11:30',
      late: '9月21日 12:00',
      veryLate: '9月22日 09:00',
    })
  })

  test('时限在放假日的，当日的提示提前到前一个工作日', () => {
    const times = timesOf(docketed({ ...biogas, deadline: instantOf('2026-09-19', '17:30') }))
    expect(times).toMatchObject({ dueDay: '9月18日 09:00', dueDayHead: '9月18日 10:00' })
  })

  test('交办晚于提前催办的时刻，即时提示；绝不早于交办', () => {
    const deadline = instantOf('2026-09-14', '17:30')
    const times = timesOf(docketed({ ...biogas, deadline }))
    expect(times.remind).toBe('9月14日 09:30')
    expect(times).not.toHaveProperty('dueDay')
  })

  test.each([
    ['已报送', submitted()],
    ['已通过', passed()],
    ['已办结', closed()],
  ])('%s以后，再没有要提醒的', (_status, matter) => {
    expect(
      wantedDues(matter, yunling, MONDAY).filter((due) => due.subjectId === leadId(matter)),
    ).toEqual([])
  })

  test('每月阶段进展，放假的提前，过了时限不再要', () => {
    const matter = instructed({
      ...biogas,
      cycle: 'monthly',
      deadline: instantOf('2026-12-30', '17:30'),
    })
    const at = (day: string) =>
      wantedDues(matter, yunling, instantOf(day, '12:00'))
        .filter((due) => due.kind === 'cycle')
        .map((due) => `${due.key} ${momentZh(due.at)}`)
    expect(at('2026-09-14')).toEqual(['2026-09 9月24日 09:00'])
    expect(at('2026-09-30')).toEqual(['2026-09 9月24日 09:00'])
    expect(at('2026-12-01')).toEqual(['2026-12 12月25日 09:00'])
  })

  test('代表委员三十天没有反馈，提示督查室', () => {
    const { matter } = given(passed({ ...biogas, category: 6 }))
      .by('蒋小棠')
      .when({ action: 'feedBack', summary: '已答复。', leaders: [named('佟雅宁')] })
      .thenIs('待代表委员意见')
    const [due] = wantedDues(matter, yunling, MONDAY).filter((one) => one.kind === 'opinion')
    expect(momentZh(due?.at ?? 0)).toBe('10月14日 09:00')
    expect(whom(matter, 'opinion', '2026-10-14 09:00')).toEqual([
      'neutral→蒋小棠',
      'neutral→温如松',
    ])
  })

  test('重新办理后以通报答复的，三十天从这次签发起算', () => {
    const { matter } = passedAnew()
      .on('2026-10-20')
      .when({
        action: 'draftBulletin',
        summary: '已补充答复。',
        scope: ['D09'],
        critical: false,
        alsoFeedback: false,
        leaders: [],
      })
      .thenIs('待签发通报')
      .by('韩秉文')
      .when({ action: 'issueBulletin', opinion: '' })
      .thenIs('待代表委员意见')
    expect(opinionDues(matter)).toEqual(['11月19日 09:00'])
  })

  test('再次不满意已呈阅批领导的，不再提示没有反馈', () => {
    const { matter } = passedAnew()
      .when({ action: 'feedBack', summary: '已补充答复。', leaders: [named('佟雅宁')] })
      .thenIs('待代表委员意见')
      .when({ action: 'recordOpinion', grade: 'dissatisfied', note: '', reworkDeadline: null })
      .thenIs('待代表委员意见')
    expect(opinionDues(matter)).toEqual([])
  })
})

describe('该告诉谁', () => {
  const inMode = (mode: 'leader' | 'section' | 'officer', name: string, docket = biogas) => {
    const matter = acknowledged(docket)
    const head = headOf(yunling, leadOf(matter)?.departmentId ?? '')
    return given(matter)
      .by(head?.name ?? '')
      .when(instruction([named(name)], mode))
      .thenIs('办理中').matter
  }
  const mine = { ...biogas, lead: 'D11', approver: 'ou_test_p02' }

  test.each([
    ['① 部门领导协调', inMode('leader', '崔劲松', mine), ['courteous→崔劲松']],
    ['② 科室办理，抄督查工作人员', inMode('section', '谷雨'), ['direct→谷雨', 'copy→禾苗']],
    ['③ 督查人员直接办理', inMode('officer', '禾苗'), ['own→禾苗']],
    ['未批办：另呈领导', acknowledged(), ['neutral→禾苗', 'head→田守稼']],
    ['汇总中', finished(), ['neutral→禾苗']],
    ['待审签', presented(), ['head→田守稼']],
    ['已审签', signedOff(), ['neutral→禾苗']],
    ['已报送', submitted(), []],
  ] as const)('提前催办 %s', (_state, matter, expected) => {
    expect(whom(matter, 'remind', '2026-09-18 09:00')).toEqual(expected)
  })

  test('① 没有分管领导的，办的人也只婉转提示；在领导之外办事的人不受督促', () => {
    const alone = inMode('leader', '谷雨')
    expect(whom(alone, 'remind', '2026-09-18 09:00')).toEqual(['courteous→谷雨'])
    const two = given(acknowledged(mine))
      .by('安国平')
      .when(instruction([named('崔劲松'), named('常宁')], 'leader'))
      .thenIs('办理中').matter
    expect(whom(two, 'remind', '2026-09-18 09:00')).toEqual(['courteous→崔劲松'])
    expect(whom(two, 'late', '2026-09-22 17:30')).toEqual([
      'courteous→崔劲松',
      'neutral→常宁',
      'head→安国平',
    ])
  })

  test('此后各步', () => {
    expect(whom(docketed(), 'unsigned', '2026-09-15 09:20')).toEqual([
      'neutral→禾苗',
      'copy→蒋小棠',
      'copy→温如松',
    ])
    expect(whom(acknowledged(), 'uninstructed', '2026-09-15 09:30')).toEqual(['head→田守稼'])
    expect(whom(instructed(), 'dueDay', '2026-09-21 09:00')).toEqual([
      'direct→谷雨',
      'neutral→禾苗',
    ])
    expect(whom(instructed(), 'dueDayHead', '2026-09-21 10:00')).toEqual(['head→田守稼'])
    expect(whom(instructed(), 'late', '2026-09-22 09:00')).toEqual([
      'direct→谷雨',
      'neutral→禾苗',
      'head→田守稼',
    ])
  })

  test('原因已消失的，谁也不告诉', () => {
    expect(whom(acknowledged(), 'unsigned', '2026-09-15 09:20')).toEqual([])
    expect(whom(instructed(), 'uninstructed', '2026-09-15 09:30')).toEqual([])
    expect(whom(instructed(), 'remind', '2026-09-22 09:00')).toEqual(['gone'])
    expect(whom(instructed(), 'dueDay', '2026-09-22 08:30')).toEqual(['gone'])
  })

  test('及时提出的延期未答复，催办停下；未获同意的，重新计起', () => {
    const asked = given(instructed())
      .by('禾苗')
      .on('2026-09-18')
      .when({
        action: 'proposeExtension',
        to: instantOf('2026-09-28', '17:30'),
        reasonKind: 'weather',
        reason: '连续降雨，施工停滞。',
        progress: '已完成八成。',
      })
      .thenIs('办理中')
    const open = asked.matter.petitions[0]
    if (open === undefined) throw new Error('no petition')
    const waiting: Matter = { ...asked.matter, petitions: [{ ...open, stage: 'awaitingOffice' }] }
    expect(whom(waiting, 'late', '2026-09-22 17:30')).toEqual(['rests'])
    expect(whom(waiting, 'remind', '2026-09-18 17:00')).toEqual(['direct→谷雨', 'copy→禾苗'])
    const denied: Matter = {
      ...waiting,
      petitions: [{ ...open, stage: 'denied', endedAt: instantOf('2026-09-22', '11:00') }],
    }
    expect(whom(denied, 'late', '2026-09-22 17:30')).toHaveLength(3)
  })
})

function timesOf(matter: Matter): Partial<Record<DueKind, string>> {
  const dues = wantedDues(matter, yunling, MONDAY).filter((due) => due.subjectId === leadId(matter))
  return Object.fromEntries(dues.map((due) => [due.kind, momentZh(due.at)]))
}

function opinionDues(matter: Matter): string[] {
  return wantedDues(matter, yunling, MONDAY)
    .filter(({ kind }) => kind === 'opinion')
    .map(({ at }) => momentZh(at))
}

function leadDue(matter: Matter, kind: DueKind, organisation: Organisation): number {
  const dues = wantedDues(matter, organisation, MONDAY)
  const found = dues.filter((due) => due.kind === kind && due.subjectId === leadId(matter))
  expect(found).toHaveLength(1)
  return found[0]?.at ?? 0
}

/** Whom the step is for at that moment, and in which tone; `rests` and `gone` as they are. */
function whom(matter: Matter, kind: DueKind, moment: string): string[] {
  const [day = '', time = ''] = moment.split(' ')
  const at = instantOf(day, time)
  const due = wantedDues(matter, yunling, MONDAY).find(
    (one) => one.kind === kind && (kind === 'opinion' || one.subjectId === leadId(matter)),
  )
  if (due === undefined) return []
  const falling = fallingDue(matter, due, yunling, at)
  if (falling.is !== 'said') return [falling.is]
  return falling.said.map(({ to, tone }) => `${tone}→${personOf(yunling, to)?.name}`)
}

function leadId(matter: Matter): string {
  return leadOf(matter)?.id ?? ''
}
