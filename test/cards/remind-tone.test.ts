// Tone is part of the product: every text that a reminder can have, by mode, state, urgency, step and reader (process §3).
import { describe, expect, test } from 'vitest'
import { TITLE_ZH } from '../../cards/remind.ts'
import { renderCard } from '../../cards/render.ts'
import type { CardView } from '../../cards/view.ts'
import { type Docket, instructionOf, leadOf, type Matter } from '../../src/domain/matter.ts'
import { headOf, officersOf, personOf } from '../../src/domain/organisation.ts'
import { fallingDue, type Tone } from '../../src/domain/reminders.ts'
import type { Mode } from '../../src/domain/terms.ts'
import { dayOf, daysBetween, HOUR_MS, type Instant, instantOf } from '../../src/domain/time.ts'
import { type DueKind, wantedDues } from '../../src/domain/wanted-dues.ts'
import { validateCard } from '../../src/local-feishu/card-schema.ts'
import { acknowledged, docketed, given, instruction } from '../kit/given.ts'
import { biogas, MONDAY, named, yunling } from '../kit/yunling.ts'
import { textOf } from './golden.ts'

/** Never in mode ①, never towards a leader (process §3). */
const FORBIDDEN = /逾期|督促|限期|必须|未完成|扣分/

const URGENCIES = ['normal', 'urgent', 'immediate'] as const
const MODES = ['leader', 'section', 'officer'] as const
const DEADLINES = ['2026-09-21', '2026-10-12', '2027-01-08']

interface Case {
  readonly mode: Mode | null
  readonly kind: DueKind
  readonly tone: Tone
  readonly view: CardView
  readonly text: string
  readonly deadline: Instant
}

const cases = DEADLINES.flatMap((day) =>
  URGENCIES.flatMap((urgency) => states(day, urgency).flatMap(casesOf)),
)

/** 区应急管理局, which has a 分管领导, in each state that is reminded of, under each mode. */
function states(day: string, urgency: Docket['urgency']): Matter[] {
  const docket = {
    ...biogas,
    urgency,
    lead: 'D11',
    approver: named('顾怀清'),
    deadline: instantOf(day, '17:30'),
  }
  const before = acknowledged(docket)
  const instructed = MODES.map(
    (mode) =>
      given(before)
        .by('安国平')
        .when(instruction(mode === 'officer' ? [named('常宁')] : [named('崔劲松')], mode))
        .thenIs('办理中').matter,
  )
  const onward = instructed.flatMap((matter) => {
    const handler = instructionOf(leadOf(matter) ?? never())?.handlers[0] ?? ''
    const compiling = given(matter)
      .by(personOf(yunling, handler)?.name ?? '')
      .when({ action: 'finish' })
      .thenIs('汇总中').matter
    return [
      matter,
      compiling,
      ...(['presented', 'signedOff'] as const).map((stage) => last(compiling, stage)),
    ]
  })
  return [docketed(docket), before, ...onward]
}

/** From 汇总中 on by the department's own steps. */
function last(matter: Matter, stage: 'presented' | 'signedOff'): Matter {
  const officer = officersOf(yunling, 'D11')[0]?.name ?? ''
  const head = headOf(yunling, 'D11')?.name ?? ''
  const edit = {
    achievements: '已排查矿井12处。',
    problems: '两处封堵不牢。',
    nextSteps: '月底前加固。',
  }
  const presented = given(matter)
    .by(officer)
    .when({ action: 'presentReport', edit })
    .thenIs('待审签')
  if (stage === 'presented') return presented.matter
  return presented.by(head).when({ action: 'signOff', edit: {}, opinion: '' }).thenIs('已审签')
    .matter
}

function casesOf(matter: Matter): Case[] {
  const lead = leadOf(matter) ?? never()
  return wantedDues(matter, yunling, MONDAY)
    .filter((due) => due.subjectId === lead.id)
    .flatMap((due) =>
      // When it is due, an hour later, and after a night that it waited for.
      [due.at, due.at + HOUR_MS, due.at + 24 * HOUR_MS].flatMap((at) => {
        const falling = fallingDue(matter, due, yunling, at)
        return falling.is === 'said'
          ? falling.said.map(({ to, tone }) => caseOf(matter, due, tone, to, at))
          : []
      }),
    )
}

