// 汇总反馈: the office sums the material up for the leaders, or sends a department back to work.
import { readersIn } from '../src/domain/heir-of-result.ts'
import { leadOf, type Report } from '../src/domain/matter.ts'
import { type Bulletin, latestBrief } from '../src/domain/outcome.ts'
import { dateZh } from '../src/domain/time.ts'
import { checkPrefill } from './check-prefill.ts'
import { coOutstanding } from './co-material.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'
import {
  choicesField,
  peopleField,
  textField,
  timeField,
  typedList,
  yesNoChoice,
} from './form-fields.ts'
import { departmentFacts, factElements, mayorZh, titleZh, viceMayorZh } from './matter-facts.ts'
import { peopleZh, whyLine } from './phrases.ts'
import { summaryPrefill } from './prefill.ts'
import { releasedReport, reportElements, versionZh } from './report-text.ts'
import { reworkChoices } from './rework-choices.ts'
import { supervisionRoleZh } from './supervision-role.ts'
import type { CardView } from './view.ts'

export function consolidateCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [
      summaryField(view),
      ...(view.matter.superior ? [] : feedbackFields(view)),
      ...returnFields(view),
    ],
    buttons: [
      { action: 'presentBrief', type: 'primary' },
      { action: 'feedBack', type: 'primary', confirm: feedingBack(view) },
      { action: 'draftBulletin', confirm: publishing(view) },
      { action: 'sendBack', type: 'danger' },
    ],
    reason: whyLine(`${supervisionRoleZh(view)}，${ruleZh(view)}`),
  })
}

function said(view: CardView, { live, room }: Look): readonly Element[] {
  const { matter, organisation } = view
  const report = passedReport(view)
  return [
    ...(live ? [plain(greeting(view)), ...returned(view, room)] : fedBack(view, room)),
    ...factElements([
      ...departmentFacts(matter, organisation),
      ['立项时间', matter.docketedAt === null ? '' : dateZh(matter.docketedAt)],
      ['未提供材料', notGiven(view)],
    ]),
    ...(report === undefined ? [] : [materialPanel(report, room)]),
  ]
}

/** What becomes of a result (source-process 二.5). */
function ruleZh({ matter }: CardView): string {
  return matter.superior
    ? '上级交办事项的办结情况由督查室汇总，经分管副区长和区长审核后上报。'
    : '办理结果由督查室汇总后反馈领导。'
}

function notGiven(view: CardView): string {
  return coOutstanding(view)
    .map(({ name }) => name)
    .join('、')
}

function greeting(view: CardView): string {
  const { matter } = view
  const passed = `“${titleZh(matter)}”反馈材料已审核通过。`
  return matter.superior
    ? `${passed}${superiorZh(view)}请核定上报文字，呈区领导审核。`
    : `${passed}请核定督查结果，反馈领导后该事项即办结；需在一定范围内通报的，点“通报”。`
}

/** Why a leader sent the draft back, to the office alone. */
function returned({ matter }: CardView, room: number): readonly Element[] {
  return matter.returnOpinion === ''
    ? []
    : [plain(`退回意见：${quoted(matter.returnOpinion, room)}`)]
}

/** What came from above goes back up through two leaders (process §1.1), in the words of conversation §4. */
function superiorZh(view: CardView): string {
  return `该事项为上级交办，须经${viceMayorZh(view)}、${mayorZh(view)}审核同意。`
}

function fedBack({ matter, organisation }: CardView, room: number): readonly Element[] {
  const leaders = matter.feedback.map((held) => held.leader)
  return [
    ...(matter.summary === '' ? [] : [plain(quoted(matter.summary, room))]),
    ...(leaders.length === 0 ? [] : [plain(`已反馈：${peopleZh(organisation, leaders)}`)]),
  ]
}

function materialPanel(report: Report, room: number): Element {
  return collapsible('牵头单位材料全文', [
    plain(versionZh(report)),
    ...reportElements(report, room),
  ])
}

function passedReport({ matter }: CardView): Report | undefined {
  const lead = leadOf(matter)
  return lead === undefined ? undefined : releasedReport(lead)
}

