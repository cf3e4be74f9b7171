// 汇总反馈: the office sums the material up for the leaders, or sends a department back to work.
import { leadOf, type Report } from '../src/domain/matter.ts'
import { mayorOf, type OpenId, peopleWith, viceMayorFor } from '../src/domain/organisation.ts'
import { ASSIGNMENT_KIND_ZH } from '../src/domain/terms.ts'
import { dateZh } from '../src/domain/time.ts'
import { coOutstanding } from './co-material.ts'
import { decisionCard, type Look } from './decision-frame.ts'
import { type Card, collapsible, type Element, plain } from './element.ts'
import type { Confirm } from './element-button.ts'
import type { Choice } from './element-field.ts'
import { visibleText } from './escape.ts'
import { quoted } from './fitting.ts'
import { choicesField, peopleField, textField, timeField } from './form-fields.ts'
import { departmentFacts, factElements, titleZh } from './matter-facts.ts'
import { departmentZh, peopleZh, personZh, whyLine } from './phrases.ts'
import { summaryPrefill } from './prefill.ts'
import { releasedReport, reportElements, versionZh } from './report-text.ts'
import { supervisionRoleZh } from './supervision-role.ts'
import type { CardView } from './view.ts'

export function consolidateCard(view: CardView): Card {
  return decisionCard(view, {
    said: (look) => said(view, look),
    fields: () => [...(view.matter.superior ? [] : feedbackFields(view)), ...returnFields(view)],
    buttons: [
      { action: 'feedBack', type: 'primary', confirm: feedingBack(view) },
      { action: 'sendBack', type: 'danger' },
    ],
    reason: whyLine(`${supervisionRoleZh(view)}，办理结果由督查室汇总后反馈领导。`),
  })
}

function said(view: CardView, { live, room }: Look): readonly Element[] {
  const { matter, organisation } = view
  const report = passedReport(view)
  return [
    ...(live ? [plain(greeting(view))] : fedBack(view, room)),
    ...factElements([
      ...departmentFacts(matter, organisation),
      ['立项时间', matter.docketedAt === null ? '' : dateZh(matter.docketedAt)],
      ['未提供材料', notGiven(view)],
    ]),
    ...(report === undefined ? [] : [materialPanel(report, room)]),
  ]
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
    ? `${passed}${superiorZh(view)}`
    : `${passed}请核定督查结果，反馈领导后该事项即办结。`
}

/** What came from above goes back up through two leaders (process §1.1), in the words of conversation §4. */
function superiorZh({ matter, organisation }: CardView): string {
  const lead = leadOf(matter)
  const viceMayor = lead === undefined ? undefined : viceMayorFor(organisation, lead.departmentId)
  const mayor = mayorOf(organisation)
  const names = [
    viceMayor === undefined ? '分管副区长' : personZh(organisation, viceMayor.openId),
    mayor === undefined ? '区长' : personZh(organisation, mayor.openId),
  ]
  return `该事项为上级交办，须经${names.join('、')}审核同意。`
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

function feedbackFields(view: CardView): readonly Element[] {
  const { matter, organisation } = view
  const drafted = summaryPrefill(matter, passedReport(view), organisation)
  return [
    textField(view, {
      name: 'summary',
      label: '督查结果',
      present: matter.summary === '' ? drafted : matter.summary,
      rows: 6,
    }),
    ...peopleField(view, {
      name: 'leaders',
      label: '反馈领导',
      options: readers(view),
      present: matter.approver === null ? [] : [matter.approver],
    }),
  ]
}

/** 区领导 and the heads of the office. */
function readers({ organisation }: CardView): OpenId[] {
  return peopleWith(
    organisation,
    'DISTRICT_MAYOR',
    'DISTRICT_VICE_MAYOR',
    'OFFICE_DIRECTOR',
    'OFFICE_DEPUTY_DIRECTOR',
  ).map((person) => person.openId)
}

function returnFields(view: CardView): readonly Element[] {
  const lead = leadOf(view.matter)
  return [
    ...choicesField(view, {
      name: 'departments',
      label: '退回单位（退回时填写）',
      options: departmentOptions(view),
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

function departmentOptions({ matter, organisation }: CardView): Choice[] {
  return matter.assignments
    .filter((held) => held.status !== 'redirected')
    .map((held) => ({
      text: `${departmentZh(organisation, held.departmentId)}（${ASSIGNMENT_KIND_ZH[held.kind]}）`,
      value: held.departmentId,
    }))
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
