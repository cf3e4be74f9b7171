// The cards of what leaves a department and of what comes back to it, in the states that people meet.
import { expect, test } from 'vitest'
import { bytesOf } from '../../cards/fitting.ts'
import { renderCard } from '../../cards/render.ts'
import type { CardView, Typed } from '../../cards/view.ts'
import { beginCycle } from '../../src/domain/decide-cycle.ts'
import { leadOf, type Matter } from '../../src/domain/matter.ts'
import type { OpenId } from '../../src/domain/organisation.ts'
import { CARD_TITLE_ZH, type CardKind } from '../../src/domain/terms.ts'
import { countElements } from '../../src/local-feishu/card-schema.ts'
import { on, P, upTo, viewOf } from './course.ts'
import { AT, coCard, M27, step } from './decision-cases.ts'
import { fieldsOf, pressable } from './fields.ts'
import { expectGolden, textOf } from './golden.ts'
import { districtOf, prose } from './longest.ts'

type ApplicationCard =
  | 'extension'
  | 'request'
  | 'extension-review'
  | 'redirect-review'
  | 'question'
  | 'cycle'
  | 'material'

/** Form fields and buttons of conversation §2. */
const FORMS: Record<ApplicationCard, { fields: readonly string[]; buttons: readonly string[] }> = {
  extension: { fields: ['to', 'reason_kind', 'reason', 'progress'], buttons: ['呈领导同意'] },
  request: { fields: ['opinion'], buttons: ['同意申请', '退回'] },
  'extension-review': { fields: ['to', 'opinion'], buttons: ['同意延期', '不同意'] },
  'redirect-review': { fields: ['lead', 'opinion'], buttons: ['同意改派', '不同意'] },
  question: { fields: ['answer'], buttons: ['答复'] },
  cycle: { fields: ['achievement', 'problem'], buttons: ['呈领导同意'] },
  material: { fields: ['opinion'], buttons: ['已收', '退回补充', '提请协调'] },
}

const TO = on('2026-09-28', '17:30')

function extension(long = false) {
  const text = (words: string) => (long ? prose(1000) : words)
  return {
    to: TO,
    reasonKind: 'weather',
    reason: text('连续降雨，山区三个村无法施工。'),
    progress: text('已建成120户，尚余30户。'),
  } as const
}

/** An extension at the officer's, the head's, the office's. */
function proposed(long = false): Matter {
  const matter = upTo('instructed', M27)
  return step(matter, P.handler, { action: 'proposeExtension', ...extension(long) })
}

function presented(long = false): Matter {
  return step(proposed(long), P.officer, { action: 'presentExtension', ...extension(long) })
}

function released(long = false): Matter {
  return step(presented(long), P.head, { action: 'releaseApplication', opinion: '情况属实。' })
}

function granted(): Matter {
  return step(released(), P.chief, { action: 'grantExtension', to: null, opinion: '抓紧施工。' })
}

function redirecting(): Matter {
  const at = on('2026-09-14', '10:00')
  const matter = upTo('approved', M27)
  const reason = '此项属住建部门职责。'
  return step(
    step(matter, P.officer, { action: 'applyRedirect', reason }, at),
    P.head,
    { action: 'releaseApplication', opinion: '' },
    at,
  )
}

function questioned(): Matter {
  const question = '统计口径是否含在建项目？'
  return step(upTo('approved', M27), P.officer, { action: 'askQuestion', question })
}

function monthly(): Matter {
  const matter = upTo('reported', { ...M27, cycle: 'monthly' })
  const lead = leadOf(matter)
  const begun = lead && beginCycle(matter, lead, AT, 'cycle:2026-09')
  if (begun?.ok !== true) throw new Error('no cycle')
  return begun.matter
}

function cyclePresented(): Matter {
  const said = { achievement: '本月新建30户。', problem: '' } as const
  return step(monthly(), P.officer, { action: 'presentCycle', ...said })
}

/** The co-department's part, handed in. */
function delivered(): Matter {
  let matter = upTo('finished', { ...M27, coTask: '核对补助资金拨付情况。' })
  const co = matter.assignments.find((held) => held.kind === 'co')
  if (co === undefined) throw new Error('no co-assignment')
  const take = (actor: OpenId, command: Parameters<typeof step>[2], at: string) => {
    matter = step(matter, actor, command, on('2026-09-17', at), co.id)
  }
  const instruct = {
    mode: 'officer',
    opinion: '请尽快办理。',
    handlers: [],
    innerDeadline: null,
  } as const
  const text = { achievements: '资金已拨付80%。', problems: '两笔在途。', nextSteps: '月底拨清。' }
  const ready = { copiesReady: true, sealed: true, electronicReady: true, wetSigned: true }
  take(P.coOfficer, { action: 'acknowledge', suggestion: '' }, '09:00')
  take(P.coHead, { action: 'instruct', ...instruct }, '09:10')
  take(P.coOfficer, { action: 'finish' }, '09:20')
  take(P.coOfficer, { action: 'presentReport', edit: text }, '09:30')
  take(P.coHead, { action: 'signOff', edit: {}, opinion: '' }, '09:40')
  take(P.coOfficer, { action: 'submit', checklist: ready }, '09:50')
  return matter
}