/** What was checked, returned or fed back before; else a first draft from the material that passed. */
function summaryField(view: CardView): Element {
  const { matter, organisation } = view
  const before = [
    checkPrefill(view).text('summary'),
    latestBrief(matter)?.summary,
    matter.bulletins.at(-1)?.summary,
    matter.summary,
  ].find((text) => text !== undefined && text !== '')
  return textField(view, {
    name: 'summary',
    label: matter.superior ? '上报文字' : '督查结果',
    present: before ?? summaryPrefill(matter, passedReport(view), organisation),
    rows: 6,
  })
}

function feedbackFields(view: CardView): readonly Element[] {
  const { matter } = view
  const kept = checkPrefill(view)
  const returned = returnedBulletin(view)?.leaders ?? []
  const approver = matter.approver === null ? [] : [matter.approver]
  return [
    ...peopleField(view, {
      name: 'leaders',
      label: '反馈领导',
      options: readersIn(view.organisation),
      present: kept.list('leaders') ?? (returned.length > 0 ? returned : approver),
    }),
    collapsible('通报（点“通报”时填写）', bulletinFields(view), isBulletinTyped(view)),
  ]
}

/** To whom the bulletin goes, whether it criticises, and whether the leaders get the result with it. */
function bulletinFields(view: CardView): readonly Element[] {
  const { organisation } = view
  const kept = checkPrefill(view)
  const returned = returnedBulletin(view)
  return [
    ...choicesField(view, {
      name: 'scope',
      label: '通报范围',
      options: organisation.departments.map(({ id, shortName }) => ({
        text: shortName,
        value: id,
      })),
      present: kept.list('scope') ?? returned?.scope ?? [],
    }),
    yesNoChoice(view, {
      name: 'critical',
      yes: '点名批评，须经阅批领导签发',
      no: '不点名批评',
      present: kept.yes('critical') ?? returned?.critical ?? null,
      placeholder: '是否点名批评',
    }),
    yesNoChoice(view, {
      name: 'also_feedback',
      yes: '同时反馈所选领导',
      no: '只通报',
      present: kept.yes('alsoFeedback') ?? returned?.alsoFeedback ?? null,
      placeholder: '是否同时反馈领导',
    }),
  ]
}

/** The bulletin that came back and is to be put to them again: what was chosen for it stands as it was. */
function returnedBulletin({ matter }: CardView): Bulletin | undefined {
  const last = matter.bulletins.at(-1)
  return matter.returnOpinion === '' || last?.returnedAt === null ? undefined : last
}

/** Who has filled in the closed panel sees it open again, with what was chosen. */
function isBulletinTyped(view: CardView): boolean {
  const asked = view.matter.checkAsked?.action === 'draftBulletin'
  const isKept = asked || returnedBulletin(view) !== undefined
  return isKept || (typedList(view.typed, 'scope') ?? []).length > 0
}

function returnFields(view: CardView): readonly Element[] {
  const lead = leadOf(view.matter)
  return [
    ...choicesField(view, {
      name: 'departments',
      label: '退回单位（退回时填写）',
      options: reworkChoices(view),
      present: lead === undefined ? [] : [lead.departmentId],
    }),
    textField(view, {
      name: 'opinion',
      label: '退回意见',
      present: '',
      rows: 2,
      placeholder: '退回部门请写明缺什么、怎样补',
    }),
    ...timeField(view, {
      name: 'rework_deadline',
      label: '补正时限（退回时填写）',
      present: null,
    }),
  ]
}

/** Title, version and consequence (conversation §1.3). */
function feedingBack(view: CardView): Confirm {
  const { matter } = view
  const report = passedReport(view)
  const based =
    report === undefined
      ? ''
      : `（依据《${visibleText(report.title)}》第${report.reportVersion}版）`
  const then = matter.category === 6 ? '反馈后转为待代表委员意见。' : '反馈后该事项即办结。'
  return {
    title: '反馈领导',
    text: `确认将“${titleZh(matter)}”督查结果${based}反馈所选领导？${then}`,
  }
}

function publishing({ matter }: CardView): Confirm {
  const text = `确认将“${titleZh(matter)}”督查结果通报所选范围？先送区政府办领导签发，点名批评的并送阅批领导，签发后印发。`
  return { title: '通报', text }
}
