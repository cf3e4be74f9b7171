// The cards about what comes of a matter, each as it was last looked at, with its title, fields and buttons (conversation §2).
import { expect, test } from 'vitest'
import { renderCard } from '../../cards/render.ts'
import type { CardView } from '../../cards/view.ts'
import type { Matter } from '../../src/domain/matter.ts'
import { CARD_TITLE_ZH, type CardKind } from '../../src/domain/terms.ts'
import { given } from '../kit/given.ts'
import {
  answered,
  briefPresented,
  bulletinDrafted,
  clearedOnce,
  clearedTwice,
  reportedUp,
  SUPERIOR,
} from '../kit/outcome.ts'
import { biogas, named } from '../kit/yunling.ts'
import { viewOf } from './course.ts'
import { AT } from './decision-cases.ts'
import { fieldsOf, pressable } from './fields.ts'
import { expectGolden, textOf } from './golden.ts'

const amended = () =>
  given(clearedOnce())
    .by('沈维岳')
    .when({
      action: 'amendAndClear',
      summary: '沿河路污水外溢点已全部封堵，管网改造完成九成。',
      opinion: '数据按最新的报。',
    })
    .thenIs('待分管副区长审核').matter

const instructed = () =>
  given(bulletinIssued())
    .by('佟雅宁')
    .when({ action: 'giveInstruction', instruction: '请继续跟进后续管护。' })
    .thenIs('已办结').matter

const bulletinIssued = () =>
  given(bulletinDrafted())
    .by('韩秉文')
    .when({ action: 'issueBulletin', opinion: '' })
    .thenIs('已办结').matter

const CLEAR = { fields: ['summary', 'opinion', 'return_to', 'rework_deadline'] }
const BULLETIN = { fields: ['opinion'], buttons: ['签发', '退回'] }

const LIVE: readonly (readonly [
  name: string,
  view: () => CardView,
  expected: { readonly fields: readonly string[]; readonly buttons: readonly string[] },
])[] = [
  [
    'clear-vice-mayor',
    () => card('clear', briefPresented(), '陆明舟'),
    { ...CLEAR, buttons: ['同意上报', '修改后同意上报', '退回'] },
  ],
  [
    'clear-mayor',
    () => card('clear', clearedOnce(), '沈维岳'),
    { ...CLEAR, buttons: ['同意上报', '修改后同意上报', '退回'] },
  ],
  [
    'clear-second-look',
    () => card('clear', amended(), '陆明舟'),
    { ...CLEAR, buttons: ['同意上报', '修改后同意上报', '退回'] },
  ],
  [
    'report-up-live',
    () => card('report-up', clearedTwice(), '蒋小棠'),
    { fields: ['document_number'], buttons: ['已上报'] },
  ],
  ['bulletin-live', () => card('bulletin', bulletinDrafted(), '韩秉文'), BULLETIN],
  ['bulletin-critical', () => card('bulletin', bulletinDrafted(true), '佟雅宁'), BULLETIN],
  [
    'follow-up-live',
    () => petitionCard('follow-up', instructed(), '蒋小棠'),
    {
      fields: ['departments', 'rework_deadline', 'reason'],
      buttons: ['重新办理', '转立新项', '已办理'],
    },
  ],
  [
    'satisfaction-live',
    () => card('satisfaction', answered(), '蒋小棠'),
    { fields: ['satisfaction', 'note', 'rework_deadline'], buttons: ['登记'] },
  ],
]

test.each(LIVE)('%s 的标题、字段、按钮与约定一致，样张未变', async (name, view, expected) => {
  const shown = renderCard(view())
  expect(shown.header.title.content).toBe(CARD_TITLE_ZH[view().card.kind])
  expect(fieldsOf(shown).map((field) => field.name)).toEqual(expected.fields)
  expect(pressable(shown).map(({ label }) => label)).toEqual(expected.buttons)
  await expectGolden(shown, name)
})

test('有确认框的只是同意上报、修改后同意上报、已上报、签发', () => {
  const buttons = LIVE.flatMap(([, view]) => pressable(renderCard(view())))
  const confirmed = buttons.filter(({ confirm }) => confirm !== null).map(({ label }) => label)
  expect([...new Set(confirmed)]).toEqual(['同意上报', '修改后同意上报', '已上报', '签发'])
})

test('受阅批领导委托的办公室领导，别人替办公室签过了，他还有签发按钮', () => {
  const { matter } = given(bulletinDrafted(true))
    .by('韩秉文')
    .when({ action: 'issueBulletin', opinion: '' })
    .thenIs('待签发通报')
  const view = card('bulletin', matter, '罗思远')
  const delegation = {
    principal: named('佟雅宁'),
    delegate: named('罗思远'),
    scope: ['DECIDE'] as const,
    from: '2026-09-01',
    to: '2026-12-31',
    writtenAuthorization: '',
  }
  const labels = (organisation: CardView['organisation']) =>
    pressable(renderCard({ ...view, organisation })).map(({ label }) => label)
  expect(labels({ ...view.organisation, delegations: [delegation] })).toEqual(['签发', '退回'])
  expect(labels(view.organisation)).toEqual([])
})

test('督查通报只有正文和范围，没有表单和按钮', async () => {
  const copy = renderCard(card('feedback', bulletinIssued(), '金穗'))
  expect(copy.header.title.content).toBe('督查通报')
  expect(pressable(copy)).toEqual([])
  await expectGolden(copy, 'bulletin-copy')
})

test('区长看得到分管副区长的意见，改过的文字给分管副区长看改动', () => {
  expect(textOf(renderCard(card('clear', clearedOnce(), '沈维岳')))).toContain('同意，请区长审定。')
  const again = textOf(renderCard(card('clear', amended(), '陆明舟')))
  expect(again).toContain('删去：沿河路污水外溢点已全部封堵，管网改造完成八成。')
  expect(again).toContain('增加：沿河路污水外溢点已全部封堵，管网改造完成九成。')
})

test('办过的上报登记卡片只留结果', async () => {
  const view = { ...card('report-up', clearedTwice(), '蒋小棠'), matter: reportedUp() }
  const shown = renderCard(view)
  expect(pressable(shown)).toEqual([])
  expect(textOf(shown)).toContain('云州政督收〔2026〕118号')
  await expectGolden(shown, 'report-up-decided')
})

test.each([
  ['clear', () => card('clear', briefPresented(internal(SUPERIOR)), '陆明舟')],
  ['report-up', () => card('report-up', clearedTwice(internal(SUPERIOR)), '蒋小棠')],
  ['bulletin', () => card('bulletin', bulletinDrafted(false, internal(biogas)), '韩秉文')],
] as const)('内部事项的 %s 卡片，锁屏上只说有一份督查待办', (_, view) => {
  expect(renderCard(view()).config.summary.content).toBe('您有一份督查待办')
})

function internal(docket: typeof SUPERIOR): typeof SUPERIOR {
  return { ...docket, classification: 'internal' }
}

function card(kind: CardKind, matter: Matter, name: string): CardView {
  return viewOf(kind, matter, named(name), AT, { assignmentId: null })
}

function petitionCard(kind: CardKind, matter: Matter, name: string): CardView {
  const view = card(kind, matter, name)
  return { ...view, card: { ...view.card, turn: matter.petitions.length } }
}