function caseOf(
  matter: Matter,
  due: { readonly kind: DueKind; readonly key: string },
  tone: Tone,
  recipient: string,
  at: Instant,
): Case {
  const lead = leadOf(matter) ?? never()
  const view: CardView = {
    matter,
    assignment: lead,
    organisation: yunling,
    card: {
      id: '5b1c1e56-0b1f-4a55-9d2e-27a1c0ffee27',
      kind: 'remind',
      recipientType: 'person',
      recipient,
      assignmentId: lead.id,
      turn: 0,
      superseded: false,
      subject: { due: due.kind, tone, saidAt: at },
    },
    at,
    typed: null,
  }
  const card = renderCard(view)
  expect(validateCard(card)).toEqual([])
  const mode = instructionOf(lead)?.mode ?? null
  return { mode, kind: due.kind, tone, view, text: textOf(card), deadline: lead.deadline }
}

function never(): never {
  throw new Error('nothing was handed over')
}

/** Where the officer is named as the one who speaks, or who will compile. */
const SPEAKER = /（常宁）提示|常宁同志将据此/g

describe('提醒的语气', () => {
  test('有人接手督查工作的，以接手的人的名义说', () => {
    const given = { principal: named('常宁'), delegate: named('崔劲松'), scope: ['WORK' as const] }
    const dates = { from: '2026-09-01', to: '2027-12-31', writtenAuthorization: '' }
    const organisation = { ...yunling, delegations: [{ ...given, ...dates }] }
    const naming = cases.filter(({ text }) => text.search(SPEAKER) >= 0)
    expect(new Set(naming.map(({ tone }) => tone))).toContain('courteous')
    for (const { view, text } of naming) {
      const said = textOf(renderCard({ ...view, organisation }))
      expect(said).toBe(text.replaceAll(SPEAKER, (one) => one.replace('常宁', '崔劲松')))
    }
  })

  test('各种方式、状态、步骤都试到了', () => {
    expect(new Set(cases.map(({ mode }) => mode))).toEqual(new Set([null, ...MODES]))
    expect(new Set(cases.map(({ tone }) => tone))).toEqual(new Set(Object.keys(TITLE_ZH)))
    expect(new Set(cases.map(({ view }) => view.assignment?.status)).size).toBe(6)
    expect(new Set(cases.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(7)
    expect(cases.length).toBeGreaterThan(500)
  })

  test('方式①和对主要领导，没有一个生硬的词，标题是工作提示', () => {
    const soft = cases.filter(({ mode, tone }) => mode === 'leader' || isSoft(tone))
    expect(soft.filter(({ text }) => FORBIDDEN.test(text)).map(({ text }) => text)).toEqual([])
    for (const { tone, text } of cases) if (isSoft(tone)) expect(text).toMatch(/^工作提示/)
  })

  test('督促二字只出现在科室办理的标题里', () => {
    const pressed = cases.filter(({ text }) => text.includes('督促'))
    expect(new Set(pressed.map(({ tone }) => tone))).toEqual(new Set(['direct']))
    expect(pressed.every(({ mode }) => mode === 'section')).toBe(true)
  })

  test('天数按日历算对', () => {
    for (const { text, view, deadline } of cases) {
      const said = /距时限还有(\d+)天/.exec(text)
      if (said !== null) expect(Number(said[1])).toBe(daysBetween(dayOf(view.at), dayOf(deadline)))
      const late = /已过时限(\d+)天/.exec(text)
      if (late !== null) expect(Number(late[1])).toBe(daysBetween(dayOf(deadline), dayOf(view.at)))
    }
    expect(cases.some(({ text }) => text.includes('距时限还有'))).toBe(true)
    expect(cases.some(({ text }) => text.includes('已过时限'))).toBe(true)
  })

  test('放假安排尚未公布的年份，写明按周末推算', () => {
    for (const { text, deadline } of cases) {
      const unknown = dayOf(deadline).startsWith('2027')
      expect(text.includes('2027年放假安排尚未导入，按周末推算')).toBe(unknown)
    }
  })

  test('领导称姓和职务，不直呼姓名；没有感叹号，也没有表情', () => {
    const leaders = yunling.people.filter(({ roles }) =>
      roles.some((role) => role === 'DEPT_HEAD' || role === 'DEPT_DEPUTY'),
    )
    for (const { text } of cases) {
      expect(leaders.filter(({ name }) => text.includes(name)).map(({ name }) => name)).toEqual([])
      expect(text).not.toMatch(/[!！]|\p{Extended_Pictographic}/u)
    }
  })
})

function isSoft(tone: Tone): boolean {
  return tone === 'courteous' || tone === 'head'
}