function card(kind: ApplicationCard, matter: Matter, who: OpenId, typed: Typed | null = null) {
  const view = viewOf(kind, matter, who, AT)
  return { ...view, typed, card: { ...view.card, turn: 1 } } satisfies CardView
}

const LIVE: Record<ApplicationCard, CardView> = {
  extension: card('extension', proposed(), P.officer),
  request: card('request', presented(), P.head),
  'extension-review': card('extension-review', released(), P.chief),
  'redirect-review': card('redirect-review', redirecting(), P.chief),
  question: card('question', questioned(), P.clerk),
  cycle: card('cycle', monthly(), P.officer),
  material: material(delivered()),
}
const KINDS = Object.keys(LIVE) as ApplicationCard[]

function material(matter: Matter): CardView {
  const view = coCard('review', matter, P.officer)
  return { ...view, card: { ...view.card, kind: 'material' } }
}

const CASES: readonly (readonly [name: string, view: CardView])[] = [
  ...KINDS.map((kind) => [`${kind}-live`, LIVE[kind]] as const),
  ['extension-decided', card('extension', granted(), P.officer)],
  ['request-decided', card('request', granted(), P.head)],
  ['request-cycle', card('request', cyclePresented(), P.head)],
  ['extension-review-decided', card('extension-review', granted(), P.chief)],
  [
    'extension-refused',
    card('extension', proposed(), P.officer, {
      to: '2026-09-29 12:00 +0800',
      reason_kind: 'procedure',
      reason: '资金未到位。',
      progress: '',
    }),
  ],
]

test.each(CASES)('%s 的卡片与样张一致，平台接受', async (name, view) => {
  await expectGolden(renderCard(view), name)
})

test.each(KINDS)('%s 的标题、字段、按钮与约定一致，至多一个主按钮', (kind) => {
  const drawn = renderCard(LIVE[kind])
  expect(drawn.header.title.content).toBe(CARD_TITLE_ZH[kind as CardKind])
  expect(fieldsOf(drawn).map(({ name }) => name)).toEqual(FORMS[kind].fields)
  const buttons = pressable(drawn)
  expect(buttons.map(({ label }) => label)).toEqual(FORMS[kind].buttons)
  expect(buttons.filter(({ type }) => type === 'primary')).toHaveLength(1)
  const danger = buttons.filter(({ type }) => type === 'danger').map(({ label }) => label)
  expect(danger.every((label) => /^退回|^不同意$/u.test(label))).toBe(true)
})

test('阶段进展的对外申请，按钮是同意报送', () => {
  const drawn = renderCard(card('request', cyclePresented(), P.head))
  expect(pressable(drawn).map(({ label }) => label)).toEqual(['同意报送', '退回'])
})

test('填满的申请和六十个部门，仍在平台限额之内', () => {
  const opinion = prose(1000)
  const full = [
    card('extension', proposed(true), P.officer),
    card('request', presented(true), P.head, { opinion }),
    card('extension-review', released(true), P.chief, { opinion }),
    { ...card('redirect-review', redirecting(), P.chief), organisation: districtOf(60) },
  ]
  for (const view of full) {
    const drawn = renderCard(view)
    expect(bytesOf(drawn)).toBeLessThanOrEqual(28_000)
    expect(countElements(drawn)).toBeLessThanOrEqual(200)
  }
})

test('办结的申请从后往前说每一步，按钮都没有了', () => {
  const text = textOf(renderCard(card('extension', granted(), P.officer)))
  const steps = ['同意延期', '同意申请', '呈领导同意', '申请延期']
  const places = steps.map((label) => text.indexOf(`10:15 ${label}`))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual(places.toSorted((one, other) => one - other))
  expect(text).toContain('意见：抓紧施工。')
})

test('退回后的配合材料，牵头单位不再看得到', () => {
  const matter = delivered()
  const co = matter.assignments.find((held) => held.kind === 'co')
  const command = { action: 'returnMaterial', opinion: '缺拨付明细。' } as const
  const view = material(matter)
  expect(textOf(renderCard(view))).toContain('资金已拨付80%。')
  const after = step(matter, P.officer, command, AT, co?.id ?? null)
  const assignment = after.assignments.find((held) => held.id === co?.id) ?? null
  const text = textOf(renderCard({ ...view, matter: after, assignment }))
  expect(text).not.toContain('资金已拨付80%。')
  expect(text).toContain('退回补充')
})

test('一件事上没有这个申请，就只提示看最新卡片', () => {
  for (const kind of KINDS.filter((one) => one !== 'material')) {
    const view = LIVE[kind]
    const text = textOf(renderCard({ ...view, card: { ...view.card, turn: 9 } }))
    expect(text).toContain('请看最新卡片')
  }
})
